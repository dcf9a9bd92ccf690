"""What people say of what was noticed is kept, and moves the edges of their channel."""

from datetime import datetime, timedelta

from bot.domain.feedback import Answers, Case, Evidence, Label, Verdict
from bot.domain.ideas import Idea
from bot.domain.kudos import UNDO_WITHIN, Kudos
from bot.domain.thresholds import shift_of
from bot.storage import Store, Transaction

RECENT = timedelta(days=90)  # what was said before that moves edges no more


def note_answer(tx: Transaction, case: Case, verdict: Verdict, now: datetime) -> None:
    """The first answer counts."""
    if tx.feedback.answer(case, verdict, now):
        _move(tx, case.message.workspace, case.message.channel, case.label, now)


def note_taken_back(
    tx: Transaction, kept: Kudos | Idea, now: datetime, verdict: Verdict | None = None
) -> None:
    """Who said it took it back, or deleted the message in which it was noticed.

    `verdict` is their last word on that message; by default how soon they did it says which.
    """
    if case := kept.case:
        since = now - (kept.given_at if isinstance(kept, Kudos) else kept.shared_at)
        said = verdict or (Verdict.UNDONE if since <= UNDO_WITHIN else Verdict.DELETED)
        tx.feedback.take_back(case, said, kept.noticed, now)
        _move(tx, case.message.workspace, case.message.channel, case.label, now)


def let_edges_return(store: Store, now: datetime) -> None:
    """Who is asked less answers less: what is long ago stops counting without an answer too."""
    with store.read() as tx:
        shifted = tx.channels.shifted()
    for workspace, channel, shifts in shifted:
        with store.begin() as tx:
            for label in Label:
                if shifts.of(label) > 0.0:
                    _move(tx, workspace, channel, label, now)


def _move(tx: Transaction, workspace: str, channel: str, label: Label, now: datetime) -> None:
    """The shift stands on the channel's row, which is looked up for each message anyway.

    Of answers at the same time the second counts the first. Always last in a transaction: who
    changes ideas holds them before the channel, so that no two wait for each other.
    """
    tx.channels.hold(workspace, channel)
    since = now - RECENT
    answers = dict(tx.feedback.answers(workspace, channel, label, since))
    said = answers[Evidence.SURE]
    silent = tx.feedback.kept_at_once(workspace, channel, label, Evidence.SURE, since)
    answers[Evidence.SURE] = Answers(said.yes + silent, said.no)
    tx.channels.change(workspace, channel, **{f"{label}_shift": shift_of(label, answers)})
