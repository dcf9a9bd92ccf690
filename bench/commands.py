"""Fifty people use a command in the same moment, and Slack is some way off."""

from collections.abc import Sequence
from contextlib import ExitStack
from statistics import median

from bench.bots import bot, pretend_slack
from bench.databases import folder, postgresql, sqlite
from bench.figures import Figure, at_most
from bench.load import send
from bench.requests import Slack

ROUNDS, COMMANDS = 5, 50
AWAY = 0.1  # seconds that each call of the Web API takes
TARGET = 3  # seconds; then Slack shows an error
TEXTS = {"/kudos @ben for …": "@Ben for the rollout plan", "/kudos (a form)": ""}


def figures(*, rounds: int = ROUNDS, commands: int = COMMANDS) -> Sequence[Figure]:
    with ExitStack() as stack:
        where = stack.enter_context(folder())
        box = stack.enter_context(pretend_slack(away=AWAY))
        urls = {
            "SQLite": sqlite(where / "bench.sqlite3"),
            "PostgreSQL": stack.enter_context(postgresql(where / "pg")),
        }
        bots = {name: stack.enter_context(bot(box, url)) for name, url in urls.items()}
        slack, told = Slack(box), list[Figure]()
        for name, server in bots.items():
            for what, text in TEXTS.items():
                slowest = []
                for _ in range(rounds):
                    requests = slack.commands(text, commands)
                    sent = send(server.port, requests, connections=commands)
                    slowest.append(max(sent.latencies))
                title = f"{commands} times {what} on {name}, the last"
                told.append(_figure(title, slowest))
            _check_forms(box.calls_of("views.open"), rounds * commands)
            box.calls.clear()
        return told


def _figure(title: str, slowest: Sequence[float]) -> Figure:
    return at_most(title, median(slowest), TARGET, "s", f"worst round {max(slowest):.2f}")


def _check_forms(calls: Sequence[object], wanted: int) -> None:
    """Every form was really opened."""
    opened = [each for each in calls if getattr(each, "answer", {}).get("ok")]
    if len(opened) != wanted:
        raise AssertionError(f"{len(opened)} forms were opened of {wanted}")
