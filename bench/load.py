"""The load: requests over kept connections on one thread, faster than any server here."""

import asyncio
import re
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import uvloop

PATIENCE = 60.0  # seconds for one answer: then something is wrong
LENGTH = re.compile(rb"\r\ncontent-length: *(\d+)", re.IGNORECASE)


class LoadError(Exception):
    """The server answered something else than 200, or not at all."""


@dataclass(slots=True)
class Sent:
    """All was answered. Times in seconds; a latency runs from when the request was due."""

    took: float = 0.0
    latencies: list[float] = field(default_factory=list)

    @property
    def rate(self) -> float:
        return len(self.latencies) / self.took


def send(port: int, requests: Sequence[bytes], *, connections: int, every: float = 0.0) -> Sent:
    """Send all: as fast as they are answered, or one `every` so many seconds."""
    return uvloop.run(_send(port, requests, connections, every))


async def _send(port: int, requests: Sequence[bytes], connections: int, every: float) -> Sent:
    opened = [await asyncio.open_connection("127.0.0.1", port) for _ in range(connections)]
    sent, began = Sent(), time.perf_counter()
    due = ((began + number * every if every else 0.0, each) for number, each in enumerate(requests))
    try:
        await asyncio.gather(*(_keep_sending(*each, due, sent.latencies) for each in opened))
        sent.took = time.perf_counter() - began
    finally:
        for _, writer in opened:
            writer.close()
    return sent


async def _keep_sending(
    reader: asyncio.StreamReader,
    writer: asyncio.StreamWriter,
    requests: Iterator[tuple[float, bytes]],
    latencies: list[float],
) -> None:
    """Send requests from the shared iterator until it is exhausted."""
    for due, request in requests:
        await asyncio.sleep(max(0.0, due - time.perf_counter()))
        began = due or time.perf_counter()
        writer.write(request)
        try:
            await asyncio.wait_for(_answer(reader), PATIENCE)
        except (asyncio.IncompleteReadError, TimeoutError) as error:
            raise LoadError("the server closed the connection, or does not answer") from error
        latencies.append(time.perf_counter() - began)


async def _answer(reader: asyncio.StreamReader) -> None:
    head = await reader.readuntil(b"\r\n\r\n")
    length = LENGTH.search(head)
    if not head.startswith(b"HTTP/1.1 200") or not length:
        raise LoadError(head.decode(errors="replace").splitlines()[0])
    await reader.readexactly(int(length[1]))
