"""The facts of many teams at once, put together from the rows of a workspace.

A person can be in several teams, and lead some: each row goes to every team that it concerns.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field

from bot.domain.ideas import Part
from bot.domain.measures import (
    WEEK,
    WEEKS,
    WINDOW,
    Decided,
    Given,
    Instant,
    Received,
    Reply,
    Shared,
    TeamFacts,
    Week,
    Work,
)
from bot.domain.people import Team

Home = str | None  # the private channel that an idea stays in; None for a public one
GivenRow = tuple[int, Instant, str, str]  # kudos, at, giver, receiver
ReceivedRow = tuple[Instant, str, str]  # at, giver, leader
WorkRow = tuple[Instant, str, str, int, Home]  # at, person, part, idea, home
ReplyRow = tuple[int, Instant, str]  # idea, at, person
# Idea, author, shared at, home, decided at, whether it was adopted; a test's opening and owner.
MovedRow = tuple[int, str, Instant, Home, Instant | None, bool, Instant | None, str | None]

_PARTS = {part.value: part for part in Part}


@dataclass(slots=True)
class _Moved:
    """An idea that was decided, or had a test, in the window."""

    idea: int
    author: str
    shared_at: Instant
    decided_at: Instant | None
    is_adopted: bool
    tests: list[tuple[Instant, str]] = field(default_factory=list)


@dataclass(slots=True)
class _Sheet:
    """What was found of one team so far."""

    team: Team
    work: list[tuple[Instant, str, str, int]] = field(default_factory=list)
    moved: dict[int, _Moved] = field(default_factory=dict)

    def may_see(self, home: Home) -> bool:
        return home is None or home in self.team.channels


class Gathering:
    """Rows come in any order, of eight weeks up to `until`; `facts` answers them by team."""

    def __init__(self, teams: Iterable[Team], until: Instant) -> None:
        self._until, self._since = until, until - WINDOW
        self._sheets = [_Sheet(team) for team in teams]
        self._sheets_of: defaultdict[str, list[_Sheet]] = defaultdict(list)
        for sheet in self._sheets:
            for person in sheet.team.members | {sheet.team.leader}:
                self._sheets_of[person].append(sheet)
        self._given: defaultdict[str, dict[int, tuple[Instant, list[str]]]] = defaultdict(dict)
        self._received: defaultdict[str, list[Received]] = defaultdict(list)
        self._replies: dict[int, list[Reply]] = {}
        self._moved: dict[int, _Moved] = {}
        self._contributors: defaultdict[int, set[str]] = defaultdict(set)
        self._named: defaultdict[int, set[str]] = defaultdict(set)
        self._parents: dict[int, int] = {}

    @property
    def people(self) -> Collection[str]:
        """Members and leaders."""
        return self._sheets_of.keys()

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
        return {person for people in self._contributors.values() for person in people}

    @property
    def everybody(self) -> set[str]:
        """Who was found in any row, and the teams."""
        given = (kudos for found in self._given.values() for kudos in found.values())
        return self.contributors.union(
            self._sheets_of,
            (person for _, receivers in given for person in receivers),
            (thanks.giver for found in self._received.values() for thanks in found),
            (reply.person for found in self._replies.values() for reply in found),
            (owner for idea in self._moved.values() for _, owner in idea.tests),
        )

    def note_given(self, rows: Iterable[GivenRow]) -> None:
        for kudos, at, giver, receiver in rows:
            self._given[giver].setdefault(kudos, (at, []))[1].append(receiver)

    def note_received(self, rows: Iterable[ReceivedRow]) -> None:
        for at, giver, leader in rows:
            self._received[leader].append(Received(at, giver))

    def note_work(self, rows: Iterable[WorkRow]) -> None:
        sheets_of, since, replies = self._sheets_of, self._since, self._replies
        for at, person, part, idea, home in rows:
            for sheet in sheets_of.get(person, ()):
                if home is None or home in sheet.team.channels:
                    sheet.work.append((at, person, part, idea))
                    if part == Part.AUTHOR and at >= since:
                        replies.setdefault(idea, [])

    def note_replies(self, rows: Iterable[ReplyRow]) -> None:
        for idea, at, person in rows:
            if (found := self._replies.get(idea)) is not None:
                found.append(Reply(at, person))

    def note_moved(self, rows: Iterable[MovedRow]) -> None:
        for idea, author, shared_at, home, decided_at, is_adopted, opened_at, owner in rows:
            moved = self._moved.get(idea)
            if moved is None:
                moved = self._moved[idea] = _Moved(idea, author, shared_at, None, is_adopted)
                if decided_at and self._since <= decided_at < self._until:
                    moved.decided_at = decided_at
                self._show(moved, author, home)
            if opened_at is not None:
                moved.tests.append((opened_at, owner or ""))
                if opened_at >= self._since:
                    self._show(moved, owner or "", home)

    def note_contributors(self, rows: Iterable[tuple[int, str]]) -> None:
        for idea, person in rows:
            self._contributors[idea].add(person)

    def note_named(self, rows: Iterable[tuple[int, str]]) -> None:
        for idea, person in rows:
            self._named[idea].add(person)

    def note_parents(self, rows: Iterable[tuple[int, int]]) -> None:
        for idea, parents in rows:
            self._parents[idea] = parents

    def facts(self, absent: AbstractSet[str], unthanked: AbstractSet[str]) -> dict[int, TeamFacts]:
        """Without those who are no members, and credit for those who want none."""
        for idea, replies in self._replies.items():
            self._replies[idea] = sorted(each for each in replies if each.person not in absent)
        uncredited = absent | unthanked
        for people in self._contributors.values():
            people.difference_update(uncredited)
        return {sheet.team.id: self._facts_of(sheet, absent) for sheet in self._sheets}

    def _show(self, moved: _Moved, person: str, home: Home) -> None:
        for sheet in self._sheets_of.get(person, ()):
            if sheet.may_see(home):
                sheet.moved[moved.idea] = moved

    def _facts_of(self, sheet: _Sheet, absent: AbstractSet[str]) -> TeamFacts:
        leader = sheet.team.leader
        team = sheet.team.members - absent - {leader}
        people = team | {leader}
        given = self._given_by(leader, team, absent)
        work = sorted(each for each in sheet.work if each[1] in people)
        latest = [each for each in work if each[0] >= self._since]
        moved = sorted(sheet.moved.values(), key=lambda idea: idea.idea)
        own = [idea for idea in moved if idea.author in people]
        return TeamFacts(
            until=self._until,
            leader=leader,
            team=team,
            given=[kudos for kudos in given if kudos.at >= self._since],
            received=sorted(
                thanks for thanks in self._received.get(leader, ()) if thanks.giver not in absent
            ),
            shared=[
                Shared(at, person, self._replies[idea])
                for at, person, part, idea in latest
                if part == Part.AUTHOR
            ],
            work=[Work(at, person, _PARTS[part]) for at, person, part, _ in latest],
            decided=sorted(
                self._decided(idea, idea.decided_at) for idea in own if idea.decided_at is not None
            ),
            waits_for_test=[
                first - idea.shared_at
                for idea in own
                if idea.tests and (first := min(idea.tests)[0]) >= self._since
            ],
            test_owners=[
                owner
                for idea in moved
                for opened_at, owner in sorted(idea.tests)
                if opened_at >= self._since
                and owner
                and owner not in absent
                and (owner in people or idea.author in people)
            ],
            weeks=_weeks(self._until, given, work, team),
        )

    def _given_by(
        self, leader: str, team: AbstractSet[str], absent: AbstractSet[str]
    ) -> list[Given]:
        return sorted(
            Given(
                at,
                tuple(sorted(each for each in receivers if each in team)),
                tuple(
                    sorted(
                        each
                        for each in receivers
                        if each not in team and each not in absent and each != leader
                    )
                ),
                kudos,
            )
            for kudos, (at, receivers) in self._given.get(leader, {}).items()
        )

    def _decided(self, idea: _Moved, at: Instant) -> Decided:
        first_test_at = min(idea.tests)[0] if idea.tests else None
        decided = Decided(at, idea.shared_at, idea.is_adopted, len(idea.tests), first_test_at)
        if not idea.is_adopted:
            return decided
        people = self._contributors.get(idea.idea, set())
        return decided._replace(
            parents=self._parents.get(idea.idea, 0),
            contributors=len(people),
            named=len(people & self._named.get(idea.idea, set())),
        )


def _weeks(
    until: Instant,
    given: Iterable[Given],
    work: Iterable[tuple[Instant, str, str, int]],
    team: AbstractSet[str],
) -> list[Week]:
    """Counted back from `until`."""
    kudos, ideas = [0] * WEEKS, [0] * WEEKS
    people: list[set[str]] = [set() for _ in range(WEEKS)]
    for each in given:
        if each.team:
            kudos[(until - 1 - each.at) // WEEK] += 1
    for at, person, part, _ in work:
        if person in team:
            week = (until - 1 - at) // WEEK
            people[week].add(person)
            ideas[week] += part == Part.AUTHOR
    return [Week(*counts) for counts in zip(kudos, ideas, map(len, people), strict=True)]
