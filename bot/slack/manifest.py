"""Build the app manifest from the listeners, and check scopes and clock for `doctor`."""

from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from http.client import HTTPException
from typing import Any

from slack_sdk.errors import SlackApiError

from bot.config import Settings, StartError, Transport
from bot.slack.app import listeners
from bot.slack.client import SlackClient

PATH = "/slack/events"
SCOPES = (
    "channels:history", "channels:read", "chat:write", "commands", "groups:history", "groups:read",
    "im:history", "im:write", "reactions:read", "reactions:write", "usergroups:read", "users:read",
)  # fmt: skip


def manifest(settings: Settings, transport: Transport) -> dict[str, Any]:
    """Slack's manifest for one transport. Raises `StartError` over HTTP without PUBLIC_URL."""
    on, url = listeners(), _url(settings, transport)
    return {
        "display_information": {
            "name": "Groundswell",
            "description": "Notices thanks and ideas, and helps leaders to credit them.",
            "background_color": "#1f4d3a",
        },
        "features": {
            "app_home": {
                "home_tab_enabled": True,
                "messages_tab_enabled": True,
                "messages_tab_read_only_enabled": True,
            },
            "bot_user": {"display_name": "Groundswell", "always_online": True},
            "slash_commands": [
                {
                    "command": settings.command(command.subject),
                    "description": command.description,
                    "usage_hint": command.usage,
                    "should_escape": True,
                    **url,
                }
                for command in on.commands
            ],
            "shortcuts": [
                {
                    "name": shortcut.name,
                    "type": "message",
                    "callback_id": shortcut.callback_id,
                    "description": shortcut.description,
                }
                for shortcut in on.shortcuts
            ],
        },
        "oauth_config": {"scopes": {"bot": list(SCOPES)}},
        "settings": {
            "event_subscriptions": {**_request(url), "bot_events": sorted(on.events)},
            "interactivity": {"is_enabled": True, **_request(url)},
            "org_deploy_enabled": False,
            "socket_mode_enabled": transport is Transport.SOCKET,
            "token_rotation_enabled": False,
        },
    }


def _url(settings: Settings, transport: Transport) -> dict[str, str]:
    """Where Slack sends to; in Socket Mode it sends nowhere."""
    if transport is Transport.SOCKET:
        return {}
    if not settings.public_url:
        raise StartError(
            "PUBLIC_URL is missing: over HTTP the manifest says where Slack reaches the bot"
            " (https://…). For Socket Mode, use `--transport socket`."
        )
    return {"url": f"{settings.public_url.rstrip('/')}{PATH}"}


def _request(url: dict[str, str]) -> dict[str, str]:
    return {"request_url": url["url"]} if url else {}


MOST_SKEW = 60  # seconds; past five minutes every signed request would be refused


def check_scopes(slack: SlackClient) -> None:
    """Raises `StartError` naming the scopes that the token lacks."""
    missing = sorted(set(SCOPES) - slack.identity().scopes)
    if missing:
        raise StartError(
            f"the token lacks {', '.join(missing)}: paste `make manifest` into the app's"
            " manifest again and reinstall it."
        )


def check_clock(slack: SlackClient) -> None:
    """Raises `StartError` when this machine's clock and Slack's differ."""
    try:
        headers = slack.web.api_test().headers
    except (SlackApiError, OSError, HTTPException) as error:
        raise StartError(f"Slack cannot be asked for the time: {error}") from None
    told = next((value for name, value in headers.items() if name.lower() == "date"), "")
    if not told:
        return
    skew = abs((datetime.now(UTC) - parsedate_to_datetime(told)).total_seconds())
    if skew > MOST_SKEW:
        raise StartError(f"this machine's clock is {skew:.0f} s off: set it by NTP.")
