"""What the bot takes while it waits, over either transport."""

import time
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path

import psutil

from bench.bots import bot, pretend_slack
from bench.databases import folder, sqlite
from bench.figures import Figure, at_most
from bench.load import send
from bench.processes import Running
from bench.requests import KUDOS, Slack
from bot.config import Transport
from bot.playground.server import PretendSlack

IDLE = 60.0  # seconds
TARGET = 130  # MiB
EVENTS = 200  # before the second figure


def figures(*, idle: float = IDLE) -> Sequence[Figure]:
    if not Path("/proc/self/smaps_rollup").exists():
        return [Figure("idle memory", "not measured: Linux alone tells it")]
    with ExitStack() as stack:
        where = stack.enter_context(folder())
        told: list[Figure] = []
        for transport in Transport:
            with pretend_slack(transport) as box:
                url = sqlite(where / f"{transport}.sqlite3")
                with bot(box, url, transport) as running:
                    told += _of(running, box, transport, idle)
        return told


def _of(running: Running, box: PretendSlack, transport: Transport, idle: float) -> Sequence[Figure]:
    time.sleep(idle)
    title = f"idle memory, {transport}"
    taken, pss = _alone(running.family), _pss(running.family)
    told = [
        at_most(title, taken, TARGET, "MiB", f"PSS {pss:.0f}, {len(running.family)} process(es)")
    ]
    if transport is Transport.HTTP:
        send(running.port, Slack(box).messages(KUDOS, EVENTS), connections=16)
        told.append(Figure(f"memory after {EVENTS} kudos", f"{_alone(running.family):.0f} MiB"))
    return told


def _alone(family: Sequence[psutil.Process]) -> float:
    """MiB if nothing else ran here: pages of files in full, though others may share them.

    What granian's worker shares with the process that it was forked from counts once.
    """
    rolled = [_rolled(each) for each in family]
    anonymous = sum(each["Pss_Anon"] for each in rolled)
    files = max(each["Rss"] - each["Anonymous"] for each in rolled)
    return (anonymous + files) / 1024


def _pss(family: Sequence[psutil.Process]) -> float:
    return sum(_rolled(each)["Pss"] for each in family) / 1024


def _rolled(process: psutil.Process) -> Mapping[str, int]:
    """The sums of a process's memory, in KiB, by the kernel's names."""
    lines = Path(f"/proc/{process.pid}/smaps_rollup").read_text().splitlines()[1:]
    return {name: int(rest.split()[0]) for name, _, rest in (line.partition(":") for line in lines)}
