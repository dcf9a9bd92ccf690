"""What might be kudos or an idea is kept only when its author says yes."""

from datetime import datetime, timedelta

from bot.domain.detector import judge
from bot.domain.feedback import Case, Noticed
from bot.domain.messages import Message, MessageRef
from bot.domain.outgoing import Hint, KeepOffer, Offered
from bot.domain.thresholds import marked
from bot.storage import Store, Transaction

ASK_AGAIN_AFTER = timedelta(days=1)


def offer(
    tx: Transaction,
    message: Message,
    what: Offered,
    noticed: Noticed,
    now: datetime,
    *,
    is_sure: bool,
    receivers: tuple[str, ...] = (),
) -> bool:
    """Ask the author alone, and never after *Stop asking me*.

    About what only may be one they are asked once a day at most; what surely is one would be lost.
    """
    workspace, author = message.workspace, message.author
    if not tx.people.may_be_asked(workspace, author):
        return False
    if not is_sure and tx.people.asked_since(workspace, author, now - ASK_AGAIN_AFTER):
        return False
    asked = put_offer(tx, message, what, noticed, now, receivers=receivers)
    if asked:
        tx.people.note_asked(workspace, author, now)
    return asked


def suggest_keeping(store: Store, message: Message, now: datetime, *, by: str) -> bool:
    """`by` thinks that this message is an idea, and says so by a reaction: ask its author."""
    noticed = marked(judge(message).idea)
    hint = Hint.AUTHOR if by == message.author else Hint.COLLEAGUE
    with store.begin() as tx:
        if tx.ideas.at_message(message.ref):
            return False
        if not tx.people.may_be_asked(message.workspace, message.author):
            return False
        return put_offer(tx, message, Offered.IDEA, noticed, now, hint, by=by)


def take_suggestion_back(store: Store, ref: MessageRef, *, by: str) -> bool:
    """`by` took their reaction back: its author is not asked, if that was still to be done.

    What was asked cannot be unasked. What the author kept stays, also when the reaction was their
    own: they said yes by a button. False when there was nothing to take back.
    """
    key = _offer_key(Offered.IDEA, ref)
    with store.begin() as tx:
        waiting = tx.outbox.waiting(ref.workspace, key)
        if not isinstance(waiting, KeepOffer) or waiting.by != by:
            return False
        if dropped := tx.outbox.drop(ref.workspace, key):
            tx.feedback.unask(ref, Offered.IDEA.label)
        return dropped


def is_settled(store: Store, ref: MessageRef) -> bool:
    """Whether this message is an idea already, or its author was asked: nothing is left to do."""
    with store.read() as tx:
        key = _offer_key(Offered.IDEA, ref)
        return bool(tx.ideas.at_message(ref)) or tx.outbox.is_known(ref.workspace, key)


def case_of(message: Message, what: Offered) -> Case:
    return Case(message.ref, message.author, what.label)


def put_offer(
    tx: Transaction,
    message: Message,
    what: Offered,
    noticed: Noticed,
    now: datetime,
    hint: Hint | None = None,
    receivers: tuple[str, ...] = (),
    by: str | None = None,
) -> bool:
    """Ask the author whether to keep this message; False when they were asked, or said it."""
    if tx.feedback.verdict(message.ref, what.label):
        return False
    is_new = tx.outbox.put(
        KeepOffer(what, message.channel, message.ts, message.thread_ts, hint, receivers, by),
        workspace=message.workspace,
        to=message.author,
        once=_offer_key(what, message.ref),
        at=now,
    )
    if is_new:
        tx.feedback.ask(case_of(message, what), noticed, now)
    return is_new


def _offer_key(what: Offered, ref: MessageRef) -> str:
    return f"offer:{what}:{ref.channel}:{ref.ts}"
