"""SQLite's one writer: threads take turns at it, and one commit keeps what several of them wrote.

A commit writes each page that changed, whole, and who writes right after another changes mostly the
same pages. So while somebody waits for the turn, the transaction is left open for them, and the
last one commits for all. Nobody goes on before what they wrote is kept.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from sqlite3 import Connection as SqliteConnection
from sqlite3 import OperationalError
from threading import Lock

from sqlalchemy import Connection
from sqlalchemy.engine import RootTransaction

from bot.storage.engines import sqlite_of

AT_MOST = 16  # in one commit: the first of them waits for it
OVERDUE = 1.0  # seconds; whoever was to come after us has given up by then


@dataclass(slots=True, eq=False)
class _Group:
    """Those whose writes one commit keeps. `size` counts the ones that are done.

    `open` is locked until then; whoever waits there lets the next one through.
    """

    transaction: RootTransaction
    open: Lock
    size: int = 0
    failure: BaseException | None = None


class Writer:
    """Lends one connection to one thread at a time. It is made when it is first asked for."""

    def __init__(self, connect: Callable[[], Connection]) -> None:
        self._connect = connect
        self._connection: Connection | None = None
        self._group: _Group | None = None
        self._turn = Lock()
        self._counting = Lock()
        self._waiting = 0

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction: kept when the `with` ends, undone alone when it raises.

        Raises what the commit raises, to everybody whose writes it would have kept.
        """
        self._take_turn()
        try:
            connection = self._connection = self._connection or self._connect()
            group = self._group = self._group or _begun(connection)
            sqlite = sqlite_of(connection)
            try:
                if group.size:  # what the first one does is undone with the transaction
                    sqlite.execute("SAVEPOINT mine").close()
                yield connection
                if group.size:
                    sqlite.execute("RELEASE mine").close()
            except BaseException:
                self._go_on_without(sqlite, group)
                raise
            group.size += 1
            self._commit_if_last(group)
        finally:
            self._turn.release()
        self._await(group)

    def close(self) -> None:
        if self._connection:
            self._connection.close()

    def _take_turn(self) -> None:
        if self._turn.acquire(blocking=False):
            return
        with self._counting:
            self._waiting += 1
        try:
            self._turn.acquire()
        finally:
            with self._counting:
                self._waiting -= 1

    def _go_on_without(self, sqlite: SqliteConnection, group: _Group) -> None:
        """One has failed. SQLite itself takes back all that was written, as when a disk is full."""
        if not group.size:
            self._end(group, group.transaction.rollback)
        elif sqlite.in_transaction:
            sqlite.execute("ROLLBACK TO mine").close()
            sqlite.execute("RELEASE mine").close()
            self._commit_if_last(group)
        else:
            group.failure = OperationalError("what others wrote at the same time was undone")
            self._end(group, group.transaction.rollback)

    def _commit_if_last(self, group: _Group) -> None:
        if not self._waiting or group.size == AT_MOST:
            self._end(group, group.transaction.commit)

    def _end(self, group: _Group, end: Callable[[], None]) -> None:
        self._group = None
        try:
            end()
        except BaseException as error:  # noqa: BLE001 - everybody in the group raises it
            group.failure = error
            sqlite_of(group.transaction.connection).rollback()  # SQLAlchemy would leave it open
            group.transaction.rollback()
        finally:
            group.open.release()

    def _await(self, group: _Group) -> None:
        """Return when what the group wrote is kept."""
        while not group.open.acquire(timeout=OVERDUE):
            with self._turn:
                if self._group is group:
                    self._end(group, group.transaction.commit)
        group.open.release()
        if group.failure:
            raise group.failure


def _begun(connection: Connection) -> _Group:
    """A writer that begins as a reader can fail in the middle: say at once that this will write."""
    transaction = connection.begin()
    try:
        sqlite_of(connection).execute("BEGIN IMMEDIATE").close()
    except BaseException:
        transaction.rollback()
        raise
    group = _Group(transaction, Lock())
    group.open.acquire()
    return group
