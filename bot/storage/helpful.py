"""Replies under ideas that somebody marked as helpful, by a reaction."""

from datetime import datetime

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from bot.storage.marks import set_mark
from bot.storage.rows import PersonId, Ref, Repository, Row, belongs_to, table_of


class HelpfulReplyRow(Row):
    __tablename__ = "helpful_replies"
    __table_args__ = (belongs_to("ideas", "idea"), Index(None, "workspace", "marked_by"))

    workspace: Mapped[str] = mapped_column(primary_key=True)
    idea: Mapped[Ref] = mapped_column(primary_key=True)
    ts: Mapped[str] = mapped_column(primary_key=True)
    marked_by: Mapped[PersonId] = mapped_column(primary_key=True)
    at: Mapped[datetime]
    is_present: Mapped[bool]  # a row that says "taken back" outlives an older event that comes late


HELPFUL = table_of(HelpfulReplyRow)


class HelpfulRepository(Repository):
    tables = (HELPFUL,)

    def mark(
        self, workspace: str, idea: int, ts: str, marked_by: str, at: datetime, *, present: bool
    ) -> bool:
        """A reply helped, or did not after all; True when it is now different from before."""
        key = {"workspace": workspace, "idea": idea, "ts": ts, "marked_by": marked_by}
        return set_mark(self._connection, HELPFUL, key, at, present=present)

    def forget(self, workspace: str, person: str) -> None:
        self._drop(workspace, person, HELPFUL.c.marked_by)
