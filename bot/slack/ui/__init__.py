"""What people see: domain objects in, Block Kit out. One file per subject.

A message in `domain/outgoing.py` is rendered by the function registered for its type.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import singledispatch
from zoneinfo import ZoneInfo

from bot.config import Settings
from bot.i18n import Words
from bot.kit.mrkdwn import defuse, shorten
from bot.slack.needs import Subject, command_name
from bot.slack.ui.blocks import Blocks

SECTION_LIMIT = 3_000  # characters of a section's text


@dataclass(frozen=True, slots=True)
class Rendered:
    """A message: blocks, and the text for notifications and for readers aloud."""

    text: str
    blocks: Blocks


@dataclass(frozen=True, slots=True)
class Reader:
    """For whom something is rendered: their words and time, and what only Slack's side knows."""

    words: Words
    zone: ZoneInfo
    name_of: Callable[[str], str]
    permalink: Callable[[str, str], str]
    settings: Settings

    def typed(self, text: str, limit: int = 600) -> str:
        """What a person typed, shown so that it pings nobody."""
        return shorten(defuse(text, self.name_of), limit)

    def command(self, subject: Subject) -> str:
        return command_name(self.settings, subject)

    def people(self, ids: Sequence[str]) -> str:
        """People as mentions, in the reader's way to write a list."""
        return self.words.names(tuple(f"<@{id}>" for id in ids))

    def linked(self, text: str, channel: str | None, ts: str | None) -> str:
        """The text, linked to where it was said when that is known. `text` is already safe."""
        if not channel or not ts:
            return text
        label = text.replace("<", "").replace(">", "").replace("\n", " ").replace("|", "¦")
        return f"<{self.permalink(channel, ts)}|{label}>"

    def day(self, instant: datetime) -> str:
        return self.words.day(instant, self.zone)


@singledispatch
def render(message: object, reader: Reader) -> Rendered:
    """What the message looks like to this reader."""
    raise NotImplementedError(f"nothing renders {type(message).__name__}")
