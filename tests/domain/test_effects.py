"""What nudges bring, beside those held back, and how sure that is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.choosing import Outcome
from bot.domain.effects import effect_of, reports_of, share_interval


# Newcombe (1998), Table II, method 10: the differences of these pairs of shares.
@pytest.mark.parametrize(
    ("one", "other", "low", "high"),
    [
        ((56, 70), (48, 80), 0.0524, 0.3339),
        ((9, 10), (3, 10), 0.1705, 0.8090),
        ((10, 10), (0, 20), 0.6791, 1.0),
        ((5, 56), (0, 29), -0.0381, 0.1926),
        ((0, 10), (0, 20), -0.1611, 0.2775),
        ((10, 10), (0, 10), 0.6075, 1.0),
    ],
)
def test_the_interval_is_as_published(
    one: tuple[int, int], other: tuple[int, int], low: float, high: float
) -> None:
    found = effect_of(*one, *other)

    assert found is not None
    assert found.difference == pytest.approx(one[0] / one[1] - other[0] / other[1])
    assert (found.interval.low, found.interval.high) == pytest.approx((low, high), abs=6e-5)


def test_it_is_sure_once_the_interval_leaves_zero_out() -> None:
    few, many = effect_of(6, 10, 3, 10), effect_of(600, 1000, 300, 1000)

    assert few is not None
    assert many is not None
    assert (few.is_sure, many.is_sure) == (False, True)


def test_without_any_of_one_side_there_is_nothing_to_tell() -> None:
    assert effect_of(0, 0, 1, 2) is None
    assert effect_of(1, 2, 0, 0) is None


@given(st.integers(1, 500).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_a_share_lies_in_its_interval(found: tuple[int, int]) -> None:
    some, all_ = found
    interval = share_interval(some, all_)

    assert 0 <= interval.low <= some / all_ + 1e-12
    assert some / all_ - 1e-12 <= interval.high <= 1


LEADERS = Outcome(shown=40, settled=40, followed=20, held=10, held_followed=2, leaders=5)


def test_a_kind_shown_to_few_leaders_tells_nothing_of_them() -> None:
    few = Outcome(shown=40, settled=40, followed=1, stopped=40, leaders=4)

    (told, untold) = reports_of({"thank_overdue": few, "promise": LEADERS})

    assert (told.kind, told.outcome) == ("promise", LEADERS)
    assert told.effect is not None
    assert (untold.kind, untold.outcome, untold.effect, untold.why_off) == (
        "thank_overdue",
        None,
        None,
        None,
    )
