"""Channels are followed: the bot joins and leaves, they are archived, shared, watched or not."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from bot.domain.outgoing import ChannelJoined
from bot.domain.people import Channel, Watch
from bot.storage import Store


def learn_channels(store: Store, channels: Iterable[Channel]) -> None:
    """What Slack says of them now."""
    with store.begin() as tx:
        for channel in channels:
            tx.channels.keep(channel)


def learn_joined(store: Store, workspace: str, joined: Sequence[Channel]) -> None:
    """These are all the channels that the bot is in now; it has left the others."""
    ids = {channel.id for channel in joined}
    with store.begin() as tx:
        for channel in joined:
            tx.channels.keep(channel)
        for channel in tx.channels.all(workspace):
            if channel.has_bot and channel.id not in ids:
                tx.channels.note_left(workspace, channel.id)


def join_channel(store: Store, channel: Channel, now: datetime) -> None:
    """The bot was invited: it says once what it does here."""
    with store.begin() as tx:
        tx.channels.keep(channel)
        tx.outbox.put(
            ChannelJoined(),
            workspace=channel.workspace,
            to=channel.id,
            once=f"joined:{channel.id}",
            due_at=now,
            at=now,
        )


def set_watch(store: Store, channel: Channel, watch: Watch) -> None:
    with store.begin() as tx:
        tx.channels.keep(channel)
        tx.channels.set_watch(channel.workspace, channel.id, watch)


def watch_of(store: Store, workspace: str, channel: str) -> Watch:
    with store.read() as tx:
        found = tx.channels.get(workspace, channel)
        return found.watch if found else Watch.ON


def note_bot_left(store: Store, workspace: str, channel: str) -> None:
    with store.begin() as tx:
        tx.channels.note_left(workspace, channel)


def note_archived(store: Store, workspace: str, channel: str) -> None:
    with store.begin() as tx:
        tx.channels.note_archived(workspace, channel)


def move_channel(store: Store, workspace: str, *, old: str, new: str) -> None:
    """Slack gave the channel another id: what is kept of it follows."""
    with store.begin() as tx:
        tx.channels.change_id(workspace, old, new)
