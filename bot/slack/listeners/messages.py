"""Messages in channels: said, edited, deleted. The one message listener, and the busiest."""

from typing import Any

from bot.domain.messages import MessageRef
from bot.services.intake import hear, unhear
from bot.slack.listeners import Call
from bot.slack.listeners.workspace import learn_channel
from bot.slack.listening import on
from bot.slack.payloads import context_from, is_private, is_typed, message_from, part_of, told

# Slack itself says so in the channel; there is no other event.
CONVERTED = ("channel_convert_to_private", "channel_convert_to_public")


@on.event("message.channels", "message.groups")
def message_told(event: dict[str, Any], call: Call) -> None:
    """Whatever happened to a message. What apps and Slack itself say is passed over."""
    if event.get("channel_type") not in ("channel", "group"):
        return
    match event.get("subtype"):
        case "message_changed":
            _changed(event, call)
        case "message_deleted":
            _gone(event, call, told(event, "deleted_ts"))
        case subtype if subtype in CONVERTED:
            learn_channel(call, told(event, "channel"))
        case _ if is_typed(event):
            _said(event, call, event)


def _said(event: dict[str, Any], call: Call, said: dict[str, Any]) -> None:
    message = message_from(call.workspace, told(event, "channel"), said, private=is_private(event))
    kit = call.kit
    hear(kit.store, kit.directory, message, kit.marks, call.now, context_from(said))


def _changed(event: dict[str, Any], call: Call) -> None:
    """An edit by its author. Unfurled links and new replies change a message too: passed over."""
    message, previous = part_of(event, "message"), part_of(event, "previous_message")
    if message.get("subtype") == "tombstone":
        _gone(event, call, told(message, "ts"))
    elif is_typed(message) and message.get("edited") != previous.get("edited"):
        _said(event, call, message)


def _gone(event: dict[str, Any], call: Call, ts: str) -> None:
    ref = MessageRef(call.workspace, told(event, "channel"), ts)
    unhear(call.store, ref, call.kit.marks, call.now)
