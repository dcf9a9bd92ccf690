"""Which nudge, how often, and which are held back: by chance that can be repeated."""

from collections import Counter
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.choosing import (
    HELD_BACK,
    NOTHING,
    Outcome,
    Outcomes,
    choose,
    is_held_back,
    is_too_soon,
    kinds_on,
    left_alone,
    why_off,
)
from bot.domain.nudges import Answer, ShownNudge, Way, nudges
from tests.domain.builders import DAY, HOUR, NOW
from tests.domain.nudges.builders import MOMENT, a_shown

BERLIN = ZoneInfo("Europe/Berlin")
WEEK = 7 * DAY
KINDS = ("credits_roll", "ideas_waiting", "promise", "thank_overdue")
WARM = {kind: Outcome(shown=20, settled=20, followed=5) for kind in KINDS}
seeds = st.integers(0, 2**31 - 1)


# Held back


def test_what_is_held_back_is_the_known_share() -> None:
    draws = [is_held_back(seed, "promise", f"week:{seed % 50}") for seed in range(20_000)]

    assert abs(sum(draws) / len(draws) - HELD_BACK) < 0.01


@given(seeds, st.sampled_from(KINDS), st.integers(1, 10**6))
def test_it_is_the_same_each_time(seed: int, kind: str, idea: int) -> None:
    trigger = f"idea:{idea}"

    assert is_held_back(seed, kind, trigger) == is_held_back(seed, kind, trigger)


def test_it_depends_on_team_kind_and_trigger() -> None:
    drawn = [
        {is_held_back(seed, "promise", "week:1") for seed in range(99)},
        {is_held_back(7, "promise", f"week:{n}") for n in range(99)},
        {is_held_back(7, f"kind {n}", "week:1") for n in range(99)},
    ]

    assert drawn == [{True, False}] * 3


# Choice


def test_where_little_is_known_the_most_valuable_is_chosen() -> None:
    few = {"promise": Outcome(settled=9, followed=9)}

    found = {choose(KINDS, {}, few, seed=seed, week="2030-W02") for seed in range(50)}

    assert found == {"thank_overdue"}


@given(seeds, st.permutations(KINDS))
def test_a_choice_can_be_made_again(seed: int, order: list[str]) -> None:
    chosen = choose(KINDS, {}, WARM, seed=seed, week="2030-W02")

    assert chosen in KINDS
    assert choose(order, {}, WARM, seed=seed, week="2030-W02") == chosen


@given(seeds, st.sampled_from(KINDS))
def test_the_only_one_that_applies_is_chosen(seed: int, kind: str) -> None:
    assert choose([kind], {}, WARM, seed=seed, week="2030-W02") == kind


def chosen(own: Outcomes, workspace: Outcomes) -> Counter[str]:
    return Counter(choose(KINDS, own, workspace, seed=seed, week="w") for seed in range(2000))


def test_kinds_that_are_followed_alike_are_chosen_alike() -> None:
    found = chosen({}, WARM)

    assert all(abs(found[kind] / 2000 - 1 / 4) < 0.05 for kind in KINDS)


def test_the_kind_that_this_leader_follows_is_chosen_most_though_others_do_not() -> None:
    own = {kind: Outcome(settled=6, followed=6 * (kind == "promise")) for kind in KINDS}

    found = chosen(own, WARM | {"promise": Outcome(settled=20, followed=2)})

    assert found["promise"] > 1500


def test_who_is_new_gets_what_others_follow() -> None:
    found = chosen({}, WARM | {"ideas_waiting": Outcome(settled=200, followed=160)})

    assert found["ideas_waiting"] > 1200
    assert len(found) == 4, "the others are still tried"


# How often


def nudge(ago: timedelta, **changes: Any) -> ShownNudge:
    at = NOW - ago
    given: dict[str, Any] = {"shown_at": at, "followed_until": at + 5 * DAY, "id": -ago.days}
    return a_shown("thank_overdue", **given | changes)


def followed(ago: timedelta) -> ShownNudge:
    return nudge(ago, followed_at=NOW - ago + HOUR)


def answered(ago: timedelta) -> ShownNudge:
    return nudge(ago, answer=Answer.NOT_NOW)


def held(ago: timedelta) -> ShownNudge:
    return nudge(ago, is_held_back=True)


def card(ago: timedelta) -> ShownNudge:
    return nudge(ago, way=Way.CARD)


