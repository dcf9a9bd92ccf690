"""Places on a board: ties, who is not named, where it ends."""

from datetime import UTC, date, datetime, timedelta, timezone
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.leaderboards import (
    SHOWN,
    BoardLine,
    Period,
    Tally,
    places,
    today,
)

NAMES = {"U1": "Ana", "U2": "ben", "U3": "Chloé", "U4": "Dan"}


def a_tally(person: str, shared: int, built_on: int = 0, tested: int = 0) -> Tally:
    return Tally(person, shared, built_on, tested)


def test_who_shared_most_stands_first() -> None:
    found = places([a_tally("U1", 2), a_tally("U2", 5, 3, 1)], NAMES)

    assert found == (BoardLine(1, "ben", 5, 3, 1), BoardLine(2, "Ana", 2, 0, 0))


def test_who_shared_as_many_shares_a_place_and_the_next_is_skipped() -> None:
    found = places([a_tally("U1", 3), a_tally("U2", 3), a_tally("U3", 1)], NAMES)

    assert [line.place for line in found] == [1, 1, 3]


def test_among_equals_the_order_is_by_name_whatever_its_case() -> None:
    found = places([a_tally(person, 1, built_on) for built_on, person in enumerate(NAMES)], NAMES)

    assert [line.name for line in found] == ["Ana", "ben", "Chloé", "Dan"]


def test_who_has_no_name_here_stands_on_no_place() -> None:
    found = places([a_tally("UHIDDEN", 9), a_tally("U1", 1)], NAMES)

    assert found == (BoardLine(1, "Ana", 1, 0, 0),)


def test_everybody_on_the_last_place_shown_is_shown() -> None:
    names = {f"U{n:02}": f"Person {n:02}" for n in range(SHOWN + 5)}
    tallies = [a_tally(person, 9) for person in list(names)[: SHOWN - 1]]
    tallies += [a_tally(person, 1) for person in list(names)[SHOWN - 1 :]]

    found = places(tallies, names)

    assert len(found) == SHOWN + 5
    assert found[-1].place == SHOWN


def test_nobody_beyond_the_last_place_is_shown() -> None:
    names = {f"U{n:02}": f"Person {n:02}" for n in range(SHOWN + 5)}

    found = places([a_tally(person, 100 - n) for n, person in enumerate(names)], names)

    assert [line.place for line in found] == list(range(1, SHOWN + 1))


tallies = st.lists(
    st.builds(a_tally, st.sampled_from([f"U{n}" for n in range(20)]), st.integers(1, 6)),
    unique_by=lambda tally: tally.person,
)


@settings(deadline=None)
@given(tallies, st.randoms())
def test_a_place_is_one_more_than_how_many_shared_more(
    tallies: list[Tally], random: Random
) -> None:
    names = {f"U{n}": f"Name {n}" for n in range(15)}
    named = [tally for tally in tallies if tally.person in names]

    found = places(tallies, names)

    for line in found:
        assert line.place == 1 + sum(tally.shared > line.shared for tally in named)
    shown = sorted(tally.shared for tally in named if _place(tally, named) <= SHOWN)
    assert sorted(line.shared for line in found) == shown
    random.shuffle(tallies)
    assert places(tallies, names) == found


def _place(tally: Tally, among: list[Tally]) -> int:
    return 1 + sum(other.shared > tally.shared for other in among)


@pytest.mark.parametrize(
    ("period", "days"), [(Period.WEEK, 7), (Period.MONTH, 30), (Period.QUARTER, 91)]
)
def test_a_period_is_today_and_so_many_whole_days_before(period: Period, days: int) -> None:
    now = datetime(2026, 11, 24, 9, tzinfo=UTC)

    assert period.since(now) == date(2026, 11, 24) - timedelta(days=days)


def test_days_are_those_of_utc_wherever_the_clock_stands() -> None:
    in_tokyo = datetime(2026, 11, 24, 8, tzinfo=timezone(timedelta(hours=9)))

    assert today(in_tokyo) == date(2026, 11, 23)


def test_all_time_has_no_beginning() -> None:
    assert Period.ALL.since(datetime(2026, 11, 24, tzinfo=UTC)) is None
