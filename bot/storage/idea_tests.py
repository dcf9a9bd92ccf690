"""Tests of ideas: who runs them, what they ask, and what came of them."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Index, or_, select, text, update
from sqlalchemy import Row as Found
from sqlalchemy.orm import Mapped

from bot.domain.idea_tests import Asked, IdeaTest, Outcome
from bot.storage.among import among
from bot.storage.ideas import IDEAS
from bot.storage.rows import (
    NEVER_AGAIN,
    Id,
    PersonId,
    Ref,
    Repository,
    Row,
    belongs_to,
    insert_into,
    table_of,
)
from bot.storage.scrub import scrub_mentions

_IS_OPEN = text("outcome IS NULL")


class IdeaTestRow(Row):
    __tablename__ = "idea_tests"
    __table_args__ = (
        belongs_to("ideas", "idea"),
        # Of two who press at once, one opens the test.
        Index(
            "ix_idea_tests_open",
            "workspace",
            "idea",
            unique=True,
            sqlite_where=_IS_OPEN,
            postgresql_where=_IS_OPEN,
        ),
        Index(None, "workspace", "idea"),
        Index(None, "workspace", "owner"),
        Index(None, "workspace", "opened_at"),
        # The clock asks for all workspaces at once what is due.
        Index(None, "next_at", "workspace"),
        NEVER_AGAIN,
    )

    id: Mapped[Id]
    workspace: Mapped[str]
    idea: Mapped[Ref]
    owner: Mapped[PersonId]
    question: Mapped[str]
    round: Mapped[int]
    opened_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    outcome: Mapped[str | None]
    learned: Mapped[str]
    ended_at: Mapped[datetime | None]
    asked: Mapped[str]
    next_at: Mapped[datetime | None]


TESTS = table_of(IdeaTestRow)
_OWN = (
    "workspace",
    "idea",
    "owner",
    "question",
    "round",
    "opened_at",
    "ends_at",
    "learned",
    "ended_at",
)
_ADD = insert_into(TESTS).on_conflict_do_nothing().returning(TESTS.c.id)


class IdeaTestRepository(Repository):
    tables = (TESTS,)

    def add(self, test: IdeaTest) -> int | None:
        """Keep it, answered with its id; None when the idea is being tested already."""
        id_: int | None = self._run(_ADD, _values(test, test.opened_at)).scalar()
        return id_

    def save(self, test: IdeaTest, now: datetime) -> None:
        """What became of it."""
        this = (TESTS.c.workspace == test.workspace, TESTS.c.id == test.id)
        self._run(update(TESTS).where(*this).values(_values(test, now)))

    def by_id(self, workspace: str, id: int) -> IdeaTest | None:
        query = select(TESTS).where(TESTS.c.workspace == workspace, TESTS.c.id == id)
        return next(map(_test, self._run(query)), None)

    def of(self, workspace: str, ideas: Collection[int]) -> Mapping[int, Sequence[IdeaTest]]:
        """All tests of each of those ideas, the first first."""
        if not ideas:
            return {}
        query = select(TESTS).where(TESTS.c.workspace == workspace, among(TESTS.c.idea, ideas))
        found: dict[int, list[IdeaTest]] = {}
        for row in self._run(query.order_by(TESTS.c.id)):
            found.setdefault(row.idea, []).append(_test(row))
        return found

    def open_of(self, workspace: str, idea: int) -> IdeaTest | None:
        """The round that runs."""
        rounds = self.of(workspace, [idea]).get(idea, ())
        return next((test for test in rounds if test.is_open), None)

    def stopped(self, workspace: str, ideas: Collection[int]) -> frozenset[int]:
        """Those of the ideas of which a test was stopped, for what it taught."""
        if not ideas:
            return frozenset()
        query = select(TESTS.c.idea).where(
            TESTS.c.workspace == workspace,
            among(TESTS.c.idea, ideas),
            TESTS.c.outcome == Outcome.STOPPED.value,
        )
        return frozenset(self._run(query).scalars())

    def owned_by(self, workspace: str, owners: Collection[str]) -> Sequence[IdeaTest]:
        """Their tests that run, the one that ends first first."""
        theirs = (TESTS.c.workspace == workspace, among(TESTS.c.owner, owners))
        query = select(TESTS).where(*theirs, TESTS.c.outcome.is_(None))
        return [_test(row) for row in self._run(query.order_by(TESTS.c.ends_at, TESTS.c.id))]

    def finished_by(
        self, workspace: str, owners: Collection[str], since: datetime, until: datetime
    ) -> Sequence[IdeaTest]:
        """The tests that they ran to an end then; not those that were dropped."""
        theirs = (TESTS.c.workspace == workspace, among(TESTS.c.owner, owners))
        ended = (TESTS.c.ended_at >= since, TESTS.c.ended_at < until)
        query = select(TESTS).where(*theirs, *ended, TESTS.c.outcome != Outcome.DROPPED.value)
        return [_test(row) for row in self._run(query.order_by(TESTS.c.id))]

    def due(self, now: datetime, limit: int) -> Sequence[IdeaTest]:
        """Tests of all workspaces whose owners should be asked, or asked again.

        They and their ideas are held until the transaction ends. On PostgreSQL what somebody else
        holds is passed by: who changes a test holds its idea first, so nobody may wait here.
        """
        of_it = (IDEAS.c.workspace == TESTS.c.workspace) & (IDEAS.c.id == TESTS.c.idea)
        query = select(TESTS).join(IDEAS, of_it).where(TESTS.c.next_at <= now)
        longest = query.order_by(TESTS.c.next_at, TESTS.c.id).limit(limit)
        rows = self._run(longest.with_for_update(key_share=True, skip_locked=True))
        return [_test(row) for row in rows]

    def forget(self, workspace: str, person: str) -> None:
        """A test of an idea of somebody else's stays as one that ended, without its owner."""
        theirs = (TESTS.c.workspace == workspace, TESTS.c.owner == person)
        unnamed = {"owner": "", "question": "", "learned": "", "next_at": None}
        self._run(update(TESTS).where(*theirs).values(unnamed))
        for column in ("question", "learned"):
            scrub_mentions(self._connection, TESTS, column, workspace, person)

    def drop_words(self, workspace: str, idea: int) -> None:
        """It is withdrawn: that it was tested stays, without a word."""
        this = (TESTS.c.workspace == workspace, TESTS.c.idea == idea)
        self._run(update(TESTS).where(*this).values(question="", learned=""))

    def drop_text_before(self, instant: datetime) -> int:
        old = (TESTS.c.ended_at < instant, or_(TESTS.c.question != "", TESTS.c.learned != ""))
        return self._run(update(TESTS).where(*old).values(question="", learned="")).rowcount


def _values(test: IdeaTest, now: datetime) -> dict[str, object]:
    outcome = test.outcome.value if test.outcome else None
    own = {name: getattr(test, name) for name in _OWN}
    return own | {"outcome": outcome, "asked": test.asked.value, "next_at": test.next_at(now)}


def _test(row: Found[Any]) -> IdeaTest:
    outcome = Outcome(row.outcome) if row.outcome else None
    own = {name: getattr(row, name) for name in _OWN}
    return IdeaTest(**own, outcome=outcome, asked=Asked(row.asked), id=row.id)
