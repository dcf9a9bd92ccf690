"""From start to ready, against the time that importing its libraries takes."""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from statistics import median
from typing import NamedTuple

from bench.bots import Bot, bots, pretend_slack
from bench.cores import on_the_servers_core
from bench.databases import Databases
from bench.figures import Figure, at_most, middle_ratio
from bot.config import Transport
from bot.playground.server import PretendSlack

ROUNDS, WARM_UP = 9, 1
TARGET = 1.4
LIBRARIES = "slack_bolt, sqlalchemy, pydantic_settings, apscheduler, granian, psycopg, structlog"


class Took(NamedTuple):
    """Seconds by the clock, and of the CPU: on a machine with other work that is the steadier."""

    clock: float
    cpu: float


def figures(
    databases: Databases,
    *,
    rounds: int = ROUNDS,
    warm_up: int = WARM_UP,
    transports: Sequence[Transport] = tuple(Transport),
) -> Sequence[Figure]:
    with ExitStack() as stack:
        slacks = {each: stack.enter_context(pretend_slack(each)) for each in transports}
        starts = {
            f"{transport}, {bot.name}": _starting(bot, slack, transport)
            for bot in bots(databases, ["SQLite"])
            for transport, slack in slacks.items()
        }
        imports, times = _timed(starts, rounds, warm_up)
    told = [Figure("importing the libraries", f"{median(each.clock for each in imports):.2f} s")]
    return told + [
        _figure(f"start to ready, {name}", each, imports) for name, each in times.items()
    ]


def _figure(title: str, starts: Sequence[Took], imports: Sequence[Took]) -> Figure:
    ratio = middle_ratio([each.clock for each in starts], [each.clock for each in imports])
    by_cpu = middle_ratio([each.cpu for each in starts], [each.cpu for each in imports])
    detail = f"by CPU {by_cpu:.2f}; {median(each.clock for each in starts):.2f} s"
    return at_most(title, ratio, TARGET, "times", detail)


def _timed(
    starts: Mapping[str, Callable[[], Took]], rounds: int, warm_up: int
) -> tuple[Sequence[Took], Mapping[str, Sequence[Took]]]:
    """Side by side in each round. The first one fills caches and makes the tables."""
    imports, times = [], {name: list[Took]() for name in starts}
    for _ in range(warm_up + rounds):
        imports.append(_import())
        for name, start in starts.items():
            times[name].append(start())
    return imports[warm_up:], {name: each[warm_up:] for name, each in times.items()}


def _starting(bot: Bot, slack: PretendSlack, transport: Transport) -> Callable[[], Took]:
    def start() -> Took:
        with bot.started(slack, transport) as running:
            return Took(running.ready_after, running.cpu_seconds())

    return start


def _import() -> Took:
    began, before = time.perf_counter(), os.times()
    with on_the_servers_core():
        subprocess.run([sys.executable, "-c", f"import {LIBRARIES}"], check=True)
    after = os.times()
    spent = after.children_user + after.children_system
    return Took(time.perf_counter() - began, spent - before.children_user - before.children_system)
