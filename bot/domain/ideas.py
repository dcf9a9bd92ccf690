"""Ideas: who had them, what became of them, and who had a part."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from bot.domain.errors import EmptyIdeaError, check_length
from bot.domain.feedback import Case, Label, Noticed
from bot.domain.messages import MessageRef
from bot.domain.sources import is_from_message

REPLY_WITHIN = timedelta(hours=48)  # an idea without a reply for longer waits for one
# A leader lets others speak first who replies after so many others, or so long after the idea.
OTHERS_FIRST, LATE_ENOUGH = 3, timedelta(hours=24)
TEXT_LIMIT = 2_500  # characters; a Slack section holds 3,000, and escapes need room


class Stage(StrEnum):
    SHARED = "shared"
    TESTING = "testing"
    ADOPTED = "adopted"
    PARKED = "parked"


class Part(StrEnum):
    """What somebody did for an idea."""

    AUTHOR = "author"
    BUILD = "build"
    TEST = "test"
    SUPPORT = "support"
    QUESTION = "question"


@dataclass(frozen=True, slots=True)
class Idea:
    """`channel` and `ts` name the message it was said in, `thread_ts` the thread of that message.

    An idea shared by command has no message of its own: its card is one, and `ts` is None.
    """

    workspace: str
    author: str
    text: str  # Slack's escaped text, mentions kept as ids
    shared_at: datetime
    source: str
    channel: str
    ts: str | None = None
    thread_ts: str | None = None
    is_private: bool = False  # said in a private channel: never shown outside of it
    captured_by: str | None = None
    noticed: Noticed | None = None  # how sure we were; none when it was shared, or agreed to
    stage: Stage = Stage.SHARED
    stage_at: datetime | None = None  # when it last moved; none while it is as it was shared
    parents: tuple[int, ...] = ()
    card_ts: str | None = None  # where its card stands in `channel`, once it was posted
    id: int = 0  # 0 until it is kept

    @property
    def said_in(self) -> MessageRef | None:
        """The message of a person that carries it; None where a command or a form does."""
        if self.ts is None or not is_from_message(self.source):
            return None
        return MessageRef(self.workspace, self.channel, self.ts)

    @property
    def case(self) -> Case | None:
        """That message, taken for an idea."""
        return Case(self.said_in, self.author, Label.IDEA) if self.said_in else None

    @property
    def place(self) -> str | None:
        """The ts of the message that shows it: its own, or its card's."""
        return self.ts or self.card_ts

    def is_open_to(self, channels: Collection[str]) -> bool:
        """Whether who reads these channels may read it: public ones are open to everybody."""
        return not self.is_private or self.channel in channels

    def may_name(self, other: "Idea") -> bool:
        """Whether `other` may be told where this one is shown: private ones never leave home."""
        return other.channel == self.channel or not other.is_private


@dataclass(frozen=True, slots=True)
class IdeaNamed:
    """As much of an idea as others show of it: its words, and where it stands, as far as known."""

    id: int
    author: str
    text: str
    channel: str
    place: str | None = None


@dataclass(frozen=True, slots=True)
class Contribution:
    idea: int
    person: str
    part: Part
    at: datetime


@dataclass(frozen=True, slots=True)
class Reply:
    """Somebody replied under an idea: who and when, never what."""

    idea: int
    ts: str
    person: str
    at: datetime


def check_text(text: str) -> None:
    """Raises `EmptyIdeaError` or `TooLongError`."""
    if not text.strip():
        raise EmptyIdeaError
    check_length(text, TEXT_LIMIT)
