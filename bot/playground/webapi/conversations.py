"""conversations.*: channels, who is in them, what was said."""

from dataclasses import replace

from bot.playground.model import Channel, Json, Message
from bot.playground.shapes import channel_json, message_json
from bot.playground.state import State
from bot.playground.webapi import Call, SlackError, method

READ = ("channels:read", "groups:read", "im:read", "mpim:read")
HISTORY = ("channels:history", "groups:history", "im:history", "mpim:history")
TYPES = {
    "public_channel": "channel",
    "private_channel": "group",
    "im": "im",
    "mpim": "mpim",
}


@method("conversations.info", *READ)
def info(call: Call) -> Json:
    channel = call.channel()
    shown = channel_json(call.state, channel)
    if call.flag("include_num_members"):
        shown["num_members"] = len(channel.members)
    return {"channel": shown}


@method("conversations.list", *READ, tier=2)
def list_(call: Call) -> Json:
    rows, metadata = call.page(_listed(call), 100)
    shown = [
        channel_json(call.state, each) | {"num_members": len(each.members)}
        if not each.is_im
        else channel_json(call.state, each)
        for each in rows
    ]
    return {"channels": shown, "response_metadata": metadata}


@method("users.conversations", *READ)
def of_user(call: Call) -> Json:
    """The bot sees its own channels, and of others those that it shares with them."""
    user = call.optional("user") or call.state.app.user
    if user not in call.state.users_by_id:
        raise SlackError("user_not_found")
    found = [each for each in _listed(call) if user in each.members]
    rows, metadata = call.page(found, 100, 999)
    shown = [channel_json(call.state, each) for each in rows]
    for each in shown:
        each.pop("is_member", None)
    return {"channels": shown, "response_metadata": metadata}


@method("conversations.members", *READ, tier=4)
def members(call: Call) -> Json:
    rows, metadata = call.page(list(call.channel().members), 100)
    return {"members": rows, "response_metadata": metadata}


@method("conversations.history", *HISTORY)
def history(call: Call) -> Json:
    channel = _readable(call)
    said = [
        each
        for each in call.state.messages(channel.id)
        if not each.ephemeral_for and (not each.is_reply or each.broadcast)
    ]
    rows = [each for each in reversed(said) if _within(call, each)]
    page, metadata = call.page(rows, 100, 999)
    return _messages(call, page, metadata) | {"pin_count": 0, "channel_actions_count": 0}


@method("conversations.replies", *HISTORY)
def replies(call: Call) -> Json:
    channel = _readable(call)
    first = call.state.message(channel.id, call.text("ts"))
    if first is None or first.ephemeral_for:
        raise SlackError("thread_not_found")
    root = call.state.message(channel.id, first.thread_ts or "") if first.is_reply else first
    if root is None:
        return _messages(call, [first], {"next_cursor": ""})
    inside = [
        each
        for each in call.state.messages(channel.id)
        if each.thread_ts == root.ts and each.is_reply and not each.ephemeral_for
    ]
    rows = [root, *(each for each in inside if _within(call, each))]
    page, metadata = call.page(rows, 1000)
    return _messages(call, page, metadata)


@method("conversations.open", "im:write", "mpim:write")
def open_(call: Call) -> Json:
    wanted = call.optional("channel")
    user_id = call.optional("users") if wanted is None else None
    if wanted is not None:
        channel = call.channel()
        return {"channel": {"id": channel.id}, "no_op": True, "already_open": True}
    if user_id is None:
        raise SlackError("users_list_not_supplied")
    if "," in user_id:
        raise SlackError("method_not_supported_for_channel_type")
    user = call.state.users_by_id.get(user_id)
    if user is None:
        raise SlackError("user_not_found")
    if user.is_bot or user.id == "USLACKBOT":
        raise SlackError("cannot_dm_bot")
    if user.deleted:
        raise SlackError("user_disabled")
    there = call.state.direct_channel(user_id) is not None
    channel = call.state.open_direct_channel(user_id)
    shown = channel_json(call.state, channel) if call.flag("return_im") else {"id": channel.id}
    return {"channel": shown, **({"no_op": True, "already_open": True} if there else {})}


@method("conversations.join", "channels:join")
def join(call: Call) -> Json:
    channel = _known(call)
    if channel.type != "channel":
        raise SlackError("method_not_supported_for_channel_type")
    if channel.is_archived:
        raise SlackError("is_archived")
    bot = call.state.app.user
    if bot in channel.members:
        return {"channel": channel_json(call.state, channel), "warning": "already_in_channel"}
    joined = _join(call.state, channel, bot)
    return {"channel": channel_json(call.state, joined)}


@method("conversations.leave", "channels:manage", "groups:write")
def leave(call: Call) -> Json:
    channel = _known(call)
    bot = call.state.app.user
    if channel.is_general:
        raise SlackError("cant_leave_general")
    if bot not in channel.members:
        return {"not_in_channel": True}
    left = tuple(each for each in channel.members if each != bot)
    call.state.keep_channel(replace(channel, members=left))
    return {}


def _join(state: State, channel: Channel, user: str) -> Channel:
    joined = state.keep_channel(replace(channel, members=(*channel.members, user)))
    event = {
        "type": "member_joined_channel",
        "user": user,
        "channel": channel.id,
        "channel_type": "C",
        "team": state.id,
    }
    state.emit(event)
    return joined


def _known(call: Call) -> Channel:
    channel = call.state.channels_by_id.get(call.text("channel"))
    if channel is None:
        raise SlackError("channel_not_found")
    if channel.is_private and call.state.app.user not in channel.members:
        raise SlackError("channel_not_found")
    return channel


def _readable(call: Call) -> Channel:
    channel = call.channel(use="history")
    if call.state.app.user not in channel.members:
        raise SlackError("not_in_channel")
    return channel


def _listed(call: Call) -> list[Channel]:
    asked = (call.optional("types") or "public_channel").split(",")
    unknown = [each for each in asked if each.strip() not in TYPES]
    if unknown:
        raise SlackError("invalid_types")
    kinds = {TYPES[each.strip()] for each in asked}
    bot = call.state.app.user
    found = [
        each
        for each in call.state.channels
        if each.type in kinds
        and (each.type == "channel" or bot in each.members)
        and not (call.flag("exclude_archived") and each.is_archived)
    ]
    for kind in kinds:
        call.need(f"{_family(kind)}:read")
    return found


def _family(kind: str) -> str:
    return {"channel": "channels", "group": "groups", "im": "im", "mpim": "mpim"}[kind]


def _within(call: Call, message: Message) -> bool:
    oldest, latest = call.optional("oldest"), call.optional("latest")
    inclusive = call.flag("inclusive")
    ts = float(message.ts)
    after = oldest is None or ts > float(oldest) or (inclusive and ts == float(oldest))
    before = latest is None or ts < float(latest) or (inclusive and ts == float(latest))
    return after and before


def _messages(call: Call, rows: list[Message], metadata: Json) -> Json:
    shown = [
        message_json(call.state, each, metadata=call.flag("include_all_metadata")) for each in rows
    ]
    more = bool(metadata["next_cursor"])
    return {
        "messages": shown,
        "has_more": more,
        **({"response_metadata": metadata} if more else {}),
    }
