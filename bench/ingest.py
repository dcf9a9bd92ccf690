"""Signed event to committed row, against Bolt's own no-ops in the same run."""

import random
from collections import defaultdict
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from statistics import median

from bench.bots import bot, noop, pretend_slack
from bench.databases import counted, folder, postgresql, sqlite
from bench.figures import Figure, at_least, middle_ratio
from bench.load import send
from bench.processes import Running
from bench.requests import IDEA, KUDOS, PLAIN, Slack

ROUNDS, EVENTS, WARM_UP, CONNECTIONS = 7, 1000, 300, 16
TICK = 0.01  # seconds; the kernel counts CPU time in these
TARGETS = {"SQLite": 0.35, "PostgreSQL": 0.25}  # of the async no-op
NOOPS = ("async", "sync")
TEXTS = {"kudos": KUDOS, "idea": IDEA, "plain": PLAIN}
KEPT = {"kudos": ("kudos", "kudos_receivers"), "idea": ("ideas",)}


@dataclass(frozen=True, slots=True)
class Speed:
    rate: float  # events a second
    cpu: float  # microseconds of the server's processes for one event


Measured = Mapping[tuple[str, str], Sequence[Speed]]  # by server and kind of message


def figures(
    *, rounds: int = ROUNDS, events: int = EVENTS, warm_up: int = WARM_UP
) -> Sequence[Figure]:
    with ExitStack() as stack:
        where = stack.enter_context(folder())
        box = stack.enter_context(pretend_slack())
        urls = {
            "SQLite": sqlite(where / "bench.sqlite3"),
            "PostgreSQL": stack.enter_context(postgresql(where / "pg")),
        }
        servers = {name: stack.enter_context(bot(box, url)) for name, url in urls.items()}
        servers |= {kind: stack.enter_context(noop(box, kind)) for kind in NOOPS}
        slack = Slack(box)
        _warm_up(servers, slack, warm_up)
        before = {name: counted(url) for name, url in urls.items()}
        measured = _measure(servers, slack, rounds, events)
        for name, url in urls.items():
            _check(before[name], counted(url), rounds, events)
    return _told(measured)


def _warm_up(servers: Mapping[str, Running], slack: Slack, events: int) -> None:
    for server in servers.values():
        for text in TEXTS.values():
            send(server.port, slack.messages(text, events), connections=CONNECTIONS)


def _measure(servers: Mapping[str, Running], slack: Slack, rounds: int, events: int) -> Measured:
    """Every server with every kind of message once a round, in another order each time."""
    measured = defaultdict[tuple[str, str], list[Speed]](list)
    order = random.Random(2)  # noqa: S311 - an order, not a secret
    for _ in range(rounds):
        pairs = [(name, kind) for kind in TEXTS for name in servers]
        order.shuffle(pairs)
        for name, kind in pairs:
            requests = slack.messages(TEXTS[kind], _count(kind, events))
            measured[name, kind].append(_once(servers[name], requests))
    return measured


def _count(kind: str, events: int) -> int:
    """Ideas are rare, and dear: each has a card."""
    return max(1, events // 5) if kind == "idea" else events


def _once(server: Running, requests: Sequence[bytes]) -> Speed:
    before = server.cpu_seconds()
    sent = send(server.port, requests, connections=CONNECTIONS)
    spent = max(TICK, server.cpu_seconds() - before)
    return Speed(sent.rate, spent / len(requests) * 1e6)


def _check(before: Mapping[str, int], after: Mapping[str, int], rounds: int, events: int) -> None:
    """What was acknowledged was kept, each once, and is to be said."""
    kept = {table: after[table] - before[table] for table in after}
    for kind, tables in KEPT.items():
        sent = rounds * _count(kind, events)
        for table in tables:
            if kept[table] != sent:
                raise AssertionError(f"{kept[table]} rows in {table} after {sent} of {kind}")
    if kept["outbox"] < rounds * events:
        raise AssertionError(f"{kept['outbox']} rows in the outbox after {rounds * events} kudos")


def _told(measured: Measured) -> Sequence[Figure]:
    told = [Figure(f"Bolt's {way} no-op", _speed(measured[way, "kudos"])) for way in NOOPS]
    for name, target in TARGETS.items():
        for kind in TEXTS:
            mine = measured[name, kind]
            for way in NOOPS:
                ratio, by_cpu = _ratios(mine, measured[way, kind])
                what = f"{kind} on {name}, of the {way} no-op"
                detail = f"by CPU {by_cpu:.2f}; {_speed(mine)}"
                if kind == "kudos" and way == "async":
                    told.append(at_least(what, ratio, target, detail))
                else:
                    told.append(Figure(what, f"{ratio:.2f} ({detail})"))
    return told


def _ratios(mine: Sequence[Speed], nothing: Sequence[Speed]) -> tuple[float, float]:
    """By events a second; and by the CPU's time, which tells the same with less noise."""
    return (
        middle_ratio([each.rate for each in mine], [each.rate for each in nothing]),
        middle_ratio([each.cpu for each in nothing], [each.cpu for each in mine]),
    )


def _speed(speeds: Sequence[Speed]) -> str:
    rate = median(each.rate for each in speeds)
    return f"{rate:,.0f}/s, {median(each.cpu for each in speeds):.0f} µs CPU"
