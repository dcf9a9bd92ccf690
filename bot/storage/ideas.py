"""Ideas as they are kept: who had them, what they build on, who had a part, who replied."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import asdict, replace
from datetime import datetime
from itertools import groupby
from typing import Any

from sqlalchemy import (
    CheckConstraint,
    ColumnElement,
    Index,
    Select,
    UniqueConstraint,
    bindparam,
    delete,
    exists,
    func,
    select,
    text,
    union_all,
    update,
)
from sqlalchemy import Row as Found
from sqlalchemy.orm import Mapped, mapped_column

from bot.domain.ideas import Contribution, Idea, Part, Stage
from bot.domain.messages import MessageRef
from bot.domain.sources import Source
from bot.storage.among import among
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
    counted,
    insert_into,
    table_of,
)
from bot.storage.scrub import scrub_mentions

WORK = (Part.AUTHOR, Part.BUILD, Part.TEST)


class IdeaRow(WithNoticed, Row):
    __tablename__ = "ideas"
    __table_args__ = (
        UniqueConstraint("workspace", "id"),
        UniqueConstraint("workspace", "source"),
        # A message is an idea once, whether it was seen to be one or its author agreed.
        UniqueConstraint("workspace", "channel", "ts"),
        Index(None, "workspace", "author", "shared_at"),
        Index(None, "workspace", "channel", "shared_at"),
        Index(
            "ix_ideas_public",
            "workspace",
            "shared_at",
            sqlite_where=text("is_private IS 0 AND withdrawn_at IS NULL"),
            postgresql_where=text("is_private IS false AND withdrawn_at IS NULL"),
        ),
        Index(None, "workspace", "channel", "stage", "shared_at"),
        Index(None, "workspace", "stage_at"),
        Index(None, "workspace", "card_channel", "card_ts"),
        NEVER_AGAIN,
    )

    id: Mapped[Id]
    workspace: Mapped[str]
    author: Mapped[PersonId]
    text: Mapped[str]
    shared_at: Mapped[datetime]
    source: Mapped[SourceKey]
    channel: Mapped[ChannelId]
    ts: Mapped[str | None]
    thread_ts: Mapped[str | None]
    is_private: Mapped[bool]
    captured_by: Mapped[PersonId | None]
    stage: Mapped[str]
    stage_at: Mapped[datetime | None]
    withdrawn_at: Mapped[datetime | None]
    card_channel: Mapped[ChannelId | None]
    card_ts: Mapped[str | None]


class IdeaLinkRow(Row):
    """What builds on what. A parent is older than its child, so that no circle can ever be."""

    __tablename__ = "idea_links"
    __table_args__ = (
        CheckConstraint("parent < child", name="parent_is_older"),
        belongs_to("ideas", "child"),
        belongs_to("ideas", "parent"),
        Index(None, "workspace", "parent"),
    )

    workspace: Mapped[str] = mapped_column(primary_key=True)
    child: Mapped[Ref] = mapped_column(primary_key=True)
    parent: Mapped[Ref] = mapped_column(primary_key=True)
    place: Mapped[int]


class ContributionRow(Row):
    __tablename__ = "contributions"
    __table_args__ = (
        belongs_to("ideas", "idea"),
        Index(None, "workspace", "person", "at"),
        Index(None, "workspace", "at"),
    )

    workspace: Mapped[str] = mapped_column(primary_key=True)
    idea: Mapped[Ref] = mapped_column(primary_key=True)
    person: Mapped[PersonId] = mapped_column(primary_key=True)
    part: Mapped[str] = mapped_column(primary_key=True)
    at: Mapped[datetime]
    is_present: Mapped[bool]


IDEAS, LINKS, PARTS = (table_of(row) for row in (IdeaRow, IdeaLinkRow, ContributionRow))
_OWN = (
    "workspace",
    "author",
    "text",
    "shared_at",
    "source",
    "channel",
    "ts",
    "thread_ts",
    "is_private",
    "captured_by",
)
STANDS = IDEAS.c.withdrawn_at.is_(None)
_HAS_CHILDREN = exists().where(LINKS.c.workspace == IDEAS.c.workspace, LINKS.c.parent == IDEAS.c.id)
_WITH_PARENTS = Naming(IDEAS.c.shared_at, LINKS.c.child, LINKS.c.parent)
_ADD = insert_into(IDEAS).on_conflict_do_nothing().returning(IDEAS.c.id)
_ADD_LINKS = insert_into(LINKS)
_ADD_LINK = counted(insert_into(LINKS).on_conflict_do_nothing())
_ADD_PARTS = insert_into(PARTS).on_conflict_do_nothing()
_LEFT = {**dict.fromkeys(("ts", "thread_ts", "captured_by")), **columns_of(None)}
_ADD_PART = counted(_ADD_PARTS)
_TOGGLE = (
    insert_into(PARTS)
    .on_conflict_do_update(
        index_elements=list(PARTS.primary_key.columns),
        set_={"is_present": ~PARTS.c.is_present, "at": insert_into(PARTS).excluded.at},
        where=insert_into(PARTS).excluded.at > PARTS.c.at,
    )
    .returning(PARTS.c.is_present)
)
_AT_MESSAGE = _WITH_PARENTS.newest(
    *(IDEAS.c[name] == bindparam(name) for name in ("workspace", "channel", "ts")), STANDS
)
_AT_THREAD = _WITH_PARENTS.newest(
    IDEAS.c.id.in_(
        union_all(
            *(
                select(IDEAS.c.id).where(
                    IDEAS.c.workspace == bindparam("workspace"),
                    channel == bindparam("channel"),
                    ts == bindparam("ts"),
                )
                for channel, ts in (
                    (IDEAS.c.channel, IDEAS.c.ts),
                    (IDEAS.c.card_channel, IDEAS.c.card_ts),
                )
            )
        )
    ),
    STANDS,
)


class IdeaRepository(Repository):
    tables = (PARTS, LINKS, IDEAS)

    def add(self, idea: Idea) -> Idea | None:
        """Keep it with its links and its author's parts; None when it is already kept."""
        values = {name: getattr(idea, name) for name in _OWN}
        values |= {"stage": idea.stage.value, **columns_of(idea.noticed)}
        number = self._run(_ADD, values).scalar()
        if number is None:
            return None
        kept = replace(idea, id=number)
        self._link(kept)
        return kept

    def by_id(self, workspace: str, id: int) -> Idea | None:
        return self._one(IDEAS.c.workspace == workspace, IDEAS.c.id == id)

    def by_ids(
        self, workspace: str, ids: Iterable[int], *, also_withdrawn: bool = False
    ) -> Mapping[int, Idea]:
        """Those of them that stand, or have at least a place in a lineage."""
        wanted = list(ids)
        if not wanted:
            return {}
        these = (IDEAS.c.workspace == workspace, among(IDEAS.c.id, wanted))
        standing = () if also_withdrawn else (STANDS,)
        found = self._read(_WITH_PARENTS.newest(*these, *standing))
        return {idea.id: idea for idea in found}

    def at_message(self, ref: MessageRef) -> Idea | None:
        return next(iter(self._read(_AT_MESSAGE, asdict(ref))), None)

    def at_thread(self, thread: MessageRef) -> Idea | None:
        """The idea whose message, or whose card, that thread hangs under."""
        found = self._read(_AT_THREAD, asdict(thread))
        return min(found, key=lambda idea: idea.ts != thread.ts, default=None)

    def held(self, workspace: str, ids: Iterable[int]) -> Mapping[int, Idea]:
        """Read those that stand, and lock them as `hold` does."""
        these = (IDEAS.c.workspace == workspace, among(IDEAS.c.id, list(ids)))
        found = self._read(_WITH_PARENTS.newest(*these, STANDS, lock=True))
        return {idea.id: idea for idea in found}

    def hold(self, workspace: str, ids: Collection[int]) -> None:
        """Until the transaction ends nobody else changes them or their cards.

        Always in the same order, so that two never wait for each other. SQLite has one writer.
        """
        if not ids or self._connection.dialect.name == "sqlite":
            return
        these = select(IDEAS.c.id).where(IDEAS.c.workspace == workspace, among(IDEAS.c.id, ids))
        self._run(these.order_by(IDEAS.c.id).with_for_update(key_share=True))

    def edit(self, workspace: str, id: int, text: str) -> None:
        self._run(update(IDEAS).where(*_this(workspace, id)).values(text=text))

    def set_stage(self, workspace: str, id: int, stage: Stage, at: datetime) -> None:
        moved = {"stage": stage.value, "stage_at": at}
        self._run(update(IDEAS).where(*_this(workspace, id)).values(moved))

    def withdraw(self, workspace: str, id: int, at: datetime) -> bool:
        """It is gone, and its text. True when nothing at all is left of it.

        Where others built on it, its place in their lineage stays, with who had a part in it. The
        message that carried it may become an idea anew.
        """
        this = _this(workspace, id)
        if self._run(select(IDEAS.c.id).where(*this, _HAS_CHILDREN)).first():
            left = {"text": "", "withdrawn_at": at, "source": Source.WITHDRAWN.of(id), **_LEFT}
            self._run(update(IDEAS).where(*this).values(left))
            return False
        self._run(delete(IDEAS).where(*this))
        return True

    def left_behind(self, workspace: str, ids: Collection[int]) -> Sequence[Idea]:
        """Those of them that were withdrawn, and nothing builds on them any more."""
        these = (IDEAS.c.workspace == workspace, among(IDEAS.c.id, ids))
        return self._read(_WITH_PARENTS.newest(*these, ~STANDS, ~_HAS_CHILDREN))

    def add_part(self, workspace: str, id: int, person: str, part: Part, at: datetime) -> bool:
        """False when it is theirs already."""
        key = {"workspace": workspace, "idea": id, "person": person, "part": part.value}
        return self._run(_ADD_PART, {**key, "at": at, "is_present": True}).rowcount > 0

    def drop_part(self, workspace: str, id: int, person: str, part: Part) -> bool:
        """False when it was not theirs."""
        this = (PARTS.c.workspace == workspace, PARTS.c.idea == id, PARTS.c.person == person)
        return self._run(delete(PARTS).where(*this, PARTS.c.part == part.value)).rowcount > 0

    def add_parent(self, workspace: str, child: int, parent: int) -> bool:
        """The child builds on that one too; False when it does already."""
        place = select(func.count()).where(LINKS.c.workspace == workspace, LINKS.c.child == child)
        values = {"workspace": workspace, "child": child, "parent": parent}
        values["place"] = self._run(place).scalar_one()
        return self._run(_ADD_LINK, values).rowcount > 0

    def drop_build(self, workspace: str, id: int, person: str) -> None:
        """Their part by building on it goes, unless another idea of theirs still does."""
        another = exists().where(
            LINKS.c.workspace == workspace,
            LINKS.c.parent == id,
            IDEAS.c.workspace == workspace,
            IDEAS.c.id == LINKS.c.child,
            IDEAS.c.author == person,
        )
        theirs = (PARTS.c.workspace == workspace, PARTS.c.idea == id, PARTS.c.person == person)
        self._run(delete(PARTS).where(*theirs, PARTS.c.part == Part.BUILD.value, ~another))

    def note_card(self, workspace: str, id: int, channel: str, ts: str) -> None:
        here = {"card_channel": channel, "card_ts": ts}
        self._run(update(IDEAS).where(*_this(workspace, id)).values(here))

    def toggle_support(self, workspace: str, id: int, person: str, at: datetime) -> bool | None:
        """Support it, or no longer. Answers which; None when a later press was handled already."""
        key = {"workspace": workspace, "idea": id, "person": person, "part": Part.SUPPORT.value}
        return self._run(_TOGGLE, {**key, "at": at, "is_present": True}).scalar()

    def parts(self, workspace: str, ids: Collection[int]) -> Mapping[int, Sequence[Contribution]]:
        """Everybody's parts in those ideas, in the order in which they came."""
        if not ids:
            return {}
        query = (
            select(PARTS)
            .where(
                PARTS.c.workspace == workspace,
                among(PARTS.c.idea, ids),
                PARTS.c.is_present,
            )
            .order_by(PARTS.c.idea, PARTS.c.at, PARTS.c.person, PARTS.c.part)
        )
        found = groupby(self._run(query), key=lambda row: row.idea)
        return {idea: [contribution_of(row) for row in rows] for idea, rows in found}

    def built_on(self, workspace: str, ids: Collection[int]) -> Mapping[int, Sequence[Idea]]:
        """The ideas that build on each, oldest first."""
        if not ids:
            return {}
        # Sorted here: in the order of children SQLite would walk all links of the workspace.
        query = select(LINKS.c.child, LINKS.c.parent, LINKS.c.place).where(
            LINKS.c.workspace == workspace, among(LINKS.c.parent, ids)
        )
        links = sorted((row.child, row.parent) for row in self._run(query))
        ideas = self.by_ids(workspace, {child for child, _ in links})
        children: defaultdict[int, list[Idea]] = defaultdict(list)
        for child, parent in links:
            if child in ideas:
                children[parent].append(ideas[child])
        return children

    def with_part_of(self, workspace: str, person: str) -> frozenset[int]:
        """The ideas in which they have a part, their own among them."""
        theirs = (PARTS.c.workspace == workspace, PARTS.c.person == person, PARTS.c.is_present)
        return frozenset(self._run(select(PARTS.c.idea).where(*theirs)).scalars())

    def mine(self, workspace: str, person: str, limit: int | None = None) -> Sequence[Idea]:
        own = (IDEAS.c.workspace == workspace, IDEAS.c.author == person)
        return self._find(*own, limit=limit)

    def has_shared_before(self, workspace: str, person: str, id: int) -> bool:
        """Whether they shared an idea before that one. What others saved of theirs is none."""
        own = (IDEAS.c.workspace == workspace, IDEAS.c.author == person)
        # A sum is in no index: SQLite would else read all the workspace's ideas up to that one.
        earlier = (IDEAS.c.id + 0 < id, IDEAS.c.captured_by.is_(None))
        return self._run(select(IDEAS.c.id).where(*own, *earlier).limit(1)).first() is not None

    def saved_by(self, workspace: str, person: str) -> frozenset[int]:
        """The ideas that they saved for others, whose cards say so."""
        theirs = (IDEAS.c.workspace == workspace, IDEAS.c.captured_by == person)
        return frozenset(self._run(select(IDEAS.c.id).where(*theirs)).scalars())

    def in_channel(self, workspace: str, channel: str, limit: int) -> Sequence[Idea]:
        here = (IDEAS.c.workspace == workspace, IDEAS.c.channel == channel)
        return self._find(*here, limit=limit)

    def latest_public(self, workspace: str, limit: int) -> Sequence[Idea]:
        """The latest of all public channels."""
        public = (IDEAS.c.workspace == workspace, IDEAS.c.is_private.is_(False))
        return self._find(*public, limit=limit)

    def forget(self, workspace: str, person: str) -> None:
        """Their ideas, parts and replies go; of ideas they saved for others, only their name.

        What they withdrew and others built on stays as a place in their lineage, without a name.
        """
        left = (IDEAS.c.workspace == workspace, IDEAS.c.author == person, ~STANDS, _HAS_CHILDREN)
        self._run(update(IDEAS).where(*left).values(author=""))
        self._drop(workspace, person, IDEAS.c.author, PARTS.c.person)
        saved = (IDEAS.c.workspace == workspace, IDEAS.c.captured_by == person)
        self._run(update(IDEAS).where(*saved).values(captured_by=None))
        scrub_mentions(self._connection, IDEAS, "text", workspace, person)

    def drop_text_before(self, instant: datetime) -> Sequence[tuple[str, int]]:
        """Who had ideas and parts in them stays; what they said goes. Answers of which it went."""
        old = (IDEAS.c.shared_at < instant, IDEAS.c.text != "")
        dropped = update(IDEAS).where(*old).values(text="").returning(IDEAS.c.workspace, IDEAS.c.id)
        return [(row.workspace, row.id) for row in self._run(dropped)]

    def _link(self, idea: Idea) -> None:
        """Its links to its parents, and the parts that its author has by sharing it."""
        key = {"workspace": idea.workspace, "person": idea.author, "is_present": True}
        parts = [{**key, "idea": idea.id, "part": Part.AUTHOR.value, "at": idea.shared_at}]
        links = []
        for place, parent in enumerate(dict.fromkeys(idea.parents)):
            link = {"workspace": idea.workspace, "child": idea.id, "parent": parent}
            links.append({**link, "place": place})
            parts.append({**key, "idea": parent, "part": Part.BUILD.value, "at": idea.shared_at})
        if links:
            self._run(_ADD_LINKS, links)
        self._run(_ADD_PARTS, parts)

    def _one(self, *conditions: ColumnElement[bool]) -> Idea | None:
        return next(iter(self._find(*conditions)), None)

    def _find(self, *conditions: ColumnElement[bool], limit: int | None = None) -> Sequence[Idea]:
        return self._read(_WITH_PARENTS.newest(*conditions, STANDS, limit=limit))

    def _read(
        self, query: Select[Any], asked: Mapping[str, object] | None = None
    ) -> Sequence[Idea]:
        found = _WITH_PARENTS.grouped(self._run(query, asked))
        return [idea_of(row, parents) for row, parents in found]


def _this(workspace: str, id_: int) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    return IDEAS.c.workspace == workspace, IDEAS.c.id == id_


def idea_of(row: Found[Any], parents: tuple[int, ...]) -> Idea:
    own = {name: getattr(row, name) for name in (*_OWN, "stage_at", "card_ts", "id")}
    return Idea(**own, stage=Stage(row.stage), parents=parents, noticed=noticed_of(row))


def contribution_of(row: Found[Any]) -> Contribution:
    return Contribution(idea=row.idea, person=row.person, part=Part(row.part), at=row.at)
