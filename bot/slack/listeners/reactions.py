"""Reactions: one emoji seconds kudos, another offers a message's author to keep it as an idea."""

from typing import Any

import structlog
from slack_bolt import App

from bot.config import Settings
from bot.domain.messages import MessageRef
from bot.domain.people import Watch
from bot.domain.sending import RateLimitedError
from bot.services.channels import watch_of
from bot.services.kudos import second_kudos
from bot.services.offers import is_settled, suggest_keeping, take_suggestion_back
from bot.services.replies import mark_helpful
from bot.slack.history import message_at
from bot.slack.listeners import Call
from bot.slack.needs import Needs
from bot.slack.payloads import instant, told

NEEDS = Needs(
    events=("reaction_added", "reaction_removed"),
    scopes=("reactions:read", "reactions:write", "channels:history", "groups:history"),
)

log = structlog.get_logger()


def register(app: App, settings: Settings) -> None:  # noqa: ARG001
    app.event("reaction_added")(reaction_added)
    app.event("reaction_removed")(reaction_removed)


def reaction_added(event: dict[str, Any], call: Call) -> None:
    name = _emoji(event)
    if name == call.kit.settings.kudos_emoji:
        _second(event, call, present=True)
    elif name == call.kit.settings.helpful_emoji:
        _mark_helpful(event, call, present=True)
    elif name == call.kit.settings.idea_emoji:
        _suggest(event, call)


def reaction_removed(event: dict[str, Any], call: Call) -> None:
    name = _emoji(event)
    if name == call.kit.settings.kudos_emoji:
        _second(event, call, present=False)
    elif name == call.kit.settings.helpful_emoji:
        _mark_helpful(event, call, present=False)
    elif name == call.kit.settings.idea_emoji:
        by = told(event, "user")
        take_suggestion_back(call.store, _message(event, call), by=by)


def _second(event: dict[str, Any], call: Call, *, present: bool) -> None:
    user = told(event, "user")
    if call.kit.directory.person(call.workspace, user).is_member:
        at = instant(told(event, "event_ts"))
        second_kudos(call.store, _message(event, call), user, at, present=present)


def _mark_helpful(event: dict[str, Any], call: Call, *, present: bool) -> None:
    user = told(event, "user")
    if call.kit.directory.person(call.workspace, user).is_member:
        at = instant(told(event, "event_ts"))
        mark_helpful(call.store, _message(event, call), user, at, present=present)


def _suggest(event: dict[str, Any], call: Call) -> None:
    """Ask the author; Slack is asked for the message only when that can lead to something."""
    ref = _message(event, call)
    if watch_of(call.store, call.workspace, ref.channel) is Watch.OFF:
        return
    if is_settled(call.store, ref):
        return
    directory = call.kit.directory
    user = told(event, "user")
    if not directory.person(call.workspace, user).is_member:
        return
    try:
        message = message_at(call.kit.slack, ref)
    except RateLimitedError as error:  # a hint is not worth another delivery of the event
        log.info("hint_dropped", why=str(error))
        return
    if message and directory.person(call.workspace, message.author).is_member:
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
