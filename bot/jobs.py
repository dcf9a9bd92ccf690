"""Scheduled jobs. APScheduler is the clock, nothing more: it rings, and what is due, and that it
happens once, is in the database.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial
from threading import Event

import structlog
from apscheduler.schedulers.background import BackgroundScheduler

from bot.config import Settings
from bot.kit.clock import Clock
from bot.services.due import run_due
from bot.services.privacy import drop_what_is_old
from bot.storage import Store

DAY = timedelta(days=1)

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Work:
    """What jobs work with. `sync` learns people and channels from Slack anew."""

    store: Store
    clock: Clock
    settings: Settings
    sync: Callable[[], None]
    bell: Event

    def due(self) -> None:
        """Put what is due into the outbox: digests, weekly boards."""
        if run_due(self.store, self.clock()):
            self.bell.set()

    def retention(self) -> None:
        drop_what_is_old(self.store, self.clock(), self.settings.text_retention_days)


def start_jobs(work: Work) -> BackgroundScheduler:
    """Do each job at once and then so often. Shut the scheduler down to end."""
    scheduler = BackgroundScheduler(
        timezone=UTC,
        job_defaults={"max_instances": 1, "coalesce": True, "misfire_grace_time": None},
    )
    for name, every, run in (
        ("due", timedelta(seconds=work.settings.ring_seconds), work.due),
        ("retention", DAY, work.retention),
        ("sync", DAY, work.sync),  # events can be missed
    ):
        scheduler.add_job(
            partial(_ring, name, run),
            "interval",
            seconds=every.total_seconds(),
            next_run_time=datetime.now(UTC),
            id=name,
        )
    scheduler.start()
    return scheduler


def _ring(name: str, run: Callable[[], None]) -> None:
    try:
        run()
    except Exception:  # the next ring tries again
        log.exception("job_failed", job=name)
