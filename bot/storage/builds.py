"""What builds on ideas, as far as it may be told: what is private elsewhere stays there."""

from collections.abc import Collection

from sqlalchemy import ColumnElement, FromClause, exists, or_, select

from bot.storage.among import among
from bot.storage.ideas import IDEAS, LINKS
from bot.storage.rows import Repository

CHILDREN = IDEAS.alias("children")


def told_builds(parent: FromClause, channel: str | None = None) -> tuple[ColumnElement[bool], ...]:
    """That a link leads to a child of `parent`, by somebody else, which may be told in `channel`.

    By default that is where the parent stands. Who builds on their own idea goes on thinking, and
    who was forgotten built nothing.

    Without statistics SQLite would rather read all links or ideas of the workspace than look each
    up: every link has a `place`, which is in no index that could do alone, and the child's
    workspace is not asked for, as the foreign key holds it to the link's.
    """
    home = parent.c.channel if channel is None else channel
    return (
        LINKS.c.workspace == parent.c.workspace,
        LINKS.c.parent == parent.c.id,
        LINKS.c.place >= 0,
        CHILDREN.c.id == LINKS.c.child,
        CHILDREN.c.author != parent.c.author,
        CHILDREN.c.author != "",
        or_(~CHILDREN.c.is_private, CHILDREN.c.channel == home),
    )


BUILT_ON = exists().where(*told_builds(IDEAS))


class BuildRepository(Repository):
    """It has no tables of its own."""

    def told(
        self, workspace: str, ids: Collection[int], channel: str | None = None
    ) -> frozenset[tuple[int, str]]:
        """Who built on which of those ideas, as it may be told in that channel, or in their own."""
        these = (IDEAS.c.workspace == workspace, among(IDEAS.c.id, ids))
        query = select(LINKS.c.parent, CHILDREN.c.author).where(*these)
        found = self._run(query.where(*told_builds(IDEAS, channel)))
        return frozenset((parent, author) for parent, author in found)
