"""Slack's requests over Socket Mode: the builtin client, and a watchdog beside it."""

from contextlib import suppress
from dataclasses import dataclass, field
from http.client import HTTPException
from socket import SHUT_RD
from threading import Event
from time import monotonic

import structlog
from pydantic import SecretStr
from slack_bolt.adapter.socket_mode import SocketModeHandler
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from slack_sdk.socket_mode.builtin import SocketModeClient
from slack_sdk.socket_mode.request import SocketModeRequest
from slack_sdk.socket_mode.response import SocketModeResponse

from bot.config import StartError
from bot.slack.app import BotApp
from bot.slack.errors import UNREADABLE, unread

PING_SECONDS = 3  # the client takes a connection for dead after five silent pings
WATCH_SECONDS = 5
PATIENCE = 30  # seconds without a connection before the watchdog makes one itself
WORKERS = 16  # payloads at once

log = structlog.get_logger()


class Handler(SocketModeHandler):
    """Bolt's adapter, which also acknowledges what Bolt stumbles over."""

    def handle(self, client: SocketModeClient, req: SocketModeRequest) -> None:  # type: ignore[override] # as Bolt's own
        try:
            super().handle(client, req)
        except UNREADABLE as error:
            unread(error)
            client.send_socket_mode_response(SocketModeResponse(envelope_id=req.envelope_id))


@dataclass
class SocketConnection:
    """The connection to Slack, kept up until it is closed."""

    app: BotApp
    app_token: SecretStr | None
    _handler: Handler = field(init=False)

    def __post_init__(self) -> None:
        token = self.app_token.get_secret_value().strip() if self.app_token else ""
        # This client's calls only open connections, so they may be tried again.
        web = WebClient(token=token, base_url=self.app.client.base_url)
        self._handler = Handler(
            self.app, token, web_client=web, ping_interval=PING_SECONDS, concurrency=WORKERS
        )

    def open(self) -> None:
        """Raises `StartError` when Slack does not let us."""
        client = self._handler.client
        try:
            # Asked for here, because the client would log a refusal before it raises it.
            answer = client.web_client.apps_connections_open(app_token=client.app_token)
            client.wss_uri = answer["url"]
            client.connect()
        except SlackApiError as error:
            code = error.response.get("error", "no answer")
            raise StartError(
                f"Slack refuses SLACK_APP_TOKEN ({code}): make an app-level token with the scope"
                " connections:write under Basic Information, and switch Socket Mode on."
            ) from None
        except (OSError, HTTPException) as error:
            raise StartError(
                f"Socket Mode cannot be reached ({error}): check the network and a proxy, which"
                " must let WebSockets through."
            ) from None

    @property
    def is_open(self) -> bool:
        return bool(self._handler.client.is_connected())

    def watch(self, stop: Event) -> None:
        """Return when told to stop. A connection that stays away is made anew."""
        seen = monotonic()
        while not stop.wait(WATCH_SECONDS):
            if self.is_open:
                seen = monotonic()
            elif monotonic() - seen > PATIENCE:
                log.warning("socket_reconnecting")
                seen = monotonic()
                self._reconnect()

    def _reconnect(self) -> None:
        try:
            self._handler.client.connect_to_new_endpoint()
        except (SlackApiError, OSError) as error:
            log.warning("socket_unreachable", why=str(error))

    def close(self) -> None:
        """Acknowledge what is under way, then close.

        The client alone would read for 3 s more, and wait 1 s for its queue: both are woken.
        """
        client = self._handler.client
        client.closed, client.auto_reconnect_enabled = True, False
        client.current_session_state.terminated = True
        if client.current_session and client.current_session.sock:
            with suppress(OSError):  # the connection is lost already
                client.current_session.sock.shutdown(SHUT_RD)
        client.enqueue_message("")
        client.message_processor.shutdown()  # type: ignore[no-untyped-call] # Slack's own
        client.message_workers.shutdown()
        client.close()
