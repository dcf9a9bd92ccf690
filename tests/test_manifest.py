"""The manifest is what is registered: no command, event or scope more, and none less."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import bot.playground.webapi
import bot.slack
from bot.config import Settings, StartError, Transport
from bot.kit.registry import modules_in
from bot.playground.checks.manifest import check_manifest
from bot.slack.app import listeners
from bot.slack.manifest import SCOPES, manifest
from bot.slack.ui import render
from bot.slack.ui.practices import practice_list
from tests.slack.registered import registered
from tests.slack.shown import MANY, a_reader, posts, views

SETTINGS = Settings(_env_file=None, public_url="https://bot.example.org/")
TRANSPORTS = pytest.mark.parametrize("transport", list(Transport))
CHANNELS_AND_GROUPS = {"channels:read", "groups:read"}
HISTORY = {"channels:history", "groups:history"}

# What the methods and events that the bot uses need, by Slack's reference, for what it asks them.
BY_METHOD: dict[str, set[str]] = {
    "api.test": set(),
    "auth.test": set(),
    "chat.delete": {"chat:write"},
    "chat.postEphemeral": {"chat:write"},
    "chat.postMessage": {"chat:write"},
    "chat.update": {"chat:write"},
    "conversations.history": HISTORY | {"im:history"},
    "conversations.info": CHANNELS_AND_GROUPS,
    "conversations.members": CHANNELS_AND_GROUPS,
    "conversations.open": {"im:write"},
    "conversations.replies": HISTORY,
    "reactions.add": {"reactions:write"},
    "reactions.remove": {"reactions:write"},
    "usergroups.list": {"usergroups:read"},
    "usergroups.users.list": {"usergroups:read"},
    "users.conversations": CHANNELS_AND_GROUPS,
    "users.info": {"users:read"},
    "users.list": {"users:read"},
    "views.open": set(),
    "views.publish": set(),
    "views.push": set(),
    "views.update": set(),
}
BY_EVENT: dict[str, set[str]] = {
    "app_home_opened": set(),
    "app_uninstalled": set(),
    "channel_archive": {"channels:read"},
    "channel_deleted": {"channels:read"},
    "channel_id_changed": CHANNELS_AND_GROUPS,
    "channel_rename": {"channels:read"},
    "channel_shared": CHANNELS_AND_GROUPS,
    "channel_unarchive": {"channels:read"},
    "channel_unshared": CHANNELS_AND_GROUPS,
    "group_archive": {"groups:read"},
    "group_deleted": {"groups:read"},
    "group_rename": {"groups:read"},
    "group_unarchive": {"groups:read"},
    "member_joined_channel": CHANNELS_AND_GROUPS,
    "member_left_channel": CHANNELS_AND_GROUPS,
    "message.channels": {"channels:history"},
    "message.groups": {"groups:history"},
    "reaction_added": {"reactions:read"},
    "reaction_removed": {"reactions:read"},
    "subteam_members_changed": {"usergroups:read"},
    "subteam_updated": {"usergroups:read"},
    "team_join": {"users:read"},
    "tokens_revoked": set(),
    "user_change": {"users:read"},
}
PRETENDED = [
    method for _ in modules_in(bot.playground.webapi) for method in bot.playground.webapi.METHODS
]
FAMILIES = "|".join(sorted({method.split(".")[0] for method in PRETENDED}))
METHOD = re.compile(rf"(?:{FAMILIES})(?:\.[a-z][A-Za-z]+)+")
OF_THE_SDK = re.compile(r"(api|auth)_(test)")


def methods_called() -> set[str]:
    """Every Web API method that stands by name in the code of `bot/slack`."""
    found = set()
    for file in Path(bot.slack.__path__[0]).rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                found |= {node.value} if METHOD.fullmatch(node.value) else set()
            elif isinstance(node, ast.Attribute) and (sdk := OF_THE_SDK.fullmatch(node.attr)):
                found.add(f"{sdk[1]}.{sdk[2]}")
    return found


def a_manifest(transport: Transport = Transport.SOCKET) -> Any:
    return manifest(SETTINGS, transport)


@TRANSPORTS
def test_slack_takes_the_manifest(transport: Transport) -> None:
    check_manifest(a_manifest(transport))


@TRANSPORTS
def test_commands_are_those_that_are_registered(transport: Transport) -> None:
    told = [command["command"] for command in a_manifest(transport)["features"]["slash_commands"]]

    assert sorted(told) == sorted(registered(SETTINGS).by_kind["command"])


def test_commands_are_called_as_the_settings_say() -> None:
    renamed = Settings(_env_file=None, command_kudos="/merci")

    told = [
        each["command"]
        for each in manifest(renamed, Transport.SOCKET)["features"]["slash_commands"]
    ]

    assert "/merci" in told
    assert sorted(told) == sorted(registered(renamed).by_kind["command"])


@TRANSPORTS
def test_shortcuts_are_those_that_are_registered(transport: Transport) -> None:
    told = [each["callback_id"] for each in a_manifest(transport)["features"]["shortcuts"]]

    assert sorted(told) == sorted(registered(SETTINGS).by_kind["shortcut"])


@TRANSPORTS
def test_events_are_those_that_are_registered(transport: Transport) -> None:
    told = a_manifest(transport)["settings"]["event_subscriptions"]["bot_events"]

    assert {event.split(".")[0] for event in told} == set(registered(SETTINGS).by_kind["event"])
    assert len(told) == len(set(told))


def test_every_method_called_is_known_here() -> None:
    assert methods_called() == set(BY_METHOD)


def test_scopes_are_just_those_that_methods_events_and_commands_need() -> None:
    on, expected = listeners(), {"commands"}
    for method in methods_called():
        expected |= BY_METHOD[method]
    for event in on.events:
        expected |= BY_EVENT[event]

    assert set(SCOPES) == expected
    assert set(a_manifest()["oauth_config"]["scopes"]["bot"]) == expected


def test_over_http_slack_is_told_where_to_send() -> None:
    found, url = a_manifest(Transport.HTTP), "https://bot.example.org/slack/events"

    assert found["settings"]["event_subscriptions"]["request_url"] == url
    assert found["settings"]["interactivity"]["request_url"] == url
    assert {command["url"] for command in found["features"]["slash_commands"]} == {url}
    assert found["settings"]["socket_mode_enabled"] is False


def test_in_socket_mode_nothing_has_an_address() -> None:
    found = a_manifest(Transport.SOCKET)

    assert "url" not in re.findall(r'"(\w*url)"', str(found).replace("'", '"'))
    assert found["settings"]["socket_mode_enabled"] is True


def test_over_http_without_an_address_it_is_told_what_to_do() -> None:
    with pytest.raises(StartError, match="PUBLIC_URL"):
        manifest(Settings(_env_file=None), Transport.HTTP)


def parts_of(shown: Any) -> Iterator[dict[str, Any]]:
    if isinstance(shown, list):
        for each in shown:
            yield from parts_of(each)
    elif isinstance(shown, dict):
        yield shown
        for each in shown.values():
            yield from parts_of(each)


def everything_shown() -> Iterator[dict[str, Any]]:
    reader = a_reader()
    for message in posts("x", MANY):
        yield from parts_of(render(message, reader).blocks)
    for view in views("x", MANY, reader):
        yield from parts_of(view)
    yield from parts_of(practice_list(reader, page=2).blocks)


def test_every_button_shown_does_something_and_nothing_waits_for_a_button_never_shown() -> None:
    parts = list(everything_shown())
    buttons = {part["action_id"] for part in parts if part.get("type") == "button"}
    buttons |= {part["accessory"]["action_id"] for part in parts if part.get("accessory")}
    fields = {part["element"]["action_id"] for part in parts if part.get("dispatch_action")}

    assert buttons | fields == set(registered(SETTINGS).by_kind["action"])


def test_every_form_shown_is_heard_of_when_it_is_sent() -> None:
    modals = [part for part in everything_shown() if part.get("type") == "modal"]
    forms = {modal["callback_id"] for modal in modals if modal.get("submit")}

    assert forms == set(registered(SETTINGS).by_kind["view"])
