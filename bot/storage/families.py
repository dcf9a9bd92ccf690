"""An idea's family: who builds on whom, at any depth, in one question for each direction."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Column, Connection, Select, Table, bindparam, or_, select

from bot.domain.families import MOST, Family, Link, family_of, nearest
from bot.domain.ideas import Idea
from bot.storage.ideas import IDEAS, LINKS, IdeaRepository
from bot.storage.rows import Repository

READ = 1_000  # links in each direction: no family is so large, and none shall hold up the others


@dataclass(frozen=True, slots=True)
class Lineage:
    """The two questions, put together once: that takes longer than their answers."""

    up: Select[Any]
    down: Select[Any]

    @classmethod
    def of(cls, ideas: Table, links: Table) -> "Lineage":
        child, parent = links.c.child, links.c.parent
        return cls(_question(ideas, links, child, parent), _question(ideas, links, parent, child))

    def around(self, connection: Connection, idea: Idea) -> list[Link]:
        """The links to its ancestors and descendants, none past an idea that it may not name."""
        return [*self.above(connection, idea), *_links(connection, self.down, idea)]

    def above(self, connection: Connection, idea: Idea) -> list[Link]:
        """The links to its ancestors alone."""
        return _links(connection, self.up, idea)


def _links(connection: Connection, question: Select[Any], idea: Idea) -> list[Link]:
    asked = {"within": idea.workspace, "start": idea.id, "home": idea.channel}
    return [(parent, child) for parent, child in connection.execute(question, asked)]


def _question(ideas: Table, links: Table, here: Column[int], there: Column[int]) -> Select[Any]:
    """From `here` to `there`, and on from where that leads; the nearest come first.

    Without statistics SQLite would rather read all links of the workspace than look each up: the
    workspace comes from the link before, and `place` is in no index that could do alone.
    """
    own = (links.c.workspace, links.c.parent, links.c.child, links.c.place)
    told = (ideas.c.workspace == links.c.workspace) & (ideas.c.id == there)
    may_name = or_(~ideas.c.is_private, ideas.c.channel == bindparam("home"))
    step = select(*own).join(ideas, told).where(may_name)
    begins = (links.c.workspace == bindparam("within"), here == bindparam("start"))
    found = step.where(*begins).cte("found", recursive=True)
    before = (found.c.workspace == links.c.workspace) & (found.c[there.name] == here)
    found = found.union(step.join(found, before))
    return select(found.c.parent, found.c.child).limit(READ)


_LINEAGE = Lineage.of(IDEAS, LINKS)


class FamilyRepository(Repository):
    """It has no tables of its own."""

    def of(self, workspace: str, id: int, most: int = MOST) -> Family | None:
        """The idea with so many of its nearest ancestors and descendants that it may name."""
        ideas = IdeaRepository(self._connection)
        idea = ideas.by_id(workspace, id)
        if idea is None:
            return None
        near = nearest(id, _LINEAGE.around(self._connection, idea))
        relatives = ideas.by_ids(workspace, near[:most], also_withdrawn=True).values()
        return family_of(idea, relatives, left_out=len(near) - len(near[:most]), most=most)

    def ancestors(self, idea: Idea) -> frozenset[int]:
        """What it grew from, at any depth, as far as it may name that; withdrawn ones too."""
        return frozenset(parent for parent, _ in _LINEAGE.above(self._connection, idea))
