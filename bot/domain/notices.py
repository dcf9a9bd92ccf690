"""What contributors hear of ideas that move: one message a day at most."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.domain.ideas import Idea
from bot.domain.moves import Move

TELL_AGAIN_AFTER = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Notice:
    """That this person is to hear of that event of an idea."""

    workspace: str
    person: str
    event: int
    idea: int
    due_at: datetime
    id: int = 0  # 0 until it is kept


@dataclass(frozen=True, slots=True)
class Moved:
    """One line of a notice: what happened to an idea, and by whom. `by` is empty for nobody."""

    idea: Idea
    what: Move
    by: str
    at: datetime


def due_at(now: datetime, told_at: datetime | None) -> datetime:
    """At once, or when a day has passed since they were last told something."""
    return now if told_at is None else max(now, told_at + TELL_AGAIN_AFTER)
