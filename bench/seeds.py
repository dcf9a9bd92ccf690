"""Made-up workspaces with a history: each fact of an idea or kudos is a function of its number.

People work in teams of ten and a leader. An idea brings two supporters, and six of seven bring two
replies; of three ideas one builds on another, one is asked about, and one is tested; of twelve one
is adopted and one parked. A quarter of the kudos is by leaders, who reply to half of the ideas.
"""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cached_property
from itertools import accumulate
from string import ascii_lowercase

from bench.filling import Rows
from bot.domain.idea_tests import Asked, Outcome
from bot.domain.ideas import Part, Stage
from bot.domain.people import Recognition, Team
from bot.domain.similar import terms
from bot.storage.similar import number_of
from bot.training.messages import own_messages

NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)
WORKSPACE = "T1"
DAY, MINUTE = timedelta(days=1), timedelta(minutes=1)
WEEKS = 104
TEAM = 11  # the last of them leads
MONTHS = WEEKS * 7 / 30.4
KUDOS, IDEAS = 1.0, 0.3  # for each person and month, where measures are counted

PERSON = (
    *("workspace", "id", "name", "zone", "locale"),
    *("is_bot", "is_deactivated", "is_stranger", "seen_at"),
)
PREFERENCE = ("workspace", "person", "is_hidden", "is_left_alone", "recognition")
GIVEN = ("id", "workspace", "giver", "reason", "given_at", "source", "is_private")
RECEIVED = ("workspace", "kudos", "person", "place", "given_at")
IDEA = (
    *("id", "workspace", "author", "text", "shared_at", "source", "channel", "ts"),
    *("is_private", "stage", "stage_at"),
)
LINK = ("workspace", "child", "parent", "place")
CONTRIBUTION = ("workspace", "idea", "person", "part", "at", "is_present")
REPLY = ("workspace", "idea", "ts", "channel", "person", "at")
TEST = (
    *("id", "workspace", "idea", "owner", "question", "round"),
    *("opened_at", "ends_at", "outcome", "learned", "asked"),
)

Line = Iterator[Sequence[object]]


def named(prefix: str, count: int) -> Sequence[str]:
    return [f"{prefix}{n}" for n in range(count)]


