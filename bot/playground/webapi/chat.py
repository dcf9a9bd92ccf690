"""chat.*: posting, editing and taking back what the bot says."""

import re
import secrets
from dataclasses import replace
from typing import Any

from bot.playground.checks.blocks import check_message_blocks
from bot.playground.model import Channel, Json, Message
from bot.playground.shapes import message_json
from bot.playground.state import State
from bot.playground.talk import change, delete, edit, post
from bot.playground.webapi import Call, SlackError, method

LONGEST = 40_000
LONGEST_UPDATE = 4_000
NAME = re.compile(r"(?<![\w@<|])@([\w.-]+)")


@method("chat.postMessage", "chat:write", tier=0)
def post_message(call: Call) -> Json:
    channel = _where_to_post(call)
    message = replace(_draft(call, channel), thread_ts=_thread(call, channel))
    message = replace(message, broadcast=message.is_reply and call.flag("reply_broadcast"))
    if message.broadcast:
        message = replace(message, subtype="thread_broadcast")
    said = post(call.state, message)
    shown = message_json(call.state, said, metadata=True)
    return {"channel": channel.id, "ts": said.ts, "message": shown}


@method("chat.postEphemeral", "chat:write", tier=4)
def post_ephemeral(call: Call) -> Json:
    channel = _where_to_post(call)
    user = call.text("user")
    if user not in channel.members:
        raise SlackError("user_not_in_channel")
    draft = replace(_draft(call, channel), ephemeral_for=user, thread_ts=call.optional("thread_ts"))
    return {"message_ts": post(call.state, draft).ts}


@method("chat.update", "chat:write")
def update(call: Call) -> Json:
    channel, before = _own_message(call, "cant_update_message")
    text = call.optional("text")
    if text is None and "blocks" not in call.arguments and "attachments" not in call.arguments:
        raise SlackError("no_text")
    if text is not None and len(text) > LONGEST_UPDATE:
        raise SlackError("msg_too_long")
    after = replace(
        before,
        text=text if text is not None else before.text,
        blocks=_blocks(call) if "blocks" in call.arguments else before.blocks,
        attachments=_attachments(call) if "attachments" in call.arguments else before.attachments,
        metadata=_metadata(call) if "metadata" in call.arguments else before.metadata,
    )
    said = edit(call.state, before, after, by=call.state.app.user)
    shown = message_json(call.state, said, metadata=True)
    return {"channel": channel.id, "ts": said.ts, "text": said.text, "message": shown}


@method("chat.delete", "chat:write")
def take_back(call: Call) -> Json:
    channel, message = _own_message(call, "cant_delete_message")
    delete(call.state, message)
    return {"channel": channel.id, "ts": message.ts}


@method("chat.getPermalink", tier=0)
def get_permalink(call: Call) -> Json:
    channel = _known_channel(call, call.text("channel"))
    message = call.state.message(channel.id, call.text("message_ts"))
    if message is None or message.ephemeral_for:
        raise SlackError("message_not_found")
    return {"channel": channel.id, "permalink": permalink(call.state, message)}


@method("chat.unfurl", "links:write")
def unfurl(call: Call) -> Json:
    _, message = _own_message(call, "cannot_unfurl_message")
    change(call.state, message, message)
    return {}


def permalink(state: State, message: Message) -> str:
    place = f"{message.channel}/p{message.ts.replace('.', '')}"
    link = f"https://{state.domain}.slack.com/archives/{place}"
    return (
        f"{link}?thread_ts={message.thread_ts}&cid={message.channel}" if message.is_reply else link
    )


def _where_to_post(call: Call) -> Channel:
    channel = _known_channel(call, call.text("channel"))
    if channel.is_archived:
        raise SlackError("is_archived")
    if call.state.app.user in channel.members:
        return channel
    scopes = call.state.scopes
    if scopes is not None and "chat:write.public" not in scopes:
        raise SlackError("not_in_channel")
    return channel


def _known_channel(call: Call, wanted: str) -> Channel:
    """By id, by a person's id (the direct message opens by itself), or by name."""
    if wanted in call.state.users_by_id:
        return _direct(call, wanted)
    try:
        channel = call.state.channel(wanted)
    except LookupError:
        raise SlackError("channel_not_found") from None
    if channel.type != "channel" and call.state.app.user not in channel.members:
        raise SlackError("channel_not_found")
    return _direct(call, channel.members[0]) if channel.is_im else channel


