"""Put what is due into the outbox: digests, weekly boards."""

from datetime import timedelta

from bot.jobs import Job, Work
from bot.services.due import run_due


def run(work: Work) -> None:
    if run_due(work.store, work.clock()):
        work.bell.set()


JOB = Job("due", lambda settings: timedelta(seconds=settings.ring_seconds), run)
