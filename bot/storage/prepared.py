"""Statements that run for every message: compiled once, then sent as text past SQLAlchemy.

Core makes a cache key, looks the statement up and wraps it anew each time, which takes longer than
the database needs to run it. Everything that runs less often goes through Core as usual.
"""

from collections.abc import Mapping, Sequence
from itertools import count
from typing import Any

from sqlalchemy import Column, Connection, Insert, Select, bindparam, select
from sqlalchemy.engine import Dialect

from bot.storage.engines import sqlite_of

Values = Mapping[str, object]
Rows = Sequence[Sequence[Any]]
Statement = Insert | Select[Any]

_numbers = count(1)


class _Compiled:
    """The text for one kind of database, and the order in which the values go into it."""

    def __init__(self, statement: Statement, names: Sequence[str], dialect: Dialect) -> None:
        keys = list(names) if isinstance(statement, Insert) else None
        compiled = statement.compile(dialect=dialect, column_keys=keys)
        self.sql = str(compiled)
        self._fixed = {name: compiled.params[name] for name in compiled.params.keys() - set(names)}
        self._order: Sequence[str] = compiled.positiontup or ()
        processors = {
            name: compiled.binds[name].type.dialect_impl(dialect).bind_processor(dialect)
            for name in names
        }
        self._processors = [(name, process) for name, process in processors.items() if process]

    def bound(self, values: Values) -> tuple[object, ...]:
        ready = {**self._fixed, **values}
        for name, process in self._processors:
            ready[name] = process(ready[name])
        return tuple([ready[name] for name in self._order])


class Prepared:
    """An insert that gives a value to these columns, or a select with parameters of these names."""

    def __init__(self, statement: Statement, *names: str) -> None:
        self._statement = statement
        self._names = names
        self._name = b"groundswell_%d" % next(_numbers)
        self._compiled: dict[str, _Compiled] = {}

    def write(self, connection: Connection, values: Values) -> int:
        """Answers how many rows were really written."""
        return self._sent(connection, values)[0]

    def first(self, connection: Connection, values: Values) -> Any:
        """What stands first in the first row, as the database has it: for text and numbers.

        None when there is no row, as when an insert wrote none.
        """
        row = self.row(connection, values)
        return row[0] if row else None

    def row(self, connection: Connection, values: Values) -> Sequence[Any] | None:
        """The first row, as the database has it."""
        rows = self.rows(connection, values)
        return rows[0] if rows else None

    def rows(self, connection: Connection, values: Values) -> Rows:
        """All rows, as the database has them."""
        return self._sent(connection, values)[1]

    def _sent(self, connection: Connection, values: Values) -> tuple[int, Rows]:
        dialect = connection.dialect
        compiled = self._compiled.get(dialect.name) or self._compile(dialect)
        bound = compiled.bound(values)
        if dialect.name == "sqlite":
            cursor = sqlite_of(connection).execute(compiled.sql, bound)
            rows = cursor.fetchall()
            return cursor.rowcount, rows
        from bot.storage import libpq  # psycopg is not for who uses SQLite

        return libpq.send(connection, self._name, compiled.sql, bound)

    def _compile(self, dialect: Dialect) -> _Compiled:
        found = _Compiled(self._statement, self._names, _by_place(dialect))
        self._compiled[dialect.name] = found
        return found


def _by_place(dialect: Dialect) -> Dialect:
    """The same with values by their place: `?`, or `$1` as libpq has it."""
    if dialect.positional:
        return dialect
    kind: type[Any] = type(dialect)
    numbered: Dialect = kind(paramstyle="numeric_dollar")
    return numbered


def looked_up(columns: Column[Any] | Sequence[Column[Any]], *by: str) -> Prepared:
    """These columns of a row whose columns `by` have the values given."""
    wanted = [columns] if isinstance(columns, Column) else list(columns)
    same = (wanted[0].table.c[name] == bindparam(name) for name in by)
    return Prepared(select(*wanted).where(*same).limit(1), *by)
