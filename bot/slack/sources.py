"""Where teams' people come from: user groups and channels, as Slack says who is in them."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

import structlog

from bot.domain.people import Source
from bot.domain.sending import SendError
from bot.domain.teams import MOST_MEMBERS
from bot.services.teams import follow_source, followed, is_followed
from bot.slack.client import PAGE
from bot.slack.directory import SlackDirectory

MOST_READ = MOST_MEMBERS + PAGE  # apps are among them

log = structlog.get_logger()


def ids_in(
    directory: SlackDirectory, workspace: str, source: Source, id: str
) -> Sequence[str] | None:
    """Who is in there, apps too; None when it is gone, or we are not in that channel."""
    if source is Source.GROUP:
        return directory.group_now(workspace, id)
    return directory.channel_members(workspace, id, MOST_READ)


def follow(
    directory: SlackDirectory, workspace: str, source: Source, id: str, now: datetime
) -> None:
    """Ask who is in there, if any team follows it."""
    if not is_followed(directory.store, workspace, id):
        return
    ids = ids_in(directory, workspace, source, id)
    people = None if ids is None else frozenset(ids)
    if people and len(people) <= MOST_READ:
        known = directory.people(workspace, people)
        people = frozenset(one.id for one in known if not (one.is_bot or one.is_stranger))
    follow_source(directory.store, workspace, id, people, now)


def sync_quietly(directory: SlackDirectory, workspace: str) -> None:
    """Learn all anew; when Slack does not answer, what is kept serves until the next time."""
    try:
        directory.sync(workspace)
        follow_all(directory, workspace)
    except SendError as error:
        log.warning("sync_failed", workspace=workspace, why=str(error))


def follow_all(directory: SlackDirectory, workspace: str) -> None:
    """Everything that teams follow: events can be missed."""
    patient = replace(directory, slack=directory.slack.patient())
    for id, source in followed(directory.store, workspace).items():
        follow(patient, workspace, source, id, directory.clock())
