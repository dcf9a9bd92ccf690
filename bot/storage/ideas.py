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

from bot.domain.ideas import Contribution, Idea, Part, Stage
from bot.domain.messages import MessageRef
from bot.domain.sources import Source
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
    counted,
    insert_into,
    keyed,
    made_of,
    numbered,
    parameters,
    values_of,
)

WORK = (Part.AUTHOR, Part.BUILD, Part.TEST)


IDEAS = numbered(
    "ideas",
    column("author", PERSON),
    column("text"),
    column("shared_at", datetime),
    column("source", KEY),
    column("channel", CHANNEL),
    column("ts", null=True),
    column("thread_ts", null=True),
    column("is_private", bool),
    column("captured_by", PERSON, null=True),
    column("stage", Stage),
    column("stage_at", datetime, null=True),
    column("withdrawn_at", datetime, null=True),
    column("card_channel", CHANNEL, null=True),
    column("card_ts", null=True),
    *noticed_columns(),
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
)
# What builds on what. A parent is older than its child, so that no circle can ever be.
LINKS = keyed(
    "idea_links",
    column("child", REF, key=True),
    column("parent", REF, key=True),
    column("place", int),
    CheckConstraint("parent < child", name="parent_is_older"),
    belongs_to("ideas", "child"),
    belongs_to("ideas", "parent"),
    Index(None, "workspace", "parent"),
)
PARTS = keyed(
    "contributions",
    column("idea", REF, key=True),
    column("person", PERSON, key=True),
    column("part", Part, key=True),
    column("at", datetime),
    column("is_present", bool),
    belongs_to("ideas", "idea"),
    Index(None, "workspace", "person", "at"),
    Index(None, "workspace", "at"),
)
STANDS = IDEAS.c.withdrawn_at.is_(None)
_HAS_CHILDREN = exists().where(LINKS.c.workspace == IDEAS.c.workspace, LINKS.c.parent == IDEAS.c.id)
_WITH_PARENTS = Naming(IDEAS.c.shared_at, LINKS.c.child, LINKS.c.parent)
_ADD = insert_into(IDEAS).on_conflict_do_nothing().returning(IDEAS.c.id)
_ADD_LINKS = counted(insert_into(LINKS).on_conflict_do_nothing())
_ADD_PARTS = counted(insert_into(PARTS).on_conflict_do_nothing())
_LEFT = {**dict.fromkeys(("ts", "thread_ts", "captured_by")), **columns_of(None)}
_TOGGLE = (
    insert_into(PARTS)
    .on_conflict_do_update(
        index_elements=list(PARTS.primary_key.columns),
        set_={"is_present": ~PARTS.c.is_present, "at": insert_into(PARTS).excluded.at},
        where=insert_into(PARTS).excluded.at > PARTS.c.at,
    )
    .returning(PARTS.c.is_present)
)
_THESE = (IDEAS.c.workspace == bindparam("workspace"), among(IDEAS.c.id, "ids"))
_BY_IDS = _WITH_PARENTS.newest(*_THESE, STANDS)
_BY_IDS_ALSO_WITHDRAWN = _WITH_PARENTS.newest(*_THESE)
_HELD = _WITH_PARENTS.newest(*_THESE, STANDS, lock=True)
_AT_MESSAGE = _WITH_PARENTS.newest(*parameters(IDEAS, "workspace", "channel", "ts"), STANDS)
_BY_CARD = (IDEAS.c.card_channel == bindparam("channel"), IDEAS.c.card_ts == bindparam("ts"))
_UNDER = union_all(
    select(IDEAS.c.id).where(*parameters(IDEAS, "workspace", "channel", "ts")),
    select(IDEAS.c.id).where(*parameters(IDEAS, "workspace"), *_BY_CARD),
)
_AT_THREAD = _WITH_PARENTS.newest(IDEAS.c.id.in_(_UNDER), STANDS)


