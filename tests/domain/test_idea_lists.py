"""Which list and which page somebody asks for."""

import pytest

from bot.domain.errors import UnknownListError
from bot.domain.idea_lists import Which, page_asked
from bot.domain.ideas import Stage


@pytest.mark.parametrize(
    ("typed", "asked"),
    [
        ("", (Which.ALL, 1)),
        ("2", (Which.ALL, 2)),
        ("open", (Which.OPEN, 1)),
        ("waiting 3", (Which.WAITING, 3)),
        ("mine 0", (Which.MINE, 1)),
    ],
)
def test_a_list_is_asked_for_by_its_name_and_its_page(typed: str, asked: tuple[Which, int]) -> None:
    assert page_asked(typed.split()) == asked


@pytest.mark.parametrize("typed", ["groceries", "open parked", "open 1 2", "-1"])
def test_what_is_no_list_is_refused(typed: str) -> None:
    with pytest.raises(UnknownListError):
        page_asked(typed.split())


def test_every_stage_has_a_list() -> None:
    assert {which.stage for which in Which if which.stage} == set(Stage)
