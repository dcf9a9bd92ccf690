"""Messages in channels: said, edited, deleted, and the emoji that people put on them."""

from typing import Any

import structlog

from bot.domain.messages import MessageRef
from bot.domain.people import Watch
from bot.domain.sending import RateLimitedError
from bot.services.channels import watch_of
from bot.services.intake import hear, unhear
from bot.services.kudos import second_kudos
from bot.services.offers import is_settled, suggest_keeping, take_suggestion_back
from bot.services.replies import mark_helpful
from bot.slack.history import message_at
from bot.slack.listeners import Call, on
from bot.slack.listeners.workspace import learn_channel
from bot.slack.payloads import (
    context_from,
    instant,
    is_private,
    is_typed,
    message_from,
    part_of,
    told,
)

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
    kit, channel = call.kit, told(event, "channel")
    message = message_from(call.workspace, channel, said, private=is_private(event))
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


log = structlog.get_logger()


@on.event("reaction_added", "reaction_removed")
def reacted(event: dict[str, Any], call: Call) -> None:
    name, is_added = _emoji(event), event["type"] == "reaction_added"
    if name in (call.kit.settings.kudos_emoji, call.kit.settings.helpful_emoji):
        _mark(event, call, name, present=is_added)
    elif name == call.kit.settings.idea_emoji and is_added:
        _suggest(event, call)
    elif name == call.kit.settings.idea_emoji:
        by = told(event, "user")
        take_suggestion_back(call.store, _message(event, call), by=by)


def _mark(event: dict[str, Any], call: Call, name: str, *, present: bool) -> None:
    """A member seconds kudos, or says that a reply helped; or no longer does."""
    user = told(event, "user")
    if call.person_called(user).is_member:
        mark = second_kudos if name == call.kit.settings.kudos_emoji else mark_helpful
        at = instant(told(event, "event_ts"))
        mark(call.store, _message(event, call), user, at, present=present)


def _suggest(event: dict[str, Any], call: Call) -> None:
    """Ask the author; Slack is asked for the message only when that can lead to something."""
    ref = _message(event, call)
    if watch_of(call.store, call.workspace, ref.channel) is Watch.OFF:
        return
    user = told(event, "user")
    if is_settled(call.store, ref) or not call.person_called(user).is_member:
        return
    try:
        message = message_at(call.kit.slack, ref)
    except RateLimitedError as error:  # a hint is not worth another delivery of the event
        log.info("hint_dropped", why=str(error))
        return
    if message and call.person_called(message.author).is_member:
        suggest_keeping(call.store, message, call.now, by=user)


def _message(event: dict[str, Any], call: Call) -> MessageRef:
    """The message that the reaction is on."""
    return MessageRef(call.workspace, told(event, "item", "channel"), told(event, "item", "ts"))


def _emoji(event: dict[str, Any]) -> str:
    """The emoji's name without its skin tone; none for what is not a message."""
    item = event.get("item")
    if not isinstance(item, dict) or item.get("type") != "message":
        return ""
    return str(event.get("reaction", "")).split("::")[0]
