"""The version of the tables: is it ours, and if it is older, bring it up."""

from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, Engine, inspect, text

from bot.storage.engines import address, beginning, described, make_single_engine, reaching
from bot.storage.errors import SchemaMissingError, SchemaNewerError

if TYPE_CHECKING:
    from alembic.config import Config

HEAD = "0001"  # a test holds it to Alembic's head, so that a start need not import Alembic
LOCK = 0x67726F756E64  # of ours on PostgreSQL, while tables are changed
PROJECT = Path(__file__).parents[2]


def upgrade(url: str) -> bool:
    """Bring the tables to `HEAD`. True when there was something to do.

    Two processes may start at once: one does it, the other waits and finds it done.

    Raises `SchemaNewerError` and `DatabaseUnreachableError`.
    """
    engine = make_single_engine(url)
    if _revision(engine, url) == HEAD:
        return False
    with reaching(address(url)), engine.connect() as connection, beginning(connection):
        if connection.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": LOCK})
        found = _revision_in(connection)
        if found == HEAD:
            return False
        _apply(connection, url, found)
    return True


def check(url: str) -> None:
    """Is the database there, with the tables of this version?

    Raises `DatabaseUnreachableError`, `SchemaMissingError` and `SchemaNewerError`.
    """
    found = _revision(make_single_engine(url), url)
    if found == HEAD:
        return
    if found is not None and found not in _known():
        raise SchemaNewerError(_newer(url))
    raise SchemaMissingError(_missing(url))


def alembic_config() -> "Config":
    """Alembic's settings, which stand in pyproject.toml."""
    from alembic.config import Config

    return Config(toml_file=PROJECT / "pyproject.toml")


def _apply(connection: Connection, url: str, found: str | None) -> None:
    from alembic import command

    if found is not None and found not in _known():
        raise SchemaNewerError(_newer(url))
    config = alembic_config()
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


def _known() -> set[str]:
    from alembic.script import ScriptDirectory

    script = ScriptDirectory.from_config(alembic_config())
    return {revision.revision for revision in script.walk_revisions()}


def _revision(engine: Engine, url: str) -> str | None:
    with reaching(address(url)), engine.connect() as connection:
        return _revision_in(connection)


def _revision_in(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    found: str | None = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    return found


def _missing(url: str) -> str:
    return (
        f"The tables in {described(address(url))} are missing or older than this program:"
        " run `python app.py migrate`."
    )


def _newer(url: str) -> str:
    return (
        f"The tables in {described(address(url))} were made by a newer Groundswell:"
        " run that one, or name another database in DATABASE_URL."
    )
