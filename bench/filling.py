"""Writes millions of rows into either database in seconds.

Rows have Python values. The types of the columns say how a database keeps them, so that a seed does
not know how an instant is stored.
"""

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing
from typing import Any, NamedTuple

import psycopg
from sqlalchemy import Table
from sqlalchemy.dialects.sqlite.pysqlite import dialect as sqlite_dialect

import bot.storage.store  # noqa: F401 - it knows all tables
from bot.storage.rows import Row

FAST = "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -200000"
INDEXES = "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL"
PG_INDEXES = """SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = 'public'
    AND indexname NOT IN (SELECT conname FROM pg_constraint)"""


class Rows(NamedTuple):
    """What goes into one table; columns that are left out get their default."""

    table: str
    columns: Sequence[str]
    values: Iterable[Sequence[object]]


def fill(url: str, seed: Iterable[Rows]) -> None:
    """Write all of it. Indexes are made afterwards: sorting once takes less than keeping order."""
    if url.startswith("sqlite"):
        _fill_sqlite(url.removeprefix("sqlite:///"), seed)
    else:
        _fill_postgresql(url, seed)


def _fill_sqlite(path: str, seed: Iterable[Rows]) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(FAST)
        indexes = connection.execute(INDEXES).fetchall()
        for name, _ in indexes:
            connection.execute(f"DROP INDEX {name}")
        for table, columns, values in seed:
            marks = ", ".join("?" * len(columns))
            statement = f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({marks})"  # noqa: S608
            connection.executemany(statement, _stored(Row.metadata.tables[table], columns, values))
        for _, again in indexes:
            connection.execute(again)
        connection.commit()


def _stored(
    table: Table, columns: Sequence[str], values: Iterable[Sequence[object]]
) -> Iterator[Sequence[object]]:
    """As SQLAlchemy would write them. psycopg needs no such help: it knows instants itself."""
    dialect = sqlite_dialect()
    found = [table.c[name].type.dialect_impl(dialect).bind_processor(dialect) for name in columns]
    ways: list[tuple[int, Callable[[Any], Any]]] = [
        (place, way) for place, way in enumerate(found) if way
    ]
    for each in values:
        row = list(each)
        for place, way in ways:
            row[place] = way(row[place])
        yield row


def _fill_postgresql(url: str, seed: Iterable[Rows]) -> None:
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("SET session_replication_role = replica")  # no foreign keys
        connection.execute("SET maintenance_work_mem = '256MB'")
        indexes = connection.execute(PG_INDEXES).fetchall()
        for name, _ in indexes:
            connection.execute(f"DROP INDEX {name}".encode())
        for table, columns, values in seed:
            statement = f"COPY {table} ({', '.join(columns)}) FROM STDIN"
            with connection.cursor() as cursor, cursor.copy(statement.encode()) as copy:
                for row in values:
                    copy.write_row(row)
            _count_on(connection, Row.metadata.tables[table])
        for _, again in indexes:
            connection.execute(again.encode())
        connection.execute("VACUUM ANALYZE")


def _count_on(connection: psycopg.Connection, table: Table) -> None:
    """Ids that the database gives come after those of the seed."""
    if (column := table.autoincrement_column) is not None:
        sequence = f"pg_get_serial_sequence('{table}', '{column.name}')"
        last = f"SELECT setval({sequence}, max({column.name})) FROM {table}"  # noqa: S608
        connection.execute(last.encode())
