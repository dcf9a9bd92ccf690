"""Boards of a workspace with a million ideas."""

import re
import sqlite3
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from statistics import median

import psycopg

from bench.databases import folder, postgresql, sqlite
from bench.figures import Figure, at_most
from bot.domain.ideas import Idea
from bot.domain.leaderboards import Leaderboard, Period
from bot.services.ideas import share_idea, toggle_support
from bot.services.leaderboards import board_of
from bot.storage import Store

ROUNDS, IDEAS = 15, 1_000_000
TARGET = 300  # ms
NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)
TWO_YEARS = 104 * 7 * 86_400_000  # ms
WORKSPACE = "T1"
CHANNELS = {
    "C0": "a channel with a tenth of them",
    "C5": "a channel with as many in one quarter",
}

# Both databases know this much arithmetic. `n` is an idea's number; a later idea has a higher one.
WORDS = {
    "WHO": "'U' || (MIXED % (CASE WHEN n % 5 = 0 THEN 2000 ELSE 10000 END))",
    "WHERE_TO": "'C' || (CASE WHEN n % 5 = 0 THEN n % 10 ELSE 10 + n % 89 END)",
    "MIXED": "(n * 2654435761 % 4294967296 / 65536)",
    "AGO": "((IDEAS - n) * (TWO_YEARS / IDEAS) / (CASE WHEN n % 10 = 5 THEN 8 ELSE 1 END))",
}
OWN_WORDS = {
    "sqlite": {
        "NUMBERS": "(WITH RECURSIVE r(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM r"
        " WHERE n < IDEAS) SELECT n FROM r)",
        "INSTANT": "strftime('%Y-%m-%d %H:%M:%f000', (NOW - AGO) / 1000, 'unixepoch')",
    },
    "postgresql": {
        "NUMBERS": "generate_series(CAST(1 AS bigint), IDEAS) AS n",
        "INSTANT": "to_timestamp((NOW - AGO) / 1000)",
    },
}
FILLING = (
    """INSERT INTO ideas (id, workspace, author, text, shared_at, source, channel, ts, is_private,
         stage)
       SELECT n, 'T1', WHO, 'a quieter office', INSTANT, 's' || n, WHERE_TO, n || '.0', false,
         CASE WHEN n % 20 = 0 THEN 'adopted' ELSE 'shared' END
       FROM NUMBERS""",
    """INSERT INTO idea_links (workspace, child, parent, place)
       SELECT 'T1', id, id - 10, 0 FROM ideas WHERE id > 20 AND id % 8 < 2
       UNION ALL SELECT 'T1', id, id - 20, 1 FROM ideas WHERE id > 20 AND id % 24 < 2""",
    """INSERT INTO contributions (workspace, idea, person, part, at, is_present)
       SELECT workspace, id, author, 'author', shared_at, true FROM ideas""",
    """INSERT INTO contributions (workspace, idea, person, part, at, is_present)
       SELECT links.workspace, parent, author, 'build', min(shared_at), true
       FROM idea_links AS links JOIN ideas ON ideas.id = child
       GROUP BY links.workspace, parent, author""",
    """INSERT INTO people (workspace, id, name, zone, locale, is_bot, is_deactivated, is_stranger,
         seen_at)
       SELECT 'T1', 'U' || n, 'Person ' || n, 'UTC', 'en-US', false, n % 50 = 0, false, INSTANT
       FROM NUMBERS WHERE n <= 10000""",
    """INSERT INTO preferences (workspace, person, is_hidden, is_left_alone)
       SELECT 'T1', 'U' || n, true, false FROM NUMBERS WHERE n <= 10000 AND n % 3 = 0""",
    """INSERT INTO idea_tests (workspace, idea, owner, question, round, opened_at, ends_at, outcome,
         learned, ended_at, asked)
       SELECT 'T1', n, WHO, '', 1, INSTANT, INSTANT, 'kept', '', INSTANT, 'once'
       FROM NUMBERS WHERE n % 50 < 6""",
    """INSERT INTO idea_tests (workspace, idea, owner, question, round, opened_at, ends_at, outcome,
         learned, ended_at, asked)
       SELECT 'T1', n, WHO, '', 2, INSTANT, INSTANT, 'kept', '', INSTANT, 'once'
       FROM NUMBERS WHERE n % 200 < 6""",
)