def _direct(call: Call, user_id: str) -> Channel:
    user = call.state.users_by_id[user_id]
    if user.is_bot or user_id == "USLACKBOT":
        raise SlackError("cannot_dm_bot")
    if user.deleted:
        raise SlackError("user_disabled")
    if not call.state.tab_is_on("messages"):
        raise SlackError("messages_tab_disabled")
    return call.state.open_direct_channel(user_id)


def _thread(call: Call, channel: Channel) -> str | None:
    """A reply to a reply goes to the thread's first message."""
    ts = call.optional("thread_ts")
    if ts is None:
        return None
    parent = call.state.message(channel.id, ts)
    if parent is None or parent.ephemeral_for:
        raise SlackError("thread_not_found")
    return parent.thread_ts if parent.is_reply else parent.ts


def _draft(call: Call, channel: Channel) -> Message:
    text, blocks, attachments = call.optional("text") or "", _blocks(call), _attachments(call)
    if markdown := call.optional("markdown_text"):
        if text or blocks:
            raise SlackError("markdown_text_conflict")
        text = markdown
    if not text and not blocks and not attachments:
        raise SlackError("no_text")
    app = call.state.app
    if call.flag("link_names") or call.optional("parse") == "full":
        text, blocks = _linked(call.state, text), _linked_blocks(call.state, blocks)
    return Message(
        channel=channel.id,
        ts=call.state.next_ts(),
        user=app.user,
        text=text[:LONGEST],
        blocks=tuple(blocks),
        attachments=attachments,
        bot_id=app.bot_id,
        app_id=app.id,
        metadata=_metadata(call),
        username=_username(call),
    )


def _username(call: Call) -> str | None:
    name = call.optional("username")
    if name or call.optional("icon_emoji") or call.optional("icon_url"):
        call.need("chat:write.customize")
    return name


def _blocks(call: Call) -> tuple[Json, ...]:
    blocks = call.arguments.get("blocks") or []
    if not isinstance(blocks, list):
        raise SlackError("invalid_blocks_format")
    problems = check_message_blocks(blocks, charts=call.charts)
    if problems:
        raise SlackError("invalid_blocks", *problems, errors=[each[8:] for each in problems])
    return tuple(with_ids(blocks))


def with_ids(blocks: list[Json]) -> list[Json]:
    """Slack names the blocks that the app left nameless."""
    return [{**each, "block_id": each.get("block_id") or secrets.token_hex(3)} for each in blocks]


def _attachments(call: Call) -> tuple[Json, ...]:
    attachments = call.arguments.get("attachments") or []
    if not isinstance(attachments, list):
        raise SlackError("invalid_attachments")
    if len(attachments) > 100:
        raise SlackError("too_many_attachments")
    for each in attachments:
        if problems := check_message_blocks(each.get("blocks", []), charts=call.charts):
            raise SlackError("invalid_blocks", *problems)
    return tuple(attachments)


def _metadata(call: Call) -> Json | None:
    metadata: Any = call.arguments.get("metadata")
    if not metadata:
        return None
    if not isinstance(metadata, dict) or not isinstance(metadata.get("event_type"), str):
        raise SlackError("invalid_metadata_format")
    if not isinstance(metadata.get("event_payload"), dict):
        raise SlackError("invalid_metadata_format")
    return {"event_type": metadata["event_type"], "event_payload": metadata["event_payload"]}


def _own_message(call: Call, otherwise: str) -> tuple[Channel, Message]:
    channel = _known_channel(call, call.text("channel"))
    message = call.state.message(channel.id, call.text("ts"))
    if message is None or message.ephemeral_for:
        raise SlackError("message_not_found")
    if message.user != call.state.app.user:
        raise SlackError(otherwise)
    return channel, message


def _linked(state: State, text: str) -> str:
    return NAME.sub(lambda found: _link(state, found[1]) or found[0], text)


def _link(state: State, name: str) -> str | None:
    if name in ("channel", "here", "everyone"):
        return f"<!{name}>"
    for group in state.usergroups:
        if group.handle == name:
            return f"<!subteam^{group.id}>"
    return next((f"<@{user.id}>" for user in state.users if user.name == name), None)


def _linked_blocks(state: State, blocks: tuple[Json, ...]) -> tuple[Json, ...]:
    def linked(part: Any) -> Any:
        if isinstance(part, list):
            return [linked(each) for each in part]
        if not isinstance(part, dict):
            return part
        inside = {key: linked(value) for key, value in part.items()}
        if part.get("type") == "mrkdwn":
            inside["text"] = _linked(state, str(part.get("text", "")))
        return inside

    return tuple(linked(each) for each in blocks)
