"""views.*: forms and App Homes."""

import json
from typing import Any

from bot.playground.checks.views import check_view
from bot.playground.model import Json, View
from bot.playground.shapes import view_json
from bot.playground.viewstack import open_view, publish, push_view, replace_view
from bot.playground.webapi import Call, SlackError, method


@method("views.open", tier=4)
def open_(call: Call) -> Json:
    content = read_view(call, "modal")
    trigger = call.triggers.take(_trigger_id(call))
    return _shown(call, open_view(call.state, trigger.user, content))


@method("views.push", tier=4)
def push(call: Call) -> Json:
    content = read_view(call, "modal")
    trigger = call.triggers.take(_trigger_id(call))
    if not trigger.from_modal:
        raise SlackError("not_found")
    return _shown(call, push_view(call.state, trigger.user, content))


@method("views.update", tier=4)
def update(call: Call) -> Json:
    content = read_view(call, "modal")
    view = _open_view(call)
    wanted = call.optional("hash")
    if wanted is not None and wanted != view.hash:
        raise SlackError("hash_conflict")
    return _shown(call, replace_view(call.state, view, content))


@method("views.publish", tier=4)
def publish_(call: Call) -> Json:
    user_id = call.text("user_id")
    content = read_view(call, "home")
    user = call.state.users_by_id.get(user_id)
    if user is None or user.is_bot:
        raise SlackError("invalid_arguments", "[ERROR] invalid user_id")
    if not call.state.tab_is_on("home"):
        raise SlackError("not_enabled")
    now, wanted = call.state.homes_by_user.get(user_id), call.optional("hash")
    if wanted is not None and now is not None and wanted != now.hash:
        raise SlackError("hash_conflict")
    return _shown(call, publish(call.state, user_id, content))


def read_view(call: Call, kind: str) -> Json:
    """The view as given, or Slack's complaints about it."""
    content: Any = call.arguments.get("view")
    if isinstance(content, str):
        try:
            content = json.loads(content)
        except ValueError:
            raise SlackError("invalid_arguments", "[ERROR] view is not JSON") from None
    if not isinstance(content, dict):
        raise SlackError("invalid_arguments", "[ERROR] missing required field: view")
    if problems := check_view(content, kind, charts=call.charts):
        raise SlackError("invalid_arguments", *problems)
    return content


def _trigger_id(call: Call) -> str:
    return call.optional("trigger_id") or call.text("interactivity_pointer")


def _open_view(call: Call) -> View:
    wanted, external = call.optional("view_id"), call.optional("external_id")
    if wanted is None and external is None:
        raise SlackError("invalid_arguments", "[ERROR] missing required field: view_id")
    for views in list(call.state.views_by_user.values()):
        for view in views:
            if view.id == wanted or (external and view.content.get("external_id") == external):
                return view
    raise SlackError("not_found")


def _shown(call: Call, view: View) -> Json:
    return {"view": view_json(call.state, view)}
