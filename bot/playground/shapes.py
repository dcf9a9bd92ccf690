"""How Slack writes users, channels, groups, messages and views as JSON."""

import hashlib
from zoneinfo import ZoneInfo

from bot.playground.model import Channel, Json, Message, User, Usergroup, View
from bot.playground.state import State

OTHER_TEAM = "T0OTHER001"


def user_json(state: State, user: User, *, locale: bool = False, email: bool = False) -> Json:
    short: Json = {
        "id": user.id,
        "team_id": home_team(state, user),
        "name": user.name,
        "deleted": user.deleted,
        "profile": _profile(state, user, email=email),
        "is_bot": user.is_bot,
        "is_app_user": False,
        "updated": user.updated,
    }
    if user.deleted:
        return short
    return short | _rest_of_user(state, user) | _locale(user, shown=locale)


def home_team(state: State, user: User) -> str:
    """Strangers come from another workspace, through a shared channel."""
    return OTHER_TEAM if user.is_stranger else state.id


def _rest_of_user(state: State, user: User) -> Json:
    now = state.clock.now()
    return {
        "color": user.colour,
        "real_name": user.real_name,
        "tz": user.tz,
        "tz_label": now.astimezone(ZoneInfo(user.tz)).tzname() or user.tz,
        "tz_offset": user.tz_offset(now),
        "is_admin": user.is_admin,
        "is_owner": user.is_owner,
        "is_primary_owner": user.is_owner,
        "is_restricted": user.is_restricted,
        "is_ultra_restricted": user.is_ultra_restricted,
        "is_email_confirmed": True,
        "who_can_share_contact_card": "EVERYONE",
        **({"is_stranger": True} if user.is_stranger else {}),
    }


def _locale(user: User, *, shown: bool) -> Json:
    return {"locale": user.locale} if shown and not user.is_stranger else {}


def _profile(state: State, user: User, *, email: bool) -> Json:
    first, _, last = user.real_name.partition(" ")
    digest = hashlib.md5(user.id.encode(), usedforsecurity=False).hexdigest()[:12]
    bot = {"bot_id": user.bot_id, "api_app_id": user.app_id} if user.bot_id else {}
    shown = {"email": user.email} if email and user.email and not user.is_bot else {}
    return {
        "title": "",
        "real_name": user.real_name,
        "real_name_normalized": user.real_name,
        "display_name": user.display_name,
        "display_name_normalized": user.display_name,
        "status_text": "",
        "status_emoji": "",
        "avatar_hash": digest,
        "image_48": f"https://avatars.example.com/{digest}-48.png",
        "image_72": f"https://avatars.example.com/{digest}-72.png",
        "first_name": first,
        "last_name": last,
        "team": state.id,
        **bot,
        **shown,
    }


def channel_json(state: State, channel: Channel) -> Json:
    if channel.is_im:
        return _im_json(state, channel)
    return {
        "id": channel.id,
        "name": channel.name,
        "name_normalized": channel.name,
        "is_channel": not channel.is_private,
        "is_group": False,
        "is_im": False,
        "is_mpim": False,
        "is_private": channel.is_private,
        "is_archived": channel.is_archived,
        "is_general": channel.is_general,
        "is_member": state.app.user in channel.members,
        "is_shared": channel.is_ext_shared,
        "is_ext_shared": channel.is_ext_shared,
        "is_org_shared": False,
        "is_pending_ext_shared": False,
        "shared_team_ids": [state.id],
        "pending_shared": [],
        "created": channel.created,
        "creator": channel.creator,
        "unlinked": 0,
        "context_team_id": state.id,
        "updated": channel.created * 1000,
        "topic": {"value": channel.topic, "creator": channel.creator, "last_set": 0},
        "purpose": {"value": channel.purpose, "creator": channel.creator, "last_set": 0},
        "previous_names": list(channel.previous_names),
    }


def _im_json(state: State, channel: Channel) -> Json:
    other = next((each for each in channel.members if each != state.app.user), "")
    return {
        "id": channel.id,
        "created": channel.created,
        "is_archived": False,
        "is_im": True,
        "is_org_shared": False,
        "context_team_id": state.id,
        "updated": channel.created * 1000,
        "user": other,
        "is_user_deleted": bool(other) and state.user(other).deleted,
        "is_open": True,
        "priority": 0,
    }


