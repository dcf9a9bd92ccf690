"""`kill -9` twenty times while people thank, propose, edit and delete: lost, or there twice."""

import random
from collections.abc import Sequence

from bench.databases import KINDS, Databases
from bench.figures import Figure
from tests.scenarios.killing import HURRIED, kill_under_load, prepare
from tests.scenarios.process import open_process

KILLS, EVENTS = 20, 600
SEED = 20261124


def figures(
    databases: Databases,
    *,
    kinds: Sequence[str] = KINDS,
    kills: int = KILLS,
    events: int = EVENTS,
) -> Sequence[Figure]:
    told = []
    for kind in kinds:
        folder = databases.folder / f"kills-{kind}"
        folder.mkdir()
        with open_process("http", databases.empty(kind), folder, command=HURRIED) as bot:
            prepare(bot)
            dice = random.Random(SEED)  # noqa: S311 - moments, no secrets
            harm = kill_under_load(bot, dice, events=events, kills=kills)
        lost = [*harm.lost, *harm.left_over]  # what was taken back and stands: its undoing is lost
        for what, each in (("lost", lost), ("there twice", harm.doubled)):
            title = f"{what} after {kills} kills in {events} events, {kind}"
            measured = f"{len(each)}" if not each else f"{len(each)} ({each[0]}, …)"
            told.append(Figure(title, measured, "0", not each))
    return told
