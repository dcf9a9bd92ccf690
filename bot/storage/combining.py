"""Whose yes an idea made of several waits for, and what they answered."""

from collections.abc import Collection, Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any

from sqlalchemy import Index, delete, or_, select, text, update
from sqlalchemy import Row as Found
from sqlalchemy.orm import Mapped, mapped_column

from bot.domain.combining import Consent, Request
from bot.storage.ideas import IDEAS
from bot.storage.rows import (
    PersonId,
    Ref,
    Repository,
    Row,
    belongs_to,
    insert_into,
    table_of,
)

_UNANSWERED = Index(
    "ix_combine_requests_unanswered",
    "asked_at",
    "workspace",
    sqlite_where=text("consent IS NULL"),
    postgresql_where=text("consent IS NULL"),
)


class CombineRequestRow(Row):
    __tablename__ = "combine_requests"
    __table_args__ = (
        belongs_to("ideas", "child"),
        belongs_to("ideas", "parent"),
        Index(None, "workspace", "parent"),
        Index(None, "workspace", "author"),
        _UNANSWERED,
    )

    workspace: Mapped[str] = mapped_column(primary_key=True)
    child: Mapped[Ref] = mapped_column(primary_key=True)
    parent: Mapped[Ref] = mapped_column(primary_key=True)
    author: Mapped[PersonId]
    asked_at: Mapped[datetime]
    consent: Mapped[str | None]


REQUESTS = table_of(CombineRequestRow)
_ADD = insert_into(REQUESTS).on_conflict_do_nothing()


class CombiningRepository(Repository):
    tables = (REQUESTS,)

    def ask(self, requests: Collection[Request]) -> None:
        if requests:
            self._run(_ADD, [asdict(each) for each in requests])

    def answer(self, workspace: str, child: int, parent: int, consent: Consent) -> bool:
        """False when it was answered before: the first answer stands."""
        this = (REQUESTS.c.workspace == workspace, REQUESTS.c.child == child)
        unanswered = (REQUESTS.c.parent == parent, REQUESTS.c.consent.is_(None))
        given = update(REQUESTS).where(*this, *unanswered).values(consent=consent.value)
        return self._run(given).rowcount > 0

    def one(self, workspace: str, child: int, parent: int) -> Request | None:
        this = (REQUESTS.c.workspace == workspace, REQUESTS.c.child == child)
        found = self._run(select(REQUESTS).where(*this, REQUESTS.c.parent == parent)).first()
        return _request(found) if found else None

    def drop_open(self, workspace: str, idea: int) -> Sequence[tuple[int, int]]:
        """Nobody is asked about that idea any more. Answers child and parent of each request."""
        those = (REQUESTS.c.workspace == workspace, REQUESTS.c.consent.is_(None))
        about = or_(REQUESTS.c.child == idea, REQUESTS.c.parent == idea)
        gone = delete(REQUESTS).where(*those, about)
        found = self._run(gone.returning(REQUESTS.c.child, REQUESTS.c.parent))
        return sorted((child, parent) for child, parent in found)

    def silent_since(self, instant: datetime, limit: int) -> Sequence[Request]:
        """Of all workspaces, what nobody has answered that was asked before then; longest first.

        They and the ideas that wait for them are held until the transaction ends. On PostgreSQL
        what somebody else holds is passed by.
        """
        waits = (IDEAS.c.workspace == REQUESTS.c.workspace) & (IDEAS.c.id == REQUESTS.c.child)
        silent = (REQUESTS.c.consent.is_(None), REQUESTS.c.asked_at < instant)
        query = select(REQUESTS).join(IDEAS, waits).where(*silent).limit(limit)
        longest = query.order_by(REQUESTS.c.asked_at, REQUESTS.c.child, REQUESTS.c.parent)
        rows = self._run(longest.with_for_update(key_share=True, skip_locked=True))
        return [_request(row) for row in rows]

    def asked_of(self, workspace: str, author: str) -> Sequence[Request]:
        """What waits for their answer, the longest first."""
        theirs = (REQUESTS.c.workspace == workspace, REQUESTS.c.author == author)
        query = select(REQUESTS).where(*theirs, REQUESTS.c.consent.is_(None))
        ordered = query.order_by(REQUESTS.c.asked_at, REQUESTS.c.child, REQUESTS.c.parent)
        return [_request(row) for row in self._run(ordered)]

    def forget(self, workspace: str, person: str) -> None:
        self._drop(workspace, person, REQUESTS.c.author)


def _request(row: Found[Any]) -> Request:
    consent = Consent(row.consent) if row.consent else None
    return Request(row.workspace, row.child, row.parent, row.author, row.asked_at, consent)
