"""Messages in channels: said, edited, deleted. The one message listener, and the busiest."""

from typing import Any

from slack_bolt import App

from bot.config import Settings
from bot.services.intake import hear, unhear
from bot.slack.listeners import Call
from bot.slack.needs import Needs
from bot.slack.payloads import PayloadError, is_private, is_typed, message_from

NEEDS = Needs(
    events=("message.channels", "message.groups"), scopes=("channels:history", "groups:history")
)


def register(app: App, settings: Settings) -> None:  # noqa: ARG001 - one form for all listeners
    app.event("message")(message_told)


def message_told(event: dict[str, Any], call: Call) -> None:
    """Whatever happened to a message. What apps and Slack itself say is passed over."""
    if event.get("channel_type") not in {"channel", "group"}:
        return
    match event.get("subtype"):
        case "message_changed":
            _changed(event, call)
        case "message_deleted":
            _gone(event, call, event.get("deleted_ts"))
        case _ if is_typed(event):
            _said(event, call, event)


def _said(event: dict[str, Any], call: Call, said: dict[str, Any]) -> None:
    message = message_from(call.workspace, _channel(event), said, private=is_private(event))
    kit = call.kit
    hear(kit.store, kit.directory, message, kit.marks, call.now)


def _changed(event: dict[str, Any], call: Call) -> None:
    """An edit by its author. Unfurled links and new replies change a message too: passed over."""
    message, previous = event.get("message") or {}, event.get("previous_message") or {}
    if message.get("subtype") == "tombstone":
        _gone(event, call, message.get("ts"))
    elif is_typed(message) and message.get("edited") != previous.get("edited"):
        _said(event, call, message)


def _gone(event: dict[str, Any], call: Call, ts: str | None) -> None:
    if not ts:
        raise PayloadError("no ts of what was deleted")
    kit = call.kit
    unhear(kit.store, call.workspace, _channel(event), ts, kit.marks, call.now)


def _channel(event: dict[str, Any]) -> str:
    channel = event.get("channel")
    if not isinstance(channel, str):
        raise PayloadError("no channel")
    return channel
