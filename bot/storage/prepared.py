"""Inserts that run for every message: compiled once, then sent as text.

Core makes a cache key, looks the statement up and wraps it anew each time, which takes longer than
SQLite needs to run it. Everything that runs less often goes through Core as usual.
"""

from collections.abc import Mapping, Sequence
from sqlite3 import Cursor
from typing import Any

from sqlalchemy import Connection, CursorResult, Insert
from sqlalchemy.engine import Dialect

from bot.storage.engines import sqlite_of

Values = Mapping[str, object]


class _Compiled:
    """The text for one kind of database, and how the values go into it."""

    def __init__(self, insert: Insert, columns: Sequence[str], dialect: Dialect) -> None:
        compiled = insert.compile(dialect=dialect, column_keys=list(columns))
        self.sql = str(compiled)
        self._fixed = {
            name: compiled.params[name] for name in compiled.params.keys() - set(columns)
        }
        self._order: Sequence[str] | None = compiled.positiontup if dialect.positional else None
        types = {column.name: column.type for column in insert.table.columns}
        processors = {
            name: types[name].dialect_impl(dialect).bind_processor(dialect) for name in columns
        }
        self._processors = [(name, process) for name, process in processors.items() if process]

    def bound(self, values: Values) -> Any:
        ready = {**self._fixed, **values}
        for name, process in self._processors:
            ready[name] = process(ready[name])
        return ready if self._order is None else tuple([ready[name] for name in self._order])


class Prepared:
    """An insert whose rows give a value to exactly these columns."""

    def __init__(self, insert: Insert, *columns: str) -> None:
        self._insert = insert
        self._columns = columns
        self._compiled: dict[str, _Compiled] = {}

    def write(self, connection: Connection, values: Values) -> int:
        """Answers how many rows were really written."""
        return self._sent(connection, values).rowcount

    def write_one(self, connection: Connection, values: Values) -> int | None:
        """Answers the number that the insert returns; None when it wrote nothing."""
        rows = self._sent(connection, values).fetchall()
        return rows[0][0] if rows else None

    def write_many(self, connection: Connection, rows: Sequence[Values]) -> None:
        compiled = self._for(connection.dialect)
        bound = [compiled.bound(row) for row in rows]
        if connection.dialect.name == "sqlite":
            sqlite_of(connection).executemany(compiled.sql, bound)
        else:
            connection.exec_driver_sql(compiled.sql, bound)

    def _sent(self, connection: Connection, values: Values) -> Cursor | CursorResult[Any]:
        """SQLite is spoken to directly; SQLAlchemy watches over PostgreSQL's connections."""
        compiled = self._for(connection.dialect)
        if connection.dialect.name == "sqlite":
            return sqlite_of(connection).execute(compiled.sql, compiled.bound(values))
        return connection.exec_driver_sql(compiled.sql, compiled.bound(values))

    def _for(self, dialect: Dialect) -> _Compiled:
        found = self._compiled.get(dialect.name)
        if found is None:
            found = _Compiled(self._insert, self._columns, dialect)
            self._compiled[dialect.name] = found
        return found
