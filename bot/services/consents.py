"""What nobody has answered of combining goes with the ideas that it is about."""

from collections.abc import Set as AbstractSet

from bot.domain.ideas import Idea
from bot.storage import Transaction


def drop_requests(tx: Transaction, idea: Idea) -> AbstractSet[int]:
    """The idea goes: nobody is asked for it, or to be a part of it. Answers what waits for less.

    Who was asked already is told so when they answer.
    """
    dropped = tx.combining.drop_open(idea.workspace, idea.id)
    for child, parent in dropped:
        tx.outbox.drop(idea.workspace, request_key(child, parent))
    return {child for child, _ in dropped} - {idea.id}


def request_key(child: int, parent: int) -> str:
    """Under which the author of the parent is asked."""
    return f"combine:{child}:{parent}"
