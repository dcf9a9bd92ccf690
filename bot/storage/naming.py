"""Rows that name others in order, as kudos name receivers and ideas name parents."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Column, ColumnElement, Connection, and_, select
from sqlalchemy import Row as Found


@dataclass(frozen=True, slots=True)
class Naming:
    """A table's rows, which came `at` some time, and the `name` column where each names others.

    `owner`, beside `name`, is the id of the row that names; `place` is the order.
    """

    at: Column[Any]
    owner: Column[Any]
    name: Column[Any]

    def newest(
        self, connection: Connection, *conditions: ColumnElement[bool], limit: int | None = None
    ) -> Sequence[tuple[Found[Any], tuple[Any, ...]]]:
        """Those rows with whom they name, the newest first.

        Sorted here, and joined outwards even where each names somebody: else SQLite would walk an
        index that is already in order, or begin with all that is named in the workspace.
        """
        own, named = self.at.table, self.owner.table
        some = select(own).where(*conditions)
        if limit is not None:
            some = some.order_by(self.at.desc(), own.c.id.desc()).limit(limit)
        picked = some.subquery()
        theirs = and_(named.c.workspace == picked.c.workspace, self.owner == picked.c.id)
        query = select(picked, self.name.label("named"), named.c.place).outerjoin(named, theirs)
        rows_of: defaultdict[int, list[Found[Any]]] = defaultdict(list)
        for row in connection.execute(query):
            rows_of[row.id].append(row)
        found = [(rows[0], _names(rows)) for rows in rows_of.values()]
        at = self.at.name
        return sorted(found, key=lambda each: (getattr(each[0], at), each[0].id), reverse=True)


def _names(rows: Sequence[Found[Any]]) -> tuple[Any, ...]:
    """In their order, of the rows that repeat one for each that it names."""
    named = [row for row in rows if row.place is not None]
    return tuple(row.named for row in sorted(named, key=lambda row: row.place))
