"""Socket Mode: the WebSocket side of the pretend Slack."""

import itertools
import json
import secrets
import socket
import threading
import time
import uuid
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs, urlsplit

from websockets.exceptions import ConnectionClosed
from websockets.sync.server import Server, ServerConnection, serve

from bot.playground.model import Json
from bot.playground.state import State
from bot.playground.transport import Answer, Kind, Retry

MOST_CONNECTIONS = 10


@dataclass(slots=True)
class _Waiting:
    """An envelope that was sent and not yet acknowledged."""

    connection: ServerConnection
    came: threading.Event = field(default_factory=threading.Event)
    payload: Any = None
    lost: bool = False


class Sockets:
    """Accepts the app's connections and hands each envelope to one of them."""

    def __init__(self, state: State) -> None:
        self._state = state
        self._lock = threading.Lock()
        self._tickets: set[str] = set()
        self._open: list[ServerConnection] = []
        self._waiting: dict[str, _Waiting] = {}
        self._turn = itertools.count()
        self._server: Server | None = None
        self._thread: threading.Thread | None = None
        self.watch: Callable[[], None] = lambda: None

    @property
    def connections(self) -> int:
        return len(self._open)

    def start(self) -> None:
        self._server = serve(self._serve, "127.0.0.1", 0, compression=None)
        self._thread = threading.Thread(
            target=self._server.serve_forever, name="box-sockets", daemon=True
        )
        self._thread.start()

    def stop(self) -> None:
        if self._server is None:
            return
        self.cut()
        self._server.shutdown()
        if self._thread is not None:
            self._thread.join(5)
        self._server = None

    def new_url(self) -> str:
        """The answer of apps.connections.open: good for one connection."""
        if self._server is None:
            raise RuntimeError("The pretend Slack is not started.")
        ticket = secrets.token_hex(16)
        self._tickets.add(ticket)
        port = self._server.socket.getsockname()[1]
        return f"ws://127.0.0.1:{port}/link/?ticket={ticket}&app_id={self._state.app.id}"

    def send(self, kind: Kind, payload: Json, retry: Retry | None, timeout: float) -> Answer:
        began = time.monotonic()
        connection = self._next_connection()
        if connection is None:
            return Answer(0, reason="connection_failed", transport="socket")
        envelope_id = str(uuid.uuid4())
        waiting = self._waiting[envelope_id] = _Waiting(connection)
        try:
            connection.send(json.dumps(_envelope(envelope_id, kind, payload, retry)))
            waiting.came.wait(timeout)
        except ConnectionClosed:
            waiting.lost = True
        finally:
            self._waiting.pop(envelope_id, None)
        took = time.monotonic() - began
        if waiting.lost:
            return Answer(0, reason="connection_failed", took=took, transport="socket")
        if not waiting.came.is_set():
            return Answer(0, reason="timeout", took=took, transport="socket")
        return Answer(200, waiting.payload, took=took, transport="socket")

    def cut(self) -> None:
        """Break every connection without a word, as a lost network does."""
        for each in self._snapshot():
            try:
                each.socket.shutdown(socket.SHUT_RDWR)
            except OSError:
                continue

    def refresh(self, grace: float = 0.5) -> None:
        """A warning, time to connect anew (ten seconds at Slack), then the end of the line."""
        warned = self._snapshot()
        self._tell(_disconnect("warning"), warned)
        ends = time.monotonic() + grace
        while time.monotonic() < ends and set(warned) & set(self._snapshot()):
            time.sleep(0.01)
        self._tell(_disconnect("refresh_requested"), warned)

    def disable(self) -> None:
        """Socket Mode switched off, or the app uninstalled."""
        self._tell(_disconnect("link_disabled"), self._snapshot())

    def _tell(self, message: Json, whom: list[ServerConnection]) -> None:
        for each in whom:
            try:
                each.send(json.dumps(message))
                if message["reason"] != "warning":
                    each.close()
            except ConnectionClosed:
                continue

    def _serve(self, connection: ServerConnection) -> None:
        if not self._admit(connection):
            return
        try:
            connection.send(json.dumps(self._hello()))
            for message in connection:
                self._heard(message)
        except ConnectionClosed:
            return
        finally:
            self._left(connection)

    def _admit(self, connection: ServerConnection) -> bool:
        path = connection.request.path if connection.request else ""
        ticket = parse_qs(urlsplit(path).query).get("ticket", [""])[0]
        with self._lock:
            known = ticket in self._tickets
            self._tickets.discard(ticket)
            full = len(self._open) >= MOST_CONNECTIONS
            if known and not full:
                self._open.append(connection)
                return True
        if known:
            connection.send(json.dumps(_disconnect("too_many_websockets")))
        connection.close(1008 if not known else 1000)
        return False

    def _heard(self, message: str | bytes) -> None:
        try:
            answer = json.loads(message)
        except ValueError:
            return
        waiting = self._waiting.get(str(answer.get("envelope_id")))
        if waiting is not None:
            waiting.payload = answer.get("payload") or ""
            waiting.came.set()

    def _left(self, connection: ServerConnection) -> None:
        with self._lock:
            if connection in self._open:
                self._open.remove(connection)
        for each in list(self._waiting.values()):
            if each.connection is connection and not each.came.is_set():
                each.lost = True
                each.came.set()
        self.watch()

    def _next_connection(self) -> ServerConnection | None:
        with self._lock:
            return self._open[next(self._turn) % len(self._open)] if self._open else None

    def _snapshot(self) -> list[ServerConnection]:
        with self._lock:
            return list(self._open)

    def _hello(self) -> Json:
        return {
            "type": "hello",
            "num_connections": len(self._open),
            "debug_info": {"host": "box", "build_number": 1, "approximate_connection_time": 18060},
            "connection_info": {"app_id": self._state.app.id},
        }


def _envelope(envelope_id: str, kind: Kind, payload: Json, retry: Retry | None) -> Json:
    envelope: Json = {
        "envelope_id": envelope_id,
        "type": kind,
        "payload": payload,
        "accepts_response_payload": kind != "events_api",
    }
    if kind == "events_api":
        envelope["retry_attempt"] = retry.number if retry else 0
        envelope["retry_reason"] = retry.reason if retry else ""
    return envelope


def _disconnect(reason: str) -> Json:
    return {"type": "disconnect", "reason": reason, "debug_info": {"host": "box"}}
