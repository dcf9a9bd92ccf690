"""Channels are followed: the bot joins and leaves, they are archived, shared, watched or not."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from bot.domain.outgoing import ChannelJoined
from bot.domain.people import Channel, Watch
from bot.services.cards import refresh_cards
from bot.storage import Store, Transaction

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


def learn_channels(store: Store, channels: Iterable[Channel], now: datetime) -> None:
    """What Slack says of them now."""
    with store.begin() as tx:
        for channel in channels:
            follow_channel(tx, channel, now)
            if channel.is_private and not channel.has_bot:
                tx.teams.drop_channel(channel.workspace, channel.id)


def learn_joined(store: Store, workspace: str, joined: Sequence[Channel], now: datetime) -> None:
    """These are all the channels that the bot is in now; it has left the others."""
    ids = {channel.id for channel in joined}
    with store.begin() as tx:
        for channel in joined:
            follow_channel(tx, channel, now)
        for channel in tx.channels.all(workspace):
            if channel.has_bot and channel.id not in ids:
                _note_left(tx, workspace, channel.id)


def join_channel(store: Store, channel: Channel, now: datetime) -> None:
    """The bot was invited: it says once what it does here."""
    with store.begin() as tx:
        follow_channel(tx, channel, now)
        tx.outbox.put(
            ChannelJoined(),
            workspace=channel.workspace,
            to=channel.id,
            once=f"joined:{channel.id}",
            at=now,
        )


def left_in_public(store: Store, workspace: str) -> Sequence[str]:
    """Channels that we are in no more, and would not hear of when they became private."""
    with store.read() as tx:
        known = tx.channels.all(workspace)
    return [each.id for each in known if not (each.has_bot or each.is_private or each.is_archived)]


def set_watch(store: Store, channel: Channel, watch: Watch, now: datetime) -> None:
    with store.begin() as tx:
        follow_channel(tx, channel, now)
        tx.channels.change(channel.workspace, channel.id, watch=watch)


def watch_of(store: Store, workspace: str, channel: str) -> Watch:
    with store.read() as tx:
        return tx.channels.known(workspace, channel).watch


def note_bot_left(store: Store, workspace: str, channel: str) -> None:
    with store.begin() as tx:
        _note_left(tx, workspace, channel)


def _note_left(tx: Transaction, workspace: str, channel: str) -> None:
    """Of a private channel nobody tells us any more who may read it: it counts in no digest."""
    tx.channels.change(workspace, channel, has_bot=False)
    known = tx.channels.get(workspace, channel)
    if known and known.is_private:
        tx.teams.drop_channel(workspace, channel)


def note_archived(store: Store, workspace: str, channel: str) -> None:
    with store.begin() as tx:
        tx.channels.change(workspace, channel, is_archived=True)


def move_channel(store: Store, workspace: str, *, old: str, new: str) -> None:
    """Slack gave the channel another id: what is kept of it follows."""
    with store.begin() as tx:
        tx.channels.change_id(workspace, old, new)
