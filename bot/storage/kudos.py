"""Kudos as they are kept: who thanked whom, for what, and who agreed."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, replace
from datetime import datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Index,
    Select,
    UniqueConstraint,
    bindparam,
    delete,
    exists,
    func,
    select,
    union_all,
    update,
)
from sqlalchemy import Row as Found
from sqlalchemy.orm import Mapped, mapped_column

from bot.domain.kudos import Kudos, as_seen_by
from bot.domain.messages import MessageRef
from bot.storage.among import among
from bot.storage.marks import set_mark
from bot.storage.naming import Naming
from bot.storage.noticed import WithNoticed, columns_of, noticed_of
from bot.storage.rows import (
    NEVER_AGAIN,
    ChannelId,
    Id,
    PersonId,
    Ref,
    Repository,
    Row,
    SourceKey,
    belongs_to,
    insert_into,
    table_of,
)
from bot.storage.scrub import scrub_mentions


class KudosRow(WithNoticed, Row):
    __tablename__ = "kudos"
    __table_args__ = (
        UniqueConstraint("workspace", "id"),
        UniqueConstraint("workspace", "source"),
        # A message is kudos once, whether they were seen in it or its author agreed.
        UniqueConstraint("workspace", "channel", "ts"),
        Index(None, "workspace", "giver", "given_at"),
        Index(None, "workspace", "given_at"),
        NEVER_AGAIN,
    )

    id: Mapped[Id]
    workspace: Mapped[str]
    giver: Mapped[PersonId]
    reason: Mapped[str]
    given_at: Mapped[datetime]
    source: Mapped[SourceKey]
    channel: Mapped[ChannelId | None]
    ts: Mapped[str | None]
    is_private: Mapped[bool]


class KudosReceiverRow(Row):
    """`given_at` stands here too: what a team received in a week is one range scan."""

    __tablename__ = "kudos_receivers"
    __table_args__ = (
        belongs_to("kudos", "kudos"),
        Index(None, "workspace", "person", "given_at"),
        {"sqlite_with_rowid": False},
    )

    workspace: Mapped[str] = mapped_column(primary_key=True)
    kudos: Mapped[Ref] = mapped_column(primary_key=True)
    person: Mapped[PersonId] = mapped_column(primary_key=True)
    place: Mapped[int]
    given_at: Mapped[datetime]


class KudosSecondRow(Row):
    __tablename__ = "kudos_seconds"
    __table_args__ = (belongs_to("kudos", "kudos"), Index(None, "workspace", "person"))

    workspace: Mapped[str] = mapped_column(primary_key=True)
    kudos: Mapped[Ref] = mapped_column(primary_key=True)
    person: Mapped[PersonId] = mapped_column(primary_key=True)
    at: Mapped[datetime]
    is_present: Mapped[bool]  # a row that says "taken back" outlives an older event that comes late


KUDOS, RECEIVERS, SECONDS = (table_of(row) for row in (KudosRow, KudosReceiverRow, KudosSecondRow))
_WITH_RECEIVERS = Naming(KUDOS.c.given_at, RECEIVERS.c.kudos, RECEIVERS.c.person)
_OWN = ("workspace", "giver", "reason", "given_at", "source", "channel", "ts", "is_private")
_ADD = insert_into(KUDOS).on_conflict_do_nothing().returning(KUDOS.c.id)
_ADD_RECEIVERS = insert_into(RECEIVERS)
_AT_MESSAGE = _WITH_RECEIVERS.newest(
    *(KUDOS.c[name] == bindparam(name) for name in ("workspace", "channel", "ts"))
)


class KudosRepository(Repository):
    tables = (SECONDS, RECEIVERS, KUDOS)

    def add(self, kudos: Kudos) -> Kudos | None:
        """Keep it, answered with its id; None when the same one is already kept."""
        values = {name: getattr(kudos, name) for name in _OWN}
        number = self._run(_ADD, values | columns_of(kudos.noticed)).scalar()
        if number is None:
            return None
        kept = replace(kudos, id=number)
        self._name_receivers(kept)
        return kept

    def by_ids(self, workspace: str, ids: Collection[int]) -> Sequence[Kudos]:
        if not ids:
            return []
        these = (KUDOS.c.workspace == workspace, among(KUDOS.c.id, ids))
        return self._find(*these)

    def at_message(self, ref: MessageRef) -> Kudos | None:
        return next(iter(self._read(_AT_MESSAGE, asdict(ref))), None)

    def by_sources(self, workspace: str, sources: Collection[str]) -> Sequence[Kudos]:
        these = among(KUDOS.c.source, sources)
        return self._find(KUDOS.c.workspace == workspace, these)

    def is_known(self, workspace: str, source: str) -> bool:
        """Whether there are kudos of this source."""
        this = (KUDOS.c.workspace == workspace, KUDOS.c.source == source)
        return self._run(select(KUDOS.c.id).where(*this)).first() is not None

    def latest_by(self, workspace: str, giver: str, since: datetime) -> Kudos | None:
        mine = (KUDOS.c.workspace == workspace, KUDOS.c.giver == giver)
        found = self._find(*mine, KUDOS.c.given_at >= since, limit=1)
        return next(iter(found), None)

    def all_by(self, workspace: str, giver: str) -> Sequence[Kudos]:
        """Newest first, as all these answers are."""
        return self._find(KUDOS.c.workspace == workspace, KUDOS.c.giver == giver)

    def first_at(self, workspace: str) -> datetime | None:
        """When the first that is kept was given."""
        first = select(func.min(KUDOS.c.given_at)).where(KUDOS.c.workspace == workspace)
        found: datetime | None = self._run(first).scalar()
        return found

    def given_by(
        self, workspace: str, givers: Collection[str], since: datetime, until: datetime
    ) -> Sequence[Kudos]:
        theirs = (KUDOS.c.workspace == workspace, among(KUDOS.c.giver, givers))
        return self._find(*theirs, *_within(since, until))

    def received_by(
        self, workspace: str, receivers: Collection[str], since: datetime, until: datetime
    ) -> Sequence[Kudos]:
        """Kudos that name at least one of them."""
        naming = select(RECEIVERS.c.kudos).where(
            RECEIVERS.c.workspace == workspace,
            among(RECEIVERS.c.person, receivers),
            RECEIVERS.c.given_at >= since,
            RECEIVERS.c.given_at < until,
        )
        # Kudos have the same times: PostgreSQL would else read all there are for many receivers.
        then = _within(since, until)
        return self._find(KUDOS.c.workspace == workspace, *then, KUDOS.c.id.in_(naming))

    def mine(self, workspace: str, person: str, limit: int) -> Sequence[Kudos]:
        """Given or received by that person, as they may see it."""
        given = select(KUDOS.c.id).where(KUDOS.c.workspace == workspace, KUDOS.c.giver == person)
        received = select(RECEIVERS.c.kudos).where(
            RECEIVERS.c.workspace == workspace, RECEIVERS.c.person == person
        )
        # The newest of each kind first: one condition with OR would read the whole workspace.
        newest = (
            given.order_by(KUDOS.c.given_at.desc()).limit(limit).subquery(),
            received.order_by(RECEIVERS.c.given_at.desc()).limit(limit).subquery(),
        )
        ids = union_all(*(select(each) for each in newest))
        found = self._find(KUDOS.c.workspace == workspace, KUDOS.c.id.in_(ids))
        return [as_seen_by(person, kudos) for kudos in found[:limit]]

    def replace(self, kudos: Kudos) -> None:
        """The kudos of that id, with other receivers and another reason."""
        this = (KUDOS.c.workspace == kudos.workspace, KUDOS.c.id == kudos.id)
        self._run(update(KUDOS).where(*this).values(reason=kudos.reason))
        named = (RECEIVERS.c.workspace == kudos.workspace, RECEIVERS.c.kudos == kudos.id)
        self._run(delete(RECEIVERS).where(*named))
        self._name_receivers(kudos)

    def note_post(self, workspace: str, id: int, channel: str, ts: str) -> None:
        """The message that carries it stands there now: reactions on it are about this kudos."""
        this = (KUDOS.c.workspace == workspace, KUDOS.c.id == id)
        self._run(update(KUDOS).where(*this).values(channel=channel, ts=ts))

    def remove(self, workspace: str, id: int) -> None:
        """Receivers and seconds go with it."""
        self._run(delete(KUDOS).where(KUDOS.c.workspace == workspace, KUDOS.c.id == id))

    def second(
        self, workspace: str, kudos_id: int, person: str, at: datetime, present: bool
    ) -> bool:
        """Agree, or take that back; True when it is now different from before."""
        key = {"workspace": workspace, "kudos": kudos_id, "person": person}
        return set_mark(self._connection, SECONDS, key, at, present=present)

    def forget(self, workspace: str, person: str) -> None:
        """What they gave goes; where others thanked them, their name goes."""
        self._drop(workspace, person, KUDOS.c.giver, RECEIVERS.c.person, SECONDS.c.person)
        left = exists().where(RECEIVERS.c.workspace == workspace, RECEIVERS.c.kudos == KUDOS.c.id)
        self._run(delete(KUDOS).where(KUDOS.c.workspace == workspace, ~left))
        scrub_mentions(self._connection, KUDOS, "reason", workspace, person)

    def drop_text_before(self, instant: datetime) -> int:
        """Who thanked whom stays; for what goes."""
        old = (KUDOS.c.given_at < instant, KUDOS.c.reason != "")
        return self._run(update(KUDOS).where(*old).values(reason="")).rowcount

    def _name_receivers(self, kudos: Kudos) -> None:
        common = {"workspace": kudos.workspace, "kudos": kudos.id, "given_at": kudos.given_at}
        named = [
            {**common, "person": person, "place": place}
            for place, person in enumerate(kudos.receivers)
        ]
        self._run(_ADD_RECEIVERS, named)

    def _find(self, *conditions: ColumnElement[bool], limit: int | None = None) -> Sequence[Kudos]:
        return self._read(_WITH_RECEIVERS.newest(*conditions, limit=limit))

    def _read(
        self, query: Select[Any], asked: Mapping[str, object] | None = None
    ) -> Sequence[Kudos]:
        found = _WITH_RECEIVERS.grouped(self._run(query, asked))
        return [_kudos(row, receivers) for row, receivers in found]


def _within(since: datetime, until: datetime) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    return KUDOS.c.given_at >= since, KUDOS.c.given_at < until


def _kudos(row: Found[Any], receivers: tuple[str, ...]) -> Kudos:
    own = {name: getattr(row, name) for name in (*_OWN, "id")}
    return Kudos(**own, receivers=receivers, noticed=noticed_of(row))
