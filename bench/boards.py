"""Boards of a workspace with a million ideas, read as `/leaderboard` does, without drawing them."""

import time
from collections.abc import Iterator, Sequence
from contextlib import closing
from functools import partial
from statistics import median

from bench.databases import KINDS, Databases
from bench.figures import Figure, at_most, seconds
from bench.filling import fill
from bench.seeds import NOW, TEAM, WORKSPACE, Million, named
from bot.domain.leaderboards import Leaderboard, Period
from bot.services.leaderboards import board_of
from bot.storage import Store

ROUNDS, IDEAS = 7, 1_000_000
TARGET = 300  # ms
CHANNEL, CHANNELS = "C0", 9  # so that a tenth is in each public one


def figures(databases: Databases) -> Sequence[Figure]:
    return [each for kind in KINDS for each in on(kind, databases.migrated(kind))]


def on(kind: str, url: str, *, ideas: int = IDEAS, rounds: int = ROUNDS) -> Iterator[Figure]:
    seed = Million(named("U", 990 * TEAM), named("C", CHANNELS), ideas)
    fill(url, seed.rows())
    with closing(Store(url)) as store:
        for period in Period:
            ask = partial(board_of, store, WORKSPACE, CHANNEL, period, NOW)
            _check(ask())
            begun = time.process_time()
            took = [1000 * seconds(ask) for _ in range(rounds)]
            ours = 1000 * (time.process_time() - begun) / rounds
            title = f"board of a tenth of {ideas:,} ideas, {period}, {kind}"
            yield at_most(title, median(took), TARGET, "ms", f"{ours:.0f} of our CPU")


def _check(board: Leaderboard) -> None:
    if board.figures.ideas < max(1, sum(line.shared for line in board.lines)):
        raise AssertionError(board)
