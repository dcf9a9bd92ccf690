"""An app manifest as Slack checks it: the published schema, and events that lack their scope."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from bot.playground.model import Json
from bot.playground.subscriptions import SCOPES


def _text(longest: int, shortest: int = 0, pattern: str | None = None) -> Json:
    return {"type": str, "max": longest, "min": shortest, "pattern": pattern}


def _list(items: Json, longest: int, shortest: int = 0) -> Json:
    return {"type": list, "items": items, "max": longest, "min": shortest}


def _object(required: tuple[str, ...] = (), **keys: Json) -> Json:
    return {"type": dict, "keys": keys, "required": required}


BOOL: Json = {"type": bool}
NUMBER: Json = {"type": int}
ANY: Json = {"type": object}
URL = _text(3500, pattern=r"^https?://")
SCOPE_LIST = _list(_text(50), 255)
COMMAND = _object(
    ("command", "description"),
    command=_text(32, 2, r"^/"),
    url=_text(3000, pattern=r"^https?://"),
    description=_text(2000, 1),
    usage_hint=_text(1000, 1),
    should_escape=BOOL,
)
SHORTCUT = _object(
    ("name", "type", "callback_id", "description"),
    name=_text(24, 1),
    type=_text(10, pattern=r"^(message|global)$"),
    callback_id=_text(255, 1),
    description=_text(150, 1),
)
SCHEMA = _object(
    ("display_information",),
    _metadata=_object(
        schema_version=NUMBER, min_version=NUMBER, major_version=NUMBER, minor_version=NUMBER
    ),
    display_information=_object(
        ("name",),
        name=_text(35, 1),
        description=_text(140, 1),
        background_color=_text(7, 4, r"^#[0-9a-fA-F]{3}([0-9a-fA-F]{3})?$"),
        long_description=_text(4000, 175),
    ),
    features=_object(
        app_home=_object(
            home_tab_enabled=BOOL, messages_tab_enabled=BOOL, messages_tab_read_only_enabled=BOOL
        ),
        bot_user=_object(("display_name",), display_name=_text(80, 1), always_online=BOOL),
        shortcuts=_list(SHORTCUT, 10, 1),
        slash_commands=_list(COMMAND, 50, 1),
        unfurl_domains=_list(_text(255), 5, 1),
        functions=_list(ANY, 50),
        workflow_steps=_list(ANY, 10, 1),
        assistant_view=ANY,
        agent_view=ANY,
    ),
    oauth_config=_object(
        redirect_urls=_list(_text(2500), 1000),
        scopes=_object(
            user=SCOPE_LIST, bot=SCOPE_LIST, user_optional=SCOPE_LIST, bot_optional=SCOPE_LIST
        ),
        token_management_enabled=BOOL,
        pkce_enabled=BOOL,
    ),
    settings=_object(
        allowed_ip_address_ranges=_list(_text(50), 50, 1),
        event_subscriptions=_object(
            request_url=URL,
            user_events=_list(_text(50), 100),
            bot_events=_list(_text(50), 100),
            metadata_subscriptions=_list(ANY, 20, 1),
        ),
        incoming_webhooks=_object(incoming_webhooks_enabled=BOOL),
        interactivity=_object(
            ("is_enabled",), is_enabled=BOOL, request_url=URL, message_menu_options_url=URL
        ),
        org_deploy_enabled=BOOL,
        socket_mode_enabled=BOOL,
        is_hosted=BOOL,
        token_rotation_enabled=BOOL,
        siws_links=ANY,
        hermes_app_type=_text(50),
        function_runtime=_text(50),
        is_mcp_enabled=BOOL,
    ),
)


class ManifestError(ValueError):
    """Slack would not take this manifest; `problems` says why, one sentence each."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("; ".join(problems))
        self.problems = problems


def check_manifest(manifest: Mapping[str, Any]) -> None:
    problems = list(_misfits(manifest, SCHEMA, ""))
    if not problems:
        problems = [*_repeated(manifest), *_without_scope(manifest), *_without_url(manifest)]
    if problems:
        raise ManifestError(problems)


def _misfits(value: Any, schema: Json, at: str) -> Iterator[str]:
    kind = schema["type"]
    if kind is object:
        return
    fits = isinstance(value, Mapping if kind is dict else kind)
    if not fits or (kind is int and isinstance(value, bool)):
        yield f"{at or '/'} should be of type {kind.__name__}"
    elif kind is dict:
        yield from _in_object(value, schema, at)
    elif kind in (str, list):
        yield from _in_size(value, schema, at)


def _in_object(value: Mapping[str, Any], schema: Json, at: str) -> Iterator[str]:
    for key in schema["required"]:
        if key not in value:
            yield f"{at}/{key} is missing"
    for key, inside in value.items():
        if key not in schema["keys"]:
            yield f"{at}/{key} is not a known key"
        else:
            yield from _misfits(inside, schema["keys"][key], f"{at}/{key}")


def _in_size(value: Any, schema: Json, at: str) -> Iterator[str]:
    if not schema["min"] <= len(value) <= schema["max"]:
        yield f"{at} should have {schema['min']} to {schema['max']}, it has {len(value)}"
    pattern = schema.get("pattern")
    if pattern and not re.search(pattern, value):
        yield f"{at} should look like {pattern}"
    for number, each in enumerate(value if schema["type"] is list else ()):
        yield from _misfits(each, schema["items"], f"{at}/{number}")


def _part(manifest: Mapping[str, Any], *path: str) -> Any:
    here: Any = manifest
    for key in path:
        here = (here or {}).get(key)
    return here or ()


def _repeated(manifest: Mapping[str, Any]) -> Iterator[str]:
    lists = {
        "slash_commands": [c["command"] for c in _part(manifest, "features", "slash_commands")],
        "shortcuts": [s["callback_id"] for s in _part(manifest, "features", "shortcuts")],
        "bot_events": list(_part(manifest, "settings", "event_subscriptions", "bot_events")),
        "scopes": list(_part(manifest, "oauth_config", "scopes", "bot")),
    }
    for name, values in lists.items():
        yield from (
            f"{name}: {each} is there twice" for each in set(values) if values.count(each) > 1
        )


def _without_scope(manifest: Mapping[str, Any]) -> Iterator[str]:
    scopes = {
        *_part(manifest, "oauth_config", "scopes", "bot"),
        *_part(manifest, "oauth_config", "scopes", "bot_optional"),
    }
    for event in _part(manifest, "settings", "event_subscriptions", "bot_events"):
        if event not in SCOPES:
            yield f"bot_events: there is no event {event}"
        elif SCOPES[event] and not SCOPES[event] & scopes:
            yield f"bot_events: {event} needs the scope {' or '.join(sorted(SCOPES[event]))}"
    features = _part(manifest, "features")
    if ("slash_commands" in features or "shortcuts" in features) and "commands" not in scopes:
        yield "slash commands and shortcuts need the scope commands"


def _without_url(manifest: Mapping[str, Any]) -> Iterator[str]:
    if _part(manifest, "settings", "socket_mode_enabled"):
        return
    for name in ("event_subscriptions", "interactivity"):
        part = _part(manifest, "settings", name)
        if part and not part.get("request_url"):
            yield f"settings/{name}/request_url is missing, and Socket Mode is off"
    for each in _part(manifest, "features", "slash_commands"):
        if not each.get("url"):
            yield f"{each['command']} has no url, and Socket Mode is off"
