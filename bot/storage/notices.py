"""Notices that wait for their hour, and what people do not want to hear of."""

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import Index, UniqueConstraint, delete, select
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
_ADD = insert_into(NOTICES).on_conflict_do_nothing()
_STOP = insert_into(STOPS).on_conflict_do_nothing()


class NoticeRepository(Repository):
    tables = (STOPS, NOTICES)

    def add(self, notices: Collection[Notice]) -> None:
        names = ("workspace", "person", "event", "idea", "due_at")
        if notices:
            self._run(_ADD, [{name: getattr(each, name) for name in names} for each in notices])

    def due(self, now: datetime, limit: int) -> Sequence[Notice]:
        """Notices of all workspaces that are due, and taken until the transaction ends."""
        return [Notice(**row._mapping) for row in self._due(NOTICES.c.due_at, now, limit)]

    def remove(self, ids: Collection[int]) -> None:
        self._run(delete(NOTICES).where(among(self._connection, NOTICES.c.id, ids)))

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
