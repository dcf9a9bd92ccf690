"""The bot's one visible sign on a message that it kept: a reaction, put there and taken away."""

from dataclasses import dataclass
from datetime import datetime

from bot.domain.messages import MessageRef
from bot.domain.outgoing import ReactionRemoved, ReactionShown
from bot.storage import Transaction


@dataclass(frozen=True, slots=True)
class Marks:
    """The emoji, without colons, for what was kept."""

    kudos: str
    idea: str


def show_mark(tx: Transaction, ref: MessageRef, emoji: str, key: str, now: datetime) -> None:
    _put(tx, ref, ReactionShown(ref.channel, ref.ts, emoji), f"{key}:mark", now)


def remove_mark(tx: Transaction, ref: MessageRef, emoji: str, key: str, now: datetime) -> None:
    _put(tx, ref, ReactionRemoved(ref.channel, ref.ts, emoji), f"{key}:unmark", now)


def _put(
    tx: Transaction,
    ref: MessageRef,
    reaction: ReactionShown | ReactionRemoved,
    key: str,
    now: datetime,
) -> None:
    tx.outbox.put(
        reaction,
        workspace=ref.workspace,
        to=ref.channel,
        once=key,
        lane=f"{ref.channel}:{ref.ts}:{reaction.emoji}",  # one emoji is shown and removed in order
        at=now,
    )
