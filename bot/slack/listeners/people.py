"""People and user groups change: names, time zones, who left."""

from typing import Any

from bot.domain.people import Source
from bot.slack.listeners import Call
from bot.slack.listening import on
from bot.slack.payloads import person_from, told
from bot.slack.sources import follow


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
    follow(directory, call.workspace, Source.GROUP, group, call.now)
