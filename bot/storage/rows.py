"""What all tables share: how columns are typed and named, and aware UTC on both databases."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import fields
from datetime import UTC, datetime, time
from enum import StrEnum
from functools import cache
from typing import Any, ClassVar, TypeVar, cast

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    ColumnElement,
    Connection,
    DateTime,
    Double,
    ForeignKeyConstraint,
    Index,
    Insert,
    Integer,
    MetaData,
    Select,
    Table,
    Text,
    Time,
    bindparam,
    delete,
    or_,
    select,
    text,
    update,
)
from sqlalchemy import Row as Found
from sqlalchemy.dialects import postgresql
from sqlalchemy.engine import Dialect
from sqlalchemy.schema import SchemaItem
from sqlalchemy.types import TypeDecorator

from bot.domain.messages import MessageRef

# SQLite took over PostgreSQL's ON CONFLICT, and SQLAlchemy's SQLite compiler reads PostgreSQL's
# clause: one statement serves both. Every storage test runs on both, so a change there shows.
insert_into = postgresql.insert
Made = TypeVar("Made")

METADATA = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)
SOMEBODY = "@…"  # stands where a forgotten person was mentioned; the same in every language


class UtcDateTime(TypeDecorator[datetime]):
    """An instant, aware and in UTC: `timestamptz` on PostgreSQL, ISO 8601 text on SQLite.

    SQLite has no time type. Text of one width, in one zone and with microseconds sorts, compares
    and indexes as an instant should; SQLAlchemy writes and reads it so.
    """

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, _dialect: Dialect) -> datetime | None:
        if value is not None and value.tzinfo is None:
            raise ValueError("an instant needs a time zone")
        return value and value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, _dialect: Dialect) -> datetime | None:
        """SQLite tells none, and PostgreSQL's sessions are in UTC."""
        return value and value.replace(tzinfo=UTC)


class OneOf(TypeDecorator[StrEnum]):
    """A member of one of these enums, stored as its text: they are strings already."""

    impl = Text
    cache_ok = True

    def __init__(self, enums: tuple[type[StrEnum], ...]) -> None:
        super().__init__()
        self.enums = enums
        self._members = {member.value: member for enum in enums for member in enum}

    def process_result_value(self, value: str | None, _dialect: Dialect) -> StrEnum | None:
        return None if value is None else self._members[value]


# Whose ids a text column holds (a key has ids inside): renaming a channel and forgetting a person
# go by it.
PERSON, CHANNEL, KEY = "person", "channel", "key"
REF = BigInteger().with_variant(Integer(), "sqlite")  # only INTEGER counts by itself there
_TYPES = {
    **dict.fromkeys((str, PERSON, CHANNEL, KEY), Text()),
    bool: Boolean(),
    int: Integer(),
    float: Double(),
    datetime: UtcDateTime(),
    time: Time(),
}


def column(
    name: str, kind: Any = str, *, null: bool = False, key: bool = False, **options: Any
) -> Column[Any]:
    """A column of that Python type, enum or SQLAlchemy type, or of text with ids of that kind."""
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        kind = OneOf((kind,))
    info = {"holds": kind} if isinstance(kind, str) else {}
    type_ = _TYPES.get(kind, kind)
    return Column(name, type_, nullable=null, primary_key=key, info=info, **options)


def keyed(name: str, *parts: SchemaItem, **options: Any) -> Table:
    """A table whose primary key is the workspace and the columns that say `key`."""
    return Table(name, METADATA, column("workspace", key=True), *parts, **options)


def numbered(name: str, *parts: SchemaItem) -> Table:
    """A table whose rows get an id, which is never given again.

    SQLite would give the id of a removed row to the next one, which would be taken for it by posts
    and buttons that still stand in Slack.
    """
    own = (column("id", REF, key=True), column("workspace"))
    return Table(name, METADATA, *own, *parts, sqlite_autoincrement=True)


def belongs_to(parent: str, column: str) -> ForeignKeyConstraint:
    """`column` names a row of `parent` in the same workspace, and goes when that row goes."""
    return ForeignKeyConstraint(
        ["workspace", column], [f"{parent}.workspace", f"{parent}.id"], ondelete="CASCADE"
    )


def partial(name: str, *columns: str, where: str, unique: bool = False) -> Index:
    """An index over the rows of which `where` is true: few, however many there are in all."""
    these = text(where)
    return Index(name, *columns, unique=unique, sqlite_where=these, postgresql_where=these)


def counted(insert: Insert) -> Insert:
    """Answer how many rows were really written; SQLAlchemy does not keep that for inserts."""
    return insert.execution_options(preserve_rowcount=True)


def upsert(
    table: Table, *names: str, where: Callable[[Any], ColumnElement[bool]] | None = None
) -> Insert:
    """Insert a row, or change these columns of the one that has its key.

    `where` is given the new row, and says whether the old one is changed.
    """
    insert = insert_into(table)
    return counted(
        insert.on_conflict_do_update(
            index_elements=list(table.primary_key.columns),
            set_={name: insert.excluded[name] for name in names},
            where=where(insert.excluded) if where else None,
        )
    )


