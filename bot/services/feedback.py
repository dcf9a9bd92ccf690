"""What people say of what was noticed is kept, and moves the edges of their channel."""

from datetime import datetime, timedelta

from bot.domain.feedback import Answers, Case, Evidence, Label, Noticed, Verdict
from bot.domain.ideas import Idea
from bot.domain.kudos import UNDO_WITHIN, Kudos
from bot.domain.thresholds import shift_of
from bot.storage import Store, Transaction

RECENT = timedelta(days=90)  # what was said before that moves edges no more


def note_answer(tx: Transaction, case: Case, verdict: Verdict, now: datetime) -> None:
    """The first answer counts."""
    if tx.feedback.answer(case, verdict, now):
        _move(tx, case.message.workspace, case.message.channel, case.label, now)


def note_kudos_taken_back(tx: Transaction, kudos: Kudos, now: datetime) -> None:
    """Their giver took them back, or deleted the message in which they were noticed."""
    if kudos.said_in:
        case = Case(kudos.said_in, kudos.giver, Label.KUDOS)
        _note_taken_back(tx, case, kudos.noticed, kudos.given_at, now)


def note_idea_taken_back(tx: Transaction, idea: Idea, now: datetime) -> None:
    """Its author deleted the message in which it was noticed."""
    if idea.said_in:
        case = Case(idea.said_in, idea.author, Label.IDEA)
        _note_taken_back(tx, case, idea.noticed, idea.shared_at, now)


def note_idea_refused(tx: Transaction, idea: Idea, now: datetime) -> None:
    """Its author took down what somebody else had saved: their last word on that message."""
    if idea.said_in:
        case = Case(idea.said_in, idea.author, Label.IDEA)
        tx.feedback.take_back(case, Verdict.NOT_THIS, idea.noticed, now)
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


def _note_taken_back(
    tx: Transaction, case: Case, noticed: Noticed | None, kept_at: datetime, now: datetime
) -> None:
    is_early = now - kept_at <= UNDO_WITHIN
    verdict = Verdict.UNDONE if is_early else Verdict.DELETED
    tx.feedback.take_back(case, verdict, noticed, now)
    _move(tx, case.message.workspace, case.message.channel, case.label, now)


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
