"""What is measured of the bot's process still runs: shortly, and on SQLite."""

from collections.abc import Iterator

import pytest

from bench import ceiling, home, ingest, kills, latency, memory, startup
from bench.bots import bots, pretend_slack, side_by_side
from bench.databases import Databases, databases
from bench.filling import fill
from bot.config import Transport
from bot.storage.schema import upgrade

SQLITE = ("SQLite",)


@pytest.fixture
def made() -> Iterator[Databases]:
    with databases() as found:
        yield found


def test_what_one_bot_beside_a_no_op_tells(made: Databases) -> None:
    [bot] = bots(made, SQLITE)
    upgrade(bot.url)
    with pretend_slack() as slack:
        fill(bot.url, home.seed_of(slack, 360).rows())
        with side_by_side(slack, [bot]) as servers:
            opened = home.measured("Home", slack, servers["SQLite"], openings=2)
            workspace = ceiling.Workspace(bot, slack, servers["SQLite"])
            busy = ceiling.measured([workspace], seconds=0.3, warm_up=0.2)
            small = memory.figure("memory", servers["SQLite"].family)
            quick = latency.measured(slack, servers, rounds=1, events=5)
            fast = ingest.measured(slack, [bot], servers, rounds=1, events=5, warm_up=1)

    assert "ms" in opened.measured
    assert "MiB" in small.measured
    assert [each.name for each in (*busy, *quick, *fast)] == [
        "8.33 events a second, 1 % kudos, SQLite",
        "8.33 events a second, 100 % kudos, SQLite",
        "p99 at 50 kudos a second, SQLite",
        "p99 at 50 kudos a second, Bolt's no-op",
        "kudos, of the no-op, SQLite",
        "Bolt's no-op, async",
    ]


def test_startup(made: Databases) -> None:
    found = startup.figures(made, rounds=1, warm_up=0, transports=(Transport.HTTP,))

    assert [each.name for each in found] == [
        "importing the libraries",
        "start to ready, http, SQLite",
    ]


def test_kills(made: Databases) -> None:
    """Without one: tests/scenarios/test_kills.py has them."""
    found = kills.figures(made, kinds=SQLITE, kills=0, events=10)

    assert [each.measured for each in found] == ["0", "0"]
