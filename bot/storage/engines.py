"""Connections to either database, set up as this bot needs them."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from sqlite3 import SQLITE_BUSY
from sqlite3 import Connection as SqliteConnection
from sqlite3 import OperationalError as SqliteError
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import (
    ArgumentError,
    DatabaseError,
    InterfaceError,
    OperationalError,
)
from sqlalchemy.pool import ConnectionPoolEntry, NullPool

from bot.storage.errors import DatabaseUnreachableError, StorageError

EXAMPLE = "`sqlite:///groundswell.sqlite3` or `postgresql://user:password@host/name`"
BUSY_SECONDS = 10  # how long SQLite waits for another process that writes
START_SECONDS = 60  # and how long at start, for one that brings the tables up to date
LOOK_AGAIN = 0.02  # seconds
CHECKPOINT_PAGES = 4_000  # 16 MB of log: pages written often are then copied seldom
CONNECT_SECONDS = 5  # a server that is away is noticed within these


def address(url: str) -> URL:
    """Raises `StorageError` when it is no address of a database that we know."""
    try:
        parsed = make_url(url)
    except (ArgumentError, ValueError):
        raise _unusable("cannot be read") from None
    if parsed.drivername in {"postgres", "postgresql", "postgresql+psycopg"}:
        return parsed.set(drivername="postgresql+psycopg")
    if parsed.drivername not in {"sqlite", "sqlite+pysqlite"}:
        raise _unusable("names neither a SQLite file nor a PostgreSQL server")
    if parsed.host or not parsed.database or parsed.database == ":memory:":
        raise _unusable("names no file on this machine")
    return parsed


def _unusable(why: str) -> StorageError:
    return StorageError(f"DATABASE_URL {why}: write it like {EXAMPLE}.")


def described(url: URL) -> str:
    """The address as a person may see it: no password."""
    return str(url.database) if is_sqlite(url) else url.render_as_string(hide_password=True)


def is_sqlite(url: URL) -> bool:
    return url.get_backend_name() == "sqlite"


def make_engine(url: str, *, pool_size: int, synchronous: str) -> Engine:
    """An engine that has not connected yet.

    There is no ping before each use: it would cost every event a round trip. When PostgreSQL
    restarts, one transaction fails, the pool renews itself, and what failed is tried again.
    """
    pool = {"pool_size": pool_size, "max_overflow": 0, "pool_use_lifo": True}
    return _engine(url, synchronous, busy=BUSY_SECONDS, foreign_keys=True, **pool)


def make_single_engine(url: str) -> Engine:
    """For a connection or two at start: closed after use.

    SQLite does not watch foreign keys here, because a migration that rebuilds a table drops the
    old one, and its children would go with it.
    """
    return _engine(url, "FULL", busy=START_SECONDS, foreign_keys=False, poolclass=NullPool)


def _engine(url: str, synchronous: str, *, busy: int, foreign_keys: bool, **pool: Any) -> Engine:
    """Errors do not show parameters: what people wrote stays out of logs."""
    where = address(url)
    if is_sqlite(where):
        engine = create_engine(where, hide_parameters=True, **pool)
        _prepare_sqlite(engine, synchronous, busy=busy, foreign_keys=foreign_keys)
        return engine
    options = {"options": "-c timezone=UTC", "connect_timeout": CONNECT_SECONDS}
    return create_engine(where, hide_parameters=True, connect_args=options, **pool)


@contextmanager
def reaching(where: URL) -> Iterator[None]:
    """Say in one sentence that the database cannot be reached.

    Raises `DatabaseUnreachableError`.
    """
    try:
        yield
    except (OperationalError, SqliteError) as error:
        raise DatabaseUnreachableError(_advice(where)) from error
    except DatabaseError as error:
        if type(error) is not DatabaseError:  # what SQLite says of a file that is no database
            raise
        raise DatabaseUnreachableError(_advice(where)) from error


@contextmanager
def working(where: URL) -> Iterator[None]:
    """Say in one sentence that the database broke off: it was stopped, locked, or is full.

    Raises `DatabaseUnreachableError`.
    """
    try:
        yield
    except (OperationalError, InterfaceError) as error:
        reason = str(error.orig).partition("\n")[0]
        message = f"The database {described(where)} could not finish its work: {reason}."
        raise DatabaseUnreachableError(message) from error


def _advice(where: URL) -> str:
    if is_sqlite(where):
        return (
            f"The database file {described(where)} cannot be opened: check that its folder exists"
            " and may be written to, or set DATABASE_URL."
        )
    return (
        f"The database at {described(where)} does not let us in: check that it runs and that"
        " the name, user and password in DATABASE_URL are right."
    )


def _prepare_sqlite(engine: Engine, synchronous: str, *, busy: int, foreign_keys: bool) -> None:
    """Write-ahead log, foreign keys, and no transaction that Python begins by itself."""
    pragmas = (
        f"PRAGMA busy_timeout = {busy * 1000}",
        "PRAGMA temp_store = MEMORY",
        f"PRAGMA synchronous = {synchronous}",
        f"PRAGMA wal_autocheckpoint = {CHECKPOINT_PAGES}",
        f"PRAGMA foreign_keys = {'ON' if foreign_keys else 'OFF'}",
    )

    @event.listens_for(engine, "connect")
    def connected(connection: SqliteConnection, _entry: ConnectionPoolEntry) -> None:
        connection.isolation_level = None
        for pragma in pragmas:
            connection.execute(pragma).close()
        _log_ahead(connection, until=time.monotonic() + busy)


def _log_ahead(connection: SqliteConnection, until: float) -> None:
    """Two that open a new file at once are in each other's way, and SQLite lets neither wait.

    It says so in several ways, which have the last byte of their code in common.
    """
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL").close()
        except SqliteError as error:
            if error.sqlite_errorcode & 0xFF != SQLITE_BUSY or time.monotonic() > until:
                raise
            time.sleep(LOOK_AGAIN)
        else:
            return


@contextmanager
def beginning(connection: Connection, *, reading: bool = False) -> Iterator[None]:
    """A transaction: committed when the `with` ends, rolled back when it raises.

    Python's driver for SQLite begins none (see `_prepare_sqlite`), so we do. A writer that begins
    as a reader can fail in the middle; one that begins IMMEDIATE waits for its turn here.
    """
    with connection.begin():
        if connection.dialect.name == "sqlite":
            connection.exec_driver_sql("BEGIN" if reading else "BEGIN IMMEDIATE")
        yield
