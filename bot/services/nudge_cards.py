"""Cards: nudges of their own, when something happens that concerns a leader."""

from collections.abc import Collection, Iterable
from datetime import datetime

from bot.domain.ideas import Idea
from bot.domain.kudos import Kudos
from bot.domain.outgoing import NudgeCard
from bot.services.suggesting import Chosen, cards_for_idea, cards_for_kudos
from bot.storage import Transaction


def show_cards_for_kudos(tx: Transaction, kudos: Kudos) -> None:
    """To leaders among those who were thanked."""
    _put(tx, cards_for_kudos(tx, kudos, kudos.given_at), kudos.given_at)


def show_cards_for_idea(tx: Transaction, idea: Idea, now: datetime) -> None:
    """To those who lead its author, once its card is posted: so that they can go there."""
    if not tx.teams.has_leader(idea.workspace, idea.author):
        return
    if found := tx.ideas.by_id(idea.workspace, idea.id):
        _put(tx, cards_for_idea(tx, found, now), now)


def withdraw_cards_for_kudos(
    tx: Transaction, kudos: Kudos, now: datetime, *, but_to: Collection[str] = ()
) -> None:
    """The kudos are gone, or no longer theirs: so is the nudge, as if it had never been."""
    void = tx.nudges.void(kudos.workspace, f"kudos:{kudos.id}", kudos.giver, but_to)
    _withdraw(tx, kudos.workspace, void, now)


def withdraw_cards_for_idea(tx: Transaction, idea: Idea, now: datetime) -> None:
    void = tx.nudges.void(idea.workspace, f"idea:{idea.id}", idea.author)
    _withdraw(tx, idea.workspace, void, now)


def _put(tx: Transaction, cards: Iterable[Chosen], now: datetime) -> None:
    for team, suggestion, id in cards:
        messages = {_key(id): (team.leader, NudgeCard(suggestion, id))}
        tx.outbox.put_all(team.workspace, messages, at=now)


def _withdraw(tx: Transaction, workspace: str, nudges: Iterable[int], now: datetime) -> None:
    for nudge in nudges:
        tx.outbox.withdraw(workspace, _key(nudge), now)


def _key(nudge: int) -> str:
    return f"nudge:{nudge}"
