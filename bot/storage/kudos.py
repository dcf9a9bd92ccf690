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
    delete,
    exists,
    func,
    select,
    union_all,
    update,
)

from bot.domain.kudos import Kudos, as_seen_by
from bot.domain.messages import MessageRef
from bot.storage.among import among
from bot.storage.naming import Naming
from bot.storage.noticed import columns_of, noticed_columns, noticed_of
from bot.storage.rows import (
    CHANNEL,
    KEY,
    PERSON,
    REF,
    Repository,
    belongs_to,
    column,
    insert_into,
    keyed,
    made_of,
    numbered,
    parameters,
    values_of,
)

KUDOS = numbered(
    "kudos",
    column("giver", PERSON),
    column("reason"),
    column("given_at", datetime),
    column("source", KEY),
    column("channel", CHANNEL, null=True),
    column("ts", null=True),
    column("is_private", bool),
    *noticed_columns(),
    UniqueConstraint("workspace", "id"),
    UniqueConstraint("workspace", "source"),
    # A message is kudos once, whether they were seen in it or its author agreed.
    UniqueConstraint("workspace", "channel", "ts"),
    Index(None, "workspace", "giver", "given_at"),
    Index(None, "workspace", "given_at"),
)
# `given_at` stands here too: what a team received in a week is one range scan.
RECEIVERS = keyed(
    "kudos_receivers",
    column("kudos", REF, key=True),
    column("person", PERSON, key=True),
    column("place", int),
    column("given_at", datetime),
    belongs_to("kudos", "kudos"),
    Index(None, "workspace", "person", "given_at"),
    sqlite_with_rowid=False,
)
SECONDS = keyed(
    "kudos_seconds",
    column("kudos", REF, key=True),
    column("person", PERSON, key=True),
    column("at", datetime),
    column(
        "is_present", bool
    ),  # a row that says "taken back" outlives an older event that comes late
    belongs_to("kudos", "kudos"),
    Index(None, "workspace", "person"),
)
_WITH_RECEIVERS = Naming(KUDOS.c.given_at, RECEIVERS.c.kudos, RECEIVERS.c.person)
_ADD = insert_into(KUDOS).on_conflict_do_nothing().returning(KUDOS.c.id)
_ADD_RECEIVERS = insert_into(RECEIVERS)
_AT_MESSAGE = _WITH_RECEIVERS.newest(*parameters(KUDOS, "workspace", "channel", "ts"))


