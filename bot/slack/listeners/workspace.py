"""What changes in the workspace: channels, people, user groups, and the installation itself."""

import re
from dataclasses import replace
from typing import Any

import structlog

from bot.domain.people import Source
from bot.services import channels
from bot.services.privacy import forget_workspace
from bot.services.teams import follow_source, is_followed, join_channel_team, leave_channel
from bot.slack.listeners import Call, on
from bot.slack.payloads import PayloadError, person_from, told

CHANNEL_ID = re.compile(r"[CDG][A-Z0-9]{7,}\Z")


@on.event("member_joined_channel")
def member_joined(event: dict[str, Any], call: Call) -> None:
    user, id = told(event, "user"), told(event, "channel")
    if user == call.kit.identity.bot_user:
        channel = call.kit.directory.channel(call.workspace, id)
        channels.join_channel(call.store, replace(channel, has_bot=True), call.now)
        _follow(call, id)
    elif (
        is_followed(call.store, call.workspace, id)
        and call.person_called(user).is_member
        and join_channel_team(call.store, call.workspace, id, user)
    ):
        _follow(call, id)


@on.event("member_left_channel")
def member_left(event: dict[str, Any], call: Call) -> None:
    user, channel = told(event, "user"), told(event, "channel")
    if user == call.kit.identity.bot_user:
        channels.note_bot_left(call.store, call.workspace, channel)
        follow_source(call.store, call.workspace, channel, None, call.now)
    else:
        leave_channel(call.store, call.workspace, user, channel, call.now)


@on.event("channel_shared", "channel_unshared", "channel_unarchive", "group_unarchive")
def channel_changed(event: dict[str, Any], call: Call) -> None:
    """Shared with others, no longer shared, or back from the archive: ask what it is now."""
    learn_channel(call, _id(event))
    _follow(call, _id(event))


def learn_channel(call: Call, id: str) -> None:
    channels.learn_channels(call.store, [call.kit.directory.channel(call.workspace, id)], call.now)


@on.event("channel_archive", "group_archive", "channel_deleted", "group_deleted")
def channel_ended(event: dict[str, Any], call: Call) -> None:
    channels.note_archived(call.store, call.workspace, _id(event))
    follow_source(call.store, call.workspace, _id(event), None, call.now)


def _follow(call: Call, channel: str) -> None:
    """Teams that have its people look anew."""
    call.kit.directory.follow(call.workspace, Source.CHANNEL, channel)


@on.event("channel_id_changed")
def id_changed(event: dict[str, Any], call: Call) -> None:
    """Slack gives a private channel a new id when it is shared."""
    old, new = _told_id(event, "old_channel_id"), _told_id(event, "new_channel_id")
    channels.move_channel(call.store, call.workspace, old=old, new=new)


def _told_id(event: dict[str, Any], key: str) -> str:
    """Read a channel id; anything else raises, because ids are searched for inside stored keys."""
    found = told(event, key)
    if not CHANNEL_ID.match(found):
        raise PayloadError(f"{key} is no id")
    return found


def _id(event: dict[str, Any]) -> str:
    """Some events name the channel, some describe it."""
    named = isinstance(event.get("channel"), str)
    return told(event, "channel") if named else told(event, "channel", "id")


@on.event("team_join", "user_change")
def person_changed(event: dict[str, Any], call: Call) -> None:
    call.kit.directory.learn(person_from(call.workspace, event.get("user")))


@on.event("subteam_members_changed", "subteam_updated")
def group_changed(event: dict[str, Any], call: Call) -> None:
    """Its people changed; or it was renamed, switched off or on again."""
    is_update = event["type"] == "subteam_updated"
    group = told(event, "subteam", "id") if is_update else told(event, "subteam_id")
    directory = call.kit.directory
    directory.forget_group(call.workspace, group)
    directory.follow(call.workspace, Source.GROUP, group)


log = structlog.get_logger()


@on.event("app_uninstalled")
def app_uninstalled(call: Call) -> None:
    forget_workspace(call.store, call.workspace)
    log.info("workspace_forgotten", workspace=call.workspace)


@on.event("tokens_revoked")
def tokens_revoked(event: dict[str, Any], call: Call) -> None:
    """A revoked bot token ends the installation; a member's own token is none of ours."""
    tokens = event.get("tokens")
    revoked = tokens.get("bot") if isinstance(tokens, dict) else None
    if isinstance(revoked, list) and call.kit.identity.bot_user in revoked:
        app_uninstalled(call)
