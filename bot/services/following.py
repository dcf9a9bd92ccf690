"""What was kept follows its channel and its people: private or shared, gone or back."""

from collections.abc import Iterable
from datetime import datetime

from bot.domain.people import Channel
from bot.services.cards import refresh_cards
from bot.storage import Transaction

NEWEST = 200  # cards that are shown anew: Slack takes one a second, and old ones are not read


def follow_channel(tx: Transaction, channel: Channel, now: datetime) -> None:
    """Slack told what a channel is now: what was said there is as private as it.

    Cards in other channels tell no more of what became private. Its own cards name nobody to
    strangers once it is shared, and catch up when it comes back from the archive.
    """
    workspace, id = channel.workspace, channel.id
    known = tx.channels.get(workspace, id)
    cards: frozenset[int] = frozenset()
    if known and _looks_other(known, channel):
        cards = tx.places.newest_cards(workspace, id, NEWEST)
    if known is None or known.is_private != channel.is_private:
        cards |= tx.places.cards_elsewhere(workspace, id)
        own = tx.places.unlike(workspace, id, is_private=channel.is_private)
        tx.ideas.hold(workspace, cards | own)
        tx.places.set_privacy(workspace, id, is_private=channel.is_private)
    tx.ideas.hold(workspace, cards)
    tx.channels.keep(channel)  # only now: whoever holds ideas may wait for their channel
    refresh_cards(tx, workspace, cards, now)


def _looks_other(known: Channel, channel: Channel) -> bool:
    came_back = known.is_archived and not channel.is_archived
    return came_back or known.is_external != channel.is_external


def cards_naming(tx: Transaction, workspace: str, people: Iterable[str]) -> frozenset[int]:
    """The newest cards that name one of them, which nobody else changes until the end."""
    each = (tx.places.newest_naming(workspace, person, NEWEST) for person in people)
    cards = frozenset[int]().union(*each)
    tx.ideas.hold(workspace, cards)
    return cards
