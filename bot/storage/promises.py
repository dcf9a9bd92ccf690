"""Promises that leaders made: one thing, a day, and whether events kept it."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Index, UniqueConstraint, delete, select, update
from sqlalchemy import Row as Found

from bot.domain.promises import Aim, Deed, Promise
from bot.storage.among import among
from bot.storage.rows import (
    KEY,
    PERSON,
    REF,
    Repository,
    column,
    each_row,
    insert_into,
    made_of,
    numbered,
    values_of,
)

# `next_at` is when the clock has something to do about it, if ever again.
PROMISES = numbered(
    "promises",
    column("team", REF),
    column("leader", PERSON),
    column("deed"),
    column("person", PERSON),  # whom it is about; empty when it is about nobody
    column("idea", REF),
    column("made_at", datetime),
    column("remind_at", datetime),
    column("until", datetime),
    column("next_at", datetime, null=True),
    column("kept_at", datetime, null=True),
    column("kept_by", null=True),  # the event that did it: "kudos:12"
    column("source", KEY),
    UniqueConstraint("workspace", "source"),
    Index(None, "workspace", "leader", "made_at"),
    Index(None, "workspace", "person"),
    Index(None, "next_at", "workspace"),
)
_ADD = insert_into(PROMISES).on_conflict_do_nothing().returning(PROMISES.c.id)
_SAVE = update(PROMISES).where(*each_row(PROMISES))
_CHANGES = ("remind_at", "until", "next_at", "kept_at", "kept_by")


class PromiseRepository(Repository):
    tables = (PROMISES,)

    def add(self, promise: Promise) -> Promise | None:
        """Keep it, answered with its id; None when the same one is kept already."""
        values = values_of(promise, PROMISES) | values_of(promise.aim, PROMISES)
        number: int | None = self._run(_ADD, values).scalar()
        return None if number is None else replace(promise, id=number)

    def save(self, promises: Iterable[Promise]) -> None:
        """Their days, and what became of them, as they are now."""
        rows = [
            {name: getattr(each, name) for name in _CHANGES}
            | {"within": each.workspace, "this": each.id}
            for each in sorted(promises, key=lambda each: each.id)
        ]
        if rows:
            self._run(_SAVE, rows)

    def remove(self, workspace: str, ids: Collection[int]) -> None:
        if ids:
            these = (PROMISES.c.workspace == workspace, among(PROMISES.c.id, ids))
            self._run(delete(PROMISES).where(*these))

    def by_id(self, workspace: str, id: int) -> Promise | None:
        this = (PROMISES.c.workspace == workspace, PROMISES.c.id == id)
        return next(map(_promise, self._run(select(PROMISES).where(*this))), None)

    def unsettled(self, workspace: str, leaders: Collection[str]) -> Sequence[Promise]:
        """Of which it may still change whether they are kept."""
        return self._of(workspace, leaders, PROMISES.c.next_at.is_not(None))

    def made_since(
        self, workspace: str, leaders: Collection[str], since: datetime
    ) -> Sequence[Promise]:
        return self._of(workspace, leaders, PROMISES.c.made_at >= since)

    def due(self, now: datetime, limit: int) -> Sequence[Promise]:
        """Those of all workspaces that the clock has to see to."""
        return [_promise(row) for row in self._due(PROMISES.c.next_at, now, limit)]

    def forget(self, workspace: str, person: str) -> None:
        """Those they made, and those about them."""
        self._drop(workspace, person, PROMISES.c.leader, PROMISES.c.person)

    def drop_before(self, instant: datetime) -> int:
        return self._run(delete(PROMISES).where(PROMISES.c.made_at < instant)).rowcount

    def _of(
        self, workspace: str, leaders: Collection[str], only: ColumnElement[bool]
    ) -> Sequence[Promise]:
        if not leaders:
            return []
        theirs = among(PROMISES.c.leader, leaders)
        query = select(PROMISES).where(PROMISES.c.workspace == workspace, theirs, only)
        return [_promise(row) for row in self._run(query.order_by(PROMISES.c.id))]


def _promise(row: Found[Any]) -> Promise:
    return made_of(Promise, row, aim=made_of(Aim, row, deed=Deed(row.deed)))
