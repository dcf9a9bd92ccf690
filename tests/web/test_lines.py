"""Text is broken into lines that fit, and no sign is torn apart."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.web.lines import in_lines, is_from_right, shortened, width_of

signs = st.sampled_from(
    ["a", "W", " ", "i", "é", "e\u0301", "漢", "👩‍👩‍👧‍👦", "👍🏽", "\u05d0", "-"]
)
texts = st.lists(signs, max_size=80).map("".join)


@given(texts, st.integers(1, 3))
def test_lines_are_few_and_none_is_too_wide(text: str, most: int) -> None:
    lines = in_lines(text, 8, most)

    assert len(lines) <= most
    assert all(width_of(line) <= 8 for line in lines)
    assert all(lines)


@given(texts)
def test_nothing_is_lost_where_there_is_room(text: str) -> None:
    lines = in_lines(text, 8, 1000)

    assert "".join(lines).replace(" ", "") == text.replace(" ", "")


@given(texts, st.integers(2, 20))
def test_what_is_cut_ends_in_a_mark_and_is_the_beginning(text: str, width: int) -> None:
    cut = shortened(text, width)

    assert cut == text or (cut.endswith("…") and text.startswith(cut[:-1]))


def test_words_stay_whole_where_they_can() -> None:
    assert in_lines("a weekly demo of half-done work", 8, 2) == ["a weekly demo", "of half-done…"]


def test_an_emoji_of_several_is_not_torn_apart() -> None:
    assert shortened("👩‍👩‍👧‍👦👩‍👩‍👧‍👦👩‍👩‍👧‍👦", 2.2) == "👩‍👩‍👧‍👦…"


@pytest.mark.parametrize(
    ("text", "turned"),
    [("\u05d0 b", True), ("a \u05d0", False), ("12 \u0627", True), ("12", False), ("", False)],
)
def test_the_first_letter_says_from_which_side_it_is_written(text: str, turned: bool) -> None:
    assert is_from_right(text) is turned
