"""Opening the Home tab where there are many ideas, a good part of them by who opens it."""

import json
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from statistics import median

from bench.bots import Bot, pretend_slack
from bench.databases import KINDS, Databases
from bench.figures import Figure, at_most, percentile
from bench.filling import fill
from bench.processes import PROJECT, Running
from bench.requests import AUTHORS, CHANNEL
from bench.seeds import TEAM, History, named
from bot.playground.model import ApiCall, Json
from bot.playground.server import PretendSlack

OPENINGS, IDEAS = 60, 10_000
TARGET = 300  # ms
PARTS = ("tests.keep", "ideas.more", "home.ideas_older", "home.kudos_older")


@dataclass
class _Noted(list[ApiCall]):
    """The calls of the Web API; when each Home was received, and the last of them."""

    homes: list[float] = field(default_factory=list)
    last: Json = field(default_factory=dict)

    def append(self, call: ApiCall) -> None:
        if call.method == "views.publish" and call.ok:
            self.homes.append(time.perf_counter())
            self.last = call.arguments["view"]
        super().append(call)


def figures(databases: Databases) -> Sequence[Figure]:
    told = []
    for kind in KINDS:
        with pretend_slack() as slack:
            bot = Bot(kind, kind, databases.migrated(kind), PROJECT)
            fill(bot.url, seed_of(slack, IDEAS).rows())
            with bot.started(slack) as server:
                told.append(measured(f"Home of {IDEAS:,} ideas, p95, {kind}", slack, server))
    return told


def seed_of(slack: PretendSlack, ideas: int) -> History:
    """Half a year of one team. Who opens Home has two of its eleven places."""
    people = (*AUTHORS, AUTHORS[0], *named("U", TEAM - len(AUTHORS) - 1))
    until, workspace = datetime.now(UTC), slack.workspace.id
    return History(people, [CHANNEL], ideas, ideas, 26, 26, until, workspace)


def measured(
    title: str, slack: PretendSlack, server: Running, *, openings: int = OPENINGS
) -> Figure:
    """From opening it until a Home was received. The first one warms up."""
    took, slack.request_url = list[float](), server.url
    slack.gateway.calls = noted = _Noted()
    for number in range(openings + 1):
        began = time.perf_counter()
        slack.person(AUTHORS[0]).open_home()
        _check(noted, number + 1)
        took.append(1000 * (noted.homes[-1] - began))
    detail = f"median {median(took[1:]):.0f}"
    return at_most(title, percentile(took[1:], 95), TARGET, "ms", detail)


def _check(noted: _Noted, wanted: int) -> None:
    """There is one more, and it is whole: with what needs somebody, and lists in pages."""
    shown = json.dumps(noted.last)
    if len(noted.homes) != wanted or not all(part in shown for part in PARTS):
        raise AssertionError("this is no whole Home")
