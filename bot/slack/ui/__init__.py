"""What people see: domain objects in, Block Kit out. One file per subject.

A message in `domain/outgoing.py` is rendered by the function registered for its type.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import singledispatch
from typing import Any
from zoneinfo import ZoneInfo

from bot.config import Settings
from bot.domain.errors import Subject
from bot.domain.kudos import Kudos
from bot.i18n import Words
from bot.kit.mrkdwn import defuse, shorten
from bot.slack.ui import blocks as bk

__all__ = ["NAMED", "TEXT_LIMIT", "Reader", "Rendered", "bk", "render"]

MENTIONED = 10  # people of a list who are shown; the others are counted
TEXT_LIMIT = 4_000  # characters beside the blocks; chat.update refuses more
NAMED = 12  # where names are plain text, and ping nobody


@dataclass(frozen=True, slots=True)
class Rendered:
    """A message: blocks, and the text for notifications and for readers aloud."""

    text: str
    blocks: bk.Blocks

    @classmethod
    def of(cls, text: str, *more: bk.Block | None) -> "Rendered":
        """The text as a section, and what stands under it; None is left out."""
        return cls(text, [bk.section(text), *bk.present(more)])

    @property
    def answer(self) -> dict[str, Any]:
        """As the fields that Slack takes; the text beside the blocks as long as it may be."""
        return {"text": shorten(self.text, TEXT_LIMIT), "blocks": self.blocks}


@dataclass(frozen=True, slots=True)
class Reader:
    """For whom something is rendered: their words and time, and what only Slack's side knows.

    `is_external`: strangers read along, to whom nobody is named who may not be there.
    """

    words: Words
    zone: ZoneInfo
    name_of: Callable[[str], str]
    permalink: Callable[[str, str], str]
    settings: Settings
    is_nameless: Callable[[str], bool] = lambda _: False  # who left, where they are not named
    is_external: bool = False
    id: str = ""  # the person, or the channel

    def say(self, sentence: str, **values: object) -> str:
        """The sentence in the reader's language, its placeholders filled if there are values."""
        return self.words.say(sentence, **values)

    def count(self, one: str, many: str, count: int, **values: object) -> str:
        """The sentence for so many."""
        return self.words.count(one, many, count, **values)

    def typed(self, text: str, limit: int = 600) -> str:
        """What a person typed, shown so that it pings nobody."""
        return shorten(defuse(text, self.name_of), limit)

    def quoted(self, text: str, limit: int = 600) -> str:
        """The same as a quotation; nothing for what is old and has lost its text."""
        return bk.quoted(self.typed(text, limit))

    def reason(self, kudos: Kudos, limit: int = 100) -> str:
        """What somebody is thanked for, linked to where it was said."""
        return self.linked(
            self.typed(kudos.reason, limit) or self.say("thanks"), kudos.channel, kudos.ts
        )

    def command(self, subject: Subject) -> str:
        return self.settings.command(subject)

    def name(self, id: str) -> str:
        """As plain text, which pings nobody."""
        return self.typed(self.name_of(id))

    def mention(self, id: str) -> str:
        """Slack shows the name, also of who left; so they are mentioned only where named."""
        return self.name(id) if self.is_nameless(id) else f"<@{id}>"

    def people(self, ids: Sequence[str], most: int = MENTIONED) -> str:
        """The first few as mentions and the others by number, as the reader writes a list."""
        return self._first(ids, most, self.mention)

    def named(self, ids: Sequence[str], most: int = NAMED) -> str:
        """The first few by name as plain text, which pings nobody, and the others by number.

        Where strangers read along, only how many: some may not be in that channel.
        """
        if self.is_external:
            return self.count("{count} person", "{count} people", len(ids))
        return self._first(ids, most, self.name)

    def _first(self, ids: Sequence[str], most: int, show: Callable[[str], str]) -> str:
        shown = tuple(show(id) for id in ids[:most])
        if rest := len(ids) - len(shown):
            shown += (self.count("{count} more person", "{count} more people", rest),)
        return self.words.names(shown)

    def channels(self, ids: Sequence[str]) -> str:
        """The first few as links; Slack shows the name to whoever may know it."""
        rest = len(ids) - len(ids[:MENTIONED])
        more = (self.words.number(rest),) if rest else ()
        return self.words.names((*(f"<#{id}>" for id in ids[:MENTIONED]), *more))

    def linked(self, text: str, channel: str | None, ts: str | None) -> str:
        """The text, linked to where it was said when that is known. `text` is already safe."""
        if not channel or not ts:
            return text
        label = text.replace("<", "").replace(">", "").replace("\n", " ").replace("|", "¦")
        url = self.permalink(channel, ts)
        return f"<{url}|{label}>" if label.strip() else f"<{url}>"

    def day(self, instant: datetime) -> str:
        return self.words.day(instant, self.zone)


@singledispatch
def render(message: object, reader: Reader) -> Rendered:
    """What the message looks like to this reader."""
    raise NotImplementedError(f"nothing renders {type(message).__name__}")
