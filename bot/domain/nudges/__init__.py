"""Nudges: one fact, one small thing to do, and how to tell that it was done.

Each module here defines one `NUDGE`; adding a file adds a nudge. A digest's nudge looks at the
leader's week, a card's at what happened this moment. Whether a nudge was followed is told from rows
as they are, long after if need be, so that those held back are judged as those shown are.
"""

import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from functools import cache
from typing import ClassVar

from bot.domain.idea_tests import IdeaTest
from bot.domain.ideas import Contribution, Idea, Reply
from bot.domain.kudos import Kudos
from bot.domain.moves import Event
from bot.domain.people import Team, zone_named
from bot.kit.registry import modules_in
from bot.kit.weeks import iso_week

Fact = int | float | str


class Way(StrEnum):
    """How a nudge reaches the leader."""

    DIGEST = "digest"
    CARD = "card"  # of its own, when something happens


class Answer(StrEnum):
    """What a leader said to a nudge. Only events count as following it, never an answer."""

    IN_PERSON = "in_person"
    MINE = "mine"  # the credit was the leader's own
    PING = "ping"  # tell me after three replies
    NOT_NOW = "not_now"
    FEWER = "fewer"
    STOP = "stop"


class Act(StrEnum):
    """What a nudge's own buttons do. *Not now*, *Fewer like this*, *Why this?* are on every one."""

    THANK = "thank"
    IN_PERSON = "in_person"
    SEE = "see"
    ASK_TEAM = "ask_team"
    PING = "ping"
    REPLY = "reply"
    NAME_PEOPLE = "name_people"
    IT_WAS_ME = "it_was_me"
    POST_ROLL = "post_roll"
    EDIT_ROLL = "edit_roll"
    OWNER_POSTS = "owner_posts"
    ASK_OWNER = "ask_owner"
    PARK = "park"
    ASK_QUESTION = "ask_question"
    PROMISE = "promise"


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One small thing for one leader. `followed_until` closes its window.

    `trigger` is what set it off: "idea:7", "kudos:12", "week:2030-W02". `facts` are kept with it:
    numbers and ids, never words that were typed, nor anybody's id. The sentences of its kind are
    filled with them; "part" is a part in an idea, "at" an instant in whole seconds, shown as a day.
    """

    kind: str
    trigger: str
    followed_until: datetime
    person: str = ""  # whom it is about; empty when it is about nobody
    idea: int = 0
    facts: Mapping[str, Fact] = field(default_factory=dict)
    # Shown with it, and not kept:
    text: str = ""
    channel: str | None = None
    ts: str | None = None


def about(idea: Idea, kind: str, until: datetime, *, person: str = "", **facts: Fact) -> Suggestion:
    """A suggestion about that idea, and about what `person` did for it, if one is named."""
    place = (idea.text, idea.channel, idea.place)
    return Suggestion(kind, f"idea:{idea.id}", until, person, idea.id, facts, *place)


@dataclass(frozen=True, slots=True)
class ShownNudge:
    """A nudge as it was kept when it was shown, or held back."""

    id: int
    workspace: str
    team: int
    leader: str
    kind: str
    trigger: str
    person: str
    idea: int
    shown_at: datetime
    followed_until: datetime
    way: Way = Way.DIGEST
    facts: Mapping[str, Fact] = field(default_factory=dict)
    is_held_back: bool = False
    answer: Answer | None = None
    answered_at: datetime | None = None
    followed_at: datetime | None = None
    followed_by: str | None = None
    settled_at: datetime | None = None  # from then on what became of it stays

    @property
    def subjects(self) -> frozenset[tuple[str, str]]:
        """What it is about, each with its kind: that kind at all, a person, an idea."""
        return frozenset((self.kind, each) for each in ("", self.person, f"idea:{self.idea}"))

    def covers(self, at: datetime) -> bool:
        """Whether what happened then can have followed it."""
        return self.shown_at <= at < self.followed_until


@dataclass(frozen=True, slots=True)
class IdeaFacts:
    """An idea by the team or its leader that the leader may see, and what came of it so far."""

    idea: Idea
    is_replied: bool = False  # by somebody else than its author
    supporters: int = 0
    tests: int = 0
    contributors: frozenset[str] = frozenset()  # of adopted ones: whom their credits roll is for
    named: frozenset[str] = frozenset()  # and who was named for it


@dataclass(frozen=True, slots=True)
class LeaderWeek:
    """What is known of a leader and their team at `until`, in a digest shown at `shown_at`.

    `kudos` are those the leader gave in the 35 days before; `work` is what the team contributed in
    the 28 days before, each part with its idea; `ideas` those shared in the 90 days before;
    `in_person` is when they say that they thanked by word of mouth, by person and work. Who is
    `unnamed` hides or is no member. What is `left_alone` are kinds with their subjects, by the
    leader's wish.
    """

    team: Team
    until: datetime
    shown_at: datetime
    kudos: Sequence[Kudos] = ()
    work: tuple[tuple[Contribution, Idea], ...] = ()
    ideas: tuple[IdeaFacts, ...] = ()
    in_person: Mapping[tuple[str, str], datetime] = field(default_factory=dict)
    asked_at: datetime | None = None  # when the leader last asked the team something
    has_promised: bool = False  # and it is still open
    unnamed: frozenset[str] = frozenset()
    left_alone: frozenset[tuple[str, str]] = frozenset()

    @property
    def trigger(self) -> str:
        """What sets off a nudge that is for a week."""
        return f"week:{iso_week(self.shown_at, zone_named(self.team.zone))}"

    def may_bring_up(self, kind: str, subject: str = "") -> bool:
        """`subject` is somebody's id, "idea:7", or empty where a kind is about neither."""
        return (kind, subject) not in self.left_alone


