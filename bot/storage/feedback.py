"""What authors were asked about, what they answered, and what they took back. Never any text."""

from collections.abc import Iterator, Mapping
from dataclasses import asdict
from datetime import datetime

from sqlalchemy import Index, delete, func, select
from sqlalchemy.orm import Mapped, mapped_column

from bot.domain.feedback import Answers, Case, Evidence, Label, Noticed, Observation, Verdict
from bot.domain.messages import MessageRef
from bot.storage.ideas import IDEAS
from bot.storage.kudos import KUDOS
from bot.storage.noticed import NAMES, WithNoticed, columns_of, noticed_of
from bot.storage.rows import (
    ChannelId,
    PersonId,
    Repository,
    Row,
    at_message,
    counted,
    insert_into,
    table_of,
)

# What was kept at once and stayed is a silent yes: there it stands, since then.
KEPT = {Label.KUDOS: KUDOS.c.given_at, Label.IDEA: IDEAS.c.shared_at}
YES, NO = (Verdict.KEEP,), (Verdict.NOT_THIS, Verdict.UNDONE)


class FeedbackRow(WithNoticed, Row):
    """One message and what it was taken for. Text that was kept stands with what was kept."""

    __tablename__ = "feedback"
    __table_args__ = (Index(None, "workspace", "person"),)

    workspace: Mapped[str] = mapped_column(primary_key=True)
    channel: Mapped[ChannelId] = mapped_column(primary_key=True)
    ts: Mapped[str] = mapped_column(primary_key=True)
    label: Mapped[str] = mapped_column(primary_key=True)
    person: Mapped[PersonId]
    was_asked: Mapped[bool]  # else it was kept at once, and taken back
    answer: Mapped[str | None]  # none yet
    at: Mapped[datetime]  # of the answer, or of the question


FEEDBACK = table_of(FeedbackRow)
_KEY = [FEEDBACK.c[name] for name in ("workspace", "channel", "ts", "label")]
_INSERT = insert_into(FEEDBACK)
_ASK = _INSERT.on_conflict_do_nothing()
_SAID = {name: _INSERT.excluded[name] for name in ("answer", "at")}
_ANSWER = counted(
    _INSERT.on_conflict_do_update(
        index_elements=_KEY, set_=_SAID, where=FEEDBACK.c.answer.is_(None)
    )
)
_TAKE_BACK = _INSERT.on_conflict_do_update(index_elements=_KEY, set_=_SAID)


class FeedbackRepository(Repository):
    tables = (FEEDBACK,)

    def ask(self, case: Case, noticed: Noticed, at: datetime) -> None:
        """Its author was asked then."""
        asked = {"was_asked": True, "answer": None, "at": at}
        self._run(_ASK, {**_key(case), **asked, **columns_of(noticed)})

    def answer(self, case: Case, verdict: Verdict, at: datetime) -> bool:
        """The first answer counts; False when there is one already."""
        said = {"was_asked": True, "answer": verdict.value, "at": at}
        return self._run(_ANSWER, {**_key(case), **said, **columns_of(None)}).rowcount > 0

    def verdict(self, ref: MessageRef, label: Label) -> Verdict | None:
        """Its author's last word on taking that message for this."""
        this = (*at_message(FEEDBACK, ref), FEEDBACK.c.label == label.value)
        said = self._run(select(FEEDBACK.c.answer).where(*this)).scalar()
        return Verdict(said) if said else None

    def unask(self, ref: MessageRef, label: Label) -> None:
        """The question was withdrawn before anybody read it."""
        this = (*at_message(FEEDBACK, ref), FEEDBACK.c.label == label.value)
        self._run(delete(FEEDBACK).where(*this, FEEDBACK.c.answer.is_(None)))

    def take_back(
        self, case: Case, verdict: Verdict, noticed: Noticed | None, at: datetime
    ) -> None:
        """What was kept is gone by its author's hand: their last word, whatever they said before.

        `noticed` is of what was kept at once; what was asked about has it already.
        """
        said = {"was_asked": False, "answer": verdict.value, "at": at}
        self._run(_TAKE_BACK, {**_key(case), **said, **columns_of(noticed)})

    def answers(
        self, workspace: str, channel: str, label: Label, since: datetime
    ) -> Mapping[Evidence, Answers]:
        """What was answered there since then, by band."""
        here = (FEEDBACK.c.workspace == workspace, FEEDBACK.c.channel == channel)
        query = (
            select(FEEDBACK.c.band, FEEDBACK.c.answer, func.count())
            .where(*here, FEEDBACK.c.label == label.value, FEEDBACK.c.at >= since)
            .where(FEEDBACK.c.answer.in_([*YES, *NO]), FEEDBACK.c.band.is_not(None))
            .group_by(FEEDBACK.c.band, FEEDBACK.c.answer)
        )
        counts = {(Evidence(band), Verdict(said)): many for band, said, many in self._run(query)}
        return {
            band: Answers(
                yes=sum(counts.get((band, said), 0) for said in YES),
                no=sum(counts.get((band, said), 0) for said in NO),
            )
            for band in Evidence
        }

    def kept_at_once(
        self, workspace: str, channel: str, label: Label, band: Evidence, since: datetime
    ) -> int:
        """How many in that band were kept there since then without a question, and stayed."""
        at = KEPT[label]
        kept = at.table.c
        here = (kept.workspace == workspace, kept.channel == channel)
        query = select(func.count()).where(*here, at >= since, kept.band == band.value)
        return int(self._run(query).scalar_one())

    def observed(self, since: datetime | None) -> Iterator[Observation]:
        """What was asked, answered or taken back in all workspaces, without who and where."""
        query = select(FEEDBACK)
        for row in self._run(query.where(FEEDBACK.c.at >= since) if since else query):
            said = Verdict(row.answer) if row.answer else None
            yield Observation(Label(row.label), noticed_of(row), row.at, row.was_asked, said)

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
    return {**asdict(case.message), "person": case.person, "label": case.label.value}
