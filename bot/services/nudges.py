"""What became of nudges: followed, by an event; or answered, by a button."""

from datetime import datetime

from bot.domain.errors import ForLeadersOnlyError
from bot.domain.kudos import Kudos
from bot.domain.nudges import Answer, nudges
from bot.storage import Store, Transaction


def note_followed(tx: Transaction, kudos: Kudos) -> None:
    """Mark the giver's open nudges that these kudos follow."""
    for shown in tx.nudges.open_for(kudos.workspace, kudos.giver, kudos.given_at):
        if nudges()[shown.kind].followed(shown, kudos):
            tx.nudges.followed(kudos.workspace, shown.id, kudos.given_at, f"kudos:{kudos.id}")


def answer_nudge(
    store: Store, workspace: str, leader: str, nudge: int, answer: Answer, now: datetime
) -> None:
    """The leader said something to a nudge. Answers are kept apart from what was followed.

    Raises `ForLeadersOnlyError` when it was shown to somebody else.
    """
    with store.begin() as tx:
        shown = tx.nudges.by_id(workspace, nudge)
        if shown is None or shown.leader != leader:
            raise ForLeadersOnlyError
        if answer is Answer.FEWER and shown.answer is not Answer.FEWER:
            for team in tx.teams.led_by(workspace, leader):
                tx.teams.fewer_nudges(workspace, team.id)
        tx.nudges.answer(workspace, nudge, answer, now)
