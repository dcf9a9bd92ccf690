"""What became of nudges: followed, by what happened since; or answered, by a button."""

from collections.abc import Sequence
from datetime import datetime

from bot.domain.errors import ForLeadersOnlyError
from bot.domain.kudos import Kudos
from bot.domain.nudges import Answer, ShownNudge, nudges
from bot.domain.nudges.promise import NUDGE as PROMISE
from bot.services.deeds import gather_deeds
from bot.services.kept_promises import refresh_promises
from bot.storage import Store, Transaction

AT_ONCE = 500  # nudges settled in one transaction


def note_followed(tx: Transaction, kudos: Kudos) -> None:
    """Mark the giver's open nudges that these kudos, or anything else by now, follow."""
    mark_followed(tx, tx.nudges.open_for(kudos.workspace, kudos.giver, kudos.given_at))


def mark_followed(tx: Transaction, shown: Sequence[ShownNudge]) -> bool:
    """Mark those nudges of one workspace that were followed, as rows are now. True if any was."""
    if promised := {nudge.leader for nudge in shown if nudge.kind == PROMISE.kind}:
        refresh_promises(tx, shown[0].workspace, promised)
    deeds = gather_deeds(tx, shown)
    is_news = False
    for nudge in shown:
        kind = nudges().get(nudge.kind)
        if kind and (found := kind.followed(nudge, deeds)):
            tx.nudges.followed(nudge.workspace, nudge.id, found.at, found.by)
            is_news = True
    return is_news


def settle_due(store: Store, now: datetime) -> int:
    """Nudges whose window is over become what they are by then, and stay so. Answers how many."""
    settled = 0
    while True:
        with store.begin() as tx:
            over = tx.nudges.unsettled(now, AT_ONCE)
            for workspace in sorted({nudge.workspace for nudge in over}):
                theirs = [nudge for nudge in over if nudge.workspace == workspace]
                mark_followed(tx, [nudge for nudge in theirs if not nudge.followed_at])
            tx.nudges.settle([nudge.id for nudge in over], now)
        settled += len(over)
        if len(over) < AT_ONCE:
            return settled


def nudge_shown_to(store: Store, workspace: str, leader: str, nudge: int) -> ShownNudge:
    """Raises `ForLeadersOnlyError` when it was shown to somebody else, or is gone."""
    with store.read() as tx:
        return _shown_to(tx, workspace, leader, nudge)


def answer_nudge(
    store: Store, workspace: str, leader: str, nudge: int, answer: Answer, now: datetime
) -> None:
    """The leader said something to a nudge. Answers are kept apart from what was followed.

    Raises `ForLeadersOnlyError` when it was shown to somebody else.
    """
    with store.begin() as tx:
        shown = _shown_to(tx, workspace, leader, nudge)
        if answer is Answer.FEWER and shown.answer is not Answer.FEWER:
            for team in tx.teams.led_by(workspace, leader):
                tx.teams.fewer_nudges(workspace, team.id)
        if answer is Answer.STOP:
            tx.teams.stop_nudges(workspace, leader)
        tx.nudges.answer(workspace, nudge, answer, now)


def _shown_to(tx: Transaction, workspace: str, leader: str, nudge: int) -> ShownNudge:
    shown = tx.nudges.by_id(workspace, nudge)
    if shown is None or shown.leader != leader or shown.is_held_back:
        raise ForLeadersOnlyError
    return shown
