"""Servers as processes of their own: started, awaited, measured and ended here."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException
from pathlib import Path

import psutil

from bench.cores import on_the_servers_core

PROJECT = Path(__file__).parents[1]
READY_WITHIN = 60.0
LOOK_EVERY = 0.002
# what a program needs of its surroundings; nothing of the person's own Slack or database
KEPT = ("PATH", "HOME", "LANG", "LC_ALL", "TMPDIR", "TZ", "VIRTUAL_ENV")


class DiedError(Exception):
    """A server ended by itself, or did not come up. With its last words."""


@dataclass(frozen=True, slots=True)
class Running:
    """A server that answers on `port`. `ready_after` is the time from its start."""

    process: psutil.Process
    port: int
    ready_after: float

    @property
    def family(self) -> Sequence[psutil.Process]:
        """It and what it started: granian's worker is a process of its own."""
        return [self.process, *self.process.children(recursive=True)]

    @property
    def url(self) -> str:
        """Where the bot takes what Slack brings."""
        return f"http://127.0.0.1:{self.port}/slack/events"

    def cpu_seconds(self) -> float:
        times = [each.cpu_times() for each in self.family]
        return sum(each.user + each.system for each in times)


@contextmanager
def running(
    arguments: Sequence[str],
    port: int,
    path: str,
    environment: Mapping[str, str] | None = None,
    *,
    folder: Path = PROJECT,
) -> Iterator[Running]:
    """A Python program on the server's core, from when it answers until the `with` ends."""
    kept = {name: os.environ[name] for name in KEPT if name in os.environ}
    log = Path(os.environ.get("BENCH_LOG", os.devnull))
    with log.open("ab") as words:
        began = time.perf_counter()
        with on_the_servers_core():
            process = subprocess.Popen(
                [sys.executable, *arguments],
                cwd=folder,
                env=kept | dict(environment or {}),
                stdin=subprocess.DEVNULL,
                stdout=words,
                stderr=subprocess.STDOUT,
            )
    try:
        _await(process, port, path)
        ready_after = time.perf_counter() - began
        yield Running(psutil.Process(process.pid), port, ready_after)
    finally:
        _end(process)


def _await(process: "subprocess.Popen[bytes]", port: int, path: str) -> None:
    until = time.perf_counter() + READY_WITHIN
    while not _answers(port, path):
        if process.poll() is not None or time.perf_counter() > until:
            raise DiedError(f"{process.args!r} did not come up: set BENCH_LOG to a file to see why")
        time.sleep(LOOK_EVERY)


def _answers(port: int, path: str) -> bool:
    connection = HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        connection.request("GET", path)
        return connection.getresponse().status in {200, 404}
    except (OSError, HTTPException):
        return False
    finally:
        connection.close()


def _end(process: "subprocess.Popen[bytes]") -> None:
    process.terminate()
    try:
        process.wait(20)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
