"""Slack's dictionaries become ours here, and nowhere else."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from bot.domain.detector import Context
from bot.domain.homes import Pages, pages_in
from bot.domain.messages import Message, Span
from bot.domain.mrkdwn import spans_of
from bot.domain.people import Channel, Person
from bot.slack.rich_text import spans_of_blocks

Payload = Mapping[str, Any]

# What people type. Everything else with a subtype is told by Slack or by an app.
TYPED = (None, "file_share", "me_message", "thread_broadcast")  # a tuple: [] may come, too

GUESTS = ("is_restricted", "is_ultra_restricted")
ADMINS = ("is_admin", "is_owner", "is_primary_owner")

# Slack calls the Spanish of Latin America after Laos; everybody else calls it es-419.
STANDARD = {"es-LA": "es-419"}


class PayloadError(Exception):
    """The payload lacks what Slack documents: acknowledged and logged, since it stays so."""


def part_of(payload: Payload, name: str) -> dict[str, Any]:
    """The object at that key; an empty one where there is none."""
    return _mapping(payload.get(name))


def told(payload: object, *path: str) -> str:
    """The text at that place. Raises `PayloadError` where Slack, against its word, put none."""
    found = payload
    for key in path:
        found = _mapping(found).get(key)
    if not isinstance(found, str) or not found:
        raise PayloadError(f"no {'.'.join(path)}")
    return found


def instant(ts: str) -> datetime:
    """The moment that a Slack ts ("1732100000.000100") names. Raises `PayloadError`."""
    try:
        return datetime.fromtimestamp(float(ts), UTC)
    except (ValueError, OverflowError, OSError):
        raise PayloadError("a ts that is no instant") from None


# What Slack takes of a view; the rest of what it tells of one is its own.
_TAKEN = (
    "type", "callback_id", "title", "submit", "close", "private_metadata", "clear_on_close",
    "notify_on_close", "external_id",
)  # fmt: skip


def shown_again(view: Payload, blocks: list[dict[str, Any]]) -> dict[str, Any]:
    """An open view with other blocks."""
    return {**{name: view[name] for name in _TAKEN if view.get(name)}, "blocks": blocks}


def fields_of(view: Payload) -> list[str]:
    """The blocks of a form in which something is filled in."""
    blocks = view.get("blocks") or ()
    return [block["block_id"] for block in blocks if block.get("type") == "input"]


# Forms that were opened on the Home tab know it, so that what is done in them shows there.
HOME = "home"
# Done with the press itself, in a form; all else is done when a form is sent.
DONE_AT_ONCE = frozenset({"ideas.adopt", "ideas.reopen", "ideas.withdraw", "teams.remove"})


def marked(view: Payload, body: Payload) -> dict[str, Any]:
    """The form that opens upon this payload. Slack lets each one be marked so but once."""
    pages = pages_of(body)
    if pages is None:
        return dict(view)
    return {**view, "external_id": f"{HOME}:{pages.text}:{body['trigger_id']}"}


def pages_of(body: Payload) -> Pages | None:
    """Which pages of Home the payload is about; None when it has nothing to do with Home."""
    view = body.get("view") or {}
    if view.get("type") == "home":
        return pages_in(view.get("private_metadata") or "")
    mark, _, rest = (view.get("external_id") or "").partition(":")
    return pages_in(rest.partition(":")[0]) if mark == HOME else None


def may_change_home(body: Payload) -> bool:
    """Whether it was done, not merely typed, in a form that was opened on Home."""
    if (body.get("view") or {}).get("type") != "modal" or pages_of(body) is None:
        return False
    is_done = any(each.get("action_id") in DONE_AT_ONCE for each in body.get("actions") or ())
    return is_done or body.get("type") == "view_submission"


def workspace_of(body: Payload, ours: str) -> str:
    """The workspace whose installation this is for; `ours` where Slack names none.

    Never that of `team_id`: in a channel shared with others it is the author's workspace.
    """
    authorizations = body.get("authorizations")
    first = authorizations[0] if isinstance(authorizations, list) and authorizations else None
    return str(_mapping(first).get("team_id") or ours)


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
    ts, thread_ts = told(message, "ts"), message.get("thread_ts")
    text = str(message.get("text") or "")
    return Message(
        workspace=workspace,
        channel=channel,
        ts=ts,
        author=told(message, "user"),
        text=text,
        spans=spans_from(message),
        sent_at=instant(ts),
        version=str(part_of(message, "edited").get("ts") or ts),
        thread_ts=thread_ts if isinstance(thread_ts, str) else None,
        private=private,
    )


def spans_from(message: Payload) -> tuple[Span, ...]:
    """What it says, also where an app said it."""
    spans = spans_of_blocks(message.get("blocks"))
    return spans if spans is not None else spans_of(str(message.get("text") or ""))


def context_from(message: Payload) -> Context:
    """What a reply itself tells of its thread: who began it, unless they wrote the reply."""
    starter = message.get("parent_user_id")
    if not isinstance(starter, str) or starter in ("", message.get("user")):
        return Context()
    return Context(starter)


def is_private(event: Payload) -> bool:
    """Told by the event itself; a private channel's content never leaves it."""
    return event.get("channel_type") != "channel"


def person_from(workspace: str, user: object) -> Person:
    said = _mapping(user)
    id, profile = told(said, "id"), part_of(said, "profile")
    name = profile.get("display_name") or profile.get("real_name") or said.get("real_name")
    locale = str(said.get("locale") or "")
    is_stranger = bool(said.get("is_stranger")) or not _belongs(said, workspace)
    return Person(
        workspace=workspace,
        id=id,
        name=str(name or said.get("name") or id),
        zone=str(said.get("tz") or ""),
        locale=STANDARD.get(locale, locale),
        is_bot=bool(said.get("is_bot")) or id == "USLACKBOT",
        is_deactivated=bool(said.get("deleted")),
        is_stranger=is_stranger,
        is_admin=not is_stranger and any(said.get(role) for role in ADMINS),
        is_guest=any(said.get(role) for role in GUESTS),
    )


def _belongs(user: Payload, workspace: str) -> bool:
    """Whether somebody is of this workspace; on Enterprise Grid people are of several."""
    several = part_of(user, "enterprise_user").get("teams")
    of_several = isinstance(several, list) and workspace in several
    return of_several or (user.get("team_id") or workspace) == workspace


def channel_from(workspace: str, channel: object) -> Channel:
    said = _mapping(channel)
    return Channel(
        workspace=workspace,
        id=told(said, "id"),
        is_private=bool(said.get("is_private") or said.get("is_mpim")),
        is_external=bool(said.get("is_ext_shared")),
        is_archived=bool(said.get("is_archived")),
        has_bot=bool(said.get("is_member")),
    )


def form_values(view: Payload) -> dict[str, Any]:
    """What was filled in, by action id: text, an id, a list of ids, or None."""
    values = (view.get("state") or {}).get("values") or {}
    return {action: _filled(state) for block in values.values() for action, state in block.items()}


def _filled(state: Payload) -> Any:
    """Slack puts what was chosen under a key of its own for each kind of field."""
    key = next((key for key in state if key.startswith("selected_")), "value")
    found = state.get(key)
    if key == "selected_options":
        return [option["value"] for option in found or ()]
    if key == "selected_option":
        return (found or {}).get("value")
    return found or [] if state.get("type", "").startswith("multi_") else found


def _mapping(found: object) -> dict[str, Any]:
    """What stands there if it is an object; an empty one for anything else."""
    return found if isinstance(found, dict) else {}
