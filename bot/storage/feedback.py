"""What authors were asked about, what they answered, and what they took back. Never any text."""

from collections.abc import Iterator, Mapping
from dataclasses import asdict
from datetime import datetime

from sqlalchemy import Index, delete, func, select
from sqlalchemy import case as either

from bot.domain.feedback import Answers, Case, Evidence, Label, Noticed, Observation, Verdict
from bot.domain.messages import MessageRef
from bot.storage.ideas import IDEAS
from bot.storage.kudos import KUDOS
from bot.storage.noticed import NAMES, columns_of, noticed_columns, noticed_of
from bot.storage.rows import (
    CHANNEL,
    PERSON,
    Repository,
    at_message,
    column,
    insert_into,
    keyed,
    made_of,
    upsert,
)

# What was kept at once and stayed is a silent yes: there it stands, since then.
KEPT = {Label.KUDOS: KUDOS.c.given_at, Label.IDEA: IDEAS.c.shared_at}
YES, NO = (Verdict.KEEP,), (Verdict.NOT_THIS, Verdict.UNDONE)


# One message and what it was taken for. Text that was kept stands with what was kept.
FEEDBACK = keyed(
    "feedback",
    column("channel", CHANNEL, key=True),
    column("ts", key=True),
    column("label", Label, key=True),
    column("person", PERSON),
    column("was_asked", bool),  # else it was kept at once, and taken back
    column("answer", Verdict, null=True),  # none yet
    column("at", datetime),  # of the answer, or of the question
    *noticed_columns(),
    Index(None, "workspace", "person"),
)
_ASK = insert_into(FEEDBACK).on_conflict_do_nothing()
_ANSWER = upsert(FEEDBACK, "answer", "at", where=lambda _: FEEDBACK.c.answer.is_(None))
_TAKE_BACK = upsert(FEEDBACK, "answer", "at")


class FeedbackRepository(Repository):
    tables = (FEEDBACK,)

    def ask(self, case: Case, noticed: Noticed, at: datetime) -> None:
        """Its author was asked then."""
        asked = {"was_asked": True, "answer": None, "at": at}
        self._run(_ASK, {**_key(case), **asked, **columns_of(noticed)})

    def answer(self, case: Case, verdict: Verdict, at: datetime) -> bool:
        """The first answer counts; False when there is one already."""
        said = {"was_asked": True, "answer": verdict, "at": at}
        return self._run(_ANSWER, {**_key(case), **said, **columns_of(None)}).rowcount > 0

    def verdict(self, ref: MessageRef, label: Label) -> Verdict | None:
        """Its author's last word on taking that message for this."""
        this = (*at_message(FEEDBACK, ref), FEEDBACK.c.label == label)
        said: Verdict | None = self._run(select(FEEDBACK.c.answer).where(*this)).scalar()
        return said

    def unask(self, ref: MessageRef, label: Label) -> None:
        """The question was withdrawn before anybody read it."""
        this = (*at_message(FEEDBACK, ref), FEEDBACK.c.label == label)
        self._run(delete(FEEDBACK).where(*this, FEEDBACK.c.answer.is_(None)))

    def take_back(
        self, case: Case, verdict: Verdict, noticed: Noticed | None, at: datetime
    ) -> None:
        """What was kept is gone by its author's hand: their last word, whatever they said before.

        `noticed` is of what was kept at once; what was asked about has it already.
        """
        said = {"was_asked": False, "answer": verdict, "at": at}
        self._run(_TAKE_BACK, {**_key(case), **said, **columns_of(noticed)})

    def answers(
        self, workspace: str, channel: str, label: Label, since: datetime
    ) -> Mapping[Evidence, Answers]:
        """What was answered there since then, by band."""
        yes, no = (func.count(either((FEEDBACK.c.answer.in_(said), 1))) for said in (YES, NO))
        here = select(FEEDBACK.c.band, yes, no).select_from(FEEDBACK)
        query = here.filter_by(workspace=workspace, channel=channel, label=label)
        recent = query.where(FEEDBACK.c.at >= since).group_by(FEEDBACK.c.band)
        found = {band: Answers(*counts) for band, *counts in self._run(recent)}
        return {band: found.get(band, Answers()) for band in Evidence}

    def kept_at_once(
        self, workspace: str, channel: str, label: Label, band: Evidence, since: datetime
    ) -> int:
        """How many in that band were kept there since then without a question, and stayed."""
        at = KEPT[label]
        here = {"workspace": workspace, "channel": channel, "band": band}
        query = select(func.count()).select_from(at.table).filter_by(**here)
        return int(self._run(query.where(at >= since)).scalar_one())

    def observed(self, since: datetime | None) -> Iterator[Observation]:
        """What was asked, answered or taken back in all workspaces, without who and where."""
        query = select(FEEDBACK)
        for row in self._run(query.where(FEEDBACK.c.at >= since) if since else query):
            yield made_of(Observation, row, noticed=noticed_of(row), verdict=row.answer)

    def stayed(self, since: datetime | None) -> Iterator[Observation]:
        """All that was kept at once in all workspaces and stayed, without whose and what."""
        for label, at in KEPT.items():
            kept = at.table.c
            query = select(at.label("at"), *(kept[name] for name in NAMES))
            query = query.where(kept.band.is_not(None))
            for row in self._run(query.where(at >= since) if since else query):
                yield Observation(label, noticed_of(row), row.at)

    def forget(self, workspace: str, person: str) -> None:
        self._drop(workspace, person, FEEDBACK.c.person)

    def drop_before(self, instant: datetime) -> int:
        return self._run(delete(FEEDBACK).where(FEEDBACK.c.at < instant)).rowcount


def _key(case: Case) -> Mapping[str, object]:
    return {**asdict(case.message), "person": case.person, "label": case.label}
