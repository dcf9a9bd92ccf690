"""Pages that may be gone."""

import pytest

from bot.domain.pages import place_of

PAGE = 5


@pytest.mark.parametrize(
    ("wanted", "in_all", "shown"),
    [
        (1, 0, (1, 1)),
        (1, PAGE, (1, 1)),
        (2, PAGE, (1, 1)),
        (2, PAGE + 1, (2, 2)),
        (9, PAGE * 3, (3, 3)),
        (-1, PAGE * 3, (1, 3)),
    ],
)
def test_a_page_that_is_gone_is_the_last(wanted: int, in_all: int, shown: tuple[int, int]) -> None:
    assert place_of(wanted, in_all, PAGE) == shown
