"""What is kept of a channel or a person, and the cards that show it: asked of the ideas."""

from typing import Any

from sqlalchemy import Column, Select, select, update

from bot.storage.ideas import IDEAS, LINKS, PARTS
from bot.storage.kudos import KUDOS
from bot.storage.rows import Repository

HERE, THERE = IDEAS.alias("here"), IDEAS.alias("there")


class PlaceRepository(Repository):
    """It has no tables of its own. Ideas are answered by their ids."""

    def unlike(self, workspace: str, channel: str, *, is_private: bool) -> frozenset[int]:
        """The ideas of that channel that are not as private as this."""
        here = select(IDEAS.c.id).filter_by(workspace=workspace, channel=channel)
        return self._set(here.where(IDEAS.c.is_private != is_private))

    def set_privacy(self, workspace: str, channel: str, *, is_private: bool) -> None:
        """All that was said in that channel is as private as the channel is now."""
        for table in (KUDOS, IDEAS):
            here = update(table).filter_by(workspace=workspace, channel=channel)
            other = here.where(table.c.is_private != is_private)
            self._run(other.values(is_private=is_private))

    def cards_elsewhere(self, workspace: str, channel: str) -> frozenset[int]:
        """The ideas in other channels whose cards may speak of ideas of that channel."""
        child, parent = LINKS.c.child, LINKS.c.parent
        parents = self._set(_beyond(workspace, channel, near=child, far=parent))
        return parents | self._set(_beyond(workspace, channel, near=parent, far=child))

    def newest_cards(self, workspace: str, channel: str, limit: int) -> frozenset[int]:
        """The newest ideas of that channel."""
        here = select(IDEAS.c.id).filter_by(workspace=workspace, channel=channel)
        return self._set(here.order_by(IDEAS.c.shared_at.desc()).limit(limit))

    def newest_naming(self, workspace: str, person: str, limit: int) -> frozenset[int]:
        """The ideas in which they last had a part."""
        theirs = select(PARTS.c.idea).filter_by(workspace=workspace, person=person, is_present=True)
        return self._set(theirs.order_by(PARTS.c.at.desc()).limit(limit))


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
