"""Replies under ideas: who and when, and whether they asked; never what they said."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

from sqlalchemy import Index, delete, false, func, select, update
from sqlalchemy.orm import Mapped, mapped_column

from bot.domain.ideas import Part
from bot.storage.among import among
from bot.storage.ideas import IDEAS, PARTS
from bot.storage.rows import (
    ChannelId,
    PersonId,
    Ref,
    Repository,
    Row,
    belongs_to,
    counted,
    insert_into,
    table_of,
)


class ReplyRow(Row):
    """Who replied to an idea and when; never what."""

    __tablename__ = "replies"
    __table_args__ = (
        belongs_to("ideas", "idea"),
        Index(None, "workspace", "channel", "ts"),
        Index(None, "workspace", "person"),
    )

    workspace: Mapped[str] = mapped_column(primary_key=True)
    idea: Mapped[Ref] = mapped_column(primary_key=True)
    ts: Mapped[str] = mapped_column(primary_key=True)
    channel: Mapped[ChannelId]
    person: Mapped[PersonId]
    at: Mapped[datetime]
    is_question: Mapped[bool] = mapped_column(server_default=false())


REPLIES = table_of(ReplyRow)
_ADD_REPLY = counted(insert_into(REPLIES).on_conflict_do_nothing())
_ADD_PART = insert_into(PARTS).on_conflict_do_nothing()


class ReplyRepository(Repository):
    tables = (REPLIES,)

    def add(self, workspace: str, id: int, person: str, ts: str, at: datetime) -> bool:
        """Note that somebody replied; False when it is known, or the idea is gone."""
        place = select(IDEAS.c.card_channel, IDEAS.c.channel)
        idea = self._run(place.where(IDEAS.c.workspace == workspace, IDEAS.c.id == id)).first()
        if idea is None:
            return False
        values = {"workspace": workspace, "idea": id, "ts": ts, "person": person, "at": at}
        values["channel"] = idea.card_channel or idea.channel
        return self._run(_ADD_REPLY, values).rowcount > 0

    def note_question(self, workspace: str, id: int, ts: str, is_question: bool) -> None:
        """Whether that reply asks something."""
        this = (REPLIES.c.workspace == workspace, REPLIES.c.idea == id, REPLIES.c.ts == ts)
        self._run(update(REPLIES).where(*this).values(is_question=is_question))

    def under(self, workspace: str, channel: str, ts: str) -> Sequence[int]:
        """The idea under which that reply stands, if it is one."""
        here = (REPLIES.c.workspace == workspace, REPLIES.c.channel == channel, REPLIES.c.ts == ts)
        return self._run(select(REPLIES.c.idea).where(*here)).scalars().all()

    def question_at(self, workspace: str, channel: str, ts: str) -> tuple[int, str] | None:
        """The idea that this reply asks about, and who asks."""
        here = (REPLIES.c.workspace == workspace, REPLIES.c.channel == channel, REPLIES.c.ts == ts)
        query = select(REPLIES.c.idea, REPLIES.c.person).where(*here, REPLIES.c.is_question)
        found = self._run(query).first()
        return (found.idea, found.person) if found else None

    def follow_questions(self, workspace: str, id: int, person: str, at: datetime) -> bool | None:
        """Who asks has a part, until their last question is gone. None when it is as it was."""
        theirs = (REPLIES.c.workspace == workspace, REPLIES.c.person == person)
        asked = select(REPLIES.c.ts).where(*theirs, REPLIES.c.idea == id, REPLIES.c.is_question)
        part = (PARTS.c.workspace == workspace, PARTS.c.idea == id, PARTS.c.person == person)
        here = (*part, PARTS.c.part == Part.QUESTION.value)
        has_asked = self._run(asked.limit(1)).first() is not None
        if has_asked == (self._run(select(PARTS.c.at).where(*here)).first() is not None):
            return None
        if has_asked:
            key = {"workspace": workspace, "idea": id, "person": person, "is_present": True}
            self._run(_ADD_PART, {**key, "part": Part.QUESTION.value, "at": at})
        else:
            self._run(delete(PARTS).where(*here))
        return has_asked

    def remove(self, workspace: str, channel: str, ts: str) -> bool:
        here = (REPLIES.c.workspace == workspace, REPLIES.c.channel == channel, REPLIES.c.ts == ts)
        return self._run(delete(REPLIES).where(*here)).rowcount > 0

    def first_of(self, workspace: str, ids: Collection[int]) -> Mapping[int, datetime]:
        """When somebody other than its author first replied to each."""
        query = (
            select(REPLIES.c.idea, func.min(REPLIES.c.at))
            .join(
                IDEAS,
                (IDEAS.c.workspace == REPLIES.c.workspace) & (IDEAS.c.id == REPLIES.c.idea),
            )
            .where(REPLIES.c.workspace == workspace, among(self._connection, REPLIES.c.idea, ids))
            .where(REPLIES.c.person != IDEAS.c.author)
            .group_by(REPLIES.c.idea)
        )
        return {idea: at for idea, at in self._run(query)}  # noqa: C416 - rows are not pairs to mypy

    def forget(self, workspace: str, person: str) -> None:
        self._drop(workspace, person, REPLIES.c.person)
