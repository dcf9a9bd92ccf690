"""Notices that wait for their hour, and what people do not want to hear of."""

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import Index, UniqueConstraint, delete, select, update
from sqlalchemy.orm import Mapped, mapped_column

from bot.domain.notices import Notice
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
    values_of,
)


class NoticeRow(Row):
    """`event` is what happened, in the history of `idea`."""

    __tablename__ = "notices"
    __table_args__ = (
        belongs_to("ideas", "idea"),
        UniqueConstraint("workspace", "person", "event"),
        Index(None, "workspace", "idea"),
        # The clock asks for all workspaces at once what is due.
        Index(None, "due_at", "workspace"),
        NEVER_AGAIN,
    )

    id: Mapped[Id]
    workspace: Mapped[str]
    person: Mapped[PersonId]
    event: Mapped[Ref]
    idea: Mapped[Ref]
    due_at: Mapped[datetime]


class NoticeStopRow(Row):
    __tablename__ = "notice_stops"
    __table_args__ = (belongs_to("ideas", "idea"), Index(None, "workspace", "idea"))

    workspace: Mapped[str] = mapped_column(primary_key=True)
    person: Mapped[PersonId] = mapped_column(primary_key=True)
    idea: Mapped[Ref] = mapped_column(primary_key=True)


NOTICES, STOPS = table_of(NoticeRow), table_of(NoticeStopRow)
_PERSON = NOTICES.c.person
_ADD = insert_into(NOTICES).on_conflict_do_nothing()
_STOP = insert_into(STOPS).on_conflict_do_nothing()


class NoticeRepository(Repository):
    tables = (STOPS, NOTICES)

    def add(self, notices: Collection[Notice]) -> None:
        if notices:
            self._run(_ADD, [values_of(each, NOTICES) for each in notices])

    def due(self, now: datetime, limit: int) -> Sequence[Notice]:
        """All that waits for those for whom something is due, by workspace, person and event.

        Of all workspaces, and taken until the transaction ends. `limit` is how many that are due
        are looked at: nobody's are cut in two by it.
        """
        people: dict[str, set[str]] = {}
        for row in self._due(NOTICES.c.due_at, now, limit):
            people.setdefault(row.workspace, set()).add(row.person)
        return [each for place in sorted(people) for each in self._of(place, people[place])]

    def remove(self, ids: Collection[int]) -> None:
        self._run(delete(NOTICES).where(among(NOTICES.c.id, ids)))

    def postpone(self, ids: Collection[int], until: datetime) -> None:
        these = among(NOTICES.c.id, ids)
        self._run(update(NOTICES).where(these).values(due_at=until))

    def stop(self, workspace: str, person: str, idea: int) -> None:
        """They want to hear no more of that idea, nor of what waits."""
        self._run(_STOP, {"workspace": workspace, "person": person, "idea": idea})
        waiting = (NOTICES.c.workspace == workspace, NOTICES.c.person == person)
        self._run(delete(NOTICES).where(*waiting, NOTICES.c.idea == idea))

    def stopped(self, workspace: str, idea: int) -> frozenset[str]:
        """Who wants to hear no more of it."""
        these = (STOPS.c.workspace == workspace, STOPS.c.idea == idea)
        return frozenset(self._run(select(STOPS.c.person).where(*these)).scalars())

    def forget(self, workspace: str, person: str) -> None:
        self._drop(workspace, person, NOTICES.c.person, STOPS.c.person)

    def _of(self, workspace: str, people: Collection[str]) -> Sequence[Notice]:
        """All that waits for them, but for what somebody else has taken."""
        theirs = (NOTICES.c.workspace == workspace, among(_PERSON, people))
        query = select(NOTICES).where(*theirs).order_by(_PERSON, NOTICES.c.event)
        rows = self._run(query.with_for_update(skip_locked=True))
        return [Notice(**row._mapping) for row in rows]
