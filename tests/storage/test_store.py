import math
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

import psycopg
import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError, StatementError

from bot.storage import DatabaseUnreachableError, Store
from bot.storage.engines import _log_ahead, address
from tests.storage.builders import NOW, a_kudos


class TroubleError(Exception):
    """Something a service raises in the middle."""


def test_what_a_transaction_did_is_undone_when_it_raises(store: Store) -> None:
    def give_and_fail() -> None:
        with store.begin() as tx:
            tx.kudos.add(a_kudos())
            raise TroubleError

    with pytest.raises(TroubleError):
        give_and_fail()

    with store.begin() as tx:
        assert tx.kudos.mine("T1", a_kudos().giver, 9) == []
        assert tx.kudos.add(a_kudos())


def test_many_threads_can_write_at_once(store: Store) -> None:
    def give(number: int) -> bool:
        with store.begin() as tx:
            return tx.kudos.add(a_kudos(source=f"s{number // 2}")) is not None

    with ThreadPoolExecutor(8) as threads:
        kept = sum(threads.map(give, range(80)))

    assert kept == 40


def test_of_many_who_write_at_once_one_fails_alone(store: Store) -> None:
    def give(number: int) -> bool:
        with suppress(TroubleError), store.begin() as tx:
            tx.kudos.add(a_kudos(source=f"s{number}"))
            if number % 3 == 0:
                raise TroubleError
            return True
        return False

    with ThreadPoolExecutor(4) as threads:
        told = list(threads.map(give, range(30)))

    with store.read() as tx:
        kept = {kudos.source for kudos in tx.kudos.mine("T1", "UANA", 99)}
    assert kept == {f"s{number}" for number in range(30) if told[number]}
    assert told.count(False) == 10


def test_a_commit_that_fails_is_heard_of_and_keeps_nothing(sqlite_store: Store) -> None:
    def give_and_break() -> None:
        with sqlite_store.begin() as tx:
            tx.kudos.add(a_kudos())
            # A receiver of no kudos, which SQLite is told to notice at the commit alone.
            tx._connection.execute(text("PRAGMA defer_foreign_keys = ON"))
            nobody = text("INSERT INTO kudos_receivers VALUES ('T1', 404, 'UBEN', 0, :at)")
            tx._connection.execute(nobody, {"at": "2026-11-24"})

    with pytest.raises(IntegrityError):
        give_and_break()

    with sqlite_store.begin() as tx:
        assert tx.kudos.add(a_kudos())


def test_when_sqlite_rolls_back_by_itself_the_next_one_writes(sqlite_store: Store) -> None:
    def give_until_the_disk_is_full() -> None:
        with sqlite_store.begin() as tx:
            tx.kudos.add(a_kudos())
            tx._connection.exec_driver_sql("ROLLBACK")
            raise TroubleError

    with pytest.raises(TroubleError):
        give_until_the_disk_is_full()

    with sqlite_store.begin() as tx:
        assert tx.kudos.add(a_kudos())


def test_text_that_postgresql_cannot_hold_is_refused(postgresql_url: str) -> None:
    with closing(Store(postgresql_url, pool_size=1)) as store:
        with pytest.raises(Exception, match="NUL"), store.begin() as tx:
            tx.kudos.add(a_kudos(reason="for the \0 plan"))

        with store.begin() as tx:
            assert tx.kudos.add(a_kudos())


def test_a_reader_waits_for_no_writer(store: Store) -> None:
    with store.begin() as writing:
        writing.kudos.add(a_kudos())
        with store.read() as reading:
            assert reading.kudos.mine("T1", "UANA", 1) == []


def test_instants_come_back_in_utc_to_the_microsecond(store: Store) -> None:
    with store.begin() as tx:
        tx.kudos.add(a_kudos(given_at=NOW))

    with store.read() as tx:
        (found,) = tx.kudos.mine("T1", "UANA", 1)
    assert found.given_at == NOW
    assert found.given_at.utcoffset() == NOW.utcoffset()


def test_an_instant_without_a_time_zone_is_refused(store: Store) -> None:
    with pytest.raises(StatementError, match="time zone"), store.begin() as tx:
        tx.kudos.add(a_kudos(given_at=NOW.replace(tzinfo=None)))


def test_sqlite_is_set_up_for_one_machine(sqlite_store: Store) -> None:
    pragmas = ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")

    with sqlite_store.read() as tx:
        answers = [tx._connection.execute(text(f"PRAGMA {name}")).scalar() for name in pragmas]

    assert answers == ["wal", 1, 1, 10_000]


def test_a_store_connects_when_it_is_first_used(tmp_path: Path) -> None:
    with closing(Store(f"sqlite:///{tmp_path}/missing/file.sqlite3")) as store:
        with pytest.raises(DatabaseUnreachableError), store.begin():
            pass
        with pytest.raises(DatabaseUnreachableError), store.read():
            pass


@pytest.mark.parametrize("scheme", ["postgres", "postgresql", "postgresql+psycopg"])
def test_every_name_of_postgresql_means_the_same_driver(scheme: str) -> None:
    assert address(f"{scheme}://ana@host/name").drivername == "postgresql+psycopg"


def test_when_postgresql_restarts_one_transaction_fails_and_says_so(postgresql_url: str) -> None:
    others = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid()"
    with closing(Store(postgresql_url, pool_size=1)) as store:
        with store.read() as tx:
            tx.outbox.next_due()
        with psycopg.connect(postgresql_url) as admin:
            admin.execute(others + " AND datname = current_database()")

        with pytest.raises(DatabaseUnreachableError, match="could not finish"), store.begin() as tx:
            tx.kudos.add(a_kudos())

        with store.begin() as tx:
            assert tx.kudos.add(a_kudos())


def test_a_database_that_another_process_holds_is_told_in_one_sentence(sqlite_url: str) -> None:
    with closing(Store(sqlite_url)) as store, closing(Store(sqlite_url)) as other:
        with store.begin() as tx:
            tx._connection.execute(text("PRAGMA busy_timeout = 0"))

        with (
            other.begin(),
            pytest.raises(DatabaseUnreachableError, match="database is locked"),
            store.begin(),
        ):
            pass


class Recovering(sqlite3.Connection):
    """As long as another process reads the log of one that was killed, SQLite says so."""

    tries = 0

    def execute(self, sql: str, *values: Any) -> sqlite3.Cursor:
        self.tries += 1
        if self.tries == 1:
            error = sqlite3.OperationalError("database is locked")
            error.sqlite_errorcode = sqlite3.SQLITE_BUSY_RECOVERY
            raise error
        return super().execute(sql, *values)


def test_a_file_that_is_just_being_recovered_is_tried_again(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "new.sqlite3", factory=Recovering)) as connection:
        _log_ahead(connection, until=math.inf)

        assert connection.tries == 2