@dataclass(frozen=True, slots=True)
class Moment:
    """Something happened just now that concerns a leader: an idea by the team, or kudos to them."""

    team: Team
    at: datetime
    idea: Idea | None = None
    kudos: Kudos | None = None
    # Of the team's latest ideas under which the leader spoke: whether nobody else spoke before.
    spoke_first: tuple[bool, ...] = ()
    unnamed: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class AskedQuestion:
    """A question that a leader put to their team, and who answered when."""

    id: int
    leader: str
    asked_at: datetime
    answers: tuple[tuple[str, datetime], ...] = ()


@dataclass(frozen=True, slots=True)
class KeptPromise:
    """What a leader set out to do, and did."""

    id: int
    leader: str
    made_at: datetime
    kept_at: datetime


@dataclass(frozen=True, slots=True)
class Deeds:
    """What may have followed some nudges of one workspace, as rows are now.

    Kudos, questions and promises are by leader; the rest is by idea. Whoever is to be named in the
    credits roll of an idea are its `contributors`. Ideas that are gone are in none of them, and
    kudos that set off a nudge and still stand are `thanks`.
    """

    ideas: Mapping[int, Idea] = field(default_factory=dict)
    kudos: Mapping[str, Sequence[Kudos]] = field(default_factory=dict)
    thanks: frozenset[int] = frozenset()
    rolls: Mapping[int, Kudos] = field(default_factory=dict)
    replies: Mapping[int, Sequence[Reply]] = field(default_factory=dict)
    tests: Mapping[int, Sequence[IdeaTest]] = field(default_factory=dict)
    events: Mapping[int, Sequence[Event]] = field(default_factory=dict)
    contributors: Mapping[int, frozenset[str]] = field(default_factory=dict)
    questions: Mapping[str, Sequence[AskedQuestion]] = field(default_factory=dict)
    promises: Mapping[str, Sequence[KeptPromise]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Followed:
    """When a nudge was followed, and by what: "kudos:12", "reply:7:1.5", "test:3"."""

    at: datetime
    by: str


@dataclass(frozen=True, slots=True)
class Nudge:
    """One kind. `value` is its place in the order of value, 1 first.

    `says` and `why` are English, with placeholders that are filled where they are shown. Where a
    kind has several reasons, its suggestions tell theirs as the fact "because".
    """

    way: ClassVar[Way]

    kind: str
    value: int
    says: str
    why: str
    acts: tuple[Act, ...]
    followed: Callable[[ShownNudge, Deeds], Followed | None]
    says_because: Mapping[str, str] = field(default_factory=dict, kw_only=True)

    def sentence(self, facts: Mapping[str, Fact]) -> str:
        """What it says, in English and unfilled."""
        return self.says_because.get(str(facts.get("because")), self.says)


@dataclass(frozen=True, slots=True)
class DigestNudge(Nudge):
    way = Way.DIGEST

    suggest: Callable[[LeaderWeek], Suggestion | None]
    # Those that always apply are no reason to send a digest that says nothing else.
    is_worth_a_digest: bool = field(default=True, kw_only=True)


@dataclass(frozen=True, slots=True)
class CardNudge(Nudge):
    way = Way.CARD

    suggest: Callable[[Moment], Suggestion | None]


@cache
def nudges() -> Mapping[str, Nudge]:
    """Every nudge in this folder, by kind."""
    found: list[Nudge] = [module.NUDGE for module in modules_in(sys.modules[__name__])]
    return {nudge.kind: nudge for nudge in found}


def by_kudos(kudos: Kudos) -> Followed:
    return Followed(kudos.given_at, f"kudos:{kudos.id}")


def by_reply(reply: Reply) -> Followed:
    return Followed(reply.at, f"reply:{reply.idea}:{reply.ts}")


def by_test(test: IdeaTest) -> Followed:
    return Followed(test.opened_at, f"test:{test.id}")


def first(deeds: Iterable[Followed], is_in_time: Callable[[datetime], bool]) -> Followed | None:
    """The earliest of what was done in time."""
    done = (deed for deed in deeds if is_in_time(deed.at))
    return min(done, key=lambda deed: (deed.at, deed.by), default=None)
