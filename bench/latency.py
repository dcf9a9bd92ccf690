"""How long Slack waits for an answer at 50 events a second, each of them kudos to be kept."""

from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from statistics import median

from bench.bots import bot, noop, pretend_slack
from bench.databases import folder, postgresql, sqlite
from bench.figures import Figure, at_most, percentile
from bench.load import send
from bench.processes import Running
from bench.requests import KUDOS, Slack

ROUNDS, EVENTS, CONNECTIONS = 5, 300, 16
A_SECOND = 50
TARGET = 25  # milliseconds


def figures(*, rounds: int = ROUNDS, events: int = EVENTS) -> Sequence[Figure]:
    with ExitStack() as stack:
        where = stack.enter_context(folder())
        box = stack.enter_context(pretend_slack())
        urls = {
            "SQLite": sqlite(where / "bench.sqlite3"),
            "PostgreSQL": stack.enter_context(postgresql(where / "pg")),
        }
        bots = {name: stack.enter_context(bot(box, url)) for name, url in urls.items()}
        bots["no-op"] = stack.enter_context(noop(box))
        slack = Slack(box)
        for server in bots.values():
            send(server.port, slack.messages(KUDOS, events), connections=CONNECTIONS)
        return _told(_measure(bots, slack, rounds, events))


def _measure(
    bots: Mapping[str, Running], slack: Slack, rounds: int, events: int
) -> Mapping[str, Sequence[Sequence[float]]]:
    """The latencies of each round, in milliseconds."""
    measured: dict[str, list[list[float]]] = {name: [] for name in bots}
    for _ in range(rounds):
        for name, server in bots.items():
            requests = slack.messages(KUDOS, events)
            sent = send(server.port, requests, connections=CONNECTIONS, every=1 / A_SECOND)
            measured[name].append([each * 1e3 for each in sent.latencies])
    return measured


def _told(measured: Mapping[str, Sequence[Sequence[float]]]) -> Sequence[Figure]:
    told: list[Figure] = []
    for name, rounds in measured.items():
        p99 = median(percentile(each, 99) for each in rounds)
        p50 = median(percentile(each, 50) for each in rounds)
        worst = max(percentile(each, 99) for each in rounds)
        detail = f"p50 {p50:.1f}, worst round {worst:.0f}"
        if name == "no-op":
            told.append(Figure(f"p99 at {A_SECOND}/s of Bolt's no-op", f"{p99:.1f} ms ({detail})"))
        else:
            told.append(at_most(f"p99 at {A_SECOND}/s on {name}", p99, TARGET, "ms", detail))
    return told
