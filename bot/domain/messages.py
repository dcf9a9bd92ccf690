"""A message as the rules see it: who said what, where, as a run of spans."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Kind(StrEnum):
    """What a stretch of a message is. Slack's two forms of a message both become these."""

    TEXT = "text"
    USER = "user"  # value: the member's id
    GROUP = "group"  # value: the user group's id
    CHANNEL = "channel"  # value: the channel's id
    BROADCAST = "broadcast"  # value: here, channel or everyone
    EMOJI = "emoji"  # value: the name without colons
    LINK = "link"  # value: the address
    CODE = "code"  # value: the code, inline or fenced
    QUOTE = "quote"  # value: what is quoted, as plain text


QUESTION_MARKS = ("?", "？", "؟", "⁇", "⁈", "‽")  # noqa: RUF001 - of many scripts
AFTER_A_QUESTION = " \t\n!.…)]\"'»”*_~"  # may follow its mark


@dataclass(frozen=True, slots=True)
class Span:
    kind: Kind
    value: str
    label: str = ""  # what is shown for a link, a channel or a group


@dataclass(frozen=True, slots=True)
class MessageRef:
    """Which message it is: `ts` is Slack's id of it within the channel."""

    workspace: str
    channel: str
    ts: str


@dataclass(frozen=True, slots=True)
class Message:
    """One message, as it was said or after an edit.

    `version` orders its edits: the ts of the last edit, or its own ts while it has none.
    `text` is Slack's escaped text; `spans` say what in it is speech, a mention, code or a quote.
    """

    workspace: str
    channel: str
    ts: str
    author: str
    text: str
    spans: tuple[Span, ...]
    sent_at: datetime
    version: str
    thread_ts: str | None = None
    private: bool = False

    @property
    def ref(self) -> MessageRef:
        return MessageRef(self.workspace, self.channel, self.ts)

    @property
    def thread(self) -> MessageRef | None:
        """The message under which this one is a reply."""
        if self.thread_ts is None or self.thread_ts == self.ts:
            return None
        return MessageRef(self.workspace, self.channel, self.thread_ts)

    @property
    def is_edit(self) -> bool:
        return self.version != self.ts


def asks(message: Message) -> bool:
    """Whether it ends as a question does; what stands in code or in quotation marks is no word."""
    said = [span.value for span in message.spans if span.kind is Kind.TEXT and span.value.strip()]
    return bool(said) and said[-1].rstrip(AFTER_A_QUESTION).endswith(QUESTION_MARKS)


def mentioned(spans: Iterable[Span]) -> tuple[str, ...]:
    """The members mentioned, each once, in the order of their first mention."""
    return tuple(dict.fromkeys(span.value for span in spans if span.kind is Kind.USER))
