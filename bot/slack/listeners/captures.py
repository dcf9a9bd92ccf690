"""The shortcut to keep a message as an idea, and its author's word on that."""

import json
from typing import Any

from slack_bolt import App, Respond

from bot.config import Settings
from bot.domain.errors import (
    AlreadyIdeaError,
    MessageGoneError,
    NotByPersonError,
    NotInDirectMessagesError,
)
from bot.domain.ideas import Idea
from bot.domain.messages import Message, MessageRef
from bot.services.captures import approve_capture, capture_idea, look_at, refuse_capture
from bot.slack.history import message_at
from bot.slack.listeners import Ack, Body, Call
from bot.slack.needs import Needs, Shortcut
from bot.slack.payloads import is_typed, message_from
from bot.slack.ui.captures import asked_notice, keep_form

NEEDS = Needs(
    shortcuts=(
        Shortcut("ideas.keep", "Keep as an idea", "Save this message as an idea of its author"),
    ),
    scopes=("commands", "chat:write", "channels:history", "groups:history"),
)


def register(app: App, settings: Settings) -> None:  # noqa: ARG001
    app.shortcut("ideas.keep")(keep_asked)
    app.view("ideas.keep")(keep_form_sent)
    app.action("captures.approve")(approve_pressed)
    app.action("captures.refuse")(refuse_pressed)


def keep_asked(ack: Ack, shortcut: dict[str, Any], call: Call) -> None:
    call.check_member()
    message = _message(call, shortcut)
    found = look_at(call.store, call.kit.directory, message, call.user)
    _check_new(call, found.known)
    is_own = message.author == call.user
    form = keep_form(call.reader, message, is_own=is_own, asks=found.asks, parent=found.parent)
    call.open_view(form)
    ack()


def keep_form_sent(ack: Ack, view: dict[str, Any], call: Call) -> None:
    """The message is read again: it may have been edited or deleted since the form opened."""
    kit, place = call.kit, json.loads(view["private_metadata"])
    ref = MessageRef(call.workspace, place["channel"], place["ts"])
    message = message_at(kit.slack, ref, place["thread"])
    if message is None:
        raise MessageGoneError
    found = capture_idea(kit.store, kit.directory, message, kit.marks, call.now, by=call.user)
    _check_new(call, found.known)
    if found.asks:
        ack(response_action="update", view=asked_notice(call.reader, message.author))
    else:
        ack()


def approve_pressed(ack: Ack, action: dict[str, Any], respond: Respond, call: Call) -> None:
    approve_capture(call.store, call.workspace, int(action["value"]), call.user, call.now)
    sentence = call.reader.words.gettext("Fine: it stays, as an idea of yours.")
    respond(text=sentence, replace_original=True)
    ack()


def refuse_pressed(ack: Ack, action: dict[str, Any], respond: Respond, call: Call) -> None:
    idea = int(action["value"])
    refuse_capture(call.store, call.workspace, idea, call.user, call.kit.marks, call.now)
    sentence = call.reader.words.gettext("Taken down. Nobody else can save that message again.")
    respond(text=sentence, replace_original=True)
    ack()


def _message(call: Call, shortcut: Body) -> Message:
    """The message, if it is one that may be kept where it stands."""
    told, channel = shortcut["message"], shortcut["channel"]
    if channel["id"][:1] == "D" or channel.get("name", "").startswith("mpdm-"):
        raise NotInDirectMessagesError
    known = call.channel_to_post_in(channel["id"])
    with call.store.read() as tx:
        _check_new(call, tx.ideas.at_thread(MessageRef(call.workspace, known.id, told["ts"])))
    if told.get("subtype") == "tombstone":
        raise MessageGoneError
    if not is_typed(told):
        raise NotByPersonError
    return message_from(call.workspace, known.id, told, private=known.is_private)


def _check_new(call: Call, known: Idea | None) -> None:
    """Raises `AlreadyIdeaError` with a link to the card, which stands in the idea's own channel."""
    if known:
        ts = known.card_ts or known.ts or ""
        raise AlreadyIdeaError(url=call.kit.identity.permalink(known.channel, ts))
