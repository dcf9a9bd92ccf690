"""Where a database is, as its setting says and as SQLAlchemy wants it."""

from sqlalchemy import URL, make_url
from sqlalchemy.exc import ArgumentError

from bot.storage.errors import StorageError

EXAMPLE = "`sqlite:///groundswell.sqlite3` or `postgresql://user:password@host/name`"


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
