"""Each measure at its edges: too little, just enough, and the limits of hours."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from math import log

import pytest

from bot.domain import measures
from bot.domain.measures import (
    DAY,
    HOUR,
    WINDOW,
    Decided,
    Given,
    Measures,
    Received,
    Shared,
    TeamFacts,
    Week,
    measure,
)

UNTIL = datetime(2026, 11, 24, 9, tzinfo=UTC)
SINCE = UNTIL - WINDOW
NOW, MOMENT = timedelta(0), timedelta.resolution
NOTHING = TeamFacts(UNTIL, "lea", frozenset({"ana", "ben", "eva"}))


def given(at: datetime, *team: str, others: tuple[str, ...] = ()) -> Given:
    return Given(at, team, others, kudos=1)


def idea(
    *replies: tuple[timedelta, str], author: str = "ana", at: datetime = UNTIL - 5 * DAY
) -> Shared:
    return Shared(at, author, [(at + after, person) for after, person in replies])


def adopted(*, people: int = 4, named: int = 2, tests: int = 1, parents: int = 0) -> Decided:
    first = UNTIL - 9 * DAY if tests else None
    return Decided(UNTIL - DAY, UNTIL - 10 * DAY, True, tests, first, parents, people, named)


def test_a_team_of_two_is_told_nothing() -> None:
    facts = replace(
        NOTHING,
        team=frozenset({"ana", "ben"}),
        given=[given(SINCE, "ana")] * 3,
        shared=[idea()] * 3,
        work={"ana": 1, "ben": 1, "lea": 1},
        makers={"ana"},
        weeks=[Week(1, 1, 1)],
    )

    assert measure(facts) == Measures()


def test_a_team_of_three_with_nothing_hears_of_the_gap_and_of_shares_of_people() -> None:
    told = measure(NOTHING)

    assert told == Measures({"coverage": 0.0, "longest_gap_days": 28.0, "voices": 0.0})


@pytest.mark.parametrize(("received", "told"), [(1, None), (2, 1 / 3)])
def test_credit_outflow_needs_three_kudos(received: int, told: float | None) -> None:
    facts = replace(
        NOTHING, given=[given(SINCE, "ana", "ben")], received=[Received(SINCE, "ben")] * received
    )

    assert measures.credit_outflow(facts) == told


def test_kudos_to_others_alone_are_no_credit_to_the_team() -> None:
    facts = replace(
        NOTHING,
        given=[given(SINCE, others=("dan",))],
        received=[Received(SINCE, "ben")] * 3,
    )

    assert measures.credit_outflow(facts) == 0
    assert measures.coverage(facts) == 0
    assert measures.longest_gap_days(facts) == 28


def test_coverage_counts_people_once() -> None:
    facts = replace(NOTHING, given=[given(SINCE, "ana", "ben"), given(SINCE + DAY, "ana")])

    assert measures.coverage(facts) == 2 / 3


@pytest.mark.parametrize(
    ("days", "longest"), [((), 28), ((0,), 28), ((10,), 18), ((10, 24), 14), ((1, 2, 27), 25)]
)
def test_the_longest_gap_reaches_to_the_ends_of_the_window(
    days: Sequence[int], longest: float
) -> None:
    facts = replace(NOTHING, given=[given(SINCE + day * DAY, "ana") for day in days])

    assert measures.longest_gap_days(facts) == longest


@pytest.mark.parametrize(
    ("after", "whom", "passed"),
    [
        (NOW, "ben", 0),
        (MOMENT, "ben", 1),
        (72 * HOUR, "ben", 1),
        (72 * HOUR + MOMENT, "ben", 0),
        (HOUR, "ana", 0),
    ],
)
def test_credit_is_passed_on_to_another_within_three_days(
    after: timedelta, whom: str, passed: int
) -> None:
    at = SINCE + DAY
    early = [Received(SINCE + 20 * DAY, "eva")] * 2
    facts = replace(
        NOTHING, received=[Received(at, "ana"), *early], given=[given(at + after, whom)]
    )

    assert measures.pass_on_rate(facts) == passed / 3
    assert measures.pass_on_rate(replace(facts, received=facts.received[:2])) is None


def test_credit_is_also_passed_on_to_people_beyond_the_team() -> None:
    thanks = [Received(SINCE, "ana")] * 3
    facts = replace(NOTHING, received=thanks, given=[given(SINCE + HOUR, "ana", others=("dan",))])

    assert measures.pass_on_rate(facts) == 1


def test_credit_is_complete_in_the_mean_of_three_ideas() -> None:
    ideas = [adopted(named=4), adopted(named=2), adopted(named=0), adopted(people=0, named=0)]

    assert measures.credit_completeness(replace(NOTHING, decided=ideas)) == 0.5
    assert measures.credit_completeness(replace(NOTHING, decided=ideas[1:])) is None


def test_a_parked_idea_needs_no_roll() -> None:
    parked = [adopted()._replace(is_adopted=False)] * 3
    facts = replace(NOTHING, decided=parked)

    assert measures.credit_completeness(facts) is None
    assert measures.iterations(facts) is None
    assert measures.days_to_decision(facts) == 8


def test_the_leaders_share_is_of_three_ideas_or_more() -> None:
    ideas = [idea(author="lea"), idea(), idea()]

    assert measures.leaders_share(replace(NOTHING, shared=ideas)) == 1 / 3
    assert measures.leaders_share(replace(NOTHING, shared=ideas[:2])) is None


def test_voices_are_of_team_and_leader() -> None:
    assert measures.voices(replace(NOTHING, makers={"ana", "lea"})) == 0.5


def test_evenness_needs_three_people() -> None:
    assert measures.evenness(replace(NOTHING, work={"ana": 9, "lea": 9})) is None
    assert measures.evenness(replace(NOTHING, work={"ana": 2, "ben": 2, "lea": 2})) == (
        pytest.approx(1)
    )


def test_evenness_is_pielous() -> None:
    found = measures.evenness(replace(NOTHING, work={"ana": 2, "ben": 1, "lea": 1}))

    assert found == pytest.approx((0.5 * log(2) + 2 * 0.25 * log(4)) / log(3))


THREE = ((MOMENT, "ben"), (2 * MOMENT, "eva"), (3 * MOMENT, "dan"))


@pytest.mark.parametrize(
    ("replies", "is_last"),
    [
        ([*THREE, (4 * MOMENT, "lea")], 1),
        ([*THREE, (3 * MOMENT, "lea")], 0),  # at the same moment is not after
        ([*THREE[:2], (4 * MOMENT, "lea")], 0),
        ([*THREE[:2], (2 * MOMENT, "ben"), (4 * MOMENT, "lea")], 0),  # the same person twice
        (
            [*THREE[:2], (2 * MOMENT, "ana"), (4 * MOMENT, "lea")],
            0,
        ),  # the author is none of the others
        ([(24 * HOUR - MOMENT, "lea")], 0),
        ([(24 * HOUR, "lea")], 1),
        ([(HOUR, "lea"), (25 * HOUR, "lea")], 0),  # the first of theirs counts
    ],
)
def test_the_leader_speaks_after_three_others_or_a_day(
    replies: list[tuple[timedelta, str]], is_last: int
) -> None:
    spoken = [idea((HOUR, "lea")), idea((HOUR, "lea"))]
    facts = replace(NOTHING, shared=[idea(*sorted(replies)), *spoken])

    assert measures.speaks_last(facts) == is_last / 3
    assert measures.speaks_last(replace(facts, shared=facts.shared[:2])) is None


def test_where_the_leader_is_silent_or_has_the_idea_nobody_speaks_last() -> None:
    own = idea((HOUR, "lea"), author="lea")
    facts = replace(NOTHING, shared=[own, own, own, idea((HOUR, "ben"))])

    assert measures.speaks_last(facts) is None


def test_the_first_reply_is_by_somebody_else() -> None:
    ideas = [idea((HOUR, "ana"), (hours * HOUR, "ben")) for hours in (2, 4, 9)]

    assert measures.hours_to_first_reply(replace(NOTHING, shared=ideas)) == 4
    assert measures.hours_to_first_reply(replace(NOTHING, shared=[*ideas[:2], idea()])) is None


@pytest.mark.parametrize(("after", "share"), [(48 * HOUR, 1.0), (48 * HOUR + MOMENT, 0.0)])
def test_a_reply_comes_within_two_days(after: timedelta, share: float) -> None:
    facts = replace(NOTHING, shared=[idea((after, "ben"))] * 3)

    assert measures.replied_within_two_days(facts) == share


@pytest.mark.parametrize(("age", "share"), [(48 * HOUR, 1.0), (48 * HOUR - MOMENT, None)])
def test_ideas_of_less_than_two_days_may_still_be_answered(
    age: timedelta, share: float | None
) -> None:
    facts = replace(NOTHING, shared=[idea((HOUR, "ben"), at=UNTIL - age)] * 3)

    assert measures.replied_within_two_days(facts) == share


def test_the_way_to_a_test_is_a_median_of_three() -> None:
    assert measures.days_to_test(replace(NOTHING, waits_for_test=[DAY, 2 * DAY, 9 * DAY])) == 2
    assert measures.days_to_test(replace(NOTHING, waits_for_test=[DAY, 2 * DAY])) is None


def test_what_was_never_tested_took_no_time_to_decide() -> None:
    facts = replace(NOTHING, decided=[adopted(), adopted(), adopted(tests=0)])

    assert measures.days_to_decision(facts) is None
    assert measures.iterations(facts) == 2 / 3


def test_tests_by_others_are_autonomy() -> None:
    facts = replace(NOTHING, test_owners=["lea", "ana", "dan"])

    assert measures.autonomy(facts) == 2 / 3
    assert measures.autonomy(replace(facts, test_owners=["ana", "dan"])) is None


def test_combination_is_of_adopted_ideas() -> None:
    facts = replace(NOTHING, decided=[adopted(parents=2, people=7), adopted(), adopted(parents=1)])

    assert (measures.parents(facts), measures.contributors(facts)) == (1, 5)
    assert measures.parents(replace(facts, decided=facts.decided[:2])) is None
