"""A leader's measures: how far they led from behind in 28 days. docs/measures.md tells all of them.

None of them is told for a team under three people, nor where there are under three to divide by.
"""

from collections.abc import Callable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import pairwise
from math import log
from statistics import median
from typing import NamedTuple

from bot.domain.coaching import specificity
from bot.domain.ideas import LATE_ENOUGH, OTHERS_FIRST, REPLY_WITHIN
from bot.domain.people import FEWEST

HOUR, DAY, WEEK = timedelta(hours=1), timedelta(days=1), timedelta(weeks=1)
WINDOW = 4 * WEEK
WEEKS = 8

PASSED_ON_WITHIN = 72 * HOUR


class Given(NamedTuple):
    """Kudos by the leader: members of the team whom they name, and who else."""

    at: datetime
    team: tuple[str, ...]
    others: tuple[str, ...]
    kudos: int  # its id

    def names_other_than(self, person: str) -> bool:
        return any(each != person for each in (*self.team, *self.others))


class Received(NamedTuple):
    """Kudos by somebody else that name the leader."""

    at: datetime
    giver: str


class Shared(NamedTuple):
    """An idea, and when who replied to it, the first first."""

    at: datetime
    author: str
    replies: Sequence[tuple[datetime, str]]


class Decided(NamedTuple):
    """An idea that was adopted or parked."""

    at: datetime
    shared_at: datetime
    is_adopted: bool
    tests: int
    first_test_at: datetime | None
    # Of adopted ideas: what it builds on; how many had a part; how many of these were named.
    parents: int = 0
    contributors: int = 0
    named: int = 0


class Week(NamedTuple):
    """Kudos by the leader to the team; ideas by the team, and how many of it contributed."""

    kudos: int
    ideas: int
    contributors: int


@dataclass(frozen=True, slots=True)
class TeamFacts:
    """What is known of a team and its leader in the 28 days up to `until`.

    Only members of the workspace are counted, and only ideas that the leader may see. Whatever has
    an order is in that of time. The weeks go back from `until`: the first is the latest.
    """

    until: datetime
    leader: str
    team: frozenset[str]  # without the leader
    given: Sequence[Given] = ()
    received: Sequence[Received] = ()
    shared: Sequence[Shared] = ()
    work: Mapping[str, int] = field(default_factory=dict)  # how many contributions by whom
    makers: AbstractSet[str] = frozenset()  # who had an idea, or built on one
    decided: Sequence[Decided] = ()
    waits_for_test: Sequence[timedelta] = ()  # how long, of each idea whose first test opened
    test_owners: Sequence[str] = ()  # of each test that opened
    weeks: Sequence[Week] = ()

    @property
    def since(self) -> datetime:
        return self.until - WINDOW


@dataclass(frozen=True, slots=True)
class Measures:
    """Figures by the name of their measure, without those of which there is too little to tell.

    Shares are between 0 and 1.
    """

    figures: Mapping[str, float] = field(default_factory=dict)
    weeks: tuple[Week, ...] = ()


def measure(facts: TeamFacts, reasons: Sequence[str] = ()) -> Measures:
    """All that can be told; nothing of a team under three people.

    `reasons` are the words of the leader's kudos in that time.
    """
    if len(facts.team) < FEWEST:
        return Measures()
    found = {each.__name__: each(facts) for each in MEASURES} | {
        "specificity": specificity(reasons)
    }
    told = {name: value for name, value in found.items() if value is not None}
    return Measures(told, tuple(facts.weeks))


def credit_outflow(facts: TeamFacts) -> float | None:
    """Of the kudos between the leader and others: those that went to the team."""
    to_team = len([kudos for kudos in facts.given if kudos.team])
    return _share(to_team, to_team + len(facts.received))


def coverage(facts: TeamFacts) -> float | None:
    """Of the team: whom the leader thanked."""
    thanked = {person for kudos in facts.given for person in kudos.team}
    return _share(len(thanked), len(facts.team))


def longest_gap_days(facts: TeamFacts) -> float:
    """The longest time in which the leader thanked nobody of the team."""
    times = [facts.since, *(kudos.at for kudos in facts.given if kudos.team), facts.until]
    return max(later - earlier for earlier, later in pairwise(times)) / DAY


def pass_on_rate(facts: TeamFacts) -> float | None:
    """Of the kudos to the leader: those after which they soon named somebody else."""
    passed_on = sum(
        1
        for thanks in facts.received
        if any(
            thanks.at < kudos.at <= thanks.at + PASSED_ON_WITHIN
            and kudos.names_other_than(thanks.giver)
            for kudos in facts.given
        )
    )
    return _share(passed_on, len(facts.received))


