"""A sentence as tokens: emoji stay in their sentence, and runs of marks count as one."""

import pytest

from bot.domain.detector.tokens import emoji_of, tokens_of, words_of
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


@pytest.mark.parametrize(
    ("typed", "counts_as"),
    [
        *((run, "?") for run in ("?", "??", "?????", "?!?!", "!!?")),
        *((run, "?") for run in ("\uff1f", "\uff1f\uff01", "!\uff1f")),
        *((run, "!") for run in ("!", "!!!", "!!!!!!!!", "\uff01", "\uff01\uff01", "!\uff01")),
        *((run, "..") for run in ("..", "...", "........")),
        *((run, "++") for run in ("++", "+++", "++++++")),
        ("+", "+"),
    ],
)
def test_a_run_of_marks_counts_as_one(typed: str, counts_as: str) -> None:
    assert tokens_of(f"so{typed}so", iter(()))[1] == ["so", counts_as, "so"]
