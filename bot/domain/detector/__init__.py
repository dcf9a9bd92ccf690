"""What a message turns out to be. Each module here notices one thing; this one asks them all.

A detector is a pure function of a message. The plain rules see explicit markers alone and are sure
of what they see; the bands are there for detectors that weigh.
"""

from dataclasses import dataclass
from enum import StrEnum

from bot.domain.messages import Message


class Band(StrEnum):
    """How sure a detector is: keep it, ask the author alone, or say nothing."""

    SURE = "sure"
    LIKELY = "likely"
    NO = "no"


@dataclass(frozen=True, slots=True)
class KudosFound:
    """Thanks in a message: to whom (members and user groups, as ids), and the words."""

    receivers: tuple[str, ...]
    groups: tuple[str, ...]
    reason: str
    band: Band
    score: float = 1.0


@dataclass(frozen=True, slots=True)
class IdeaFound:
    text: str
    band: Band
    score: float = 1.0


@dataclass(frozen=True, slots=True)
class Findings:
    kudos: KudosFound | None = None
    idea: IdeaFound | None = None

    def __bool__(self) -> bool:
        return self.kudos is not None or self.idea is not None


NOTHING = Findings()


def detect(message: Message) -> Findings:
    found_kudos, found_idea = kudos.find(message), ideas.find(message)
    return Findings(found_kudos, found_idea) if found_kudos or found_idea else NOTHING


from bot.domain.detector import ideas, kudos  # noqa: E402 - they are made of the words above
