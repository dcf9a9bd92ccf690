"""How long Slack waits for an answer at 50 events a second, each of them kudos to be kept."""

from collections.abc import Mapping, Sequence
from statistics import median

from bench.bots import NOOP, bots, pretend_slack, side_by_side
from bench.databases import Databases
from bench.figures import Figure, at_most, percentile
from bench.load import send
from bench.processes import Running
from bench.requests import KUDOS, messages
from bot.playground.server import PretendSlack

ROUNDS, EVENTS, CONNECTIONS = 5, 300, 16
A_SECOND = 50
TARGET = 25  # milliseconds


def figures(databases: Databases) -> Sequence[Figure]:
    with pretend_slack() as slack, side_by_side(slack, bots(databases)) as servers:
        return measured(slack, servers)


def measured(
    slack: PretendSlack,
    servers: Mapping[str, Running],
    *,
    rounds: int = ROUNDS,
    events: int = EVENTS,
) -> Sequence[Figure]:
    for server in servers.values():
        send(server.port, messages(slack, KUDOS, events), connections=CONNECTIONS)
    latencies: dict[str, list[list[float]]] = {name: [] for name in servers}
    for _ in range(rounds):
        for name, server in servers.items():
            requests = messages(slack, KUDOS, events)
            sent = send(server.port, requests, connections=CONNECTIONS, every=1 / A_SECOND)
            latencies[name].append([each * 1e3 for each in sent.latencies])
    return [_figure(name, each) for name, each in latencies.items()]


def _figure(name: str, rounds: Sequence[Sequence[float]]) -> Figure:
    title = f"p99 at {A_SECOND} kudos a second, {name}"
    p99 = median(percentile(each, 99) for each in rounds)
    p50 = median(percentile(each, 50) for each in rounds)
    worst = max(percentile(each, 99) for each in rounds)
    detail = f"p50 {p50:.1f}, worst round {worst:.0f}"
    if name == NOOP:
        return Figure(title, f"{p99:.1f} ms ({detail})")
    return at_most(title, p99, TARGET, "ms", detail)