def parameters(table: Table, *names: str) -> tuple[ColumnElement[bool], ...]:
    """That these columns are as parameters of their names say: for queries that are made once."""
    return tuple(table.c[name] == bindparam(name) for name in names)


def at_message(table: Table, ref: MessageRef) -> tuple[ColumnElement[bool], ...]:
    """The rows about that message."""
    columns = table.c
    there = (columns.workspace == ref.workspace, columns.channel == ref.channel)
    return (*there, columns.ts == ref.ts)


def each_row(table: Table) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    """The row with the id `this` `within` a workspace, to change several by `executemany`."""
    return table.c.workspace == bindparam("within"), table.c.id == bindparam("this")


@cache
def _fields(kind: Any) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind))


@cache
def _kept(kind: Any, table: Table) -> tuple[str, ...]:
    return tuple(name for name in _fields(kind) if name != "id" and name in table.c)


def made_of(kind: type[Made], row: Found[Any], **more: Any) -> Made:
    """Make a dataclass: each field from the column of its name, but for `more`."""
    names = [name for name in _fields(cast("Any", kind)) if name not in more]
    return kind(**{name: getattr(row, name) for name in names}, **more)


def values_of(made: Any, table: Table, **more: Any) -> dict[str, Any]:
    """Values of the columns that a dataclass has fields for, but for its id, and `more`."""
    return {name: getattr(made, name) for name in _kept(made.__class__, table)} | more


class Repository:
    """The questions asked of one subject's tables, within one transaction."""

    tables: ClassVar[Iterable[Table]] = ()
    words: ClassVar[Sequence[Column[Any]]] = ()  # of one table: what people typed
    worded_at: ClassVar[Column[Any]]

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._run = connection.execute

    def forget(self, workspace: str, person: str) -> None:
        """Let go of that person. Repositories that keep nobody have nothing to do."""

    def forget_workspace(self, workspace: str) -> None:
        for table in self.tables:
            self._run(delete(table).filter_by(workspace=workspace))

    def _set(self, query: Select[Any]) -> frozenset[Any]:
        """The first column of the answer."""
        return frozenset(self._run(query).scalars())

    def _exists(self, query: Select[Any]) -> bool:
        return self._run(query.limit(1)).first() is not None

    def _drop(self, workspace: str, person: str, *columns: Column[Any]) -> None:
        """Delete the rows that keep that person in one of these columns."""
        for column in columns:
            theirs = (column.table.c.workspace == workspace, column == person)
            self._run(delete(column.table).where(*theirs))

    def drop_words(self, **of: object) -> None:
        """The rows that have these values stay, without what was typed."""
        table = self.words[0].table
        self._run(update(table).filter_by(**of).values(dict.fromkeys(self.words, "")))

    def drop_words_before(self, instant: datetime) -> Sequence[tuple[str, int]]:
        """Who did what stays; what they typed goes. Answers the workspace and id of each row."""
        table = self.words[0].table
        old = (self.worded_at < instant, or_(*(each != "" for each in self.words)))
        dropped = update(table).where(*old).values(dict.fromkeys(self.words, ""))
        rows = self._run(dropped.returning(table.c.workspace, table.c.id))
        return [(workspace, id) for workspace, id in rows]

    def _scrub(self, workspace: str, person: str) -> None:
        """Replace mentions of `person` (`<@U1>`, `<@U1|ana>`) in what others typed."""
        mention = re.compile(rf"<@{re.escape(person)}(\|[^>]*)?>")
        for column in self.words:
            own = column.table.c
            mentions = column.contains(f"<@{person}", autoescape=True)
            query = select(own.id, column).where(own.workspace == workspace, mentions)
            for id, said in self._run(query).all():
                change = update(column.table).filter_by(workspace=workspace, id=id)
                self._run(change.values({column: mention.sub(SOMEBODY, said)}))

    def _mark(self, table: Table, key: Mapping[str, Any], at: datetime, *, present: bool) -> bool:
        """Set or take back the mark at `key`; True when it is now different from before.

        Of two events the later one wins, in whatever order they come: what was taken back stays
        as a row.
        """
        before = self._run(select(table.c.is_present).filter_by(**key)).scalar()
        wanted = upsert(table, "at", "is_present", where=lambda new: new.at > table.c.at)
        changed = self._run(wanted, {**key, "at": at, "is_present": present}).rowcount > 0
        return changed and bool(before) != present

    def _due(self, at: Column[Any], now: datetime, limit: int) -> Sequence[Found[Any]]:
        """Rows of all workspaces whose hour has come, the longest due first to be taken.

        On PostgreSQL they are locked until the transaction ends, and others pass them by.
        """
        query = select(at.table).where(at <= now).order_by(at, at.table.c.id).limit(limit)
        rows = self._run(query.with_for_update(skip_locked=True))
        return sorted(rows, key=lambda row: row.workspace)
