"""How ideas are related: who builds on whom, at any depth, and what stands on their cards."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from typing import Any

from sqlalchemy import (
    Column,
    ColumnElement,
    Float,
    FromClause,
    Select,
    bindparam,
    cast,
    exists,
    literal,
    or_,
    select,
    union_all,
)

from bot.domain.families import MOST, Family, Link, family_of, nearest
from bot.domain.ideas import Idea
from bot.domain.relatives import Relatives
from bot.storage.among import among
from bot.storage.combining import REQUESTS
from bot.storage.ideas import IDEAS, LINKS, STANDS, IdeaRepository, idea_of
from bot.storage.rows import Repository
from bot.storage.similar import PAIRS

READ = 1_000  # links in each direction: no family is so large, and none shall hold up the others
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


def _lineage(here: Column[int], there: Column[int]) -> Select[Any]:
    """Links from `here` to `there`, and on from where that leads; the nearest come first.

    None past an idea that the one at the start may not name.

    Without statistics SQLite would rather read all links of the workspace than look each up: the
    workspace comes from the link before, and `place` is in no index that could do alone.
    """
    told = (IDEAS.c.workspace == LINKS.c.workspace) & (IDEAS.c.id == there)
    may_name = or_(~IDEAS.c.is_private, IDEAS.c.channel == bindparam("home"))
    own = LINKS.c["workspace", "parent", "child", "place"]
    step = select(*own).join(IDEAS, told).where(may_name)
    begins = (LINKS.c.workspace == bindparam("within"), here == bindparam("start"))
    found = step.where(*begins).cte("found", recursive=True)
    before = (found.c.workspace == LINKS.c.workspace) & (found.c[there.name] == here)
    found = found.union(step.join(found, before))
    return select(found.c.parent, found.c.child).limit(READ)


_UP, _DOWN = _lineage(LINKS.c.child, LINKS.c.parent), _lineage(LINKS.c.parent, LINKS.c.child)


def _kind(name: str, of: Column[Any], other: Column[Any], rank: ColumnElement[Any]) -> Select[Any]:
    """Select the ideas at the `other` end of a row whose `of` is one of the ideas asked about."""
    table = of.table
    return select(
        literal(name).label("kind"),
        of.label("of"),
        other.label("id"),
        cast(rank, Float).label("rank"),
    ).where(table.c.workspace == bindparam("workspace"), of.in_(bindparam("ideas", expanding=True)))


_IS_OPEN = REQUESTS.c.consent.is_(None)
_RELATED = union_all(
    _kind("parents", LINKS.c.child, LINKS.c.parent, LINKS.c.place),
    _kind("children", LINKS.c.parent, LINKS.c.child, LINKS.c.child),
    _kind("similar", PAIRS.c.idea, PAIRS.c.other, -PAIRS.c.likeness),
    _kind("similar", PAIRS.c.other, PAIRS.c.idea, -PAIRS.c.likeness),
    _kind("asked", REQUESTS.c.child, REQUESTS.c.parent, REQUESTS.c.parent).where(_IS_OPEN),
    _kind("asking", REQUESTS.c.parent, REQUESTS.c.child, REQUESTS.c.child).where(_IS_OPEN),
).subquery()
_RELATIVES = (
    select(_RELATED.c.kind, _RELATED.c.of, _RELATED.c.rank, IDEAS)
    .join(IDEAS, (IDEAS.c.workspace == bindparam("workspace")) & (IDEAS.c.id == _RELATED.c.id))
    .where(STANDS)
)


class FamilyRepository(Repository):
    """It has no tables of its own."""

    def of(self, workspace: str, id: int, most: int = MOST) -> Family | None:
        """The idea with so many of its nearest ancestors and descendants that it may name."""
        ideas = IdeaRepository(self._connection)
        idea = ideas.by_id(workspace, id)
        if idea is None:
            return None
        near = nearest(id, [*self._links(_UP, idea), *self._links(_DOWN, idea)])
        relatives = ideas.by_ids(workspace, near[:most], also_withdrawn=True).values()
        return family_of(idea, relatives, left_out=len(near) - len(near[:most]), most=most)

    def ancestors(self, idea: Idea) -> frozenset[int]:
        """What it grew from, at any depth, as far as it may name that; withdrawn ones too."""
        return frozenset(parent for parent, _ in self._links(_UP, idea))

    def builders(
        self, workspace: str, ids: Collection[int], channel: str | None = None
    ) -> frozenset[tuple[int, str]]:
        """Who built on which of those ideas, as it may be told in that channel, or in their own."""
        these = (IDEAS.c.workspace == workspace, among(IDEAS.c.id, ids))
        query = select(LINKS.c.parent, CHILDREN.c.author).where(*these)
        found = self._run(query.where(*told_builds(IDEAS, channel)))
        return frozenset((parent, author) for parent, author in found)

    def relatives(self, workspace: str, ideas: Collection[int]) -> Mapping[int, Relatives]:
        """By idea, all that it is related to. Those without any have an empty entry.

        The parents of relatives are not read.
        """
        found: defaultdict[int, Relatives] = defaultdict(Relatives)
        if not ideas:
            return found
        rows = self._run(_RELATIVES, {"workspace": workspace, "ideas": list(ideas)})
        for row in sorted(rows, key=lambda row: (row.rank, -row.id)):
            group = getattr(found[row.of], row.kind)
            if all(each.id != row.id for each in group):  # alike may be kept in both directions
                group.append(idea_of(row, ()))
        return found

    def _links(self, query: Select[Any], idea: Idea) -> list[Link]:
        asked = {"within": idea.workspace, "start": idea.id, "home": idea.channel}
        return [(parent, child) for parent, child in self._run(query, asked)]
