"""Once a day, drop what is older than it must be."""

from datetime import timedelta

from bot.jobs import Job, Work
from bot.services.privacy import drop_what_is_old


def run(work: Work) -> None:
    drop_what_is_old(work.store, work.clock(), work.settings.text_retention_days)


JOB = Job("retention", lambda settings: timedelta(days=1), run)  # noqa: ARG005 - the same for all
