"""From start to ready, against the time that importing its libraries takes."""

import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from itertools import count
from pathlib import Path
from statistics import median

from bench.bots import bot, pretend_slack
from bench.cores import on_the_servers_core
from bench.databases import folder, sqlite
from bench.figures import Figure, at_most, middle_ratio
from bot.config import Transport
from bot.playground.server import PretendSlack

ROUNDS = 9
TARGET = 2
LIBRARIES = "slack_bolt, sqlalchemy, pydantic_settings, apscheduler, granian, psycopg, structlog"


def figures(*, rounds: int = ROUNDS) -> Sequence[Figure]:
    with ExitStack() as stack:
        where = stack.enter_context(folder())
        boxes = {each: stack.enter_context(pretend_slack(each)) for each in Transport}
        ways = _ways(boxes, where)
        times: dict[str, list[float]] = {name: [] for name in ways}
        for _ in range(rounds + 1):
            for name, way in ways.items():
                times[name].append(way())
    return _told({name: each[1:] for name, each in times.items()})  # the first one fills caches


def _ways(boxes: Mapping[Transport, PretendSlack], where: Path) -> dict[str, Callable[[], float]]:
    """What is timed, side by side in each round."""
    migrated, numbers = sqlite(where / "migrated.sqlite3"), count()

    def over(transport: Transport) -> Callable[[], float]:
        return lambda: _start(boxes[transport], migrated, transport)

    return {
        "importing the libraries": _import,
        "start to ready, http": over(Transport.HTTP),
        "start to ready, socket": over(Transport.SOCKET),
        "start to ready, http, a new database": lambda: _start(
            boxes[Transport.HTTP], f"sqlite:///{where}/new-{next(numbers)}.sqlite3", Transport.HTTP
        ),
    }


def _start(box: PretendSlack, url: str, transport: Transport) -> float:
    with bot(box, url, transport) as running:
        return running.ready_after


def _import() -> float:
    began = time.perf_counter()
    with on_the_servers_core():
        subprocess.run([sys.executable, "-c", f"import {LIBRARIES}"], check=True)
    return time.perf_counter() - began


def _told(times: dict[str, list[float]]) -> Sequence[Figure]:
    (first, imports), *starts = times.items()
    told = [Figure(first, f"{median(imports):.2f} s")]
    for name, each in starts:
        ratio, detail = middle_ratio(each, imports), f"{median(each):.2f} s"
        if "new" in name:
            told.append(Figure(name, f"{ratio:.2f} times ({detail})"))
        else:
            told.append(at_most(name, ratio, TARGET, "times", detail))
    return told
