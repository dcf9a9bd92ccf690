"""The bot on one core, load and databases on another: so that neither slows the other."""

import os
from collections.abc import Iterator
from contextlib import contextmanager

CORES = sorted(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else []
CAN_PIN = len(CORES) > 1


def pin_load() -> None:
    """Keep this thread and what it starts on the load's core."""
    if CAN_PIN:
        os.sched_setaffinity(0, {CORES[1]})


@contextmanager
def on_the_servers_core() -> Iterator[None]:
    """What is started within runs on the server's core, and stays there."""
    if not CAN_PIN:
        yield
        return
    before = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {CORES[0]})
    try:
        yield
    finally:
        os.sched_setaffinity(0, before)
