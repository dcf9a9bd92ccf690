"""Ideas: what their text may be, and which message shows them."""

import pytest

from bot.domain.errors import EmptyIdeaError, TooLongError
from bot.domain.ideas import TEXT_LIMIT, check_text
from tests.domain.builders import an_idea


@pytest.mark.parametrize("text", ["", " ", "\n\t "])
def test_an_idea_without_words_is_none(text: str) -> None:
    with pytest.raises(EmptyIdeaError):
        check_text(text)


def test_an_idea_may_be_long_and_no_longer() -> None:
    check_text("x" * TEXT_LIMIT)
    with pytest.raises(TooLongError):
        check_text("x" * (TEXT_LIMIT + 1))


def test_an_idea_stands_where_it_was_said_or_else_on_its_card() -> None:
    assert an_idea(ts="2.0", card_ts="3.0").place == "2.0"
    assert an_idea(ts=None, card_ts="3.0").place == "3.0"
    assert an_idea(ts=None).place is None
