"""Tests of ideas: a question, an owner, and an end that comes soon."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from bot.domain.errors import DaysOutOfRangeError, QuestionMissingError, check_length
from bot.domain.moves import Move

DAYS_PROPOSED, DAYS_MOST = 7, 14
REMIND_AFTER = timedelta(days=2)  # once; after as long again it is shown as waiting
WORDS_LIMIT = 1_000  # characters of a question, a reason, or what was learned


class Outcome(StrEnum):
    KEPT = "kept"
    CHANGED = "changed"  # it goes on, in another round or as an idea of its own
    STOPPED = "stopped"
    DROPPED = "dropped"  # its owner left, or the idea was decided on by others meanwhile


OUTCOMES = {
    Move.KEEP: Outcome.KEPT,
    Move.CHANGE: Outcome.CHANGED,
    Move.BRANCH: Outcome.CHANGED,
    Move.STOP: Outcome.STOPPED,
}


class Asked(StrEnum):
    """How often the owner was asked what came of it."""

    NOT_YET = "not_yet"
    ONCE = "once"
    TWICE = "twice"
    WAITING = "waiting"  # enough asked: the card says that it waits


@dataclass(frozen=True, slots=True)
class IdeaTest:
    """One round of testing. `owner` runs it."""

    workspace: str
    idea: int
    owner: str
    question: str
    round: int
    opened_at: datetime
    ends_at: datetime
    outcome: Outcome | None = None
    learned: str = ""
    ended_at: datetime | None = None
    asked: Asked = Asked.NOT_YET
    id: int = 0  # 0 until it is kept

    @property
    def is_open(self) -> bool:
        return self.outcome is None

    def next_at(self, now: datetime) -> datetime | None:
        """When the scheduler has to look at it again, if ever; its owner was asked at `now`."""
        if not self.is_open or self.asked is Asked.WAITING:
            return None
        return self.ends_at if self.asked is Asked.NOT_YET else now + REMIND_AFTER


def ends_at(opened_at: datetime, days: int) -> datetime:
    """Raises `DaysOutOfRangeError`."""
    if not 1 <= days <= DAYS_MOST:
        raise DaysOutOfRangeError(most=DAYS_MOST)
    return opened_at + timedelta(days=days)


def check_question(question: str) -> None:
    """Raises `QuestionMissingError` or `TooLongError`."""
    if not question.strip():
        raise QuestionMissingError
    check_length(question, WORDS_LIMIT, "question")