class KudosRepository(Repository):
    tables = (SECONDS, RECEIVERS, KUDOS)
    words, worded_at = (KUDOS.c.reason,), KUDOS.c.given_at

    def add(self, kudos: Kudos) -> Kudos | None:
        """Keep it, answered with its id; None when the same one is already kept."""
        number = self._run(_ADD, values_of(kudos, KUDOS, **columns_of(kudos.noticed))).scalar()
        if number is None:
            return None
        kept = replace(kudos, id=number)
        self._name_receivers(kept)
        return kept

    def by_ids(self, workspace: str, ids: Collection[int]) -> Sequence[Kudos]:
        """Newest first, as all these answers are."""
        return self._find(workspace, among(KUDOS.c.id, ids)) if ids else []

    def at_message(self, ref: MessageRef) -> Kudos | None:
        return next(iter(self._read(_AT_MESSAGE, asdict(ref))), None)

    def by_sources(self, workspace: str, sources: Collection[str]) -> Sequence[Kudos]:
        return self._find(workspace, among(KUDOS.c.source, sources))

    def is_known(self, workspace: str, source: str) -> bool:
        """Whether there are kudos of this source."""
        return self._exists(select(KUDOS.c.id).filter_by(workspace=workspace, source=source))

    def latest_by(self, workspace: str, giver: str, since: datetime) -> Kudos | None:
        theirs = (KUDOS.c.giver == giver, KUDOS.c.given_at >= since)
        return next(iter(self._find(workspace, *theirs, limit=1)), None)

    def all_by(self, workspace: str, giver: str) -> Sequence[Kudos]:
        return self._find(workspace, KUDOS.c.giver == giver)

    def first_at(self, workspace: str) -> datetime | None:
        """When the first that is kept was given."""
        first = select(func.min(KUDOS.c.given_at)).where(KUDOS.c.workspace == workspace)
        found: datetime | None = self._run(first).scalar()
        return found

    def given_by(
        self, workspace: str, givers: Collection[str], since: datetime, until: datetime
    ) -> Sequence[Kudos]:
        within = (KUDOS.c.given_at >= since, KUDOS.c.given_at < until)
        return self._find(workspace, among(KUDOS.c.giver, givers), *within)

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
        then = (KUDOS.c.given_at >= since, KUDOS.c.given_at < until)
        return self._find(workspace, *then, KUDOS.c.id.in_(naming))

    def mine(self, workspace: str, person: str, limit: int) -> Sequence[Kudos]:
        """Given or received by that person, as they may see it."""
        given = select(KUDOS.c.id).filter_by(workspace=workspace, giver=person)
        received = select(RECEIVERS.c.kudos).filter_by(workspace=workspace, person=person)
        # The newest of each kind first: one condition with OR would read the whole workspace.
        newest = (
            given.order_by(KUDOS.c.given_at.desc()).limit(limit).subquery(),
            received.order_by(RECEIVERS.c.given_at.desc()).limit(limit).subquery(),
        )
        ids = union_all(*(select(each) for each in newest))
        found = self._find(workspace, KUDOS.c.id.in_(ids))
        return [as_seen_by(person, kudos) for kudos in found[:limit]]

    def replace(self, kudos: Kudos) -> None:
        """The kudos of that id, with other receivers and another reason."""
        this = update(KUDOS).filter_by(workspace=kudos.workspace, id=kudos.id)
        self._run(this.values(reason=kudos.reason))
        self._run(delete(RECEIVERS).filter_by(workspace=kudos.workspace, kudos=kudos.id))
        self._name_receivers(kudos)

    def note_post(self, workspace: str, id: int, channel: str, ts: str) -> None:
        """The message that carries it stands there now: reactions on it are about this kudos."""
        this = update(KUDOS).filter_by(workspace=workspace, id=id)
        self._run(this.values(channel=channel, ts=ts))

    def remove(self, workspace: str, id: int) -> None:
        """Receivers and seconds go with it."""
        self._run(delete(KUDOS).filter_by(workspace=workspace, id=id))

    def second(
        self, workspace: str, kudos_id: int, person: str, at: datetime, present: bool
    ) -> bool:
        """Agree, or take that back; True when it is now different from before."""
        key = {"workspace": workspace, "kudos": kudos_id, "person": person}
        return self._mark(SECONDS, key, at, present=present)

    def forget(self, workspace: str, person: str) -> None:
        """What they gave goes; where others thanked them, their name goes."""
        self._drop(workspace, person, KUDOS.c.giver, RECEIVERS.c.person, SECONDS.c.person)
        left = exists().where(RECEIVERS.c.workspace == workspace, RECEIVERS.c.kudos == KUDOS.c.id)
        self._run(delete(KUDOS).where(KUDOS.c.workspace == workspace, ~left))
        self._scrub(workspace, person)

    def _name_receivers(self, kudos: Kudos) -> None:
        common = {"workspace": kudos.workspace, "kudos": kudos.id, "given_at": kudos.given_at}
        named = enumerate(kudos.receivers)
        rows = [{**common, "person": person, "place": place} for place, person in named]
        self._run(_ADD_RECEIVERS, rows)

    def _find(
        self, workspace: str, *conditions: ColumnElement[bool], limit: int | None = None
    ) -> Sequence[Kudos]:
        own = (KUDOS.c.workspace == workspace, *conditions)
        return self._read(_WITH_RECEIVERS.newest(*own, limit=limit))

    def _read(
        self, query: Select[Any], asked: Mapping[str, object] | None = None
    ) -> Sequence[Kudos]:
        return [
            made_of(Kudos, row, receivers=receivers, noticed=noticed_of(row))
            for row, receivers in _WITH_RECEIVERS.grouped(self._run(query, asked))
        ]