@pytest.mark.parametrize(
    ("shown", "fewer", "expected"),
    [
        ([], 0, False),
        ([nudge(HOUR)], 0, True),
        ([nudge(DAY)], 0, True),  # Monday of the same week
        ([nudge(2 * DAY)], 0, False),  # Sunday
        ([held(DAY)], 0, True),  # it would have been shown
        ([card(HOUR)], 0, False),
        ([followed(WEEK)], 0, False),
        ([followed(WEEK)], 1, True),
        ([followed(2 * WEEK)], 1, False),
        ([followed(3 * WEEK)], 2, True),
        ([followed(7 * WEEK)], 3, True),
        ([followed(8 * WEEK)], 3, False),
        ([followed(8 * WEEK)], 9, False),  # no rarer than that
        ([nudge(WEEK)], 0, False),
        ([nudge(WEEK), nudge(2 * WEEK)], 0, True),  # ignored twice
        ([nudge(2 * WEEK), nudge(3 * WEEK)], 0, False),
        ([nudge(WEEK), followed(2 * WEEK), nudge(3 * WEEK)], 0, False),
        ([nudge(WEEK), answered(2 * WEEK), nudge(3 * WEEK)], 0, False),
        ([nudge(WEEK), held(2 * WEEK), nudge(3 * WEEK)], 0, True),
        ([followed(WEEK), nudge(2 * WEEK), nudge(3 * WEEK)], 0, False),  # back
        ([nudge(3 * WEEK), *(nudge(n * WEEK) for n in (5, 7))], 0, False),
        ([nudge(3 * WEEK), *(nudge(n * WEEK) for n in (5, 7, 8))], 0, True),  # four times
        ([nudge(4 * WEEK), *(nudge(n * WEEK) for n in (6, 8, 9))], 0, False),
        ([nudge(3 * WEEK), nudge(4 * WEEK)], 1, True),
        ([nudge(2 * WEEK), card(3 * WEEK), followed(4 * WEEK)], 1, True),  # all kinds count
    ],
)
def test_digests_have_one_a_week_and_less_where_it_is_not_wanted(
    shown: list[ShownNudge], fewer: int, expected: bool
) -> None:
    assert is_too_soon(shown, Way.DIGEST, fewer, BERLIN, NOW) is expected


@pytest.mark.parametrize(
    ("shown", "fewer", "expected"),
    [
        ([card(HOUR)], 0, True),
        ([card(10 * HOUR)], 0, True),  # midnight in Berlin was ten hours ago
        ([card(10 * HOUR + MOMENT)], 0, False),
        ([nudge(HOUR)], 0, False),
        ([card(DAY)], 1, True),
        ([card(2 * DAY)], 1, False),
    ],
)
def test_cards_come_once_a_day(shown: list[ShownNudge], fewer: int, expected: bool) -> None:
    assert is_too_soon(shown, Way.CARD, fewer, BERLIN, NOW) is expected


def test_what_can_still_be_followed_was_not_ignored() -> None:
    is_open = nudge(WEEK, followed_until=NOW + MOMENT)

    assert not is_too_soon([is_open, nudge(2 * WEEK)], Way.DIGEST, 0, BERLIN, NOW)
    assert is_too_soon([is_open, nudge(2 * WEEK)], Way.DIGEST, 0, BERLIN, NOW + MOMENT)


@settings(deadline=None)
@given(
    st.datetimes(datetime(2026, 1, 1), datetime(2030, 1, 1)),  # noqa: DTZ001 - made aware below
    st.sampled_from(["Europe/Berlin", "America/Lima", "Asia/Kathmandu", "Pacific/Kiritimati"]),
)
def test_a_week_is_one_of_the_leaders_calendar(wall: datetime, name: str) -> None:
    zone = ZoneInfo(name)
    now = wall.replace(tzinfo=zone)
    monday = (now - now.weekday() * DAY).replace(hour=0, minute=0, second=0, microsecond=0)
    before = monday - timedelta(minutes=1)

    assert is_too_soon([a_shown("x", shown_at=monday)], Way.DIGEST, 0, zone, now)
    assert not is_too_soon([a_shown("x", shown_at=before)], Way.DIGEST, 0, zone, now)


# Left alone


@pytest.mark.parametrize(
    ("answer", "days", "expected"),
    [
        (Answer.NOT_NOW, 7, True),
        (Answer.NOT_NOW, 8, False),
        (Answer.IN_PERSON, 20, True),
        (Answer.IN_PERSON, 21, False),
        (Answer.FEWER, 0, False),
        (Answer.MINE, 0, False),
        (None, 0, False),
    ],
)
def test_an_answer_leaves_its_kind_and_subjects_alone_for_a_while(
    answer: Answer | None, days: int, expected: bool
) -> None:
    found = left_alone([nudge(days * DAY, answer=answer)], NOW)

    kind = "thank_overdue"
    assert found == ({(kind, ""), (kind, "ana"), (kind, "idea:1")} if expected else set())


# Off


@pytest.mark.parametrize(
    ("outcome", "why"),
    [
        (NOTHING, None),
        (Outcome(shown=20, stopped=2), None),  # 10 % and no more
        (Outcome(shown=20, stopped=2, fewer=1), "unwanted"),
        (Outcome(shown=19, stopped=19), None),
        (Outcome(shown=100, fewer=11), "unwanted"),
        (Outcome(shown=60, settled=60, followed=3), None),  # 5 % and no less
        (Outcome(shown=60, settled=60, followed=2), "unfollowed"),
        (Outcome(shown=80, settled=59), None),
    ],
)
def test_a_kind_goes_off_where_it_is_unwanted_or_not_followed(
    outcome: Outcome, why: str | None
) -> None:
    assert why_off(outcome) == why


def test_a_kind_that_is_off_is_not_among_those_to_choose_from() -> None:
    off = {"thank_overdue": Outcome(shown=20, stopped=20)}

    assert [each.kind for each in kinds_on({})][:2] == ["thank_overdue", "pass_credit"]
    assert {each.kind for each in kinds_on(off)} == nudges().keys() - {"thank_overdue"}
