"""People and user groups change: names, time zones, who left."""

from typing import Any

from slack_bolt import App

from bot.config import Settings
from bot.slack.listeners import Call
from bot.slack.needs import Needs
from bot.slack.payloads import person_from, told

NEEDS = Needs(
    events=("team_join", "user_change", "subteam_members_changed"),
    scopes=("users:read", "usergroups:read"),
)


def register(app: App, settings: Settings) -> None:  # noqa: ARG001
    app.event("team_join")(person_changed)
    app.event("user_change")(person_changed)
    app.event("subteam_members_changed")(group_changed)


def person_changed(event: dict[str, Any], call: Call) -> None:
    call.kit.directory.learn(person_from(call.workspace, event.get("user")))


def group_changed(event: dict[str, Any], call: Call) -> None:
    call.kit.directory.forget_group(call.workspace, told(event, "subteam_id"))
