"""Questions that a leader may put to their team: open ones, none of them with a yes or a no."""

from collections.abc import Mapping

from bot.domain.errors import check_length
from bot.domain.leading_errors import OwnQuestionMissingError
from bot.kit.words import later

WORDS_LIMIT = 600  # characters of a question of one's own
# At most 75 characters each, in every language: Slack takes no more beside a radio button.
OFFERED: Mapping[str, str] = {
    "slowed": later("What slows us down that we could change ourselves?"),
    "surprised": later("What did you try lately that surprised you?"),
    "easier": later("Which small thing would make your week easier?"),
    "stop": later("What would you stop doing, if it were up to you?"),
    "users": later("What do people ask us for that we never talk about?"),
    "helped": later("Whose work helped you lately, and how?"),
    "unseen": later("What do you see that I do not?"),
    "test": later("Which idea deserves a small test this month?"),
    "long_ago": later("What should we have asked ourselves long ago?"),
}


def check_own(words: str) -> None:
    """Raises `OwnQuestionMissingError` and `TooLongError`."""
    if not words.strip():
        raise OwnQuestionMissingError
    check_length(words, WORDS_LIMIT)
