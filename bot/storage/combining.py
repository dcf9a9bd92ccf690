"""Whose yes an idea made of several waits for, and what they answered."""

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import Index, delete, or_, select, update

from bot.domain.combining import Consent, Request
from bot.storage.ideas import IDEAS
from bot.storage.rows import (
    PERSON,
    REF,
    Repository,
    belongs_to,
    column,
    insert_into,
    keyed,
    made_of,
    partial,
    values_of,
)

REQUESTS = keyed(
    "combine_requests",
    column("child", REF, key=True),
    column("parent", REF, key=True),
    column("author", PERSON),
    column("asked_at", datetime),
    column("consent", Consent, null=True),
    belongs_to("ideas", "child"),
    belongs_to("ideas", "parent"),
    Index(None, "workspace", "parent"),
    Index(None, "workspace", "author"),
    partial("ix_combine_requests_unanswered", "asked_at", "workspace", where="consent IS NULL"),
)
_ADD = insert_into(REQUESTS).on_conflict_do_nothing()
_LONGEST = (REQUESTS.c.asked_at, REQUESTS.c.child, REQUESTS.c.parent)


class CombiningRepository(Repository):
    tables = (REQUESTS,)

    def ask(self, requests: Collection[Request]) -> None:
        if requests:
            self._run(_ADD, [values_of(each, REQUESTS) for each in requests])

    def answer(self, workspace: str, child: int, parent: int, consent: Consent) -> bool:
        """False when it was answered before: the first answer stands."""
        this = {"workspace": workspace, "child": child, "parent": parent, "consent": None}
        given = update(REQUESTS).filter_by(**this).values(consent=consent)
        return self._run(given).rowcount > 0

    def one(self, workspace: str, child: int, parent: int) -> Request | None:
        this = {"workspace": workspace, "child": child, "parent": parent}
        found = self._run(select(REQUESTS).filter_by(**this)).first()
        return made_of(Request, found) if found else None

    def drop_open(self, workspace: str, idea: int) -> Sequence[tuple[int, int]]:
        """Nobody is asked about that idea any more. Answers child and parent of each request."""
        about = or_(REQUESTS.c.child == idea, REQUESTS.c.parent == idea)
        gone = delete(REQUESTS).filter_by(workspace=workspace, consent=None).where(about)
        found = self._run(gone.returning(REQUESTS.c.child, REQUESTS.c.parent))
        return sorted((child, parent) for child, parent in found)

    def silent_since(self, instant: datetime, limit: int) -> Sequence[Request]:
        """Of all workspaces, what nobody has answered that was asked before then; longest first.

        They and the ideas that wait for them are held until the transaction ends. On PostgreSQL
        what somebody else holds is passed by.
        """
        waits = (IDEAS.c.workspace == REQUESTS.c.workspace) & (IDEAS.c.id == REQUESTS.c.child)
        silent = (REQUESTS.c.consent.is_(None), REQUESTS.c.asked_at < instant)
        query = select(REQUESTS).join(IDEAS, waits).where(*silent).order_by(*_LONGEST).limit(limit)
        rows = self._run(query.with_for_update(key_share=True, skip_locked=True))
        return [made_of(Request, row) for row in rows]

    def asked_of(self, workspace: str, author: str) -> Sequence[Request]:
        """What waits for their answer, the longest first."""
        theirs = select(REQUESTS).filter_by(workspace=workspace, author=author, consent=None)
        return [made_of(Request, row) for row in self._run(theirs.order_by(*_LONGEST))]

    def forget(self, workspace: str, person: str) -> None:
        self._drop(workspace, person, REQUESTS.c.author)