class IdeaRepository(Repository):
    tables = (PARTS, LINKS, IDEAS)
    words, worded_at = (IDEAS.c.text,), IDEAS.c.shared_at

    def add(self, idea: Idea) -> Idea | None:
        """Keep it with its links and its author's parts; None when it is already kept."""
        number = self._run(_ADD, values_of(idea, IDEAS, **columns_of(idea.noticed))).scalar()
        if number is None:
            return None
        kept = replace(idea, id=number)
        self._link(kept)
        return kept

    def by_id(self, workspace: str, id: int) -> Idea | None:
        return self.by_ids(workspace, [id]).get(id)

    def by_ids(
        self, workspace: str, ids: Iterable[int], *, also_withdrawn: bool = False
    ) -> Mapping[int, Idea]:
        """Those of them that stand, or have at least a place in a lineage."""
        wanted = list(ids)
        if not wanted:
            return {}
        query = _BY_IDS_ALSO_WITHDRAWN if also_withdrawn else _BY_IDS
        found = self._read(query, {"workspace": workspace, "ids": wanted})
        return {idea.id: idea for idea in found}

    def at_message(self, ref: MessageRef) -> Idea | None:
        return next(iter(self._read(_AT_MESSAGE, asdict(ref))), None)

    def at_thread(self, thread: MessageRef) -> Idea | None:
        """The idea whose message, or whose card, that thread hangs under."""
        found = self._read(_AT_THREAD, asdict(thread))
        return min(found, key=lambda idea: idea.ts != thread.ts, default=None)

    def held(self, workspace: str, ids: Iterable[int]) -> Mapping[int, Idea]:
        """Read those that stand, and lock them as `hold` does."""
        if not (wanted := list(ids)):
            return {}
        found = self._read(_HELD, {"workspace": workspace, "ids": wanted})
        return {idea.id: idea for idea in found}

    def hold(self, workspace: str, ids: Collection[int]) -> None:
        """Until the transaction ends nobody else changes them or their cards.

        Always in the same order, so that two never wait for each other. SQLite has one writer.
        """
        if not ids or self._connection.dialect.name == "sqlite":
            return
        these = select(IDEAS.c.id).where(IDEAS.c.workspace == workspace, among(IDEAS.c.id, ids))
        self._run(these.order_by(IDEAS.c.id).with_for_update(key_share=True))

    def change(self, workspace: str, id: int, **values: object) -> None:
        """Set columns of it: its text, its stage, where its card stands."""
        self._run(update(IDEAS).filter_by(workspace=workspace, id=id).values(values))

    def withdraw(self, workspace: str, id: int, at: datetime) -> bool:
        """It is gone, and its text. True when nothing at all is left of it.

        Where others built on it, its place in their lineage stays, with who had a part in it. The
        message that carried it may become an idea anew.
        """
        this = (IDEAS.c.workspace == workspace, IDEAS.c.id == id)
        if self._run(delete(IDEAS).where(*this, ~_HAS_CHILDREN)).rowcount:
            return True
        left = {"text": "", "withdrawn_at": at, "source": Source.WITHDRAWN.of(id), **_LEFT}
        self.change(workspace, id, **left)
        return False

    def left_behind(self, workspace: str, ids: Collection[int]) -> Sequence[Idea]:
        """Those of them that were withdrawn, and nothing builds on them any more."""
        these = (IDEAS.c.workspace == workspace, among(IDEAS.c.id, ids))
        return self._read(_WITH_PARENTS.newest(*these, ~STANDS, ~_HAS_CHILDREN))

    def add_part(self, workspace: str, id: int, person: str, part: Part, at: datetime) -> bool:
        """False when it is theirs already."""
        key = {"workspace": workspace, "idea": id, "person": person, "part": part}
        return self._run(_ADD_PARTS, {**key, "at": at, "is_present": True}).rowcount > 0

    def drop_part(self, workspace: str, id: int, person: str, part: Part) -> bool:
        """False when it was not theirs."""
        this = {"workspace": workspace, "idea": id, "person": person, "part": part}
        return self._run(delete(PARTS).filter_by(**this)).rowcount > 0

    def add_parent(self, workspace: str, child: int, parent: int) -> bool:
        """The child builds on that one too; False when it does already."""
        link = {"workspace": workspace, "child": child}
        place = select(func.count()).select_from(LINKS).filter_by(**link)
        values = {**link, "parent": parent, "place": self._run(place).scalar_one()}
        return self._run(_ADD_LINKS, values).rowcount > 0

    def drop_build(self, workspace: str, id: int, person: str) -> None:
        """Their part by building on it goes, unless another idea of theirs still does."""
        another = exists().where(
            LINKS.c.workspace == workspace,
            LINKS.c.parent == id,
            IDEAS.c.workspace == workspace,
            IDEAS.c.id == LINKS.c.child,
            IDEAS.c.author == person,
        )
        theirs = delete(PARTS).filter_by(workspace=workspace, idea=id, person=person)
        self._run(theirs.where(PARTS.c.part == Part.BUILD, ~another))

    def toggle_support(self, workspace: str, id: int, person: str, at: datetime) -> bool | None:
        """Support it, or no longer. Answers which; None when a later press was handled already."""
        key = {"workspace": workspace, "idea": id, "person": person, "part": Part.SUPPORT}
        return self._run(_TOGGLE, {**key, "at": at, "is_present": True}).scalar()

    def parts(self, workspace: str, ids: Collection[int]) -> Mapping[int, Sequence[Contribution]]:
        """Everybody's parts in those ideas, in the order in which they came."""
        if not ids:
            return {}
        query = (
            select(PARTS)
            .where(PARTS.c.workspace == workspace, among(PARTS.c.idea, ids), PARTS.c.is_present)
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
        theirs = select(PARTS.c.idea).filter_by(workspace=workspace, person=person, is_present=True)
        return self._set(theirs)

    def saved_by(self, workspace: str, person: str) -> frozenset[int]:
        """The ideas that they saved for others, whose cards say so."""
        return self._set(select(IDEAS.c.id).filter_by(workspace=workspace, captured_by=person))

    def has_shared_before(self, workspace: str, person: str, id: int) -> bool:
        """Whether they shared an idea before that one. What others saved of theirs is none."""
        # A sum is in no index: SQLite would else read all the workspace's ideas up to that one.
        own = select(IDEAS.c.id).filter_by(workspace=workspace, author=person, captured_by=None)
        return self._exists(own.where(IDEAS.c.id + 0 < id))

    def mine(self, workspace: str, person: str, limit: int | None = None) -> Sequence[Idea]:
        """Their ideas, newest first, as the next two answer."""
        return self._latest(workspace, IDEAS.c.author == person, limit)

    def in_channel(self, workspace: str, channel: str, limit: int) -> Sequence[Idea]:
        return self._latest(workspace, IDEAS.c.channel == channel, limit)

    def latest_public(self, workspace: str, limit: int) -> Sequence[Idea]:
        """The latest of all public channels."""
        return self._latest(workspace, IDEAS.c.is_private.is_(False), limit)

    def forget(self, workspace: str, person: str) -> None:
        """Their ideas, parts and replies go; of ideas they saved for others, only their name.

        What they withdrew and others built on stays as a place in their lineage, without a name.
        """
        own = update(IDEAS).filter_by(workspace=workspace, author=person)
        self._run(own.where(~STANDS, _HAS_CHILDREN).values(author=""))
        self._drop(workspace, person, IDEAS.c.author, PARTS.c.person)
        saved = update(IDEAS).filter_by(workspace=workspace, captured_by=person)
        self._run(saved.values(captured_by=None))
        self._scrub(workspace, person)

    def _link(self, idea: Idea) -> None:
        """Its links to its parents, and the parts that its author has by sharing it."""
        key = {"workspace": idea.workspace, "person": idea.author, "is_present": True}
        parts = [{**key, "idea": idea.id, "part": Part.AUTHOR, "at": idea.shared_at}]
        links = []
        for place, parent in enumerate(dict.fromkeys(idea.parents)):
            link = {"workspace": idea.workspace, "child": idea.id, "parent": parent}
            links.append({**link, "place": place})
            parts.append({**key, "idea": parent, "part": Part.BUILD, "at": idea.shared_at})
        if links:
            self._run(_ADD_LINKS, links)
        self._run(_ADD_PARTS, parts)

    def _latest(
        self, workspace: str, which: ColumnElement[bool], limit: int | None
    ) -> Sequence[Idea]:
        own = (IDEAS.c.workspace == workspace, which, STANDS)
        return self._read(_WITH_PARENTS.newest(*own, limit=limit))

    def _read(
        self, query: Select[Any], asked: Mapping[str, object] | None = None
    ) -> Sequence[Idea]:
        found = _WITH_PARENTS.grouped(self._run(query, asked))
        return [idea_of(row, parents) for row, parents in found]


def idea_of(row: Found[Any], parents: tuple[int, ...]) -> Idea:
    return made_of(Idea, row, parents=parents, noticed=noticed_of(row))


def contribution_of(row: Found[Any]) -> Contribution:
    return made_of(Contribution, row)
