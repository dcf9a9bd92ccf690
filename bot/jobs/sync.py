"""Learn people and channels from Slack, at the start and once a day: events can be missed."""

from datetime import timedelta

from bot.jobs import Job, Work


def run(work: Work) -> None:
    work.sync()


JOB = Job("sync", lambda settings: timedelta(days=1), run)  # noqa: ARG005 - the same for all
