"""People and user groups change: names, time zones, who left."""

from typing import Any

from slack_bolt import App

from bot.config import Settings
from bot.domain.people import Source
from bot.slack.listeners import Call
from bot.slack.needs import Needs
from bot.slack.payloads import person_from, told
from bot.slack.sources import follow

NEEDS = Needs(
    events=("team_join", "user_change", "subteam_members_changed", "subteam_updated"),
    scopes=("users:read", "usergroups:read"),
)


def register(app: App, settings: Settings) -> None:  # noqa: ARG001
    app.event("team_join")(person_changed)
    app.event("user_change")(person_changed)
    app.event("subteam_members_changed")(group_changed)
    app.event("subteam_updated")(group_updated)


def person_changed(event: dict[str, Any], call: Call) -> None:
    call.kit.directory.learn(person_from(call.workspace, event.get("user")))


def group_changed(event: dict[str, Any], call: Call) -> None:
    _follow_group(call, told(event, "subteam_id"))


def group_updated(event: dict[str, Any], call: Call) -> None:
    """Renamed, switched off or on again: Slack tells of its people by the other event."""
    _follow_group(call, told(event, "subteam", "id"))


def _follow_group(call: Call, group: str) -> None:
    directory = call.kit.directory
    directory.forget_group(call.workspace, group)
    follow(directory, call.workspace, Source.GROUP, group, call.now)
