"""Kudos from signed event to committed row, against Bolt's async no-op in the same run."""

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import median

from bench.bots import NOOP, Bot, bots, pretend_slack, side_by_side
from bench.databases import Databases, counted
from bench.figures import Figure, at_least, middle_ratio
from bench.load import send
from bench.processes import Running
from bench.requests import KUDOS, messages
from bot.playground.server import PretendSlack

ROUNDS, EVENTS, WARM_UP, CONNECTIONS = 7, 1000, 300, 16
TICK = 0.01  # seconds; the kernel counts CPU time in these
TARGETS = {"SQLite": 0.20, "PostgreSQL": 0.16}  # of the no-op


@dataclass(frozen=True, slots=True)
class Speed:
    rate: float  # events a second
    cpu: float  # microseconds of the server's processes for one event


def figures(databases: Databases) -> Sequence[Figure]:
    several = bots(databases)
    with pretend_slack() as slack, side_by_side(slack, several) as servers:
        return measured(slack, several, servers)


def measured(
    slack: PretendSlack,
    several: Sequence[Bot],
    servers: Mapping[str, Running],
    *,
    rounds: int = ROUNDS,
    events: int = EVENTS,
    warm_up: int = WARM_UP,
) -> Sequence[Figure]:
    for server in servers.values():
        send(server.port, messages(slack, KUDOS, warm_up), connections=CONNECTIONS)
    before = {each.name: counted(each.url) for each in several}
    speeds = _race(slack, servers, rounds, events)
    for each in several:
        _check(each.name, before[each.name], counted(each.url), rounds * events)
    nothing = speeds[NOOP]
    told = [_figure(each, speeds[each.name], nothing) for each in several]
    return [*told, Figure(f"{NOOP}, async", _words(nothing))]


def _race(
    slack: PretendSlack, servers: Mapping[str, Running], rounds: int, events: int
) -> Mapping[str, Sequence[Speed]]:
    """Every server once a round, in another order each time."""
    speeds: dict[str, list[Speed]] = {name: [] for name in servers}
    order, names = random.Random(2), list(servers)  # noqa: S311 - an order, not a secret
    for _ in range(rounds):
        order.shuffle(names)
        for name in names:
            speeds[name].append(_once(servers[name], messages(slack, KUDOS, events)))
    return speeds


def _once(server: Running, requests: Sequence[bytes]) -> Speed:
    before = server.cpu_seconds()
    sent = send(server.port, requests, connections=CONNECTIONS)
    spent = max(TICK, server.cpu_seconds() - before)
    return Speed(sent.rate, spent / len(requests) * 1e6)


def _check(name: str, before: Mapping[str, int], after: Mapping[str, int], sent: int) -> None:
    """What was acknowledged was kept, each once, and is to be said."""
    kept = {table: after[table] - before[table] for table in after}
    if set(kept.values()) != {sent}:
        raise AssertionError(f"{kept} after {sent} kudos, {name}")


def _figure(bot: Bot, mine: Sequence[Speed], nothing: Sequence[Speed]) -> Figure:
    """By events a second; and by the CPU's time, which tells the same with less noise."""
    ratio = middle_ratio([each.rate for each in mine], [each.rate for each in nothing])
    by_cpu = middle_ratio([each.cpu for each in nothing], [each.cpu for each in mine])
    detail = f"by CPU {by_cpu:.2f}; {_words(mine)}"
    return at_least(f"kudos, of the no-op, {bot.name}", ratio, TARGETS[bot.kind], detail)


def _words(speeds: Sequence[Speed]) -> str:
    rate = median(each.rate for each in speeds)
    return f"{rate:,.0f}/s, {median(each.cpu for each in speeds):.0f} µs CPU"
