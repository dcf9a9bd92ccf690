"""What authors answered when they were asked whether a message is kudos or an idea."""

from datetime import datetime

from sqlalchemy import Index, delete
from sqlalchemy.orm import Mapped, mapped_column

from bot.storage.rows import ChannelId, PersonId, Repository, Row, counted, insert_into, table_of


class FeedbackRow(Row):
    __tablename__ = "feedback"
    __table_args__ = (Index(None, "workspace", "person"),)

    workspace: Mapped[str] = mapped_column(primary_key=True)
    channel: Mapped[ChannelId] = mapped_column(primary_key=True)
    ts: Mapped[str] = mapped_column(primary_key=True)
    label: Mapped[str] = mapped_column(primary_key=True)
    person: Mapped[PersonId]
    answer: Mapped[str]
    at: Mapped[datetime]


FEEDBACK = table_of(FeedbackRow)
_ADD = counted(insert_into(FEEDBACK).on_conflict_do_nothing())


class FeedbackRepository(Repository):
    tables = (FEEDBACK,)

    def add(
        self,
        workspace: str,
        channel: str,
        ts: str,
        person: str,
        label: str,
        answer: str,
        at: datetime,
    ) -> bool:
        """The first answer counts; False when there is one already."""
        key = {"workspace": workspace, "channel": channel, "ts": ts, "label": label}
        said = {"person": person, "answer": answer, "at": at}
        return self._run(_ADD, {**key, **said}).rowcount > 0

    def forget(self, workspace: str, person: str) -> None:
        self._drop(workspace, person, FEEDBACK.c.person)

    def drop_before(self, instant: datetime) -> int:
        return self._run(delete(FEEDBACK).where(FEEDBACK.c.at < instant)).rowcount
