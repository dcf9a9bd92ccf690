"""Replies under ideas: who and when, whether they asked or helped; never what they said."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

from sqlalchemy import Index, and_, delete, exists, false, func, literal, select, update

from bot.domain.ideas import Reply
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
# That somebody marked a reply as helpful, by a reaction.
HELPFUL = keyed(
    "helpful_replies",
    column("idea", REF, key=True),
    column("ts", key=True),
    column("marked_by", PERSON, key=True),
    column("at", datetime),
    column(
        "is_present", bool
    ),  # a row that says "taken back" outlives an older event that comes late
    belongs_to("ideas", "idea"),
    Index(None, "workspace", "at"),
    Index(None, "workspace", "marked_by"),
)
REPLIED = exists().where(
    REPLIES.c.workspace == IDEAS.c.workspace,
    REPLIES.c.idea == IDEAS.c.id,
    REPLIES.c.person != IDEAS.c.author,
)


class ReplyRepository(Repository):
    tables = (HELPFUL, REPLIES)

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

    def mark_helpful(
        self, workspace: str, idea: int, ts: str, marked_by: str, at: datetime, *, present: bool
    ) -> bool:
        """A reply helped, or did not after all; True when it is now different from before."""
        key = {"workspace": workspace, "idea": idea, "ts": ts, "marked_by": marked_by}
        return self._mark(HELPFUL, key, at, present=present)

    def helpful(
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
        self._drop(workspace, person, REPLIES.c.person, HELPFUL.c.marked_by)