@dataclass(frozen=True)
class History:
    """The last `weeks` of a longer `span`: the same rows, whether there are older ones or not.

    `kudos` and `ideas` are how many there are in the whole span. Later ones have higher numbers.
    """

    people: Sequence[str]  # whole teams
    channels: Sequence[str]
    ideas: int
    kudos: int = 0
    span: int = WEEKS
    weeks: int = WEEKS
    until: datetime = NOW
    workspace: str = WORKSPACE

    @cached_property
    def numbers(self) -> range:
        return range(self.ideas - self.ideas * self.weeks // self.span + 1, self.ideas + 1)

    @cached_property
    def thanks(self) -> range:
        return range(self.kudos - self.kudos * self.weeks // self.span + 1, self.kudos + 1)

    def author(self, n: int) -> str:
        return self._mate(n, 0)

    def at(self, n: int) -> datetime:
        return self._then(n, self.ideas)

    def text(self, n: int) -> str:
        return f"idea number {n} of many, as long as one is that somebody typed"

    def channel(self, n: int) -> str:
        """One of ten is in a private one."""
        public = self.channels[self._drawn(n) // TEAM % len(self.channels)]
        return public if n % 10 else f"G{public[1:]}"

    def stage(self, n: int) -> Stage:
        if n % 12 > 2 or self.at(n) + 10 * DAY >= self.until:
            return Stage.SHARED
        return (Stage.ADOPTED, Stage.PARKED, Stage.TESTING)[n % 12]

    def parents(self, n: int) -> Sequence[int]:
        if n % 3:
            return ()
        found = (n - 11 - n % 7, n - 40 - n % 7) if n % 9 == 0 else (n - 11 - n % 7,)
        return [parent for parent in found if parent in self.numbers]

    def parts(self, n: int) -> Iterator[tuple[str, Part, datetime]]:
        """Parts that others have, beside those who built on it."""
        at = self.at(n)
        yield self._mate(n, 1), Part.SUPPORT, at + 60 * MINUTE
        yield self._mate(n, 3), Part.SUPPORT, at + 600 * MINUTE
        if n % 3 == 0:
            yield self._mate(n, 5), Part.QUESTION, at + 300 * MINUTE
            yield self._mate(n, 2), Part.TEST, at + 3 * DAY

    def rows(self) -> Iterator[Rows]:
        yield Rows("people", PERSON, self._people())
        yield Rows("preferences", PREFERENCE, self._preferences())
        yield Rows("kudos", GIVEN, map(self._given, self.thanks))
        yield Rows("kudos_receivers", RECEIVED, map(self._received, self.thanks))
        yield Rows("ideas", IDEA, map(self._idea, self.numbers))
        yield Rows("idea_links", LINK, self._links())
        yield Rows("contributions", CONTRIBUTION, self._contributions())
        yield Rows("replies", REPLY, self._replies())
        yield Rows("idea_tests", TEST, self._tests())
        yield Rows("kudos", GIVEN, self._rolls())
        yield Rows("kudos_receivers", RECEIVED, self._named_by_rolls())

    def _drawn(self, n: int) -> int:
        """The place of somebody that looks drawn (Knuth's multiplicative hash)."""
        return (n * 2_654_435_761 % 2**32 >> 12) % len(self.people)

    def _mate(self, n: int, further: int) -> str:
        """Who is that many places further in the team of whom `n` draws."""
        team, place = divmod(self._drawn(n), TEAM)
        return self.people[team * TEAM + (place + further) % TEAM]

    def _leader(self, n: int) -> str:
        return self.people[self._drawn(n) // TEAM * TEAM + TEAM - 1]

    def _then(self, n: int, of: int) -> datetime:
        return self.until - MINUTE - self.span * 7 * DAY * ((of - n) / of)

    def _after(self, every: int, wait: timedelta) -> Iterator[tuple[int, datetime]]:
        """Every so many-th idea that is old enough, and the moment so long after it."""
        moments = ((n, self.at(n) + wait) for n in self.numbers if n % every == 0)
        return (each for each in moments if each[1] < self.until)

    def _people(self) -> Line:
        same = ("Person", "UTC", "en-US", False)
        for n, person in enumerate(dict.fromkeys(self.people), 1):
            yield self.workspace, person, *same, n % 50 == 0, False, self.until

    def _preferences(self) -> Line:
        for n, person in enumerate(self.people[::20], 1):
            recognition = Recognition.PUBLIC if n % 3 else Recognition.NONE
            yield self.workspace, person, n % 2 == 0, False, recognition.value

    def _given(self, n: int) -> Sequence[object]:
        leads = self._drawn(n) % TEAM == TEAM - 1
        giver = self._mate(n, 1 + n % 9) if n % 4 or leads else self._leader(n)
        at = self._then(n, self.kudos)
        return n, self.workspace, giver, "for the release", at, f"k{n}", False

    def _received(self, n: int) -> Sequence[object]:
        return self.workspace, n, self._mate(n, 0), 0, self._then(n, self.kudos)

    def _idea(self, n: int) -> Sequence[object]:
        at, stage = self.at(n), self.stage(n)
        said = (self.author(n), self.text(n), at, f"s{n}", self.channel(n), f"{n}.0", n % 10 == 0)
        return n, self.workspace, *said, stage.value, at + 10 * DAY if stage != "shared" else None

    def _links(self) -> Line:
        for n in self.numbers:
            for place, parent in enumerate(self.parents(n)):
                yield self.workspace, n, parent, place

    def _contributions(self) -> Line:
        built = set()
        for n in self.numbers:
            author, at = self.author(n), self.at(n)
            yield self.workspace, n, author, Part.AUTHOR.value, at, True
            for parent in self.parents(n):
                if (parent, author) not in built:
                    built.add((parent, author))
                    yield self.workspace, parent, author, Part.BUILD.value, at, True
            for person, part, when in self.parts(n):
                if when < self.until:
                    yield self.workspace, n, person, part.value, when, True

    def _replies(self) -> Line:
        """One of seven ideas waits for its first."""
        replied = (n for n, _ in self._after(1, 3_030 * MINUTE) if n % 7)
        for n in replied:
            at, other = self.at(n), self._mate(n, 6) if n % 2 else self._leader(n)
            first, second = (at + (start + n * 7_919 % 2_000) * MINUTE for start in (30, 90))
            yield self.workspace, n, f"{n}.1", self.channel(n), self._mate(n, 4), first
            yield self.workspace, n, f"{n}.2", self.channel(n), other, second

    def _tests(self) -> Line:
        """Of three nobody has said yet what came of one."""
        kept, waits = (Outcome.KEPT, "", Asked.ONCE), (None, "", Asked.WAITING)
        for n, at in self._after(3, 10 * DAY):
            end = kept if n % 9 else waits
            yield n, self.workspace, n, self._mate(n, 2), "?", 1, at - 7 * DAY, at - DAY, *end

    def _rolls(self) -> Line:
        for n, at in self._after(24, 11 * DAY):
            giver, source = self._mate(n, 0), f"roll:{n}"
            yield n + self.kudos, self.workspace, giver, "", at, source, False

    def _named_by_rolls(self) -> Line:
        for n, at in self._after(24, 11 * DAY):
            yield self.workspace, n + self.kudos, self._mate(n, 1), 0, at


def history_of(leaders: int, weeks: int = WEEKS) -> History:
    """A month brings each person one kudos and 0.3 ideas: a team sees thanks every third day."""
    people = named("U", TEAM * leaders)
    ideas, kudos = (round(len(people) * MONTHS * each) for each in (IDEAS, KUDOS))
    return History(people, named("C", 2_000), ideas, kudos, weeks=weeks)


def teams_of(history: History) -> Iterator[Team]:
    """Each works in a public channel and in a private one."""
    for n in range(len(history.people) // TEAM):
        *members, leader = history.people[n * TEAM : (n + 1) * TEAM]
        public = history.channels[n % len(history.channels)]
        places = frozenset({public, f"G{public[1:]}"})
        yield Team(history.workspace, leader, frozenset(members), places, id=n + 1)


class Million(History):
    """With the parts that boards count."""

    COUNTED = ("people", "preferences", "ideas", "idea_links", "contributions", "idea_tests")

    def parts(self, n: int) -> Iterator[tuple[str, Part, datetime]]:
        return (each for each in super().parts(n) if each[1] is Part.TEST)

    def rows(self) -> Iterator[Rows]:
        return (each for each in super().rows() if each.table in self.COUNTED)


class Texts(History):
    """Generate ideas from common words at their real frequencies and from rare invented names."""

    INVENTED = 30_000

    @cached_property
    def chance(self) -> random.Random:
        return random.Random(4)  # noqa: S311 - texts, not secrets

    @cached_property
    def _said(self) -> Sequence[str]:
        return [one.text for one in own_messages() if one.idea and one.is_by_hand]

    @cached_property
    def _words(self) -> Sequence[str]:
        return [word for text in self._said for word in text.split()]

    @cached_property
    def _names(self) -> tuple[Sequence[str], Sequence[float]]:
        """Return invented names and their cumulative Zipf weights."""
        letters = (self.chance.choices(ascii_lowercase, k=7) for _ in range(self.INVENTED))
        often = accumulate(1 / rank for rank in range(1, self.INVENTED + 1))
        return ["".join(each) for each in letters], list(often)

    @cached_property
    def _texts(self) -> Sequence[str]:
        return [self.new_text() for _ in range(self.ideas + 1)]

    def text(self, n: int) -> str:
        return self._texts[n]

    def new_text(self) -> str:
        return self.words(len(self.chance.choice(self._said).split()))

    def words(self, count: int) -> str:
        names, often = self._names
        some = self.chance.choices(names, cum_weights=often, k=1 + count // 5)
        return " ".join([*self.chance.choices(self._words, k=count), *some])

    def rows(self) -> Iterator[Rows]:
        yield from super().rows()
        found = (
            (self.workspace, number, n)
            for n in self.numbers
            for number in set(map(number_of, terms(self._texts[n])))
        )
        yield Rows("idea_terms", ("workspace", "term", "idea"), found)
