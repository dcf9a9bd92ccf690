"""A promise: proposed while none is open, followed by keeping it."""

from datetime import timedelta

import pytest

from bot.domain.nudges import Followed, KeptPromise, LeaderWeek, Suggestion
from bot.domain.nudges.promise import followed, suggest
from tests.domain.builders import DAY, HOUR, NOW
from tests.domain.nudges.builders import MOMENT, a_shown, a_week, deeds


def test_it_is_for_a_week_and_two_days_more() -> None:
    assert suggest(a_week()) == Suggestion("promise", "week:2026-W48", NOW + 9 * DAY)


@pytest.mark.parametrize(
    ("week", "applies"),
    [
        (a_week(), True),
        (a_week(has_promised=True), False),
        (a_week(left_alone=frozenset({("promise", "")})), False),
        (a_week(left_alone=frozenset({("ask_first", "")})), True),
    ],
)
def test_it_applies_unless_one_is_open(week: LeaderWeek, applies: bool) -> None:
    assert (suggest(week) is not None) is applies


@pytest.mark.parametrize(
    ("made", "kept", "leader", "is_followed"),
    [
        (HOUR, DAY, "lea", True),
        (timedelta(0), 9 * DAY - MOMENT, "lea", True),
        (HOUR, 9 * DAY, "lea", False),
        (-MOMENT, DAY, "lea", False),  # one from before
        (HOUR, DAY, "mia", False),
    ],
)
def test_a_promise_made_since_and_kept_follows_it(
    made: timedelta, kept: timedelta, leader: str, is_followed: bool
) -> None:
    shown = a_shown("promise", person="", idea=0, followed_until=NOW + 9 * DAY)

    found = followed(shown, deeds(KeptPromise(4, leader, NOW + made, NOW + kept)))

    assert found == (Followed(NOW + kept, "promise:4") if is_followed else None)


def test_what_was_not_kept_does_not() -> None:
    assert followed(a_shown("promise"), deeds()) is None
