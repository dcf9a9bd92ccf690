"""users.*, usergroups.*, bots.*, team.* and emoji.*: who is here."""

from bot.playground.model import Json
from bot.playground.shapes import user_json, usergroup_json
from bot.playground.webapi import Call, SlackError, method


@method("users.info", "users:read", tier=4)
def info(call: Call) -> Json:
    user = call.state.users_by_id.get(call.text("user"))
    if user is None:
        raise SlackError("user_not_found")
    locale, email = call.flag("include_locale"), _may_see_email(call)
    return {"user": user_json(call.state, user, locale=locale, email=email)}


@method("users.list", "users:read", tier=2)
def list_(call: Call) -> Json:
    rows, metadata = call.page(call.state.users, 1000)
    locale, email = call.flag("include_locale"), _may_see_email(call)
    return {
        "members": [user_json(call.state, each, locale=locale, email=email) for each in rows],
        "cache_ts": int(call.state.clock.now().timestamp()),
        "response_metadata": metadata,
    }


@method("users.lookupByEmail", "users:read.email")
def by_email(call: Call) -> Json:
    wanted = call.text("email").casefold()
    for each in call.state.users:
        if each.email.casefold() == wanted and not each.is_bot and not each.deleted:
            return {"user": user_json(call.state, each, email=True)}
    raise SlackError("users_not_found")


@method("usergroups.list", "usergroups:read", tier=2)
def groups(call: Call) -> Json:
    users, disabled = call.flag("include_users"), call.flag("include_disabled")
    return {
        "usergroups": [
            usergroup_json(call.state, each, users=users)
            for each in call.state.usergroups
            if disabled or not each.disabled
        ]
    }


@method("usergroups.users.list", "usergroups:read", tier=2)
def group_members(call: Call) -> Json:
    group = call.state.usergroups_by_id.get(call.text("usergroup"))
    if group is None:
        raise SlackError("no_such_subteam")
    if group.disabled and not call.flag("include_disabled"):
        raise SlackError("subteam_not_found")
    return {"users": list(group.users)}


@method("bots.info", "users:read")
def bot_info(call: Call) -> Json:
    wanted = call.optional("bot")
    for each in call.state.users:
        if each.bot_id and each.bot_id == wanted:
            shown = {
                "id": each.bot_id,
                "deleted": each.deleted,
                "name": each.real_name,
                "updated": each.updated,
                "app_id": each.app_id or "",
                "user_id": each.id,
                "icons": {"image_48": f"https://avatars.example.com/{each.id}-48.png"},
            }
            return {"bot": shown}
    raise SlackError("bot_not_found")


@method("team.info", "team:read")
def team(call: Call) -> Json:
    state = call.state
    shown = {
        "id": state.id,
        "name": state.name,
        "url": f"https://{state.domain}.slack.com/",
        "domain": state.domain,
        "email_domain": "",
        "icon": {"image_default": True},
        "avatar_base_url": "https://avatars.example.com/",
        "is_verified": False,
    }
    return {"team": shown}


@method("emoji.list", "emoji:read", tier=2)
def emoji(call: Call) -> Json:
    del call
    return {"emoji": {}, "cache_ts": "0.000000"}


def _may_see_email(call: Call) -> bool:
    return call.state.scopes is None or "users:read.email" in call.state.scopes
