"""What the bot takes while it waits, over either transport."""

import time
from collections.abc import Mapping, Sequence
from pathlib import Path

import psutil

from bench.bots import bots, pretend_slack
from bench.databases import Databases
from bench.figures import Figure, at_most
from bot.config import Transport

IDLE = 60.0  # seconds
TARGET = 90  # MiB


def figures(databases: Databases) -> Sequence[Figure]:
    if not Path("/proc/self/smaps_rollup").exists():
        return [Figure("idle memory", "not measured: Linux alone tells it")]
    told = []
    for transport in Transport:
        for bot in bots(databases, ["SQLite"]):
            with pretend_slack(transport) as slack, bot.started(slack, transport) as running:
                time.sleep(IDLE)
                told.append(figure(f"idle memory, {transport}, {bot.name}", running.family))
    return told


def figure(title: str, family: Sequence[psutil.Process]) -> Figure:
    """MiB if nothing else ran here: pages of files in full, though others may share them.

    What granian's worker shares with the process that it was forked from counts once.
    """
    rolled = [_rolled(each) for each in family]
    anonymous = sum(each["Pss_Anon"] for each in rolled)
    files = max(each["Rss"] - each["Anonymous"] for each in rolled)
    pss = sum(each["Pss"] for each in rolled)
    detail = f"PSS {pss / 1024:.0f}, {len(family)} process(es)"
    return at_most(title, (anonymous + files) / 1024, TARGET, "MiB", detail)


def _rolled(process: psutil.Process) -> Mapping[str, int]:
    """The sums of a process's memory, in KiB, by the kernel's names."""
    lines = Path(f"/proc/{process.pid}/smaps_rollup").read_text().splitlines()[1:]
    return {name: int(rest.split()[0]) for name, _, rest in (line.partition(":") for line in lines)}
