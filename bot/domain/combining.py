"""Several ideas become one, as far as their authors agree."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from bot.domain.ideas import Idea

SILENCE = timedelta(days=14)  # after it, an idea that was asked for stays out
MOST = 20  # ideas in one


def may_combine(one: Idea, other: Idea) -> bool:
    """What a private channel says is combined there alone: authors elsewhere would read it."""
    return one.channel == other.channel or not (one.is_private or other.is_private)


class Consent(StrEnum):
    YES = "yes"
    NO = "no"


@dataclass(frozen=True, slots=True)
class Request:
    """To `author`: may `parent`, an idea of theirs, be part of `child`?"""

    workspace: str
    child: int
    parent: int
    author: str
    asked_at: datetime
    consent: Consent | None = None  # none while it is not answered
