"""Similar ideas, found among 100,000 of one workspace, and what keeping an idea costs more."""

import random
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial
from itertools import accumulate
from statistics import median
from string import ascii_lowercase
from unittest.mock import patch

from sqlalchemy import insert

from bench.databases import folder, postgresql, sqlite
from bench.figures import Figure, at_most, percentile
from bot.domain.ideas import Idea
from bot.domain.similar import terms
from bot.services.ideas import share_idea
from bot.services.similar import ideas_like
from bot.storage import Store
from bot.storage.ideas import IDEAS
from bot.storage.similar import TERMS, number_of
from bot.training.messages import own_messages

IDEAS_KEPT, ASKED, SHARED = 100_000, 300, 100
MOST = 20  # milliseconds
WORKSPACE, NOW = "T1", datetime(2026, 11, 24, 9, tzinfo=UTC)
INVENTED, BATCH = 30_000, 5_000


def figures(
    *, ideas: int = IDEAS_KEPT, asked: int = ASKED, shared: int = SHARED
) -> Sequence[Figure]:
    with ExitStack() as stack:
        where = stack.enter_context(folder())
        urls = {
            "SQLite": sqlite(where / "bench.sqlite3"),
            "PostgreSQL": stack.enter_context(postgresql(where / "pg")),
        }
        return [
            figure
            for name, url in urls.items()
            for figure in _on(name, url, ideas=ideas, asked=asked, shared=shared)
        ]


def _on(name: str, url: str, *, ideas: int, asked: int, shared: int) -> Iterator[Figure]:
    writing = _Writing(random.Random(4))  # noqa: S311 - texts, not secrets
    with closing(Store(url)) as store:
        _fill(store, writing, ideas)
        for kind, texts in {
            "an idea": [writing.idea() for _ in range(asked)],
            "one of 2,500 characters": [writing.text(2_500) for _ in range(asked // 10)],
        }.items():
            asks = [partial(ideas_like, store, WORKSPACE, text, channel="C299") for text in texts]
            yield from _search(f"similar to {kind} on {name}", asks)
        given = [
            Idea(WORKSPACE, "U1", writing.idea(), NOW, f"s:{n}", "C299") for n in range(shared)
        ]
        kept = [_milliseconds(partial(share_idea, store, idea)) for idea in given]
        with patch("bot.services.ideas.note_similar"):
            again = [replace(idea, source=f"bare:{idea.source}") for idea in given]
            bare = [_milliseconds(partial(share_idea, store, idea)) for idea in again]
        yield Figure(f"keeping an idea with its card on {name}, median", _both(kept))
        yield Figure("  without looking for similar ones", _both(bare))


def _both(took: Sequence[tuple[float, float]]) -> str:
    wall, cpu = (median(each) for each in zip(*took, strict=True))
    return f"{wall:.1f} ms (CPU {cpu:.1f})"


def _search(what: str, asks: Sequence[Callable[[], object]]) -> Iterator[Figure]:
    """By the clock, which tells of other work on the machine too, and by our own CPU."""
    took = [_milliseconds(ask) for ask in asks]
    walls, cpus = [wall for wall, _ in took], [cpu for _, cpu in took]
    yield at_most(f"{what}, median", median(walls), MOST, "ms", f"CPU {median(cpus):.1f}")
    worst = f"CPU {percentile(cpus, 95):.1f}"
    yield at_most(f"{what}, p95", percentile(walls, 95), MOST, "ms", worst)


class _Writing:
    """Ideas of the words that people write, as often as they do, and of names that few know."""

    def __init__(self, chance: random.Random) -> None:
        self._chance = chance
        said = [one.message.text for one in own_messages() if one.idea and one.is_by_hand]
        self._words = [word for text in said for word in text.split()]
        self._lengths = [len(text.split()) for text in said]
        self._names = ["".join(chance.choices(ascii_lowercase, k=7)) for _ in range(INVENTED)]
        self._often = list(accumulate(1 / rank for rank in range(1, INVENTED + 1)))

    def idea(self) -> str:
        return self._of(self._chance.choice(self._lengths))

    def text(self, characters: int) -> str:
        return self._of(characters // 4)[:characters]

    def _of(self, count: int) -> str:
        words = [self._chance.choice(self._words) for _ in range(count)]
        names = self._chance.choices(self._names, cum_weights=self._often, k=1 + count // 5)
        return " ".join([*words, *names])


def _fill(store: Store, writing: _Writing, ideas: int) -> None:
    for begin in range(1, ideas + 1, BATCH):
        rows, found = [], []
        for id in range(begin, min(begin + BATCH, ideas + 1)):
            text = writing.idea()
            rows.append(_row(id, text))
            numbers = set(map(number_of, terms(text)))
            found += [{"workspace": WORKSPACE, "idea": id, "term": each} for each in numbers]
        with store.begin() as tx:
            tx._connection.execute(insert(IDEAS), rows)
            tx._connection.execute(insert(TERMS), found)
    with store.begin() as tx:
        if tx._connection.dialect.name == "postgresql":
            tx._connection.exec_driver_sql(
                "SELECT setval('ideas_id_seq', (SELECT max(id) FROM ideas))"
            )
            tx._connection.exec_driver_sql("ANALYZE")


def _row(id: int, text: str) -> dict[str, object]:
    at = NOW - timedelta(minutes=5 * (IDEAS_KEPT - id))
    return {
        "id": id,
        "workspace": WORKSPACE,
        "author": f"U{id % 900}",
        "text": text,
        "shared_at": at,
        "source": f"bench:{id}",
        "channel": f"C{id % 300}",
        "is_private": id % 300 < 60,
        "stage": "shared",
    }


def _milliseconds(act: Callable[[], object]) -> tuple[float, float]:
    """By the clock, and of this process's CPU."""
    begun, spent = time.perf_counter_ns(), time.process_time_ns()
    act()
    return (time.perf_counter_ns() - begun) / 1e6, (time.process_time_ns() - spent) / 1e6
