"""api.test, auth.test, apps.connections.open, blocks.validate: the app and its tokens."""

from bot.playground.checks.blocks import check_message_blocks
from bot.playground.checks.views import check_view
from bot.playground.model import Json
from bot.playground.webapi import Call, SlackError, method


@method("api.test", tier=0, token="none")  # noqa: S106 - a kind of token
def api_test(call: Call) -> Json:
    if error := call.optional("error"):
        raise SlackError(error, args=dict(call.arguments))
    return {"args": dict(call.arguments)}


@method("auth.test", tier=0)
def auth_test(call: Call) -> Json:
    state = call.state
    return {
        "url": f"https://{state.domain}.slack.com/",
        "team": state.name,
        "user": state.users_by_id[state.app.user].name,
        "team_id": state.id,
        "user_id": state.app.user,
        "bot_id": state.app.bot_id,
        "is_enterprise_install": False,
    }


@method("apps.connections.open", tier=3, token="app")  # noqa: S106 - a kind of token
def connections_open(call: Call) -> Json:
    settings = (call.state.manifest or {}).get("settings") or {}
    if call.state.manifest is not None and not settings.get("socket_mode_enabled"):
        raise SlackError("forbidden_team")
    return {"url": call.open_connection()}


@method("blocks.validate", tier=0)
def blocks_validate(call: Call) -> Json:
    view, blocks = call.arguments.get("view"), call.arguments.get("blocks")
    if isinstance(view, dict):
        problems = check_view(view, str(view.get("type")), charts=call.charts)
    elif isinstance(blocks, list):
        problems = check_message_blocks(blocks, charts=call.charts)
    else:
        raise SlackError("invalid_arguments", "[ERROR] missing required field: blocks")
    if problems:
        raise SlackError("invalid_blocks", *problems)
    return {}
