"""What is said: posting, editing, deleting and reacting, with the events that follow."""

from dataclasses import replace

from bot.playground.model import Channel, Json, Message, Reaction
from bot.playground.pings import note_pings
from bot.playground.shapes import message_json
from bot.playground.state import SLACKBOT, State


def post(state: State, message: Message, *, quietly: bool = False) -> Message:
    """Keep a message, tell whom it pings, and send the events."""
    with state.lock:
        state.keep(message)
        if message.ephemeral_for:
            return message
        if not quietly:
            note_pings(state, message)
            _announce(state, message)
        if message.is_reply:
            _count_reply(state, message, quietly=quietly)
        if not quietly and not message.bot_id:
            _unfurl(state, message)
        return state.message(message.channel, message.ts) or message


def edit(state: State, message: Message, changed: Message, *, by: str) -> Message:
    with state.lock:
        fresh = replace(changed, edited_by=by, edited_ts=state.next_ts())
        return change(state, message, fresh)


def change(state: State, before: Message, after: Message) -> Message:
    """Put one version in the place of another; edits, unfurls and threads all look like this."""
    with state.lock:
        state.keep(after)
        event = {
            "type": "message",
            "subtype": "message_changed",
            "message": message_json(state, after, metadata=True),
            "previous_message": message_json(state, before, metadata=True),
            "hidden": True,
        }
        _send(state, after.channel, event)
        return after


def delete(state: State, message: Message) -> None:
    with state.lock:
        now = state.message(message.channel, message.ts)
        if now is None:
            return
        if now.replies:
            change(state, now, _tombstone(now))
            return
        state.drop(now)
        event = {
            "type": "message",
            "subtype": "message_deleted",
            "deleted_ts": now.ts,
            "previous_message": message_json(state, now),
            "hidden": True,
        }
        _send(state, now.channel, event)
        if now.is_reply:
            _forget_reply(state, now)


def react(state: State, message: Message, name: str, user: str) -> Message:
    with state.lock:
        now = _current(state, message)
        if user in now.reacted_with(name):
            return now
        kept = {each.name: each.users for each in now.reactions}
        kept[name] = (*kept.get(name, ()), user)
        fresh = replace(now, reactions=tuple(Reaction(*each) for each in kept.items()))
        state.keep(fresh)
        state.emit(_reaction("reaction_added", fresh, name, user))
        return fresh


def unreact(state: State, message: Message, name: str, user: str) -> Message:
    with state.lock:
        now = _current(state, message)
        if user not in now.reacted_with(name):
            return now
        kept = {each.name: each.users for each in now.reactions}
        kept[name] = tuple(each for each in kept[name] if each != user)
        fresh = replace(
            now, reactions=tuple(Reaction(each, who) for each, who in kept.items() if who)
        )
        state.keep(fresh)
        state.emit(_reaction("reaction_removed", fresh, name, user))
        return fresh


def _current(state: State, message: Message) -> Message:
    now = state.message(message.channel, message.ts)
    if now is None:
        raise LookupError("This message is not there any more.")
    return now


def _announce(state: State, message: Message) -> None:
    shown = replace(message, subtype="thread_broadcast") if message.broadcast else message
    event = message_json(state, shown, metadata=True)
    if message.subtype == "bot_message":
        event.pop("user", None)
    _send(state, message.channel, event, at=message.ts)
    if f"<@{state.app.user}>" in message.text and message.subtype in (None, "thread_broadcast"):
        _send(state, message.channel, event | {"type": "app_mention"}, at=message.ts)


def _send(state: State, channel_id: str, event: Json, *, at: str | None = None) -> None:
    channel: Channel = state.channel(channel_id)
    moment = at or state.next_ts()
    event.setdefault("ts", moment)
    state.emit(event | {"channel": channel_id, "channel_type": channel.type, "event_ts": moment})


def _count_reply(state: State, reply: Message, *, quietly: bool) -> None:
    parent = state.message(reply.channel, reply.thread_ts or "")
    if parent is None:
        return
    repliers = parent.repliers if reply.user in parent.repliers else (*parent.repliers, reply.user)
    fresh = replace(parent, replies=(*parent.replies, reply.ts), repliers=repliers)
    if quietly:
        state.keep(fresh)
    else:
        change(state, parent, fresh)


def _forget_reply(state: State, reply: Message) -> None:
    parent = state.message(reply.channel, reply.thread_ts or "")
    if parent is None:
        return
    left = tuple(each for each in parent.replies if each != reply.ts)
    if not left and parent.subtype == "tombstone":
        state.drop(parent)
        return
    said = [state.message(reply.channel, each) for each in left]
    repliers = tuple(dict.fromkeys(each.user for each in said if each))
    change(state, parent, replace(parent, replies=left, repliers=repliers))


def _unfurl(state: State, message: Message) -> None:
    """Slack fetches a link's title and edits the message, which sends message_changed."""
    if "<http" not in message.text:
        return
    now = state.message(message.channel, message.ts) or message
    url = message.text.partition("<http")[2].partition(">")[0].partition("|")[0]
    card = {"id": 1, "from_url": f"http{url}", "title": "A page", "fallback": "A page"}
    change(state, now, replace(now, attachments=(card,)))


def _tombstone(message: Message) -> Message:
    return replace(
        message,
        user=SLACKBOT,
        text="This message was deleted.",
        subtype="tombstone",
        blocks=(),
        attachments=(),
        files=(),
        reactions=(),
        metadata=None,
        edited_by=None,
        edited_ts=None,
        bot_id=None,
        app_id=None,
    )


def _reaction(kind: str, message: Message, name: str, user: str) -> Json:
    return {
        "type": kind,
        "user": user,
        "reaction": name,
        "item": {"type": "message", "channel": message.channel, "ts": message.ts},
        "item_user": message.user,
    }
