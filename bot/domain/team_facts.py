"""The facts of a team, put together from what happened around many teams of a workspace.

A person can be in several teams, and lead some: what they did counts for every team of theirs.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import NamedTuple

from bot.domain.ideas import Contribution, Idea, Part, Reply, Stage
from bot.domain.kudos import Kudos
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

Work = Sequence[tuple[Contribution, Idea]]
Tests = Sequence[tuple[datetime, str]]  # when each began, and its owner; the first first

MICROSECOND = timedelta.resolution


class Credit(NamedTuple):
    """Of an adopted idea: how many it builds on, who is to be credited, and who was named."""

    parents: int
    contributors: AbstractSet[str]
    named: AbstractSet[str]


NO_CREDIT = Credit(0, frozenset(), frozenset())


@dataclass(frozen=True, slots=True)
class History:
    """What happened in the eight weeks up to `until`.

    Kudos are by the leader who gave or received them, work by person, and ideas that were decided
    or tested in the window by who shared or tested them. The rest is by idea; `credit` is of those
    adopted in the window. Who is `absent` is no member.
    """

    until: datetime
    given: Mapping[str, Sequence[Kudos]]
    received: Mapping[str, Sequence[Kudos]]
    work: Mapping[str, Work]
    replies: Mapping[int, Sequence[Reply]]
    moved: Mapping[str, Sequence[Idea]]
    tests: Mapping[int, Tests]
    credit: Mapping[int, Credit]
    absent: AbstractSet[str]


def facts_of(team: Team, history: History) -> TeamFacts:
    """Only members of the workspace are counted, and only ideas that the leader may see."""
    leader, since = team.leader, history.until - WINDOW
    members = team.members - history.absent - {leader}
    people = members | {leader}
    given = _given(history.given.get(leader, ()), members, history.absent)
    work = [
        (part, idea)
        for person in people
        for part, idea in history.work.get(person, ())
        if idea.is_open_to(team.channels)
    ]
    lately = [(part, idea) for part, idea in work if part.at >= since]
    seen = {
        idea.id: idea
        for person in people
        for idea in history.moved.get(person, ())
        if idea.is_open_to(team.channels)
    }
    moved = [seen[id] for id in sorted(seen)]
    own = [idea for idea in moved if idea.author in people]
    firsts = [(history.tests[idea.id][0][0], idea) for idea in own if history.tests.get(idea.id)]
    return TeamFacts(
        until=history.until,
        leader=leader,
        team=members,
        given=[kudos for kudos in given if kudos.at >= since],
        received=sorted(
            Received(kudos.given_at, kudos.giver)
            for kudos in history.received.get(leader, ())
            if kudos.giver != leader and kudos.giver not in history.absent
        ),
        shared=_shared(lately, history),
        work=Counter(part.person for part, _ in lately),
        makers={part.person for part, _ in lately if part.part in (Part.AUTHOR, Part.BUILD)},
        decided=sorted(_decided(own, history, since)),
        waits_for_test=sorted(first - idea.shared_at for first, idea in firsts if first >= since),
        test_owners=[
            owner
            for idea in moved
            for opened_at, owner in history.tests.get(idea.id, ())
            if opened_at >= since
            and owner  # who was forgotten has no name
            and owner not in history.absent
            and (owner in people or idea.author in people)
        ],
        weeks=_weeks(team, members, given, work, history.until),
    )


def _given(
    kudos: Iterable[Kudos], members: AbstractSet[str], absent: AbstractSet[str]
) -> Sequence[Given]:
    found = []
    for each in sorted(kudos, key=lambda each: (each.given_at, each.id)):
        present = [person for person in each.receivers if person not in absent]
        named = tuple(person for person in present if person in members)
        others = tuple(person for person in present if person not in members | {each.giver})
        found.append(Given(each.given_at, named, others, each.id))
    return found


def _shared(work: Work, history: History) -> Sequence[Shared]:
    shared = sorted(
        (part.at, part.person, idea.id) for part, idea in work if part.part is Part.AUTHOR
    )
    return [
        Shared(
            at,
            person,
            sorted(
                (reply.at, reply.person)
                for reply in history.replies.get(idea, ())
                if reply.at < history.until and reply.person not in history.absent
            ),
        )
        for at, person, idea in shared
    ]


def _decided(own: Iterable[Idea], history: History, since: datetime) -> Iterable[Decided]:
    for idea in own:
        at, is_adopted = idea.stage_at, idea.stage is Stage.ADOPTED
        if at and since <= at < history.until and (is_adopted or idea.stage is Stage.PARKED):
            tests = history.tests.get(idea.id, ())
            first_test_at = tests[0][0] if tests else None
            credit = history.credit.get(idea.id, NO_CREDIT)
            people = credit.contributors - history.absent
            yield Decided(
                at,
                idea.shared_at,
                is_adopted,
                len(tests),
                first_test_at,
                credit.parents,
                len(people),
                len(people & credit.named),
            )


def _weeks(
    team: Team, members: AbstractSet[str], given: Iterable[Given], work: Work, until: datetime
) -> Sequence[Week]:
    def week(at: datetime) -> int:
        return (until - MICROSECOND - at) // WEEK

    kudos = Counter(week(each.at) for each in given if each.team)
    ideas = Counter(
        week(part.at) for part, _ in work if part.part is Part.AUTHOR and part.person != team.leader
    )
    people = {(week(part.at), part.person) for part, _ in work if part.person in members}
    contributors = Counter(number for number, _ in people)
    return [Week(kudos[number], ideas[number], contributors[number]) for number in range(WEEKS)]
