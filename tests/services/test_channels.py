"""Channels are followed, also where Slack's word of a change never came."""

from bot.domain.people import Channel
from bot.services.channels import learn_channels, learn_joined
from bot.storage import Store
from tests.services.world import NOW


def test_channels_that_the_bot_is_no_longer_in_are_left(store: Store) -> None:
    learn_channels(store, [Channel("T1", "C1"), Channel("T1", "C2"), Channel("T2", "C2")], NOW)

    learn_joined(store, "T1", [Channel("T1", "C1"), Channel("T1", "C3")], NOW)

    with store.read() as tx:
        found = {id: tx.channels.get("T1", id) for id in ("C1", "C2", "C3")}
        elsewhere = tx.channels.get("T2", "C2")
    assert {id: channel and channel.has_bot for id, channel in found.items()} == {
        "C1": True,
        "C2": False,
        "C3": True,
    }
    assert elsewhere is not None
    assert elsewhere.has_bot
