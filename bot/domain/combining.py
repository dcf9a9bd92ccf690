"""Several ideas become one, as far as their authors agree."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

SILENCE = timedelta(days=14)  # after it, an idea that was asked for stays out
MOST = 20  # ideas in one


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
