"""A small Bolt app that runs beside the pretend Slack: Slack's own client judges the protocol."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from socketserver import ThreadingMixIn
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

from slack_bolt import App
from slack_bolt.adapter.socket_mode import SocketModeHandler
from slack_bolt.adapter.wsgi import SlackRequestHandler
from slack_sdk import WebClient

from bot.playground.model import Json
from bot.playground.server import PretendSlack

SCOPES = [
    "channels:history",
    "channels:read",
    "chat:write",
    "commands",
    "groups:history",
    "groups:read",
    "im:history",
    "im:read",
    "im:write",
    "reactions:read",
    "reactions:write",
    "usergroups:read",
    "users:read",
]
EVENTS = [
    "app_home_opened",
    "app_uninstalled",
    "channel_rename",
    "member_joined_channel",
    "message.channels",
    "message.groups",
    "message.im",
    "reaction_added",
    "subteam_members_changed",
    "team_join",
    "tokens_revoked",
    "user_change",
]


def a_manifest(*, socket_mode: bool = True) -> Json:
    url = {} if socket_mode else {"request_url": "https://bot.example.com/slack/events"}
    command_url = {} if socket_mode else {"url": "https://bot.example.com/slack/events"}
    return {
        "display_information": {"name": "Groundswell"},
        "features": {
            "app_home": {
                "home_tab_enabled": True,
                "messages_tab_enabled": True,
                "messages_tab_read_only_enabled": False,
            },
            "bot_user": {"display_name": "Groundswell", "always_online": True},
            "slash_commands": [
                {
                    "command": "/try",
                    "description": "Try something",
                    "should_escape": True,
                    **command_url,
                }
            ],
            "shortcuts": [
                {
                    "name": "Look at it",
                    "type": "message",
                    "callback_id": "look",
                    "description": "Look",
                },
                {
                    "name": "Begin",
                    "type": "global",
                    "callback_id": "begin",
                    "description": "Begin",
                },
            ],
        },
        "oauth_config": {"scopes": {"bot": list(SCOPES)}},
        "settings": {
            "event_subscriptions": {"bot_events": list(EVENTS), **url},
            "interactivity": {"is_enabled": True, **url},
            "org_deploy_enabled": False,
            "socket_mode_enabled": socket_mode,
            "token_rotation_enabled": False,
        },
    }


def an_app(slack: PretendSlack) -> App:
    """Answers only when its listeners are done, as our bot does."""
    client = WebClient(token=slack.bot_token, base_url=slack.api_url, retry_handlers=[])
    return App(
        client=client,
        signing_secret=slack.signing_secret,
        process_before_response=True,
        token_verification_enabled=False,
    )


@contextmanager
def over_http(slack: PretendSlack, app: App) -> Iterator[None]:
    class Threaded(ThreadingMixIn, WSGIServer):
        daemon_threads = True
        request_queue_size = 64

    class Quiet(WSGIRequestHandler):
        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - its name there
            pass

    server = make_server("127.0.0.1", 0, SlackRequestHandler(app), Threaded, Quiet)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    slack.request_url = f"http://127.0.0.1:{server.server_port}/slack/events"
    try:
        yield
    finally:
        server.shutdown()
        server.server_close()
        thread.join(5)


@contextmanager
def over_socket(slack: PretendSlack, app: App, *, ping_interval: float = 0.5) -> Iterator[None]:
    handler = SocketModeHandler(app, app_token=slack.app_token, ping_interval=ping_interval)
    handler.client.connect()
    slack.wait_for_bot()
    try:
        yield
    finally:
        # the builtin client closes only when its read returns, up to three seconds later
        # and its queue gives up after one more: a cut line and an empty message wake both
        handler.client.closed = True
        handler.client.auto_reconnect_enabled = False
        slack.cut_sockets()
        handler.client.enqueue_message("")
        handler.client.close()
