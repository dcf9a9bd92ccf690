"""A sentence as tokens: emoji stay in their sentence."""

import pytest

from bot.domain.detector.tokens import emoji_of, words_of
from bot.domain.mrkdwn import spans_of
from bot.domain.reading import read


def tokens(said: str) -> list[list[str]]:
    """Of each sentence."""
    reading = read(spans_of(said))
    emoji = emoji_of(reading)
    return [words_of(sentence, emoji).tokens for sentence in reading.sentences]


def test_emoji_that_are_not_read_shift_none_of_the_next_sentence() -> None:
    long, short = tokens("one " * 150 + ":tada: :fire:. Great :heart: day")

    assert long == ["one"] * 120
    assert short == ["great", ":heart:", "day"]


@pytest.mark.parametrize("name", ["wave", "wave::skin-tone-4"])
def test_a_skin_tone_makes_no_other_emoji(name: str) -> None:
    assert tokens(f"hello :{name}:") == [["hello", ":wave:"]]
