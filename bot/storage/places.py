"""What is kept of a channel or a person, and the cards that show it: asked of the ideas."""

from typing import Any

from sqlalchemy import Column, Select, select, update

from bot.storage.ideas import IDEAS, LINKS, PARTS
from bot.storage.kudos import KUDOS
from bot.storage.rows import Repository

HERE, THERE = IDEAS.alias("here"), IDEAS.alias("there")


class PlaceRepository(Repository):
    def unlike(self, workspace: str, channel: str, *, is_private: bool) -> frozenset[int]:
        """The ideas of that channel that are not as private as this."""
        here = (IDEAS.c.workspace == workspace, IDEAS.c.channel == channel)
        return self._ids(select(IDEAS.c.id).where(*here, IDEAS.c.is_private != is_private))

    def set_privacy(self, workspace: str, channel: str, *, is_private: bool) -> None:
        """All that was said in that channel is as private as the channel is now."""
        for table in (KUDOS, IDEAS):
            here = (table.c.workspace == workspace, table.c.channel == channel)
            other = update(table).where(*here, table.c.is_private != is_private)
            self._run(other.values(is_private=is_private))

    def cards_elsewhere(self, workspace: str, channel: str) -> frozenset[int]:
        """The ideas in other channels whose cards may speak of ideas of that channel."""
        child, parent = LINKS.c.child, LINKS.c.parent
        parents = _beyond(workspace, channel, near=child, far=parent)
        return self._ids(parents, _beyond(workspace, channel, near=parent, far=child))

    def newest_cards(self, workspace: str, channel: str, limit: int) -> frozenset[int]:
        """The newest ideas of that channel."""
        here = (IDEAS.c.workspace == workspace, IDEAS.c.channel == channel)
        newest = select(IDEAS.c.id).where(*here).order_by(IDEAS.c.shared_at.desc())
        return self._ids(newest.limit(limit))

    def newest_naming(self, workspace: str, person: str, limit: int) -> frozenset[int]:
        """The ideas in which they last had a part."""
        theirs = (PARTS.c.workspace == workspace, PARTS.c.person == person, PARTS.c.is_present)
        newest = select(PARTS.c.idea).where(*theirs).order_by(PARTS.c.at.desc())
        return self._ids(newest.limit(limit))

    def _ids(self, *queries: Select[Any]) -> frozenset[int]:
        return frozenset(id for query in queries for id in self._run(query).scalars())


def _beyond(workspace: str, channel: str, *, near: Column[Any], far: Column[Any]) -> Select[Any]:
    """The ideas of other channels at the far end of a link that begins in this one."""
    return (
        select(THERE.c.id)
        .select_from(HERE)
        .join(LINKS, (LINKS.c.workspace == HERE.c.workspace) & (near == HERE.c.id))
        .join(THERE, (THERE.c.workspace == LINKS.c.workspace) & (far == THERE.c.id))
        .where(HERE.c.workspace == workspace, HERE.c.channel == channel)
        .where(THERE.c.channel != channel)
    )
