"""Keeping an idea among 100,000 of one workspace, and finding what says nearly the same."""

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from functools import partial
from statistics import median

from bench.databases import KINDS, Databases
from bench.figures import Figure, at_most, percentile
from bench.filling import fill
from bench.seeds import NOW, TEAM, WORKSPACE, Texts, named
from bot.domain.ideas import Idea
from bot.services.ideas import share_idea
from bot.services.similar import ideas_like
from bot.storage import Store

IDEAS, ASKED, SHARED = 100_000, 300, 300
TARGET = 3  # milliseconds of our own CPU
LONG = 2_500  # characters, the most that an idea has


def figures(databases: Databases) -> Sequence[Figure]:
    seed = seed_of(IDEAS)
    return [each for kind in KINDS for each in on(kind, databases.migrated(kind), seed)]


def seed_of(ideas: int) -> Texts:
    return Texts(named("U", 90 * TEAM), named("C", 300), ideas)


def on(
    kind: str, url: str, seed: Texts, *, asked: int = ASKED, shared: int = SHARED
) -> Iterator[Figure]:
    fill(url, seed.rows())
    with closing(Store(url)) as store:
        share = partial(_share, store)
        took = [_milliseconds(partial(share, n, seed.new_text())) for n in range(shared)]
        wall, cpu = (median(each) for each in zip(*took, strict=True))
        title = f"CPU of an idea kept with its card among {seed.ideas:,}, {kind}"
        yield at_most(title, cpu, TARGET, "ms", f"{wall:.1f} by the clock")
        texts = [seed.new_text() for _ in range(asked)]
        yield _search("an idea", kind, store, texts)
        long = [seed.words(LONG // 4)[:LONG] for _ in range(max(2, asked // 10))]
        yield _search(f"one of {LONG:,} characters", kind, store, long)


def _share(store: Store, n: int, text: str) -> None:
    kept = share_idea(store, Idea(WORKSPACE, "U1", text, NOW, f"new:{n}", "C299"))
    if kept is None:
        raise AssertionError(text)


def _search(what: str, kind: str, store: Store, texts: Sequence[str]) -> Figure:
    asks = (partial(ideas_like, store, WORKSPACE, text, channel="C299") for text in texts)
    walls, cpus = zip(*map(_milliseconds, asks), strict=True)
    by_clock = f"{median(walls):.1f} by the clock, p95 {percentile(walls, 95):.1f}"
    return Figure(f"  similar to {what}, {kind}", f"{median(cpus):.1f} ms ({by_clock})")


def _milliseconds(act: Callable[[], object]) -> tuple[float, float]:
    """By the clock, which tells of other work on the machine too, and of this process's CPU."""
    begun, spent = time.perf_counter_ns(), time.process_time_ns()
    act()
    return (time.perf_counter_ns() - begun) / 1e6, (time.process_time_ns() - spent) / 1e6
