"""The bot's one visible sign on a message that it kept: a reaction, put there and taken away."""

from dataclasses import dataclass
from datetime import datetime

from bot.domain.outgoing import ReactionRemoved, ReactionShown
from bot.storage import Transaction


@dataclass(frozen=True, slots=True)
class Marks:
    """The emoji, without colons, for what was kept."""

    kudos: str
    idea: str


@dataclass(frozen=True, slots=True)
class Mark:
    channel: str
    ts: str
    emoji: str

    @property
    def lane(self) -> str:
        """Showing and removing one mark happen in order."""
        return f"{self.channel}:{self.ts}:{self.emoji}"


def show_mark(tx: Transaction, workspace: str, mark: Mark, key: str, now: datetime) -> None:
    shown = ReactionShown(mark.channel, mark.ts, mark.emoji)
    _put(tx, workspace, mark, shown, f"{key}:mark", now)


def remove_mark(tx: Transaction, workspace: str, mark: Mark, key: str, now: datetime) -> None:
    removed = ReactionRemoved(mark.channel, mark.ts, mark.emoji)
    _put(tx, workspace, mark, removed, f"{key}:unmark", now)


def _put(
    tx: Transaction,
    workspace: str,
    mark: Mark,
    message: ReactionShown | ReactionRemoved,
    key: str,
    now: datetime,
) -> None:
    tx.outbox.put(message, workspace=workspace, to=mark.channel, once=key, lane=mark.lane, at=now)
