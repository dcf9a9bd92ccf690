"""What all tables share: how columns are typed and named, and aware UTC on both databases."""

from collections.abc import Iterable, Sequence
from dataclasses import fields
from datetime import UTC, datetime, time
from typing import Annotated, Any, ClassVar, TypeVar, cast

from sqlalchemy import (
    BigInteger,
    Column,
    ColumnElement,
    Connection,
    DateTime,
    ForeignKeyConstraint,
    Insert,
    Integer,
    MetaData,
    Table,
    Text,
    Time,
    bindparam,
    delete,
    select,
)
from sqlalchemy import Row as Found

# SQLite took over PostgreSQL's ON CONFLICT, and SQLAlchemy's SQLite compiler reads PostgreSQL's
# clause: one statement serves both. Every storage test runs on both, so a change there shows.
from sqlalchemy.dialects.postgresql import insert as insert_into
from sqlalchemy.engine import Dialect
from sqlalchemy.orm import DeclarativeBase, mapped_column
from sqlalchemy.types import TypeDecorator

from bot.domain.messages import MessageRef

__all__ = [
    "NEVER_AGAIN",
    "ChannelId",
    "Id",
    "PersonId",
    "Ref",
    "Repository",
    "Row",
    "SourceKey",
    "UtcDateTime",
    "at_message",
    "belongs_to",
    "counted",
    "each_row",
    "insert_into",
    "made_of",
    "table_of",
    "values_of",
]

Made = TypeVar("Made")


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


_NUMBER = BigInteger().with_variant(Integer(), "sqlite")  # only INTEGER counts by itself there

# `holds` says whose id a column keeps: renaming a channel and forgetting a person go by it.
Id = Annotated[int, mapped_column(_NUMBER, primary_key=True)]
Ref = Annotated[int, mapped_column(_NUMBER)]
PersonId = Annotated[str, mapped_column(Text, info={"holds": "person"})]
ChannelId = Annotated[str, mapped_column(Text, info={"holds": "channel"})]
SourceKey = Annotated[str, mapped_column(Text, info={"holds": "key"})]  # with ids inside


# SQLite would give the id of a removed row to the next one, which would be taken for it by posts
# and buttons that still stand in Slack.
NEVER_AGAIN = {"sqlite_autoincrement": True}


class Row(DeclarativeBase):
    """A table. Its columns, keys and indexes begin with `workspace`."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map: ClassVar = {datetime: UtcDateTime(), str: Text(), time: Time()}


def belongs_to(parent: str, column: str) -> ForeignKeyConstraint:
    """`column` names a row of `parent` in the same workspace, and goes when that row goes."""
    return ForeignKeyConstraint(
        ["workspace", column], [f"{parent}.workspace", f"{parent}.id"], ondelete="CASCADE"
    )


def counted(insert: Insert) -> Insert:
    """Answer how many rows were really written; SQLAlchemy does not keep that for inserts."""
    return insert.execution_options(preserve_rowcount=True)


def table_of(row: type[Row]) -> Table:
    """The table behind a row class: queries are Core, without an identity map."""
    return cast("Table", row.__table__)


def each_row(table: Table) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    """The row with the id `this` `within` a workspace, to change several by `executemany`."""
    return table.c.workspace == bindparam("within"), table.c.id == bindparam("this")


def made_of(kind: type[Made], row: Found[Any], **more: Any) -> Made:
    """Make a dataclass: each field from the column of its name, but for `more`."""
    names = [field.name for field in fields(cast("Any", kind)) if field.name not in more]
    return kind(**{name: getattr(row, name) for name in names}, **more)


def values_of(made: Any, table: Table, **more: Any) -> dict[str, Any]:
    """Values of the columns that a dataclass has fields for, but for its id, and `more`."""
    names = [field.name for field in fields(made) if field.name in table.c and field.name != "id"]
    return {name: getattr(made, name) for name in names} | more


def at_message(table: Table, ref: MessageRef) -> tuple[ColumnElement[bool], ...]:
    """The rows about that message."""
    columns = table.c
    there = (columns.workspace == ref.workspace, columns.channel == ref.channel)
    return (*there, columns.ts == ref.ts)


class Repository:
    """The questions asked of one subject's tables, within one transaction."""

    tables: ClassVar[Iterable[Table]] = ()

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._run = connection.execute

    def forget(self, workspace: str, person: str) -> None:
        """Let go of that person. Repositories that keep nobody have nothing to do."""

    def forget_workspace(self, workspace: str) -> None:
        for table in self.tables:
            self._run(delete(table).where(table.c.workspace == workspace))

    def _drop(self, workspace: str, person: str, *columns: Column[Any]) -> None:
        """Delete the rows that keep that person in one of these columns."""
        for column in columns:
            theirs = (column.table.c.workspace == workspace, column == person)
            self._run(delete(column.table).where(*theirs))

    def _due(self, at: Column[Any], now: datetime, limit: int) -> Sequence[Found[Any]]:
        """Rows of all workspaces whose hour has come, the longest due first to be taken.

        On PostgreSQL they are locked until the transaction ends, and others pass them by.
        """
        query = select(at.table).where(at <= now).order_by(at, at.table.c.id).limit(limit)
        rows = self._run(query.with_for_update(skip_locked=True))
        return sorted(rows, key=lambda row: row.workspace)
