"""What a message can turn out to be, and how sure that is."""

from dataclasses import dataclass
from enum import StrEnum


class Band(StrEnum):
    """How sure a detector is: keep it, ask the author alone, or say nothing."""

    SURE = "sure"
    LIKELY = "likely"
    NO = "no"


@dataclass(frozen=True, slots=True)
class KudosFound:
    """Thanks in a message: to whom (members and user groups, as ids), and the words.

    Both are empty where somebody is thanked by name, as "all", or as "you" alone: then there is
    nobody to keep it for. `everybody` are the calls to a channel that stand for those thanked;
    nobody is notified by them again.
    """

    receivers: tuple[str, ...]
    groups: tuple[str, ...]
    reason: str
    band: Band
    score: float = 1.0
    everybody: tuple[str, ...] = ()
    is_explicit: bool = False  # a marker says so, doubted or not

    def __bool__(self) -> bool:
        return bool(self.receivers or self.groups)


@dataclass(frozen=True, slots=True)
class IdeaFound:
    text: str
    band: Band
    score: float = 1.0
    is_explicit: bool = False


@dataclass(frozen=True, slots=True)
class Findings:
    kudos: KudosFound | None = None
    idea: IdeaFound | None = None

    def __bool__(self) -> bool:
        """Whether there is something to keep or to ask about."""
        return bool(self.kudos) or self.idea is not None


NOTHING = Findings()


@dataclass(frozen=True, slots=True)
class Context:
    """What is known around a message: who else began the thread that it replies in."""

    starter: str | None = None  # none outside a thread, and in one's own
