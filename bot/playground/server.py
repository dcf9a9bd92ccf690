"""The pretend Slack: one object that serves a workspace to an unchanged bot."""

import secrets
import socket
import threading
import time
from collections.abc import Callable, Mapping
from typing import Any, Self

import uvicorn
from fastapi import FastAPI

from bot.playground.delivery import Courier
from bot.playground.gateway import Failure, Gateway
from bot.playground.http import CutsConnections, make_app
from bot.playground.model import ApiCall, Delivery, Json
from bot.playground.person import Person
from bot.playground.responses import answer_by_url
from bot.playground.small_team import small_team
from bot.playground.sockets import Sockets
from bot.playground.transport import Answer, Kind, SignedHttp, Transport
from bot.playground.triggers import Triggers
from bot.playground.workspace import Workspace

QUIET = 0.15  # seconds without a call of the Web API: then the bot has said what it had to say


class PretendSlack:
    """Start it, give its `api_url` and tokens to the bot, and be a person in it.

    `asgi` is a FastAPI app: a page can be mounted on it before `start()`, on the same port.
    """

    def __init__(self, workspace: Workspace | None = None, *, port: int = 0) -> None:
        self.workspace = workspace or small_team()
        self.request_url: str | None = None
        self.ack_timeout = 3.0
        self.triggers = Triggers()
        self.gateway = Gateway(self.workspace, self.triggers)
        self.sockets = Sockets(self.workspace)
        self.courier = Courier(self.workspace, self._transport)
        self.asgi: FastAPI = make_app(self.gateway, self._answer_by_url)
        self._port = port
        self._http: SignedHttp | None = None
        self._listening: socket.socket | None = None
        self._server: uvicorn.Server | None = None
        self._thread: threading.Thread | None = None

    # running it
    def start(self) -> Self:
        self._listening = _listen(self._port)
        self._port = self._listening.getsockname()[1]
        self.gateway.url = self.url
        self.gateway.open_connection = self.sockets.new_url
        self.sockets.start()
        config = uvicorn.Config(
            CutsConnections(self.asgi),
            log_config=None,
            access_log=False,
            timeout_graceful_shutdown=1,
        )
        self._server = uvicorn.Server(config)
        self._thread = threading.Thread(
            target=self._server.run,
            kwargs={"sockets": [self._listening]},
            name="box-http",
            daemon=True,
        )
        self._thread.start()
        _wait_until(lambda: bool(self._server and self._server.started), 10, "HTTP did not start")
        self.workspace.outlets.append(self.courier.offer)
        return self

    def stop(self) -> None:
        if self._server is None or self._thread is None:
            return
        if self.courier.offer in self.workspace.outlets:
            self.workspace.outlets.remove(self.courier.offer)
        self.courier.stop()
        self.sockets.stop()
        self._server.should_exit = True
        self._thread.join(10)
        if self._http is not None:
            self._http.close()
        if self._listening is not None:
            self._listening.close()
        self._server = self._thread = self._http = None

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(self, *_: object) -> None:
        self.stop()

    # what the bot needs
    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._port}/"

    @property
    def api_url(self) -> str:
        return f"{self.url}api/"

    @property
    def bot_token(self) -> str:
        return self.workspace.app.bot_token

    @property
    def app_token(self) -> str:
        return self.workspace.app.app_token

    @property
    def signing_secret(self) -> str:
        return self.workspace.app.signing_secret

    @property
    def bot_is_connected(self) -> bool:
        """Socket Mode: at least one connection is open. HTTP: request_url is set."""
        return self.request_url is not None or self.sockets.connections > 0

    def wait_for_bot(self, timeout: float = 10) -> None:
        _wait_until(lambda: self.bot_is_connected, timeout, "The bot did not connect")

    def wait_until_gone(self, timeout: float = 10) -> None:
        """Until no Socket Mode connection is open: after a cut, or when the bot ends."""
        _wait_until(lambda: not self.sockets.connections, timeout, "The bot did not go")

    # people
    def person(self, name_or_id: str) -> Person:
        return Person(self, self.workspace.user(name_or_id))

    def ask(self, kind: Kind, payload: Json) -> Answer:
        """Bring an interaction to the bot and wait for its acknowledgement, once."""
        return self._transport().send(kind, payload, None, self.ack_timeout)

    # what happened, and what shall go wrong
    @property
    def calls(self) -> list[ApiCall]:
        return self.gateway.calls

    @property
    def deliveries(self) -> list[Delivery]:
        return self.courier.deliveries

    @property
    def rate_limits(self) -> bool:
        return self.gateway.limits.on

    @rate_limits.setter
    def rate_limits(self, on: bool) -> None:
        self.gateway.limits.on = on

    @property
    def rate_scale(self) -> float:
        """60: a minute of Slack's limits passes in a second."""
        return self.gateway.limits.scale

    @rate_scale.setter
    def rate_scale(self, scale: float) -> None:
        self.gateway.limits.scale = scale

    @property
    def retry_delays(self) -> tuple[float, ...]:
        return self.courier.retry_delays

    @retry_delays.setter
    def retry_delays(self, delays: tuple[float, ...]) -> None:
        self.courier.retry_delays = delays

    @property
    def charts(self) -> bool:
        """False: the workspace refuses data_visualization blocks."""
        return self.gateway.charts

    @charts.setter
    def charts(self, on: bool) -> None:
        self.gateway.charts = on

    def calls_of(self, method: str) -> list[ApiCall]:
        return [each for each in self.calls if each.method == method]

    def fail_next(
        self,
        method: str,
        *,
        error: str | None = None,
        status: int | None = None,
        retry_after: int | None = None,
        times: int = 1,
        after_effect: bool = False,
        drop_connection: bool = False,
    ) -> None:
        """`method` may be "*". after_effect: Slack did the work, and its answer is lost."""
        failure = Failure(error, status, retry_after, after_effect, drop_connection)
        self.gateway.fail_next(method, failure, times)

    def deliver_again(self, which: Delivery | str, retry_num: int = 1) -> Delivery:
        event_id = which if isinstance(which, str) else which.event_id
        return self.courier.again(event_id, retry_num)

    def send_raw_event(
        self, event: Mapping[str, Any], event_id: str | None = None, event_time: int | None = None
    ) -> str:
        """Any event at all, subscribed or not; the answer is its event_id."""
        return self.courier.queue(event, event_id, event_time)

    def hold_events(self) -> None:
        self.courier.hold()

    def release_events(self, order: list[int] | None = None) -> None:
        """By their place in the order of happening; those left out are lost."""
        self.courier.release(order)

    def expire_triggers(self) -> None:
        self.triggers.expire()

    def settle(self, timeout: float = 10) -> None:
        """Until no event is on its way and the bot has called nothing for a moment."""
        _wait_until(self._is_quiet, timeout, "The bot did not come to rest")

    def verify_request_url(self) -> bool:
        """What Slack does when the URL is entered in the app's settings."""
        challenge = secrets.token_urlsafe(24)
        token = self.workspace.app.verification_token
        payload = {"token": token, "challenge": challenge, "type": "url_verification"}
        said = self.ask("events_api", payload)
        body = said.body.get("challenge") if isinstance(said.body, dict) else said.body
        return said.ok and body == challenge

    def cut_sockets(self) -> None:
        self.sockets.cut()

    def refresh_sockets(self) -> None:
        self.sockets.refresh()

    def _is_quiet(self) -> bool:
        if self.courier.under_way or self.gateway.under_way:
            return False
        last = max(self.courier.last_done, self.gateway.last_call)
        return time.monotonic() - last > QUIET

    def _transport(self) -> Transport:
        if self.request_url is None:
            return self.sockets
        if self._http is None or self._http.url != self.request_url:
            self._http = SignedHttp(self.workspace, self.request_url)
        return self._http

    def _answer_by_url(self, key: str, body: Mapping[str, Any]) -> None:
        self.gateway.touch()
        answer_by_url(self.workspace, self.triggers, key, body, charts=self.charts)


def _listen(port: int) -> socket.socket:
    listening = socket.socket()
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listening.bind(("127.0.0.1", port))
    return listening


def _wait_until(true: Callable[[], bool], timeout: float, otherwise: str) -> None:
    ends = time.monotonic() + timeout
    while not true():
        if time.monotonic() > ends:
            msg = f"{otherwise} within {timeout:g} seconds."
            raise TimeoutError(msg)
        time.sleep(0.01)
