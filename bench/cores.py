"""The bot on one core, load and databases on another: so that neither slows the other."""

import os

SERVER, LOAD = 0, 1


def pin_load() -> bool:
    """Keep this process and what it starts on the load's core. False where that cannot be."""
    if not hasattr(os, "sched_setaffinity") or len(os.sched_getaffinity(0)) < 2:
        return False
    os.sched_setaffinity(0, {LOAD})
    return True


def pin_server() -> None:
    """Called in a new process before its program begins."""
    if hasattr(os, "sched_setaffinity") and os.cpu_count() != 1:
        os.sched_setaffinity(0, {SERVER})
