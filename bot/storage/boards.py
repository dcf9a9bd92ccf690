"""What the leaderboard of a channel counts, asked of the ideas."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, Integer, cast, exists, func, select

from bot.domain.ideas import Part, Stage
from bot.domain.leaderboards import ChannelFigures, Tally
from bot.storage.ideas import IDEAS, LINKS, PARTS, WORK
from bot.storage.rows import Repository

_AS_PART = (PARTS.c.workspace == IDEAS.c.workspace, PARTS.c.idea == IDEAS.c.id, PARTS.c.is_present)
_AS_CHILD = (LINKS.c.workspace == IDEAS.c.workspace, LINKS.c.child == IDEAS.c.id)
# By somebody else: who builds on their own idea goes on thinking.
_BUILT_ON = exists().where(
    *_AS_PART, PARTS.c.part == Part.BUILD.value, PARTS.c.person != IDEAS.c.author
)
_TESTED = exists().where(*_AS_PART, PARTS.c.part == Part.TEST.value)
_PARENTS = select(func.count()).select_from(LINKS).where(*_AS_CHILD).scalar_subquery()


class BoardRepository(Repository):
    def tallies(
        self, workspace: str, channel: str, since: datetime | None, until: datetime
    ) -> Sequence[Tally]:
        """What each person shared there, most first."""
        shared = func.count()
        query = (
            select(IDEAS.c.author, shared, _how_many(_BUILT_ON), _how_many(_TESTED))
            .where(*_there(workspace, channel, since, until))
            .group_by(IDEAS.c.author)
            .order_by(shared.desc(), IDEAS.c.author)
        )
        return [Tally(*row) for row in self._run(query)]

    def figures(
        self, workspace: str, channel: str, since: datetime | None, until: datetime
    ) -> ChannelFigures:
        """The channel's own line, of the ideas shared there: authors, builders and testers."""
        there = _there(workspace, channel, since, until)
        ideas = select(
            func.count(), _how_many(_PARENTS >= 2), _how_many(IDEAS.c.stage == Stage.ADOPTED.value)
        ).where(*there)
        shared, combined, adopted = self._run(ideas).one()
        parts = select(
            func.count(PARTS.c.person.distinct()), _how_many(PARTS.c.part == Part.TEST.value)
        ).where(
            PARTS.c.workspace == workspace,
            PARTS.c.idea.in_(select(IDEAS.c.id).where(*there)),
            PARTS.c.part.in_([part.value for part in WORK]),
            PARTS.c.is_present,
        )
        people, tests = self._run(parts).one()
        return ChannelFigures(shared, people, combined, tests, adopted)


def _how_many(condition: ColumnElement[bool]) -> ColumnElement[int]:
    return func.coalesce(func.sum(cast(condition, Integer)), 0)


def _there(
    workspace: str, channel: str, since: datetime | None, until: datetime
) -> list[ColumnElement[bool]]:
    conditions = [IDEAS.c.workspace == workspace, IDEAS.c.channel == channel]
    conditions.append(IDEAS.c.withdrawn_at.is_(None))
    if since is not None:
        conditions.append(IDEAS.c.shared_at >= since)
    return [*conditions, IDEAS.c.shared_at < until]
