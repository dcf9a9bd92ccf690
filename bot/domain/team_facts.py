"""The facts of many teams at once, put together from the rows of a workspace.

A person can be in several teams, and lead some: each row goes to every team that it concerns.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import groupby
from operator import itemgetter

from bot.domain.measures import (
    WEEK,
    WEEKS,
    WINDOW,
    Decided,
    Given,
    Received,
    Shared,
    TeamFacts,
    Week,
)
from bot.domain.people import Team

Home = str | None  # the private channel that an idea stays in; None for a public one
GivenRow = tuple[int, datetime, str, str]  # kudos, at, giver, receiver
ReceivedRow = tuple[datetime, str, str]  # at, giver, leader
WorkRow = tuple[datetime, str, int, int, Home]  # at, person, whether they made it, idea, home
NamedRow = tuple[int, datetime, str]  # idea, at, person: a reply, a part, a name in a roll
# Idea, author, shared at, home, decided at, whether it was adopted; a test's opening and owner.
MovedRow = tuple[int, str, datetime, Home, datetime | None, bool, datetime | None, str | None]

WINDOW_WEEKS = WINDOW // WEEK
MICROSECOND = timedelta.resolution

# What a part in an idea was.
AUTHORED, BUILT, HELPED = 2, 1, 0


@dataclass(slots=True)
class _Moved:
    """An idea that was decided, or had a test, in the window."""

    idea: int
    author: str
    shared_at: datetime
    decided_at: datetime | None
    is_adopted: bool
    tests: list[tuple[datetime, str]] = field(default_factory=list)
    # Of adopted ideas:
    parents: int = 0
    contributors: set[str] = field(default_factory=set)
    named: set[str] = field(default_factory=set)


class _Sheet:
    """What was found of one team so far. `tallies` are contributions by person and week."""

    def __init__(self, team: Team, absent: AbstractSet[str]) -> None:
        self.id, self.leader, self.channels = team.id, team.leader, team.channels
        self.team = team.members - absent - {team.leader}
        self.tallies = {person: [0] * WEEKS for person in (*self.team, self.leader)}
        self.ideas = [0] * WEEKS
        self.makers: set[str] = set()
        self.shared: list[tuple[datetime, str, int]] = []
        self.moved: dict[int, _Moved] = {}

    def has(self, person: str) -> bool:
        return person in self.tallies

    def work(self) -> dict[str, int]:
        """Of the window, who contributed how often."""
        sums = {person: sum(tally[:WINDOW_WEEKS]) for person, tally in self.tallies.items()}
        return {person: count for person, count in sums.items() if count}

    def weeks(self, kudos: Iterable[int]) -> list[Week]:
        by_week = zip(*[self.tallies[person] for person in self.team], strict=True)
        people = [len(counts) - counts.count(0) for counts in by_week] or [0] * WEEKS
        return list(map(Week, kudos, self.ideas, people))


class Gathering:
    """Rows come in any order, of eight weeks up to `until`; `facts` answers them by team.

    Of those who are no members, members of the teams are known from the beginning.
    """

    def __init__(self, teams: Iterable[Team], until: datetime, absent: AbstractSet[str]) -> None:
        self._until, self._since = until, until - WINDOW
        self._sheets = [_Sheet(team, absent) for team in teams]
        self._sheets_of: dict[str, tuple[tuple[_Sheet, list[int]], ...]] = {}
        for sheet in self._sheets:
            for person, tally in sheet.tallies.items():
                others = self._sheets_of.get(person, ())
                self._sheets_of[person] = (*others, (sheet, tally))
        self._given: defaultdict[str, list[tuple[datetime, int, str]]] = defaultdict(list)
        self._received: defaultdict[str, list[Received]] = defaultdict(list)
        self._replies: dict[int, list[tuple[datetime, str]]] = {}
        self._moved: dict[int, _Moved] = {}

    @property
    def shared(self) -> Collection[int]:
        """Ideas whose replies are wanted."""
        return self._replies.keys()

    @property
    def adopted(self) -> Collection[int]:
        """Ideas of which it is wanted who had a part and who was named."""
        return [idea.idea for idea in self._moved.values() if idea.is_adopted and idea.decided_at]

    @property
    def contributors(self) -> set[str]:
        """To adopted ideas, and to what these build on."""
        return {person for idea in self._moved.values() for person in idea.contributors}

    @property
    def others(self) -> set[str]:
        """Who was found in any row, but for the teams."""
        return self.contributors.union(
            (receiver for found in self._given.values() for *_, receiver in found),
            (thanks.giver for found in self._received.values() for thanks in found),
            (person for found in self._replies.values() for _, person in found),
            (owner for idea in self._moved.values() for _, owner in idea.tests),
        ).difference(self._sheets_of)

    def note_kudos(self, given: Iterable[GivenRow], received: Iterable[ReceivedRow]) -> None:
        for kudos, at, giver, receiver in given:
            self._given[giver].append((at, kudos, receiver))
        for at, giver, leader in received:
            self._received[leader].append(Received(at, giver))

    def note_work(self, rows: Iterable[WorkRow]) -> None:
        sheets_of, last = self._sheets_of, self._until - MICROSECOND
        for at, person, made, idea, home in rows:
            for sheet, tally in sheets_of.get(person, ()):
                if home is None or home in sheet.channels:
                    week = (last - at) // WEEK
                    tally[week] += 1
                    if made and week < WINDOW_WEEKS:
                        sheet.makers.add(person)
                    if made == AUTHORED:
                        self._note_idea(sheet, week, (at, person, idea))

    def note_replies(self, rows: Iterable[NamedRow]) -> None:
        for idea, at, person in rows:
            if (found := self._replies.get(idea)) is not None:
                found.append((at, person))

    def note_moved(self, rows: Iterable[MovedRow]) -> None:
        for idea, author, shared_at, home, decided_at, is_adopted, opened_at, owner in rows:
            moved = self._moved.get(idea)
            if moved is None:
                moved = self._moved[idea] = _Moved(idea, author, shared_at, None, is_adopted)
                if decided_at and self._since <= decided_at < self._until:
                    moved.decided_at = decided_at
                self._show(moved, author, home)
            if opened_at is not None and opened_at < self._until:
                moved.tests.append((opened_at, owner or ""))
                if opened_at >= self._since:
                    self._show(moved, owner or "", home)

    def note_credit(
        self,
        contributed: Iterable[NamedRow],
        named: Iterable[NamedRow],
        parents: Iterable[tuple[int, int]],
    ) -> None:
        """Of the ideas that are `adopted`."""
        for idea, at, person in contributed:
            if at < self._until and idea in self._moved:
                self._moved[idea].contributors.add(person)
        for idea, at, person in named:
            if at < self._until:
                self._moved[idea].named.add(person)
        for idea, count in parents:
            self._moved[idea].parents = count

    def facts(self, absent: AbstractSet[str], unthanked: AbstractSet[str]) -> dict[int, TeamFacts]:
        """Without those others who are no members, and credit for those who want none."""
        for idea, replies in self._replies.items():
            if replies:
                self._replies[idea] = sorted([each for each in replies if each[1] not in absent])
        for moved in self._moved.values():
            moved.contributors -= absent | unthanked
        return {sheet.id: self._facts_of(sheet, absent) for sheet in self._sheets}

    def _note_idea(self, sheet: _Sheet, week: int, shared: tuple[datetime, str, int]) -> None:
        _, author, idea = shared
        if author != sheet.leader:
            sheet.ideas[week] += 1
        if week < WINDOW_WEEKS:
            sheet.shared.append(shared)
            self._replies[idea] = []

    def _show(self, moved: _Moved, person: str, home: Home) -> None:
        for sheet, _ in self._sheets_of.get(person, ()):
            if home is None or home in sheet.channels:
                sheet.moved[moved.idea] = moved

    def _facts_of(self, sheet: _Sheet, absent: AbstractSet[str]) -> TeamFacts:
        given = self._given_by(sheet, absent)
        moved = sorted(sheet.moved.values(), key=lambda idea: idea.idea)
        own = [idea for idea in moved if sheet.has(idea.author)]
        firsts = [(min(idea.tests)[0], idea.shared_at) for idea in own if idea.tests]
        received = self._received.get(sheet.leader, ())
        return TeamFacts(
            until=self._until,
            leader=sheet.leader,
            team=sheet.team,
            given=[kudos for kudos in given if kudos.at >= self._since],
            received=sorted([thanks for thanks in received if thanks.giver not in absent]),
            shared=[
                Shared(at, person, self._replies[idea]) for at, person, idea in sorted(sheet.shared)
            ],
            work=sheet.work(),
            makers=sheet.makers,
            decided=sorted([_decided(idea, idea.decided_at) for idea in own if idea.decided_at]),
            waits_for_test=sorted([at - shared for at, shared in firsts if at >= self._since]),
            test_owners=self._owners(sheet, moved, absent),
            weeks=sheet.weeks(self._weekly(given)),
        )

    def _given_by(self, sheet: _Sheet, absent: AbstractSet[str]) -> list[Given]:
        found = []
        rows = sorted(self._given.get(sheet.leader, ()))
        for (at, kudos), named in groupby(rows, key=itemgetter(0, 1)):
            receivers = [each for *_, each in named if each not in absent]
            members = tuple([each for each in receivers if each in sheet.team])
            others = tuple([each for each in receivers if not sheet.has(each)])
            found.append(Given(at, members, others, kudos))
        return found

    def _owners(
        self, sheet: _Sheet, moved: Iterable[_Moved], absent: AbstractSet[str]
    ) -> Sequence[str]:
        """Of tests in the window, by the team or of its ideas; who was forgotten has no name."""
        return [
            owner
            for idea in moved
            for opened_at, owner in sorted(idea.tests)
            if opened_at >= self._since
            and owner
            and owner not in absent
            and (sheet.has(owner) or sheet.has(idea.author))
        ]

    def _weekly(self, given: Iterable[Given]) -> list[int]:
        kudos = [0] * WEEKS
        for each in given:
            if each.team:
                kudos[(self._until - MICROSECOND - each.at) // WEEK] += 1
        return kudos


def _decided(idea: _Moved, at: datetime) -> Decided:
    return Decided(
        at,
        idea.shared_at,
        idea.is_adopted,
        tests=len(idea.tests),
        first_test_at=min(idea.tests)[0] if idea.tests else None,
        parents=idea.parents,
        contributors=len(idea.contributors),
        named=len(idea.contributors & idea.named),
    )
