"""Statements that run for every message: compiled once, then sent as text.

Core makes a cache key, looks the statement up and wraps it anew each time, which takes longer than
SQLite needs to run it. Everything that runs less often goes through Core as usual.
"""

from collections.abc import Mapping, Sequence
from sqlite3 import Cursor
from typing import Any

from sqlalchemy import Column, Connection, CursorResult, Insert, Select, bindparam, select
from sqlalchemy.engine import Dialect

from bot.storage.engines import sqlite_of

Values = Mapping[str, object]
Statement = Insert | Select[Any]


class _Compiled:
    """The text for one kind of database, and how the values go into it."""

    def __init__(self, statement: Statement, names: Sequence[str], dialect: Dialect) -> None:
        keys = list(names) if isinstance(statement, Insert) else None
        compiled = statement.compile(dialect=dialect, column_keys=keys)
        self.sql = str(compiled)
        self._fixed = {name: compiled.params[name] for name in compiled.params.keys() - set(names)}
        self._order: Sequence[str] | None = compiled.positiontup if dialect.positional else None
        processors = {
            name: compiled.binds[name].type.dialect_impl(dialect).bind_processor(dialect)
            for name in names
        }
        self._processors = [(name, process) for name, process in processors.items() if process]

    def bound(self, values: Values) -> Any:
        ready = {**self._fixed, **values}
        for name, process in self._processors:
            ready[name] = process(ready[name])
        return ready if self._order is None else tuple([ready[name] for name in self._order])


class Prepared:
    """An insert that gives a value to these columns, or a select with parameters of these names."""

    def __init__(self, statement: Statement, *names: str) -> None:
        self._statement = statement
        self._names = names
        self._compiled: dict[str, _Compiled] = {}

    def write(self, connection: Connection, values: Values) -> int:
        """Answers how many rows were really written."""
        return self._sent(connection, values).rowcount

    def write_one(self, connection: Connection, values: Values) -> int | None:
        """Answers the number that the insert returns; None when it wrote nothing."""
        found: int | None = self.first(connection, values)
        return found

    def first(self, connection: Connection, values: Values) -> Any:
        """What stands first in the first row, as the database has it: for text and numbers."""
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
            found = _Compiled(self._statement, self._names, dialect)
            self._compiled[dialect.name] = found
        return found


def looked_up(column: Column[Any], *by: str) -> Prepared:
    """That column of a row whose columns `by` have the values given."""
    same = (column.table.c[name] == bindparam(name) for name in by)
    return Prepared(select(column).where(*same).limit(1), *by)
