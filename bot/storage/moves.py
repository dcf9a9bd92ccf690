"""What happened to ideas, in order: nothing is changed here, only added."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Index, delete, select, update
from sqlalchemy import Row as Found

from bot.domain.moves import Event, Happening, Move
from bot.storage.among import among
from bot.storage.rows import (
    PERSON,
    REF,
    OneOf,
    Repository,
    belongs_to,
    column,
    insert_into,
    made_of,
    numbered,
    values_of,
)

EVENTS = numbered(
    "idea_events",
    column("idea", REF),
    column("what", OneOf((Move, Happening))),
    column("actor", PERSON),
    column("at", datetime),
    column("reason"),
    column("change"),
    column("other", REF),
    belongs_to("ideas", "idea"),
    Index(None, "workspace", "idea", "id"),
    Index(None, "workspace", "actor"),
)


class MoveRepository(Repository):
    tables = (EVENTS,)
    words, worded_at = (EVENTS.c.reason, EVENTS.c.change), EVENTS.c.at

    def add(self, event: Event) -> int:
        """Keep it, answered with its id."""
        add = insert_into(EVENTS).returning(EVENTS.c.id)
        id_: int = self._run(add, values_of(event, EVENTS)).scalar_one()
        return id_

    def add_all(self, events: Sequence[Event]) -> None:
        self._run(insert_into(EVENTS), [values_of(event, EVENTS) for event in events])

    def of(self, workspace: str, idea: int) -> Sequence[Event]:
        """All that happened to it, the first first."""
        query = select(EVENTS).filter_by(workspace=workspace, idea=idea)
        return [event_of(row) for row in self._run(query.order_by(EVENTS.c.id))]

    def by_ids(self, workspace: str, ids: Collection[int]) -> Sequence[Event]:
        """Those of them that are still known, in the order in which they happened."""
        query = select(EVENTS).where(EVENTS.c.workspace == workspace, among(EVENTS.c.id, ids))
        return [event_of(row) for row in self._run(query.order_by(EVENTS.c.id))]

    def last(self, workspace: str, idea: int, *whats: Move) -> Event | None:
        """The latest of those moves that the idea made."""
        query = select(EVENTS).filter_by(workspace=workspace, idea=idea)
        newest = query.where(EVENTS.c.what.in_(whats)).order_by(EVENTS.c.id.desc()).limit(1)
        return next(map(event_of, self._run(newest)), None)

    def forget(self, workspace: str, person: str) -> None:
        """What they did to others' ideas goes from the history, but for moves, which lose them.

        Else a stage would stand there that nothing led to.
        """
        theirs = {"workspace": workspace, "actor": person}
        self._run(delete(EVENTS).filter_by(**theirs).where(EVENTS.c.what.not_in(tuple(Move))))
        unnamed = update(EVENTS).filter_by(**theirs)
        self._run(unnamed.values(actor="", reason="", change=""))
        self._scrub(workspace, person)


def event_of(row: Found[Any]) -> Event:
    return made_of(Event, row)
