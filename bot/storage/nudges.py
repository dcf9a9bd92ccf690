"""Nudges that were shown, what leaders answered, and which of them were followed."""

import json
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Index,
    UniqueConstraint,
    bindparam,
    delete,
    false,
    select,
    text,
    update,
)
from sqlalchemy import Row as Found
from sqlalchemy.orm import Mapped, mapped_column

from bot.domain.nudges import Answer, ShownNudge, Suggestion, Way
from bot.storage.prepared import Prepared
from bot.storage.rows import NEVER_AGAIN, Id, PersonId, Ref, Repository, Row, insert_into, table_of

_IS_UNSETTLED = text("settled_at IS NULL")


class NudgeRow(Row):
    """It outlives its team: what was shown and followed is how nudges learn."""

    __tablename__ = "nudges"
    __table_args__ = (
        UniqueConstraint("workspace", "id"),
        Index(None, "workspace", "leader", "shown_at"),
        Index(None, "workspace", "person"),
        Index(None, "workspace", "followed_by"),
        Index(None, "workspace", "idea"),
        Index(None, "workspace", "kind"),
        Index(
            "ix_nudges_unsettled",
            "followed_until",
            "workspace",
            sqlite_where=_IS_UNSETTLED,
            postgresql_where=_IS_UNSETTLED,
        ),
        NEVER_AGAIN,
    )

    id: Mapped[Id]
    workspace: Mapped[str]
    team: Mapped[Ref]
    leader: Mapped[PersonId]
    kind: Mapped[str]
    person: Mapped[PersonId]
    idea: Mapped[Ref]
    shown_at: Mapped[datetime]
    followed_until: Mapped[datetime]
    answer: Mapped[str | None]
    answered_at: Mapped[datetime | None]
    followed_at: Mapped[datetime | None]
    followed_by: Mapped[str | None]  # the event that did it: "kudos:12"
    trigger: Mapped[str] = mapped_column(server_default=text("''"))  # what set it off: "idea:7"
    facts: Mapped[str] = mapped_column(server_default="{}")  # JSON: numbers and ids, no words
    way: Mapped[str] = mapped_column(server_default="digest")
    is_held_back: Mapped[bool] = mapped_column(server_default=false())
    settled_at: Mapped[datetime | None]  # from then on what became of it stays


NUDGES = table_of(NudgeRow)
_SUGGESTED = ("kind", "trigger", "person", "idea", "followed_until")
_OWN = (
    "id",
    "workspace",
    "team",
    "leader",
    *_SUGGESTED,
    "shown_at",
    "is_held_back",
    "answered_at",
    "followed_at",
    "followed_by",
    "settled_at",
)
_OPEN = Prepared(
    select(NUDGES.c.id)
    .where(NUDGES.c.workspace == bindparam("workspace"), NUDGES.c.leader == bindparam("leader"))
    .where(NUDGES.c.shown_at <= bindparam("at"), NUDGES.c.followed_until > bindparam("at"))
    .where(NUDGES.c.followed_at.is_(None))
    .limit(1),
    "workspace",
    "leader",
    "at",
)


class NudgeRepository(Repository):
    tables = (NUDGES,)

    def add(
        self,
        workspace: str,
        team: int,
        leader: str,
        suggestion: Suggestion,
        at: datetime,
        *,
        way: Way = Way.DIGEST,
        is_held_back: bool = False,
    ) -> int:
        """Keep that it is shown, or held back, at that instant. Answers its id."""
        values = {name: getattr(suggestion, name) for name in _SUGGESTED}
        values |= {
            "workspace": workspace,
            "team": team,
            "leader": leader,
            "shown_at": at,
            "facts": json.dumps(dict(suggestion.facts)),
            "way": way.value,
            "is_held_back": is_held_back,
        }
        number: int = self._run(insert_into(NUDGES).returning(NUDGES.c.id), values).scalar_one()
        return number

    def by_id(self, workspace: str, id: int) -> ShownNudge | None:
        return next(iter(self._find(*_this(workspace, id))), None)

    def open_for(self, workspace: str, leader: str, at: datetime) -> Sequence[ShownNudge]:
        """Those that could be followed at that instant and were not yet."""
        asked = {"workspace": workspace, "leader": leader, "at": at}
        if _OPEN.first(self._connection, asked) is None:
            return []  # as for everybody who leads no team
        theirs = (NUDGES.c.workspace == workspace, NUDGES.c.leader == leader)
        window = (NUDGES.c.shown_at <= at, NUDGES.c.followed_until > at)
        return self._find(*theirs, *window, NUDGES.c.followed_at.is_(None))

    def shown_since(self, workspace: str, leader: str, since: datetime) -> Sequence[ShownNudge]:
        theirs = (NUDGES.c.workspace == workspace, NUDGES.c.leader == leader)
        return self._find(*theirs, NUDGES.c.shown_at >= since)

    def followed(self, workspace: str, id: int, at: datetime, by: str) -> None:
        """`by` names the event that followed it. The first one counts."""
        first = (*_this(workspace, id), NUDGES.c.followed_at.is_(None))
        self._run(update(NUDGES).where(*first).values(followed_at=at, followed_by=by))

    def unfollowed(self, workspace: str, by: str) -> None:
        """That event was taken back; what is settled stays."""
        by_it = (NUDGES.c.workspace == workspace, NUDGES.c.followed_by == by)
        theirs = (*by_it, NUDGES.c.settled_at.is_(None))
        self._run(update(NUDGES).where(*theirs).values(followed_at=None, followed_by=None))

    def answer(self, workspace: str, id: int, answer: Answer, at: datetime) -> None:
        said = {"answer": answer.value, "answered_at": at}
        self._run(update(NUDGES).where(*_this(workspace, id)).values(said))

    def forget(self, workspace: str, person: str) -> None:
        """Those shown to them and those about them."""
        self._drop(workspace, person, NUDGES.c.leader, NUDGES.c.person)

    def drop_before(self, instant: datetime) -> int:
        return self._run(delete(NUDGES).where(NUDGES.c.shown_at < instant)).rowcount

    def _find(self, *conditions: ColumnElement[bool]) -> Sequence[ShownNudge]:
        """Newest first."""
        newest = (NUDGES.c.shown_at.desc(), NUDGES.c.id.desc())
        return [
            _nudge(row) for row in self._run(select(NUDGES).where(*conditions).order_by(*newest))
        ]


def _this(workspace: str, id_: int) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    return NUDGES.c.workspace == workspace, NUDGES.c.id == id_


def _nudge(row: Found[Any]) -> ShownNudge:
    own = {name: getattr(row, name) for name in _OWN}
    return ShownNudge(
        **own,
        way=Way(row.way),
        facts=json.loads(row.facts),
        answer=Answer(row.answer) if row.answer else None,
    )
