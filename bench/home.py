"""Opening the Home tab where there are many ideas, a good part of them by who opens it."""

import json
import time
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from statistics import median

from bench.bots import bot, pretend_slack
from bench.databases import folder, postgresql, sqlite
from bench.figures import Figure, at_most, percentile
from bench.load import send
from bench.processes import Running
from bench.requests import AUTHORS, CHANNEL, Slack
from bot.domain.idea_tests import Asked, IdeaTest
from bot.domain.ideas import Idea, Part, Stage
from bot.domain.kudos import Kudos
from bot.playground.model import ApiCall, Json
from bot.playground.server import PretendSlack
from bot.storage import Store
from bot.storage.store import Transaction

OPENINGS, IDEAS, OWN = 60, 10_000, 2_000
TARGET = 1  # second
WHO, *OTHERS = AUTHORS
SPAN = timedelta(days=180)  # over which the ideas came


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


def figures(*, openings: int = OPENINGS, ideas: int = IDEAS, own: int = OWN) -> Sequence[Figure]:
    with ExitStack() as stack:
        where = stack.enter_context(folder())
        box = stack.enter_context(pretend_slack())
        urls = {
            "SQLite": sqlite(where / "bench.sqlite3"),
            "PostgreSQL": stack.enter_context(postgresql(where / "pg")),
        }
        for url in urls.values():
            _fill(url, box.workspace.id, ideas, own)
        bots = {name: stack.enter_context(bot(box, url)) for name, url in urls.items()}
        box.gateway.calls = noted = _Noted()
        measured = {name: _measure(box, noted, each, openings) for name, each in bots.items()}
        return [_figure(name, ideas, took) for name, took in measured.items()]


def _measure(box: PretendSlack, noted: _Noted, server: Running, openings: int) -> Sequence[float]:
    """Seconds from when the event was sent until a Home was received. The first warms up."""
    took = []
    for request in Slack(box).home_openings(WHO, openings + 1):
        known, began = len(noted.homes), time.perf_counter()
        send(server.port, [request], connections=1)
        _check(noted, known + 1)
        took.append(noted.homes[-1] - began)
    return took[1:]


def _check(noted: _Noted, wanted: int) -> None:
    """There is one more, and it is whole: with what needs somebody, and lists in pages."""
    shown = json.dumps(noted.last)
    parts = ("tests.keep", "ideas.more", "home.ideas_older", "home.kudos_older")
    if len(noted.homes) != wanted or not all(part in shown for part in parts):
        raise AssertionError("this is no whole Home")


def _figure(name: str, ideas: int, took: Sequence[float]) -> Figure:
    title = f"Home published on {name}, of {ideas:,} ideas, p95"
    return at_most(title, percentile(took, 95), TARGET, "s", f"median {median(took):.3f}")


def _fill(url: str, workspace: str, ideas: int, own: int) -> None:
    """Of the ideas many found support, a child, a reply, a test, or were adopted."""
    store, began = Store(url), datetime.now(UTC) - SPAN
    every = max(1, ideas // own)
    with store.begin() as tx:
        before = 0
        for number in range(ideas):
            author = WHO if number % every == 0 else OTHERS[number % len(OTHERS)]
            at = began + SPAN * (number / ideas)
            parents = (before,) if number % 3 == 1 else ()
            text = f"idea number {number} of many, as long as one is that somebody typed"
            kept = tx.ideas.add(
                Idea(
                    workspace,
                    author,
                    text,
                    at,
                    f"s{number}",
                    CHANNEL,
                    f"{number}.0",
                    parents=parents,
                )
            )
            assert kept
            before = kept.id
            _live(tx, kept, number)
    store.close()


def _live(tx: Transaction, idea: Idea, number: int) -> None:
    other = next(each for each in OTHERS if each != idea.author)
    if number % 2:
        tx.ideas.toggle_support(idea.workspace, idea.id, WHO, idea.shared_at)
        tx.kudos.add(
            Kudos(idea.workspace, other, (WHO,), idea.text, idea.shared_at, f"k{number}", CHANNEL)
        )
    if number % 7 == 0:
        tx.replies.add(idea.workspace, idea.id, other, idea.channel, f"{number}.5", idea.shared_at)
    if number % 10 == 3:
        tx.ideas.set_stage(idea.workspace, idea.id, Stage.ADOPTED, idea.shared_at)
    if number % 9 == 0:
        ends, owner = idea.shared_at + timedelta(days=7), WHO if number % 90 == 0 else other
        tx.tests.add(
            IdeaTest(
                idea.workspace, idea.id, owner, "?", 1, idea.shared_at, ends, asked=Asked.WAITING
            )
        )
        tx.ideas.add_part(idea.workspace, idea.id, owner, Part.TEST, idea.shared_at)
