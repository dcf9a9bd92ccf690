"""The load: requests over kept connections on one thread, faster than any server here."""

import re
import selectors
import socket
import time
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field

PATIENCE = 60.0  # seconds without any answer: then something is wrong
LENGTH = re.compile(rb"\r\ncontent-length: *(\d+)", re.IGNORECASE)


class LoadError(Exception):
    """The server answered something else than 200, or not at all."""


@dataclass(frozen=True, slots=True)
class Sent:
    """All was answered. Times in seconds; a latency runs from when the request was due."""

    took: float
    latencies: Sequence[float]
    bodies: Sequence[bytes]

    @property
    def rate(self) -> float:
        return len(self.latencies) / self.took


@dataclass(slots=True)
class _Connection:
    socket: socket.socket
    due: float = 0.0
    received: bytes = b""


@dataclass(slots=True)
class _Run:
    requests: Sequence[bytes]
    every: float
    idle: list[_Connection]
    began: float = field(default_factory=time.perf_counter)
    next: int = 0
    latencies: list[float] = field(default_factory=list)
    bodies: list[bytes] = field(default_factory=list)

    @property
    def done(self) -> bool:
        return len(self.latencies) == len(self.requests)

    def due(self) -> float:
        return self.began + self.next * self.every

    def send(self) -> None:
        """Send what is due, as far as connections are free."""
        now = time.perf_counter()
        while self.idle and self.next < len(self.requests) and self.due() <= now:
            connection = self.idle.pop()
            connection.due = self.due() if self.every else now
            connection.socket.sendall(self.requests[self.next])
            self.next += 1

    def patience(self) -> float:
        """How long to wait for answers before something is due."""
        if self.idle and self.next < len(self.requests):
            return max(0.0, self.due() - time.perf_counter())
        return PATIENCE

    def receive(self, connection: _Connection) -> None:
        received = connection.socket.recv(65_536)
        connection.received += received
        if not received:
            raise LoadError("the server closed the connection")
        body = _body(connection.received)
        if body is None:
            return
        self.latencies.append(time.perf_counter() - connection.due)
        self.bodies.append(body)
        connection.received = b""
        self.idle.append(connection)


def send(port: int, requests: Sequence[bytes], *, connections: int, every: float = 0.0) -> Sent:
    """Send all: as fast as they are answered, or one `every` so many seconds."""
    with ExitStack() as stack:
        selector = stack.enter_context(selectors.DefaultSelector())
        run = _Run(requests, every, [_connect(stack, port) for _ in range(connections)])
        for connection in run.idle:
            selector.register(connection.socket, selectors.EVENT_READ, connection)
        run.began = time.perf_counter()
        while not run.done:
            run.send()
            patience = run.patience()
            ready = selector.select(patience)
            if not ready and patience == PATIENCE:
                raise LoadError("the server does not answer")
            for key, _ in ready:
                run.receive(key.data)
        return Sent(time.perf_counter() - run.began, run.latencies, run.bodies)


def _connect(stack: ExitStack, port: int) -> _Connection:
    opened = stack.enter_context(socket.create_connection(("127.0.0.1", port), timeout=PATIENCE))
    opened.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return _Connection(opened)


def _body(received: bytes) -> bytes | None:
    """The body of a whole answer, None while some of it is missing."""
    head, found, body = received.partition(b"\r\n\r\n")
    if not found:
        return None
    if not head.startswith(b"HTTP/1.1 200"):
        raise LoadError(head.decode(errors="replace").splitlines()[0])
    length = LENGTH.search(head)
    return body if length and len(body) >= int(length[1]) else None
