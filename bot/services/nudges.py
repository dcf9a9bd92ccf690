"""What became of nudges: followed, by what happened since; or answered, by a button."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from bot.domain.errors import ForLeadersOnlyError
from bot.domain.kudos import Kudos
from bot.domain.nudges import Answer, Deeds, ShownNudge, nudges
from bot.storage import Store, Transaction


def note_followed(tx: Transaction, kudos: Kudos) -> None:
    """Mark the giver's open nudges that these kudos, or anything else by now, follow."""
    mark_followed(tx, tx.nudges.open_for(kudos.workspace, kudos.giver, kudos.given_at))


def mark_followed(tx: Transaction, shown: Sequence[ShownNudge]) -> None:
    """Mark those nudges of one workspace that were followed, as rows are now."""
    deeds = gather_deeds(tx, shown)
    for nudge in shown:
        kind = nudges().get(nudge.kind)
        if kind and (found := kind.followed(nudge, deeds)):
            tx.nudges.followed(nudge.workspace, nudge.id, found.at, found.by)


def gather_deeds(tx: Transaction, shown: Sequence[ShownNudge]) -> Deeds:
    """What may have followed these nudges of one workspace, asked for at once."""
    if not shown:
        return Deeds()
    workspace = shown[0].workspace
    since = min(nudge.shown_at for nudge in shown)
    until = max(nudge.followed_until for nudge in shown)
    leaders = {nudge.leader for nudge in shown}
    return Deeds(
        kudos=_by_giver(tx.kudos.given_by(workspace, leaders, since, until)),
    )


def _by_giver(kudos: Iterable[Kudos]) -> dict[str, tuple[Kudos, ...]]:
    found: dict[str, list[Kudos]] = {}
    for each in kudos:
        found.setdefault(each.giver, []).append(each)
    return {giver: tuple(given) for giver, given in found.items()}


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
