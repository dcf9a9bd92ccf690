"""Channels are followed: the bot joins and leaves, they are archived, shared, watched or not."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from bot.domain.outgoing import ChannelJoined
from bot.domain.people import Channel, Watch
from bot.services.following import follow_channel
from bot.storage import Store, Transaction


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
        tx.channels.set_watch(channel.workspace, channel.id, watch)


def watch_of(store: Store, workspace: str, channel: str) -> Watch:
    with store.read() as tx:
        found = tx.channels.get(workspace, channel)
        return found.watch if found else Watch.ON


def note_bot_left(store: Store, workspace: str, channel: str) -> None:
    with store.begin() as tx:
        _note_left(tx, workspace, channel)


def _note_left(tx: Transaction, workspace: str, channel: str) -> None:
    """Of a private channel nobody tells us any more who may read it: it counts in no digest."""
    tx.channels.note_left(workspace, channel)
    known = tx.channels.get(workspace, channel)
    if known and known.is_private:
        tx.teams.drop_channel(workspace, channel)


def note_archived(store: Store, workspace: str, channel: str) -> None:
    with store.begin() as tx:
        tx.channels.note_archived(workspace, channel)


def move_channel(store: Store, workspace: str, *, old: str, new: str) -> None:
    """Slack gave the channel another id: what is kept of it follows."""
    with store.begin() as tx:
        tx.channels.change_id(workspace, old, new)