def credit_completeness(facts: TeamFacts) -> float | None:
    """Of those with a part in an adopted idea: who was named, in the mean of the ideas."""
    adopted = [idea for idea in _adopted(facts) if idea.contributors]
    return _mean([idea.named / idea.contributors for idea in adopted])


def leaders_share(facts: TeamFacts) -> float | None:
    """Of the ideas of leader and team: the leader's own."""
    own = [idea for idea in facts.shared if idea.author == facts.leader]
    return _share(len(own), len(facts.shared))


def voices(facts: TeamFacts) -> float | None:
    """Of leader and team: who had an idea, or built on one."""
    return _share(len(facts.makers), len(facts.team) + 1)


def evenness(facts: TeamFacts) -> float | None:
    """Pielou's J of the contributions of each who contributed: 1 where all did equally much."""
    counts = facts.work.values()
    if len(counts) < FEWEST:
        return None
    total = sum(counts)
    return -sum([count / total * log(count / total) for count in counts]) / log(len(counts))


def speaks_last(facts: TeamFacts) -> float | None:
    """Of the team's ideas to which the leader replied: where others had their say before."""
    spoke = [
        has_waited
        for idea in facts.shared
        if idea.author != facts.leader
        and (has_waited := _let_others_speak(idea, facts.leader)) is not None
    ]
    return _share(sum(spoke), len(spoke))


def hours_to_first_reply(facts: TeamFacts) -> float | None:
    """The median, of the ideas that got one."""
    waits = [wait for idea in facts.shared if (wait := _first_wait(idea)) is not None]
    return _median(waits, HOUR)


def replied_within_two_days(facts: TeamFacts) -> float | None:
    """Of the ideas that are as old: those that somebody replied to by then."""
    waits = [_first_wait(idea) for idea in facts.shared if idea.at <= facts.until - REPLY_WITHIN]
    soon = [wait for wait in waits if wait is not None and wait <= REPLY_WITHIN]
    return _share(len(soon), len(waits))


def days_to_test(facts: TeamFacts) -> float | None:
    """The median from when an idea was shared to its first test."""
    return _median(facts.waits_for_test, DAY)


def days_to_decision(facts: TeamFacts) -> float | None:
    """The median from an idea's first test to its being adopted or parked."""
    took = [
        idea.at - idea.first_test_at for idea in facts.decided if idea.first_test_at is not None
    ]
    return _median(took, DAY)


def iterations(facts: TeamFacts) -> float | None:
    """How often an adopted idea was tested, in the mean."""
    return _mean([idea.tests for idea in _adopted(facts)])


def autonomy(facts: TeamFacts) -> float | None:
    """Of the tests: those that others than the leader ran."""
    by_others = [owner for owner in facts.test_owners if owner != facts.leader]
    return _share(len(by_others), len(facts.test_owners))


def parents(facts: TeamFacts) -> float | None:
    """How many ideas an adopted idea builds on, in the mean."""
    return _mean([idea.parents for idea in _adopted(facts)])


def contributors(facts: TeamFacts) -> float | None:
    """How many people had a part in an adopted idea, in the mean."""
    return _mean([idea.contributors for idea in _adopted(facts)])


def _adopted(facts: TeamFacts) -> list[Decided]:
    return [idea for idea in facts.decided if idea.is_adopted]


def _let_others_speak(idea: Shared, leader: str) -> bool | None:
    """Whether they replied after three others, or late enough. None when they did not reply."""
    first = next((at for at, person in idea.replies if person == leader), None)
    if first is None:
        return None
    before = {person for at, person in idea.replies if at < first}
    return len(before - {idea.author}) >= OTHERS_FIRST or first >= idea.at + LATE_ENOUGH


def _first_wait(idea: Shared) -> timedelta | None:
    """How long it waited for a reply by somebody else. None when there is none."""
    for at, person in idea.replies:
        if person != idea.author:
            return at - idea.at
    return None


def _share(some: int, all_: int) -> float | None:
    return some / all_ if all_ >= FEWEST else None


def _mean(values: Sequence[float]) -> float | None:
    return sum(values) / len(values) if len(values) >= FEWEST else None


def _median(values: Sequence[timedelta], unit: timedelta) -> float | None:
    return median([value / unit for value in values]) if len(values) >= FEWEST else None


MEASURES: Sequence[Callable[[TeamFacts], float | None]] = (
    credit_outflow,
    coverage,
    longest_gap_days,
    pass_on_rate,
    credit_completeness,
    leaders_share,
    voices,
    evenness,
    speaks_last,
    hours_to_first_reply,
    replied_within_two_days,
    days_to_test,
    days_to_decision,
    iterations,
    autonomy,
    parents,
    contributors,
)
