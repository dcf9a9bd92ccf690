"""Questions that leaders asked their team through the bot, and who answered; never what."""

from datetime import datetime

from sqlalchemy import Index, UniqueConstraint, delete
from sqlalchemy.orm import Mapped, mapped_column

from bot.storage.rows import (
    NEVER_AGAIN,
    ChannelId,
    Id,
    PersonId,
    Ref,
    Repository,
    Row,
    SourceKey,
    belongs_to,
    table_of,
)


class QuestionRow(Row):
    __tablename__ = "questions"
    __table_args__ = (
        UniqueConstraint("workspace", "id"),
        UniqueConstraint("workspace", "source"),
        Index(None, "workspace", "leader", "asked_at"),
        Index(None, "workspace", "channel", "ts"),
        NEVER_AGAIN,
    )

    id: Mapped[Id]
    workspace: Mapped[str]
    leader: Mapped[PersonId]
    channel: Mapped[ChannelId]
    ts: Mapped[str | None]  # of the post, once it stands there
    asked_at: Mapped[datetime]
    source: Mapped[SourceKey]


class QuestionReplyRow(Row):
    __tablename__ = "question_replies"
    __table_args__ = (belongs_to("questions", "question"), Index(None, "workspace", "person"))

    workspace: Mapped[str] = mapped_column(primary_key=True)
    question: Mapped[Ref] = mapped_column(primary_key=True)
    ts: Mapped[str] = mapped_column(primary_key=True)
    person: Mapped[PersonId]
    at: Mapped[datetime]


QUESTIONS, ANSWERS = table_of(QuestionRow), table_of(QuestionReplyRow)


class QuestionRepository(Repository):
    tables = (ANSWERS, QUESTIONS)

    def forget(self, workspace: str, person: str) -> None:
        """What they asked goes, and that they answered others."""
        self._drop(workspace, person, QUESTIONS.c.leader, ANSWERS.c.person)

    def drop_before(self, instant: datetime) -> int:
        return self._run(delete(QUESTIONS).where(QUESTIONS.c.asked_at < instant)).rowcount