def usergroup_json(state: State, group: Usergroup, *, users: bool = False) -> Json:
    return {
        "id": group.id,
        "team_id": state.id,
        "is_usergroup": True,
        "is_subteam": True,
        "name": group.name,
        "description": "",
        "handle": group.handle,
        "is_external": False,
        "date_create": 1_700_000_000,
        "date_update": int(state.clock.now().timestamp()),
        "date_delete": 1_700_000_001 if group.disabled else 0,
        "auto_type": None,
        "created_by": "U0GRACE001",
        "updated_by": "U0GRACE001",
        "deleted_by": None,
        "prefs": {"channels": [], "groups": []},
        "user_count": len(group.users),
        **({"users": list(group.users)} if users else {}),
    }


def message_json(state: State, message: Message, *, metadata: bool = False) -> Json:
    """As in events, history and interactions; `metadata` only where it was asked for."""
    out: Json = {"type": "message", "user": message.user, "ts": message.ts, "text": message.text}
    out |= {"subtype": message.subtype} if message.subtype else {}
    out |= _sender(state, message)
    out |= {"blocks": list(message.blocks)} if message.blocks else {}
    out |= {"attachments": list(message.attachments)} if message.attachments else {}
    out |= {"files": list(message.files), "upload": False} if message.files else {}
    out |= _thread(state, message)
    if message.edited_by:
        out["edited"] = {"user": message.edited_by, "ts": message.edited_ts}
    if message.reactions:
        out["reactions"] = [
            {"name": each.name, "users": list(each.users), "count": len(each.users)}
            for each in message.reactions
        ]
    if metadata and message.metadata:
        out["metadata"] = dict(message.metadata)
    return out


def _sender(state: State, message: Message) -> Json:
    if message.subtype in ("channel_join", "channel_leave", "tombstone"):
        return {}
    if not message.bot_id:
        digest = hashlib.md5(f"{message.channel}{message.ts}".encode(), usedforsecurity=False)
        team = home_team(state, state.user(message.user))
        foreign = {"user_team": team, "source_team": team} if team != state.id else {}
        return {"client_msg_id": digest.hexdigest(), "team": team, **foreign}
    if message.subtype == "bot_message":
        return {"bot_id": message.bot_id, "username": message.username or "bot"}
    bot = state.user(message.user)
    profile = {
        "id": message.bot_id,
        "app_id": message.app_id,
        "user_id": message.user,
        "name": bot.real_name,
        "team_id": state.id,
        "deleted": False,
        "updated": bot.updated,
        "icons": {"image_48": f"https://avatars.example.com/{bot.id}-48.png"},
    }
    return {
        "bot_id": message.bot_id,
        "app_id": message.app_id,
        "team": state.id,
        "bot_profile": profile,
    }


def _thread(state: State, message: Message) -> Json:
    if message.is_reply:
        parent = state.message(message.channel, message.thread_ts or "")
        out: Json = {"thread_ts": message.thread_ts}
        out |= {"parent_user_id": parent.user} if parent else {}
        if message.subtype == "thread_broadcast" and parent:
            out["root"] = message_json(state, parent)
        return out
    if not message.replies:
        return {}
    return {
        "thread_ts": message.ts,
        "reply_count": len(message.replies),
        "reply_users_count": len(message.repliers),
        "reply_users": list(message.repliers),
        "latest_reply": max(message.replies),
        "is_locked": False,
        "subscribed": False,
    }


def view_json(state: State, view: View) -> Json:
    content = view.content
    return {
        "id": view.id,
        "team_id": state.id,
        "type": view.type,
        "blocks": view.blocks,
        "private_metadata": content.get("private_metadata", ""),
        "callback_id": view.callback_id,
        "state": {"values": view.values},
        "hash": view.hash,
        "title": content.get("title")
        or {"type": "plain_text", "text": "View Title", "emoji": True},
        "clear_on_close": bool(content.get("clear_on_close")),
        "notify_on_close": bool(content.get("notify_on_close")),
        "close": content.get("close"),
        "submit": content.get("submit"),
        "previous_view_id": view.previous_view_id,
        "root_view_id": view.root_view_id,
        "app_id": state.app.id,
        "external_id": content.get("external_id", ""),
        "app_installed_team_id": state.id,
        "bot_id": state.app.bot_id,
    }
