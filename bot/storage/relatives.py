"""All ideas that are related to some ideas, in one query."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from typing import Any

from sqlalchemy import (
    Column,
    ColumnElement,
    Float,
    Select,
    bindparam,
    cast,
    literal,
    select,
    union_all,
)

from bot.domain.relatives import Relatives
from bot.storage.combining import REQUESTS
from bot.storage.ideas import IDEAS, LINKS, STANDS, idea_of
from bot.storage.rows import Repository
from bot.storage.similar import PAIRS


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
_QUERY = select(_RELATED.c.kind, _RELATED.c.of, _RELATED.c.rank, IDEAS).join(
    IDEAS, (IDEAS.c.workspace == bindparam("workspace")) & (IDEAS.c.id == _RELATED.c.id)
)


class RelativeRepository(Repository):
    """It has no tables of its own."""

    def of(self, workspace: str, ideas: Collection[int]) -> Mapping[int, Relatives]:
        """By idea; those without any have an empty entry. The parents of relatives are not read."""
        found: defaultdict[int, Relatives] = defaultdict(Relatives)
        if not ideas:
            return found
        rows = self._run(_QUERY.where(STANDS), {"workspace": workspace, "ideas": list(ideas)})
        for row in sorted(rows, key=lambda row: (row.rank, -row.id)):
            group = getattr(found[row.of], row.kind)
            if all(each.id != row.id for each in group):  # alike may be kept in both directions
                group.append(idea_of(row, ()))
        return found
