"""Tests of ideas: who runs them, what they ask, and what came of them."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Index, Select, select, update

from bot.domain.idea_tests import Asked, IdeaTest, Outcome
from bot.storage.among import among
from bot.storage.ideas import IDEAS
from bot.storage.rows import (
    PERSON,
    REF,
    Repository,
    belongs_to,
    column,
    insert_into,
    made_of,
    numbered,
    partial,
    values_of,
)

TESTS = numbered(
    "idea_tests",
    column("idea", REF),
    column("owner", PERSON),
    column("question"),
    column("round", int),
    column("opened_at", datetime),
    column("ends_at", datetime),
    column("outcome", Outcome, null=True),
    column("learned"),
    column("ended_at", datetime, null=True),
    column("asked", Asked),
    column("next_at", datetime, null=True),
    belongs_to("ideas", "idea"),
    # Of two who press at once, one opens the test.
    partial("ix_idea_tests_open", "workspace", "idea", where="outcome IS NULL", unique=True),
    Index(None, "workspace", "idea"),
    Index(None, "workspace", "owner"),
    Index(None, "workspace", "opened_at"),
    # The clock asks for all workspaces at once what is due.
    Index(None, "next_at", "workspace"),
)
_ADD = insert_into(TESTS).on_conflict_do_nothing().returning(TESTS.c.id)
_BY_END = (TESTS.c.ends_at, TESTS.c.id)


class IdeaTestRepository(Repository):
    tables = (TESTS,)
    words, worded_at = (TESTS.c.question, TESTS.c.learned), TESTS.c.ended_at

    def add(self, test: IdeaTest) -> int | None:
        """Keep it, answered with its id; None when the idea is being tested already."""
        values = values_of(test, TESTS, next_at=test.next_at(test.opened_at))
        id_: int | None = self._run(_ADD, values).scalar()
        return id_

    def save(self, test: IdeaTest, now: datetime) -> None:
        """What became of it."""
        this = update(TESTS).filter_by(workspace=test.workspace, id=test.id)
        self._run(this.values(values_of(test, TESTS, next_at=test.next_at(now))))

    def by_id(self, workspace: str, id: int) -> IdeaTest | None:
        found = self._find(select(TESTS).filter_by(workspace=workspace, id=id))
        return next(iter(found), None)

    def of(self, workspace: str, ideas: Collection[int]) -> Mapping[int, Sequence[IdeaTest]]:
        """All tests of each of those ideas, the first first."""
        if not ideas:
            return {}
        query = select(TESTS).where(TESTS.c.workspace == workspace, among(TESTS.c.idea, ideas))
        found: dict[int, list[IdeaTest]] = {}
        for test in self._find(query.order_by(TESTS.c.id)):
            found.setdefault(test.idea, []).append(test)
        return found

    def open_of(self, workspace: str, idea: int) -> IdeaTest | None:
        """The round that runs."""
        open_ = self._find(select(TESTS).filter_by(workspace=workspace, idea=idea, outcome=None))
        return next(iter(open_), None)

    def stopped(self, workspace: str, ideas: Collection[int]) -> frozenset[int]:
        """Those of the ideas of which a test was stopped, for what it taught."""
        if not ideas:
            return frozenset()
        query = select(TESTS.c.idea).filter_by(workspace=workspace, outcome=Outcome.STOPPED)
        return self._set(query.where(among(TESTS.c.idea, ideas)))

    def owned_by(self, workspace: str, owners: Collection[str]) -> Sequence[IdeaTest]:
        """Their tests that run, the one that ends first first."""
        query = select(TESTS).filter_by(workspace=workspace, outcome=None)
        return self._find(query.where(among(TESTS.c.owner, owners)).order_by(*_BY_END))

    def finished_by(
        self, workspace: str, owners: Collection[str], since: datetime, until: datetime
    ) -> Sequence[IdeaTest]:
        """The tests that they ran to an end then; not those that were dropped."""
        theirs = (TESTS.c.workspace == workspace, among(TESTS.c.owner, owners))
        ended = (TESTS.c.ended_at >= since, TESTS.c.ended_at < until)
        query = select(TESTS).where(*theirs, *ended, TESTS.c.outcome != Outcome.DROPPED)
        return self._find(query.order_by(TESTS.c.id))

    def due(self, now: datetime, limit: int) -> Sequence[IdeaTest]:
        """Tests of all workspaces whose owners should be asked, or asked again.

        They and their ideas are held until the transaction ends. On PostgreSQL what somebody else
        holds is passed by: who changes a test holds its idea first, so nobody may wait here.
        """
        of_it = (IDEAS.c.workspace == TESTS.c.workspace) & (IDEAS.c.id == TESTS.c.idea)
        query = select(TESTS).join(IDEAS, of_it).where(TESTS.c.next_at <= now)
        longest = query.order_by(TESTS.c.next_at, TESTS.c.id).limit(limit)
        return self._find(longest.with_for_update(key_share=True, skip_locked=True))

    def forget(self, workspace: str, person: str) -> None:
        """A test of an idea of somebody else's stays as one that ended, without its owner."""
        theirs = update(TESTS).filter_by(workspace=workspace, owner=person)
        self._run(theirs.values(owner="", question="", learned="", next_at=None))
        self._scrub(workspace, person)

    def _find(self, query: Select[Any]) -> Sequence[IdeaTest]:
        return [made_of(IdeaTest, row) for row in self._run(query)]
