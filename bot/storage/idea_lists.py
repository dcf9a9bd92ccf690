"""Which ideas a list has, a page at a time."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Select, func, or_, select

from bot.domain.idea_lists import Which
from bot.storage.homes import waits_for_outcome, waits_for_reply
from bot.storage.ideas import IDEAS, STANDS
from bot.storage.rows import Repository


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
    query = query.where(IDEAS.c.workspace == workspace, STANDS)
    if which is Which.MINE:
        return query.where(IDEAS.c.author == person)
    query = query.where(IDEAS.c.channel == channel)
    if which.stage:
        return query.where(IDEAS.c.stage == which.stage.value)
    if which is Which.WAITING:
        return query.where(or_(waits_for_reply(now), waits_for_outcome(now)))
    return query
