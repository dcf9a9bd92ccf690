"""Scheduled jobs, one file each. APScheduler is the clock, nothing more: it rings, and what is due,
and that it happens once, is in the database.
"""

import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial
from threading import Event

import structlog
from apscheduler.schedulers.background import BackgroundScheduler

from bot.config import Settings
from bot.kit.clock import Clock
from bot.kit.registry import modules_in
from bot.storage import Store

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Work:
    """What jobs work with. `sync` learns people and channels from Slack anew."""

    store: Store
    clock: Clock
    settings: Settings
    sync: Callable[[], None]
    bell: Event


@dataclass(frozen=True, slots=True)
class Job:
    """Rung at once when the bot starts, and then `every` so often."""

    name: str
    every: Callable[[Settings], timedelta]
    run: Callable[[Work], None]


def jobs() -> Sequence[Job]:
    """Every job in this folder."""
    return [module.JOB for module in modules_in(sys.modules[__name__])]


def start_jobs(work: Work) -> BackgroundScheduler:
    """Begin to ring. Shut the scheduler down to end."""
    scheduler = BackgroundScheduler(
        timezone=UTC,
        job_defaults={"max_instances": 1, "coalesce": True, "misfire_grace_time": None},
    )
    for job in jobs():
        scheduler.add_job(
            partial(_ring, job, work),
            "interval",
            seconds=job.every(work.settings).total_seconds(),
            next_run_time=datetime.now(UTC),
            id=job.name,
        )
    scheduler.start()
    return scheduler


def _ring(job: Job, work: Work) -> None:
    try:
        job.run(work)
    except Exception:  # the next ring tries again
        log.exception("job_failed", job=job.name)
