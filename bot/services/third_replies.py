"""Leaders who let others first are told, once, when three of them have replied."""

from datetime import datetime

from bot.domain.ideas import OTHERS_FIRST, Idea
from bot.domain.nudges import ShownNudge
from bot.domain.outgoing import RepliesTold
from bot.storage import Transaction


def tell_who_wait(tx: Transaction, idea: Idea, now: datetime) -> None:
    """Somebody replied to it: that may have been the third."""
    for nudge in tx.nudges.waiting_for_replies(idea.workspace, idea.id, now):
        tell_if_enough(tx, nudge, idea, now)


def tell_if_enough(tx: Transaction, nudge: ShownNudge, idea: Idea, now: datetime) -> None:
    replies = tx.deeds.replies(idea.workspace, [idea.id]).get(idea.id, ())
    people = {reply.person for reply in replies}
    others = people - {idea.author, nudge.leader}
    if len(others) >= OTHERS_FIRST and nudge.leader not in people:
        tx.outbox.put(
            RepliesTold(idea),
            workspace=idea.workspace,
            to=nudge.leader,
            once=f"replies:{nudge.id}",
            at=now,
        )
