"""Rows that name others in order, as kudos name receivers and ideas name parents."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from sqlalchemy import Column, ColumnElement, Select, and_, select
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
        self, *conditions: ColumnElement[bool], limit: int | None = None, lock: bool = False
    ) -> Select[Any]:
        """Select those rows, each once for every one that it names; `grouped` reads the answer.

        `lock` locks them in the order of their ids. Whom they name is then as it was before a lock
        was waited for.

        Joined outwards even where each names somebody: else SQLite would begin with all that is
        named in the workspace.
        """
        own, named = self.at.table, self.owner.table
        some = select(own).where(*conditions)
        if limit is not None:
            some = some.order_by(self.at.desc(), own.c.id.desc()).limit(limit)
        if lock:
            some = some.order_by(own.c.id).with_for_update(key_share=True)
        picked = some.subquery()
        theirs = and_(named.c.workspace == picked.c.workspace, self.owner == picked.c.id)
        return select(picked, self.name.label("named"), named.c.place).outerjoin(named, theirs)

    def grouped(self, rows: Iterable[Found[Any]]) -> Iterator[tuple[Found[Any], tuple[Any, ...]]]:
        """Each row with whom it names, the newest first.

        Sorted here: else SQLite would walk an index that is already in order.
        """
        at = self.at.name
        by_place = sorted(rows, key=lambda row: row.place or 0)
        ordered = sorted(by_place, key=lambda row: (getattr(row, at), row.id), reverse=True)
        for _, group in groupby(ordered, key=lambda row: row.id):
            first, *others = group
            named = [row.named for row in (first, *others) if row.place is not None]
            yield first, tuple(named)
