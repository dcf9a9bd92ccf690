"""Which ideas a list has, a page at a time."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, exists, func, or_, select

from bot.domain.idea_lists import Which
from bot.domain.ideas import REPLY_WITHIN, Stage
from bot.storage.idea_tests import TESTS
from bot.storage.ideas import IDEAS
from bot.storage.replies import REPLIES
from bot.storage.rows import Repository

_REPLIED = exists().where(
    REPLIES.c.workspace == IDEAS.c.workspace,
    REPLIES.c.idea == IDEAS.c.id,
    REPLIES.c.person != IDEAS.c.author,
)


class IdeaListRepository(Repository):
    """It has no tables of its own."""

    def count(self, which: Which, workspace: str, channel: str, person: str, now: datetime) -> int:
        query = _those(select(func.count()), which, workspace, channel, person, now)
        return int(self._run(query).scalar_one())

    def ids(
        self,
        which: Which,
        workspace: str,
        channel: str,
        person: str,
        now: datetime,
        *,
        limit: int,
        offset: int,
    ) -> Sequence[int]:
        """The latest first; of what waits, what waits longest."""
        query = _those(select(IDEAS.c.id), which, workspace, channel, person, now)
        at, id_ = IDEAS.c.shared_at, IDEAS.c.id
        order = (at, id_) if which is Which.WAITING else (at.desc(), id_.desc())
        return self._run(query.order_by(*order).limit(limit).offset(offset)).scalars().all()


def _those(
    query: Select[Any], which: Which, workspace: str, channel: str, person: str, now: datetime
) -> Select[Any]:
    query = query.where(IDEAS.c.workspace == workspace, IDEAS.c.withdrawn_at.is_(None))
    if which is Which.MINE:
        return query.where(IDEAS.c.author == person)
    query = query.where(IDEAS.c.channel == channel)
    if which.stage:
        return query.where(IDEAS.c.stage == which.stage.value)
    return query.where(_waits(now)) if which is Which.WAITING else query


def _waits(now: datetime) -> ColumnElement[bool]:
    unanswered = exists().where(
        TESTS.c.workspace == IDEAS.c.workspace,
        TESTS.c.idea == IDEAS.c.id,
        TESTS.c.outcome.is_(None),
        TESTS.c.ends_at <= now,
    )
    return or_(
        and_(IDEAS.c.stage == Stage.TESTING.value, unanswered),
        and_(
            IDEAS.c.stage == Stage.SHARED.value,
            IDEAS.c.shared_at <= now - REPLY_WITHIN,
            ~_REPLIED,
        ),
    )
