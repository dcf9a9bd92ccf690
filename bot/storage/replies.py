"""Replies under ideas: who and when, and whether they asked; never what they said."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

from sqlalchemy import Index, delete, exists, false, func, literal, select, update

from bot.domain.messages import MessageRef
from bot.storage.among import among
from bot.storage.ideas import IDEAS
from bot.storage.rows import (
    CHANNEL,
    PERSON,
    REF,
    Repository,
    at_message,
    belongs_to,
    column,
    counted,
    insert_into,
    keyed,
)

# Who replied to an idea and when; never what.
REPLIES = keyed(
    "replies",
    column("idea", REF, key=True),
    column("ts", key=True),
    column("channel", CHANNEL),
    column("person", PERSON),
    column("at", datetime),
    column("is_question", bool, server_default=false()),
    belongs_to("ideas", "idea"),
    Index(None, "workspace", "channel", "ts"),
    Index(None, "workspace", "person"),
)
REPLIED = exists().where(
    REPLIES.c.workspace == IDEAS.c.workspace,
    REPLIES.c.idea == IDEAS.c.id,
    REPLIES.c.person != IDEAS.c.author,
)


class ReplyRepository(Repository):
    tables = (REPLIES,)

    def add(
        self, workspace: str, id: int, person: str, channel: str, ts: str, at: datetime
    ) -> bool:
        """Note that somebody replied there; False when it is known, or the idea is gone."""
        said = {"ts": ts, "channel": channel, "person": person, "at": at}
        values = [literal(value, REPLIES.c[name].type) for name, value in said.items()]
        there = select(IDEAS.c.workspace, IDEAS.c.id, *values, false())
        there = there.where(IDEAS.c.workspace == workspace, IDEAS.c.id == id)
        names = ("workspace", "idea", *said, "is_question")
        added = insert_into(REPLIES).from_select(names, there).on_conflict_do_nothing()
        return self._run(counted(added)).rowcount > 0

    def note_question(self, workspace: str, id: int, ts: str, is_question: bool) -> None:
        """Whether that reply asks something."""
        this = update(REPLIES).filter_by(workspace=workspace, idea=id, ts=ts)
        self._run(this.values(is_question=is_question))

    def under(self, ref: MessageRef) -> Sequence[int]:
        """The idea under which that reply stands, if it is one."""
        query = select(REPLIES.c.idea).where(*at_message(REPLIES, ref))
        return self._run(query).scalars().all()

    def question_at(self, ref: MessageRef) -> tuple[int, str] | None:
        """The idea that this reply asks about, and who asks."""
        here = at_message(REPLIES, ref)
        query = select(REPLIES.c.idea, REPLIES.c.person).where(*here, REPLIES.c.is_question)
        found = self._run(query).first()
        return (found.idea, found.person) if found else None

    def has_asked(self, workspace: str, id: int, person: str) -> bool:
        """Whether some reply of theirs to it asks something."""
        theirs = {"workspace": workspace, "idea": id, "person": person, "is_question": True}
        return self._exists(select(REPLIES.c.ts).filter_by(**theirs))

    def remove(self, ref: MessageRef) -> bool:
        return self._run(delete(REPLIES).where(*at_message(REPLIES, ref))).rowcount > 0

    def first_of(self, workspace: str, ids: Collection[int]) -> Mapping[int, datetime]:
        """When somebody other than its author first replied to each."""
        query = (
            select(REPLIES.c.idea, func.min(REPLIES.c.at))
            .join(
                IDEAS,
                (IDEAS.c.workspace == REPLIES.c.workspace) & (IDEAS.c.id == REPLIES.c.idea),
            )
            .where(REPLIES.c.workspace == workspace, among(REPLIES.c.idea, ids))
            .where(REPLIES.c.person != IDEAS.c.author)
            .group_by(REPLIES.c.idea)
        )
        return {idea: at for idea, at in self._run(query)}  # noqa: C416 - rows are not pairs to mypy

    def forget(self, workspace: str, person: str) -> None:
        self._drop(workspace, person, REPLIES.c.person)
