"""Which events reach the app: subscribed in the manifest, allowed by scope, where the bot is."""

from bot.playground.model import Json
from bot.playground.state import State

NO_SCOPE: frozenset[str] = frozenset()
CHANNELS = frozenset({"channels:read"})
GROUPS = frozenset({"groups:read"})
SCOPES: dict[str, frozenset[str]] = {  # any one of them is enough
    "app_home_opened": NO_SCOPE,
    "app_uninstalled": NO_SCOPE,
    "tokens_revoked": NO_SCOPE,
    "app_mention": frozenset({"app_mentions:read"}),
    "message.channels": frozenset({"channels:history"}),
    "message.groups": frozenset({"groups:history"}),
    "message.im": frozenset({"im:history"}),
    "message.mpim": frozenset({"mpim:history"}),
    "reaction_added": frozenset({"reactions:read"}),
    "reaction_removed": frozenset({"reactions:read"}),
    "member_joined_channel": CHANNELS | GROUPS,
    "member_left_channel": CHANNELS | GROUPS,
    "team_join": frozenset({"users:read"}),
    "user_change": frozenset({"users:read"}),
    "user_profile_changed": frozenset({"users.profile:read"}),
    "channel_archive": CHANNELS,
    "channel_created": CHANNELS,
    "channel_deleted": CHANNELS,
    "channel_history_changed": frozenset({"channels:history"}),
    "channel_id_changed": CHANNELS | GROUPS,
    "channel_left": CHANNELS,
    "channel_rename": CHANNELS,
    "channel_shared": CHANNELS | GROUPS,
    "channel_unarchive": CHANNELS,
    "channel_unshared": CHANNELS | GROUPS,
    "group_archive": GROUPS,
    "group_deleted": GROUPS,
    "group_left": GROUPS,
    "group_rename": GROUPS,
    "group_unarchive": GROUPS,
    "emoji_changed": frozenset({"emoji:read"}),
    "subteam_created": frozenset({"usergroups:read"}),
    "subteam_members_changed": frozenset({"usergroups:read"}),
    "subteam_updated": frozenset({"usergroups:read"}),
    "subteam_self_added": frozenset({"usergroups:read"}),
    "subteam_self_removed": frozenset({"usergroups:read"}),
    "team_rename": frozenset({"team:read"}),
    "team_domain_change": frozenset({"team:read"}),
    "link_shared": frozenset({"links:read"}),
    "pin_added": frozenset({"pins:read"}),
    "pin_removed": frozenset({"pins:read"}),
    "im_history_changed": frozenset({"im:history"}),
}
MESSAGES = {"channel": "message.channels", "group": "message.groups", "im": "message.im"}


def wanted(state: State, event: Json) -> bool:
    """Does this event go to our app?"""
    if not _is_subscribed(state, _name(event)):
        return False
    place = _place(event)
    channel = state.channels_by_id.get(place) if place else None
    if channel is None:
        return True
    if event["type"].startswith(("channel_", "group_")):
        return not channel.is_private or state.app.user in channel.members
    return state.app.user in channel.members


def _name(event: Json) -> str:
    if event.get("type") != "message":
        return str(event.get("type"))
    return MESSAGES.get(str(event.get("channel_type")), "message.channels")


def _place(event: Json) -> str | None:
    """The id of the channel where it happened."""
    where = event.get("channel") or (event.get("item") or {}).get("channel")
    if isinstance(where, dict):
        where = where.get("id")
    return where if isinstance(where, str) else None


def _is_subscribed(state: State, name: str) -> bool:
    if state.manifest is None:
        return True
    settings = state.manifest.get("settings") or {}
    events = (settings.get("event_subscriptions") or {}).get("bot_events") or ()
    needed = SCOPES.get(name, NO_SCOPE)
    return name in events and (not needed or bool(needed & set(state.scopes or ())))
