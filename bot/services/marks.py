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


def mark(
    tx: Transaction, ref: MessageRef, emoji: str, key: str, now: datetime, *, is_kept: bool = True
) -> None:
    """Show the emoji on the message of what is kept under that key, or remove it."""
    reaction = ReactionShown if is_kept else ReactionRemoved
    tx.outbox.put(
        reaction(ref.channel, ref.ts, emoji),
        workspace=ref.workspace,
        to=ref.channel,
        once=f"{key}:mark" if is_kept else f"{key}:unmark",
        lane=f"{ref.channel}:{ref.ts}:{emoji}",  # one emoji is shown and removed in order
        at=now,
    )
