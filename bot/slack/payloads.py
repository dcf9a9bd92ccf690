"""Slack's dictionaries become ours here, and nowhere else."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from bot.domain.messages import Message
from bot.domain.mrkdwn import spans_of
from bot.domain.people import Channel, Person
from bot.slack.rich_text import spans_of_blocks

Payload = Mapping[str, Any]

# What people type. Everything else with a subtype is told by Slack or by an app.
TYPED = frozenset({None, "file_share", "me_message", "thread_broadcast"})


class PayloadError(Exception):
    """The payload lacks what Slack documents: acknowledged and logged, since it stays so."""


def instant(ts: str) -> datetime:
    """The moment that a Slack ts ("1732100000.000100") names."""
    return datetime.fromtimestamp(float(ts), UTC)


def workspace_of(body: Payload) -> str:
    """The workspace that our installation belongs to, also in a channel shared with another."""
    authorizations = body.get("authorizations") or ()
    if authorizations and authorizations[0].get("team_id"):
        return str(authorizations[0]["team_id"])
    team = body.get("team_id") or (body.get("team") or {}).get("id")
    if not team:
        raise PayloadError("no team_id")
    return str(team)


def is_typed(message: Payload) -> bool:
    """Whether a person typed this, as far as the message itself tells."""
    return (
        message.get("subtype") in TYPED
        and bool(message.get("user"))
        and not message.get("bot_id")
        and not message.get("app_id")
        and message.get("user") != "USLACKBOT"
    )


def message_from(workspace: str, channel: str, message: Payload, *, private: bool) -> Message:
    """The message of a `message` event, of its edit, or of the channel's history."""
    ts = _text(message, "ts")
    text = str(message.get("text") or "")
    spans = spans_of_blocks(message.get("blocks"))
    return Message(
        workspace=workspace,
        channel=channel,
        ts=ts,
        author=_text(message, "user"),
        text=text,
        spans=spans if spans is not None else spans_of(text),
        sent_at=instant(ts),
        version=str((message.get("edited") or {}).get("ts") or ts),
        thread_ts=message.get("thread_ts"),
        private=private,
    )


def is_private(event: Payload) -> bool:
    """Told by the event itself; a private channel's content never leaves it."""
    return event.get("channel_type") != "channel"


def person_from(workspace: str, user: Payload) -> Person:
    profile = user.get("profile") or {}
    name = profile.get("display_name") or profile.get("real_name") or user.get("real_name")
    home = user.get("team_id") or workspace
    return Person(
        workspace=workspace,
        id=_text(user, "id"),
        name=str(name or user.get("name") or user["id"]),
        zone=str(user.get("tz") or ""),
        locale=str(user.get("locale") or "en-US"),
        is_bot=bool(user.get("is_bot")) or user["id"] == "USLACKBOT",
        is_deactivated=bool(user.get("deleted")),
        is_stranger=bool(user.get("is_stranger")) or home != workspace,
    )


def channel_from(workspace: str, channel: Payload) -> Channel:
    return Channel(
        workspace=workspace,
        id=_text(channel, "id"),
        is_private=bool(channel.get("is_private") or channel.get("is_mpim")),
        is_external=bool(channel.get("is_ext_shared")),
        is_archived=bool(channel.get("is_archived")),
        has_bot=bool(channel.get("is_member")),
    )


def form_values(view: Payload) -> dict[str, Any]:
    """What was filled in, by action id: text, an id, a list of ids, or None."""
    values = (view.get("state") or {}).get("values") or {}
    return {action: _filled(state) for block in values.values() for action, state in block.items()}


def _filled(state: Payload) -> Any:
    kind = state.get("type", "")
    if kind.startswith("multi_") and "selected_options" not in state:
        return next((state[key] for key in state if key.startswith("selected_")), []) or []
    if "selected_options" in state:
        return [option["value"] for option in state["selected_options"] or ()]
    if "selected_option" in state:
        return (state["selected_option"] or {}).get("value")
    selected = next((state[key] for key in state if key.startswith("selected_")), None)
    return state.get("value") if selected is None else selected


def _text(payload: Payload, key: str) -> str:
    value = payload.get(key)
    if not isinstance(value, str) or not value:
        raise PayloadError(f"no {key}")
    return value
