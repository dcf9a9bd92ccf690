"""SQLite's one writer: one commit keeps what several threads wrote, and each fails alone."""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from threading import Event

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from bot.storage import DatabaseUnreachableError, Store, Transaction, writer
from bot.storage.engines import sqlite_of
from tests.storage.builders import a_kudos

Work = Callable[[Transaction], object]


class TroubleError(Exception):
    """Something a service raises in the middle."""


def give(source: str) -> Work:
    return lambda tx: tx.kudos.add(a_kudos(source=source))


def give_and_fail(source: str) -> Work:
    def work(tx: Transaction) -> None:
        tx.kudos.add(a_kudos(source=source))
        raise TroubleError

    return work


def break_the_commit(tx: Transaction) -> None:
    """A receiver of no kudos, which SQLite is told to notice at the commit alone."""
    tx._connection.execute(text("PRAGMA defer_foreign_keys = ON"))
    tx._connection.execute(text("INSERT INTO kudos_receivers VALUES ('T1', 404, 'UBEN', 0, 0)"))


def undo_everything(tx: Transaction) -> None:
    """As SQLite does by itself when its disk is full."""
    sqlite_of(tx._connection).execute("ROLLBACK")
    raise TroubleError


def kept(store: Store) -> set[str]:
    with store.read() as tx:
        return {kudos.source for kudos in tx.kudos.mine("T1", "UANA", 99)}


@contextmanager
def commits_of(store: Store) -> Iterator[list[str]]:
    seen: list[str] = []
    with store.begin() as tx:
        sqlite_of(tx._connection).set_trace_callback(seen.append)
    seen.clear()
    commits: list[str] = []
    yield commits
    with store.begin() as tx:
        sqlite_of(tx._connection).set_trace_callback(None)
    commits += [sql for sql in seen if sql == "COMMIT"]


def together(store: Store, works: Sequence[Work]) -> list[Future[None]]:
    """Done one after the other, while those after it wait for the turn."""

    def write(work: Work) -> None:
        with store.begin() as tx:
            work(tx)

    def first(tx: Transaction) -> None:
        holding.set()
        go_on.wait(10)
        works[0](tx)

    holding, go_on = Event(), Event()
    with ThreadPoolExecutor(len(works)) as threads:
        futures = [threads.submit(write, first)]
        holding.wait(10)
        for number, work in enumerate(works[1:], 1):
            futures.append(threads.submit(write, work))
            while store._writer and store._writer._waiting < number:
                pass
        go_on.set()
    return futures


def test_those_who_waited_are_kept_by_one_commit(sqlite_store: Store) -> None:
    with commits_of(sqlite_store) as commits:
        together(sqlite_store, [give(f"s{number}") for number in range(6)])

    assert kept(sqlite_store) == {f"s{number}" for number in range(6)}
    assert len(commits) == 1


def test_no_more_are_gathered_than_the_first_can_wait_for(sqlite_store: Store) -> None:
    count = writer.AT_MOST + 2

    with commits_of(sqlite_store) as commits:
        together(sqlite_store, [give(f"s{number}") for number in range(count)])

    assert len(kept(sqlite_store)) == count
    assert len(commits) == 2


@pytest.mark.parametrize("place", [0, 1, 2])
def test_who_fails_is_undone_alone(sqlite_store: Store, place: int) -> None:
    works = [give("a"), give("b")]
    works.insert(place, give_and_fail("c"))

    futures = together(sqlite_store, works)

    assert isinstance(futures[place].exception(), TroubleError)
    assert [future.exception() for future in futures].count(None) == 2
    assert kept(sqlite_store) == {"a", "b"}


def test_when_the_commit_fails_everybody_hears_of_it(sqlite_store: Store) -> None:
    futures = together(sqlite_store, [give("a"), break_the_commit, give("b")])

    assert all(isinstance(future.exception(), IntegrityError) for future in futures)
    assert kept(sqlite_store) == set()
    with sqlite_store.begin() as tx:
        assert tx.kudos.add(a_kudos(source="a"))


def test_when_sqlite_undoes_everything_everybody_hears_of_it(sqlite_store: Store) -> None:
    futures = together(sqlite_store, [give("a"), undo_everything])
    with sqlite_store.begin() as tx:
        tx.kudos.add(a_kudos(source="b"))

    assert isinstance(futures[0].exception(), DatabaseUnreachableError)
    assert isinstance(futures[1].exception(), TroubleError)
    assert kept(sqlite_store) == {"b"}


def test_in_whatever_order_they_come_who_hears_nothing_is_kept(sqlite_store: Store) -> None:
    a, undoing, b = together(sqlite_store, [give("a"), undo_everything, give("b")])

    lost = {name for name, each in (("a", a), ("b", b)) if each.exception() is not None}
    assert isinstance(undoing.exception(), TroubleError)
    assert kept(sqlite_store) == {"a", "b"} - lost


def test_nobody_goes_on_before_what_they_wrote_is_kept(sqlite_store: Store) -> None:
    went_on = Event()

    def write_first() -> None:
        with sqlite_store.begin() as tx:
            holding.set()
            waiting.wait(10)
            give("a")(tx)
        went_on.set()

    def write_second() -> None:
        with sqlite_store.begin() as tx:
            early.append(went_on.wait(0.05))
            give("b")(tx)

    holding, waiting, early = Event(), Event(), list[bool]()
    with ThreadPoolExecutor(2) as threads:
        threads.submit(write_first)
        holding.wait(10)
        second = threads.submit(write_second)
        while sqlite_store._writer and not sqlite_store._writer._waiting:
            pass
        waiting.set()

    assert second.exception() is None
    assert early == [False]
    assert went_on.is_set()


def test_when_who_was_awaited_gives_up_the_rest_is_kept(
    sqlite_store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writer, "OVERDUE", 0.01)
    assert sqlite_store._writer
    sqlite_store._writer._waiting = 1  # and will never come

    with sqlite_store.begin() as tx:
        give("a")(tx)

    assert kept(sqlite_store) == {"a"}
