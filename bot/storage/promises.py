"""Promises that leaders made: one thing, a day, and whether events kept it."""

from datetime import datetime

from sqlalchemy import Index, UniqueConstraint, delete
from sqlalchemy.orm import Mapped

from bot.storage.rows import NEVER_AGAIN, Id, PersonId, Ref, Repository, Row, SourceKey, table_of


class PromiseRow(Row):
    """`next_at` is when the clock has something to do about it, if ever again."""

    __tablename__ = "promises"
    __table_args__ = (
        UniqueConstraint("workspace", "source"),
        Index(None, "workspace", "leader", "made_at"),
        Index(None, "workspace", "person"),
        Index(None, "next_at", "workspace"),
        NEVER_AGAIN,
    )

    id: Mapped[Id]
    workspace: Mapped[str]
    team: Mapped[Ref]
    leader: Mapped[PersonId]
    deed: Mapped[str]
    person: Mapped[PersonId]  # whom it is about; empty when it is about nobody
    idea: Mapped[Ref]
    made_at: Mapped[datetime]
    remind_at: Mapped[datetime]
    until: Mapped[datetime]
    next_at: Mapped[datetime | None]
    kept_at: Mapped[datetime | None]
    kept_by: Mapped[str | None]  # the event that did it: "kudos:12"
    source: Mapped[SourceKey]


PROMISES = table_of(PromiseRow)


class PromiseRepository(Repository):
    tables = (PROMISES,)

    def forget(self, workspace: str, person: str) -> None:
        """Those they made, and those about them."""
        self._drop(workspace, person, PROMISES.c.leader, PROMISES.c.person)

    def drop_before(self, instant: datetime) -> int:
        return self._run(delete(PROMISES).where(PROMISES.c.made_at < instant)).rowcount
