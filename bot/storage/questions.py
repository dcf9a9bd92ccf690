"""Questions that leaders asked their team through the bot, and who answered; never what."""

from datetime import datetime

from sqlalchemy import Index, UniqueConstraint, delete, literal, select, update

from bot.domain.messages import MessageRef
from bot.storage.rows import (
    CHANNEL,
    KEY,
    PERSON,
    REF,
    Repository,
    at_message,
    belongs_to,
    column,
    insert_into,
    keyed,
    numbered,
)

QUESTIONS = numbered(
    "questions",
    column("leader", PERSON),
    column("channel", CHANNEL),
    column("ts", null=True),  # of the post, once it stands there
    column("asked_at", datetime),
    column("source", KEY),
    UniqueConstraint("workspace", "id"),
    UniqueConstraint("workspace", "source"),
    Index(None, "workspace", "leader", "asked_at"),
    Index(None, "workspace", "channel", "ts"),
)
ANSWERS = keyed(
    "question_replies",
    column("question", REF, key=True),
    column("ts", key=True),
    column("person", PERSON),
    column("at", datetime),
    belongs_to("questions", "question"),
    Index(None, "workspace", "person"),
)
_ADD = insert_into(QUESTIONS).on_conflict_do_nothing().returning(QUESTIONS.c.id)


class QuestionRepository(Repository):
    tables = (ANSWERS, QUESTIONS)

    def add(
        self, workspace: str, leader: str, channel: str, source: str, at: datetime
    ) -> int | None:
        """Its id; None when it is known. What is asked is not kept."""
        values = {"workspace": workspace, "leader": leader, "channel": channel, "asked_at": at}
        found: int | None = self._run(_ADD, {**values, "source": source, "ts": None}).scalar()
        return found

    def note_post(self, workspace: str, id: int, channel: str, ts: str) -> None:
        """Where it stands, so that answers find it."""
        this = (QUESTIONS.c.workspace == workspace, QUESTIONS.c.id == id)
        self._run(update(QUESTIONS).where(*this).values(channel=channel, ts=ts))

    def answer(self, thread: MessageRef, person: str, ts: str, at: datetime) -> None:
        """Somebody replied there: an answer, where it hangs under a question of somebody else's.

        Hearing of it twice changes nothing.
        """
        said = {"ts": ts, "person": person, "at": at}
        values = [literal(value, ANSWERS.c[name].type) for name, value in said.items()]
        asked = select(QUESTIONS.c.workspace, QUESTIONS.c.id, *values).where(
            *at_message(QUESTIONS, thread), QUESTIONS.c.leader != person
        )
        answer = insert_into(ANSWERS).from_select(("workspace", "question", *said), asked)
        self._run(answer.on_conflict_do_nothing())

    def remove(self, ref: MessageRef) -> None:
        """That message was deleted: an answer goes, and a question with its answers."""
        there = (QUESTIONS.c.workspace == ref.workspace, QUESTIONS.c.channel == ref.channel)
        asked = select(QUESTIONS.c.id).where(*there)
        this = (ANSWERS.c.workspace == ref.workspace, ANSWERS.c.ts == ref.ts)
        self._run(delete(ANSWERS).where(*this, ANSWERS.c.question.in_(asked)))
        self._run(delete(QUESTIONS).where(*at_message(QUESTIONS, ref)))

    def forget(self, workspace: str, person: str) -> None:
        """What they asked goes, and that they answered others."""
        self._drop(workspace, person, QUESTIONS.c.leader, ANSWERS.c.person)

    def drop_before(self, instant: datetime) -> int:
        return self._run(delete(QUESTIONS).where(QUESTIONS.c.asked_at < instant)).rowcount
