"""reactions.*: the bot's own, and everybody's to read."""

import re

from bot.playground.model import Json, Message
from bot.playground.shapes import message_json
from bot.playground.talk import react, unreact
from bot.playground.webapi import Call, SlackError, method

NAME = re.compile(r"[a-z0-9_+'-]+(::skin-tone-[2-6])?")
MOST_OF_A_KIND, MOST_KINDS = 50, 23


@method("reactions.add", "reactions:write")
def add(call: Call) -> Json:
    message, name = _message(call, writing=True), _name(call)
    if call.state.app.user in message.reacted_with(name):
        raise SlackError("already_reacted")
    if len(message.reactions) >= MOST_KINDS and not message.reacted_with(name):
        raise SlackError("too_many_emoji")
    react(call.state, message, name, call.state.app.user)
    return {}


@method("reactions.remove", "reactions:write", tier=2)
def remove(call: Call) -> Json:
    message, name = _message(call), _name(call)
    if call.state.app.user not in message.reacted_with(name):
        raise SlackError("no_reaction")
    unreact(call.state, message, name, call.state.app.user)
    return {}


@method("reactions.get", "reactions:read")
def get(call: Call) -> Json:
    message = _message(call)
    shown = message_json(call.state, message)
    return {"type": "message", "channel": message.channel, "message": shown}


def _name(call: Call) -> str:
    name = call.text("name").strip(":")
    if not NAME.fullmatch(name):
        raise SlackError("invalid_name")
    return name


def _message(call: Call, *, writing: bool = False) -> Message:
    if not call.optional("channel") or not call.optional("timestamp"):
        raise SlackError("no_item_specified")
    channel = call.state.channels_by_id.get(call.text("channel"))
    bot = call.state.app.user
    if channel is None or (channel.type != "channel" and bot not in channel.members):
        raise SlackError("channel_not_found")
    if writing and channel.is_archived:
        raise SlackError("is_archived")
    if writing and bot not in channel.members:
        raise SlackError("not_in_channel")
    message = call.state.message(channel.id, call.text("timestamp"))
    if message is None or message.ephemeral_for or message.subtype == "tombstone":
        raise SlackError("message_not_found")
    return message
