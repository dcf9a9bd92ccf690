"""What the detector noticed in messages, how sure it was, and what the authors answered."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.domain.messages import MessageRef


class Label(StrEnum):
    """What a message was taken for."""

    KUDOS = "kudos"
    IDEA = "idea"


class Evidence(StrEnum):
    """The band a message was in when it was kept or asked about, and what stands beside bands."""

    EXPLICIT = "explicit"  # a marker said so; where it is doubted, its author is asked
    SURE = "sure"
    LIKELY = "likely"
    MARKED = "marked"  # somebody's reaction said so, whatever the score


class Verdict(StrEnum):
    """What its author did about it."""

    KEEP = "keep"
    NOT_THIS = "not_this"
    STOP_ASKING = "stop_asking"
    UNDONE = "undone"  # kept, and taken back within the hour
    DELETED = "deleted"  # kept, and its message deleted later: that has many reasons


@dataclass(frozen=True, slots=True)
class Noticed:
    """What the detector said then. `weights` is the version of its weights."""

    score: float
    band: Evidence
    weights: str


@dataclass(frozen=True, slots=True)
class Case:
    """Somebody's message, taken for something."""

    message: MessageRef
    person: str
    label: Label


@dataclass(frozen=True, slots=True)
class Answers:
    yes: int = 0
    no: int = 0


@dataclass(frozen=True, slots=True)
class Observation:
    """One message that was noticed: asked about or kept at once, and what became of it."""

    label: Label
    noticed: Noticed | None
    at: datetime
    was_asked: bool = False
    verdict: Verdict | None = None
