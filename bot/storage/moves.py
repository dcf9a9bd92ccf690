"""What happened to ideas, in order: nothing is changed here, only added."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Index, delete, or_, select, update
from sqlalchemy import Row as Found
from sqlalchemy.orm import Mapped

from bot.domain.moves import Event, Happening, Move
from bot.storage.among import among
from bot.storage.rows import (
    NEVER_AGAIN,
    Id,
    PersonId,
    Ref,
    Repository,
    Row,
    belongs_to,
    insert_into,
    table_of,
)
from bot.storage.scrub import scrub_mentions

_MOVES = frozenset(Move)


class IdeaEventRow(Row):
    __tablename__ = "idea_events"
    __table_args__ = (
        belongs_to("ideas", "idea"),
        Index(None, "workspace", "idea", "id"),
        Index(None, "workspace", "actor"),
        NEVER_AGAIN,
    )

    id: Mapped[Id]
    workspace: Mapped[str]
    idea: Mapped[Ref]
    what: Mapped[str]
    actor: Mapped[PersonId]
    at: Mapped[datetime]
    reason: Mapped[str]
    change: Mapped[str]
    other: Mapped[Ref]


EVENTS = table_of(IdeaEventRow)
_OWN = ("workspace", "idea", "actor", "at", "reason", "change", "other")


class MoveRepository(Repository):
    tables = (EVENTS,)

    def add(self, event: Event) -> int:
        """Keep it, answered with its id."""
        add = insert_into(EVENTS).returning(EVENTS.c.id)
        id_: int = self._run(add, _values(event)).scalar_one()
        return id_

    def add_all(self, events: Sequence[Event]) -> None:
        self._run(insert_into(EVENTS), [_values(event) for event in events])

    def of(self, workspace: str, idea: int) -> Sequence[Event]:
        """All that happened to it, the first first."""
        query = select(EVENTS).where(EVENTS.c.workspace == workspace, EVENTS.c.idea == idea)
        return [event_of(row) for row in self._run(query.order_by(EVENTS.c.id))]

    def by_ids(self, workspace: str, ids: Collection[int]) -> Sequence[Event]:
        """Those of them that are still known, in the order in which they happened."""
        query = select(EVENTS).where(EVENTS.c.workspace == workspace, among(EVENTS.c.id, ids))
        return [event_of(row) for row in self._run(query.order_by(EVENTS.c.id))]

    def last(self, workspace: str, idea: int, *whats: Move) -> Event | None:
        """The latest of those moves that the idea made."""
        of_it = (EVENTS.c.workspace == workspace, EVENTS.c.idea == idea)
        query = select(EVENTS).where(*of_it, EVENTS.c.what.in_([what.value for what in whats]))
        return next(map(event_of, self._run(query.order_by(EVENTS.c.id.desc()).limit(1))), None)

    def forget(self, workspace: str, person: str) -> None:
        """What they did to others' ideas goes from the history, but for moves, which lose them.

        Else a stage would stand there that nothing led to.
        """
        theirs = (EVENTS.c.workspace == workspace, EVENTS.c.actor == person)
        moves = EVENTS.c.what.in_([move.value for move in Move])
        self._run(delete(EVENTS).where(*theirs, ~moves))
        unnamed = {"actor": "", "reason": "", "change": ""}
        self._run(update(EVENTS).where(*theirs).values(unnamed))
        for column in ("reason", "change"):
            scrub_mentions(self._connection, EVENTS, column, workspace, person)

    def drop_words(self, workspace: str, idea: int) -> None:
        """It is withdrawn: what happened to it stays, without a word."""
        this = (EVENTS.c.workspace == workspace, EVENTS.c.idea == idea)
        self._run(update(EVENTS).where(*this).values(reason="", change=""))

    def drop_text_before(self, instant: datetime) -> int:
        """What happened stays; the words go."""
        old = (EVENTS.c.at < instant, or_(EVENTS.c.reason != "", EVENTS.c.change != ""))
        return self._run(update(EVENTS).where(*old).values(reason="", change="")).rowcount


def _values(event: Event) -> dict[str, object]:
    return {name: getattr(event, name) for name in _OWN} | {"what": event.what.value}


def event_of(row: Found[Any]) -> Event:
    own = {name: getattr(row, name) for name in _OWN}
    what = Move(row.what) if row.what in _MOVES else Happening(row.what)
    return Event(**own, what=what, id=row.id)
