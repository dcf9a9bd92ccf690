"""Replies under ideas that somebody marked as helpful, by a reaction."""

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import Index, and_, func, select
from sqlalchemy.orm import Mapped, mapped_column

from bot.domain.ideas import Reply
from bot.storage.among import among
from bot.storage.marks import set_mark
from bot.storage.replies import REPLIES
from bot.storage.rows import PersonId, Ref, Repository, Row, belongs_to, table_of


class HelpfulReplyRow(Row):
    __tablename__ = "helpful_replies"
    __table_args__ = (
        belongs_to("ideas", "idea"),
        Index(None, "workspace", "at"),
        Index(None, "workspace", "marked_by"),
    )

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

    def by(
        self, workspace: str, people: Collection[str], since: datetime, until: datetime
    ) -> Sequence[Reply]:
        """Answers by these people that others marked then, once each, by the first mark."""
        reply = (
            REPLIES.c.workspace == HELPFUL.c.workspace,
            REPLIES.c.idea == HELPFUL.c.idea,
            REPLIES.c.ts == HELPFUL.c.ts,
        )
        marked_at = func.min(HELPFUL.c.at).label("at")
        query = (
            select(REPLIES.c.idea, REPLIES.c.person, REPLIES.c.ts, marked_at)
            .select_from(HELPFUL)
            .join(REPLIES, and_(*reply))
            .where(HELPFUL.c.workspace == workspace, HELPFUL.c.is_present)
            .where(HELPFUL.c.at >= since, HELPFUL.c.at < until)
            .where(HELPFUL.c.marked_by != REPLIES.c.person)
            .where(among(REPLIES.c.person, people))
            .group_by(REPLIES.c.idea, REPLIES.c.person, REPLIES.c.ts)
        )
        return [Reply(row.idea, row.ts, row.person, row.at) for row in self._run(query)]

    def forget(self, workspace: str, person: str) -> None:
        self._drop(workspace, person, HELPFUL.c.marked_by)
