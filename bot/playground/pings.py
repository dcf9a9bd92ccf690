"""Whom a message pings: mentions, groups, everybody here, and direct messages."""

import re
from collections.abc import Iterator
from typing import Any

from bot.playground.model import Json, Message, Notification
from bot.playground.state import State

USER = re.compile(r"<@([UW][A-Z0-9]+)(?:\|[^>]*)?>")
GROUP = re.compile(r"<!subteam\^(S[A-Z0-9]+)(?:\|[^>]*)?>")
WIDE = re.compile(r"<!(channel|here|everyone)(?:\|[^>]*)?>")


def note_pings(state: State, message: Message) -> None:
    for user, reason in whom_it_pings(state, message).items():
        note = Notification(message, reason)  # type: ignore[arg-type] # one of the known reasons
        state.notifications_by_user.setdefault(user, []).append(note)


def whom_it_pings(state: State, message: Message) -> dict[str, str]:
    """User id → why, the strongest reason first."""
    channel = state.channel(message.channel)
    people = [each.id for each in state.users if not each.is_bot and not each.deleted]
    members = [each for each in people if each in channel.members]
    reached = people if channel.type == "channel" else members
    found: dict[str, str] = {}
    for kind, name in mentions(message):
        for each in _reached(state, kind, name, reached, members):
            found.setdefault(each, "mention" if kind == "user" else kind)
    if channel.is_im:
        found |= dict.fromkeys(set(members) - set(found), "direct")
    found.pop(message.user, None)
    return found


def _reached(
    state: State, kind: str, name: str, reached: list[str], members: list[str]
) -> list[str]:
    if kind == "user":
        return [name] if name in reached else []
    if kind == "group":
        group = state.usergroups_by_id.get(name)
        return [each for each in reached if group and each in group.users]
    return members


def mentions(message: Message) -> Iterator[tuple[str, str]]:
    """("user", id), ("group", id), ("channel" | "here" | "everyone", ""), as they ping."""
    typed = message.blocks and not message.bot_id
    if not typed:
        yield from _in_text(message.text)
    for block in message.blocks:
        yield from _in_block(block)
    for attachment in message.attachments:
        yield from _in_text(str(attachment.get("text", "")))
        for block in attachment.get("blocks", ()):
            yield from _in_block(block)


def _in_text(text: str) -> Iterator[tuple[str, str]]:
    yield from (("user", each) for each in USER.findall(text))
    yield from (("group", each) for each in GROUP.findall(text))
    yield from ((each, "") for each in WIDE.findall(text))


def _in_block(part: Any) -> Iterator[tuple[str, str]]:
    if isinstance(part, list):
        for each in part:
            yield from _in_block(each)
    if not isinstance(part, dict):
        return
    yield from _in_element(part)
    for each in part.values():
        if isinstance(each, dict | list):
            yield from _in_block(each)


def _in_element(part: Json) -> Iterator[tuple[str, str]]:
    kind = part.get("type")
    if kind in ("mrkdwn", "markdown") and isinstance(part.get("text"), str):
        yield from _in_text(part["text"])
    elif kind == "user" and "user_id" in part:
        yield "user", part["user_id"]
    elif kind == "usergroup" and "usergroup_id" in part:
        yield "group", part["usergroup_id"]
    elif kind == "broadcast" and "range" in part:
        yield part["range"], ""