def figures(*, rounds: int = ROUNDS, ideas: int = IDEAS) -> Sequence[Figure]:
    told: list[Figure] = []
    with folder() as where:
        for name, database in (("SQLite", _sqlite), ("PostgreSQL", _postgresql)):
            with database(where, ideas) as url, closing(Store(url)) as store:
                told += _boards(store, name, rounds)
                told.append(_sharing(store, name, rounds))
                told.append(_supporting(store, name, range(ideas, ideas - rounds, -1)))
    return told


def _boards(store: Store, name: str, rounds: int) -> Iterator[Figure]:
    for channel, what in CHANNELS.items():
        for period in Period:
            ask = partial(board_of, store, WORKSPACE, channel, period, NOW)
            _check(ask())
            begun = time.process_time()
            took = [1000 * _seconds(ask) for _ in range(rounds)]
            ours = 1000 * (time.process_time() - begun) / rounds
            title = f"{period} of {what}, {name}"
            yield at_most(title, median(took), TARGET, "ms", f"{ours:.0f} of our CPU")


def _sharing(store: Store, name: str, rounds: int) -> Figure:
    """With its card."""
    ideas = [
        Idea(WORKSPACE, f"U{n}", "a quieter office", NOW - timedelta(days=1), f"new{n}", "C5")
        for n in range(rounds)
    ]
    took = [1000 * _seconds(partial(_share, store, idea)) for idea in ideas]
    return Figure(f"one more idea in {CHANNELS['C5']}, {name}", f"{median(took):.1f} ms")


def _supporting(store: Store, name: str, ideas: Iterable[int]) -> Figure:
    """Press *Support*: the mark, the history, and the card as it will be shown."""
    press = partial(toggle_support, store, WORKSPACE)
    took = [1000 * _seconds(partial(press, idea, "UNEW", NOW)) for idea in ideas]
    return Figure(f"a card changed by support, {name}", f"{median(took):.1f} ms")


def _share(store: Store, idea: Idea) -> None:
    if share_idea(store, idea) is None:
        raise AssertionError(idea)


def _check(board: Leaderboard) -> None:
    if board.figures.ideas < max(1, sum(line.shared for line in board.lines)):
        raise AssertionError(board)


def _seconds(act: Callable[[], object]) -> float:
    begun = time.perf_counter()
    act()
    return time.perf_counter() - begun


@contextmanager
def _sqlite(where: Path, ideas: int) -> Iterator[str]:
    url = sqlite(where / "boards.sqlite3")
    with closing(sqlite3.connect(where / "boards.sqlite3")) as connection:
        connection.executescript("PRAGMA synchronous = OFF; PRAGMA cache_size = -500000")
        for statement in _filling("sqlite", ideas):
            connection.execute(statement)
        connection.commit()
    yield url


@contextmanager
def _postgresql(where: Path, ideas: int) -> Iterator[str]:
    with postgresql(where / "pg") as url:
        with psycopg.connect(url, autocommit=True) as connection:
            connection.execute("SET session_replication_role = replica")  # no foreign keys
            connection.execute("SET work_mem = '256MB'")
            for statement in _filling("postgresql", ideas):
                connection.execute(statement.encode())
            connection.execute(
                "SELECT setval(pg_get_serial_sequence('ideas', 'id'), max(id)) FROM ideas"
            )
            connection.execute("ANALYZE")
        yield url


def _filling(database: str, ideas: int) -> Iterator[str]:
    numbers = {"IDEAS": ideas, "TWO_YEARS": TWO_YEARS, "NOW": int(NOW.timestamp() * 1000)}
    words = {**OWN_WORDS[database], **WORDS, **numbers}
    for statement in FILLING:
        for word, meaning in words.items():
            statement = re.sub(rf"\b{word}\b", str(meaning), statement)  # noqa: PLW2901
        yield statement
