"""The measures of all leaders in one pass, against asking for one leader after the other."""

import random
import re
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import ExitStack, closing, contextmanager
from multiprocessing import get_context
from pathlib import Path
from statistics import median

import psycopg

from bench.databases import folder, postgresql, sqlite
from bench.figures import Figure, at_most, middle_ratio
from bench.measured_history import NOW, WEEKS, History, teams_of
from bot.domain.measures import Measures, measure
from bot.domain.people import Team
from bot.storage import Store
from bot.storage.schema import upgrade

LEADERS, ASKED, ROUNDS = 10_000, 300, 3
SHORT = 10  # weeks
MOST_OF_ONE_BY_ONE, MOST_OF_SHORT, MOST_MEMORY = 1 / 20, 1.5, 300


def figures(
    *, leaders: int = LEADERS, asked: int = ASKED, rounds: int = ROUNDS
) -> Sequence[Figure]:
    teams = teams_of(leaders)
    sample = random.Random(5).sample(teams, min(asked, leaders))  # noqa: S311 - no secrets
    told: list[Figure] = []
    for name, databases in (("SQLite", _sqlite), ("PostgreSQL", _postgresql)):
        with folder() as where, databases(where, leaders) as (long, short):
            told += _on(name, (long, short), teams, sample, rounds)
            told.append(_memory(name, long, leaders))
    return told


def _on(
    name: str, urls: tuple[str, str], teams: Sequence[Team], sample: Sequence[Team], rounds: int
) -> Iterator[Figure]:
    with closing(Store(urls[0])) as store, closing(Store(urls[1])) as younger:
        _check(all_at_once(store, teams))
        all_at_once(younger, teams)
        together, briefly, singly = [], [], []
        for _ in range(rounds):
            together.append(_seconds(lambda: all_at_once(store, teams)))
            briefly.append(_seconds(lambda: all_at_once(younger, teams)))
            one_by_one = _seconds(lambda: one_after_the_other(store, sample))
            singly.append(one_by_one * len(teams) / len(sample))
    yield at_most(
        f"measures of {len(teams):,} leaders at once ÷ one by one, {name}",
        middle_ratio(together, singly),
        MOST_OF_ONE_BY_ONE,
        "of the time",
        f"{median(together):.2f} s, {median(singly):.0f} s",
    )
    yield at_most(
        f"  with {WEEKS} weeks of history ÷ with {SHORT}, {name}",
        middle_ratio(together, briefly),
        MOST_OF_SHORT,
        "of the time",
        f"{median(together):.2f} s, {median(briefly):.2f} s",
    )


def all_at_once(store: Store, teams: Sequence[Team]) -> Sequence[Measures]:
    with store.read() as tx:
        facts = tx.measures.facts(teams, NOW)
    return [measure(facts[team.id]) for team in teams]


def one_after_the_other(store: Store, teams: Sequence[Team]) -> Sequence[Measures]:
    return [measures for team in teams for measures in all_at_once(store, [team])]


def _memory(name: str, url: str, leaders: int) -> Figure:
    """In a process of its own, which has done nothing else."""
    if not Path("/proc/self/status").exists():
        return Figure(f"  memory that takes, {name}", "not measured: Linux alone tells it")
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as other:
        peak = other.submit(_peak, url, leaders).result()
    return at_most(f"  memory that takes, {name}", peak, MOST_MEMORY, "MiB")


def _peak(url: str, leaders: int) -> float:
    with closing(Store(url)) as store:
        all_at_once(store, teams_of(leaders))
    # Not as `getrusage` has it: there a process inherits the peak of the one that started it.
    status = Path("/proc/self/status").read_text()
    return int(re.findall(r"VmHWM:\s+(\d+)", status)[0]) / 1024


def _check(measures: Sequence[Measures]) -> None:
    figures = [each.figures for each in measures]
    if not any(each.get("credit_outflow") and each.get("voices") for each in figures):
        raise AssertionError(measures[0])


def _seconds(act: Callable[[], object]) -> float:
    begun = time.perf_counter()
    act()
    return time.perf_counter() - begun


@contextmanager
def _sqlite(where: Path, leaders: int) -> Iterator[tuple[str, str]]:
    for weeks in (WEEKS, SHORT):
        sqlite(where / f"{weeks}.sqlite3")
        History(leaders, weeks).into_sqlite(str(where / f"{weeks}.sqlite3"))
    yield f"sqlite:///{where / f'{WEEKS}.sqlite3'}", f"sqlite:///{where / f'{SHORT}.sqlite3'}"


@contextmanager
def _postgresql(where: Path, leaders: int) -> Iterator[tuple[str, str]]:
    with ExitStack() as stack:
        long = stack.enter_context(postgresql(where / "pg"))
        with psycopg.connect(long, autocommit=True) as connection:
            connection.execute("CREATE DATABASE younger")
        short = long.replace("/postgres?", "/younger?")
        upgrade(short)
        for url, weeks in ((long, WEEKS), (short, SHORT)):
            History(leaders, weeks).into_postgresql(url)
        yield long, short
