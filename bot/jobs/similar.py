"""Once a day, and at the start, look for the terms of ideas that have none yet."""

from datetime import timedelta

from bot.jobs import Job, Work
from bot.services.similar import read_unread


def run(work: Work) -> None:
    read_unread(work.store)


JOB = Job("similar", lambda settings: timedelta(days=1), run)  # noqa: ARG005 - the same for all
