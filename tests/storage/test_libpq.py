"""What is sent to PostgreSQL past SQLAlchemy keeps to the rules of who goes through it."""

from collections.abc import Iterator
from contextlib import closing

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from bot.storage import Store
from tests.storage.builders import NOW, a_kudos


class TroubleError(Exception):
    """Something a service raises in the middle."""


@pytest.fixture
def postgresql_store(postgresql_url: str) -> Iterator[Store]:
    with closing(Store(postgresql_url)) as store:
        yield store


def fail_after_giving(store: Store) -> None:
    with store.begin() as tx:
        tx.kudos.add(a_kudos(source="undone"))
        raise TroubleError


def test_statements_outlive_a_transaction_that_failed(postgresql_url: str) -> None:
    with closing(Store(postgresql_url, pool_size=1)) as store:
        for number in range(20):  # often enough for psycopg to prepare statements of its own
            with store.begin() as tx:
                tx.kudos.add(a_kudos(source=f"s{number}"))
                tx.outbox.next_due()
            with pytest.raises(TroubleError):
                fail_after_giving(store)

        with store.read() as tx:
            assert len(tx.kudos.mine("T1", "UANA", 99)) == 20


def test_a_transaction_that_begins_with_a_query_is_the_same_one(postgresql_store: Store) -> None:
    with postgresql_store.begin() as tx:
        before = tx._connection.execute(text("SELECT pg_current_xact_id()")).scalar()
        tx.kudos.add(a_kudos())
        after = tx._connection.execute(text("SELECT pg_current_xact_id()")).scalar()

    assert before == after


def test_text_that_postgresql_cannot_hold_is_refused(postgresql_store: Store) -> None:
    with pytest.raises(Exception, match="NUL"), postgresql_store.begin() as tx:
        tx.kudos.add(a_kudos(reason="for the \0 plan"))

    with postgresql_store.begin() as tx:
        assert tx.kudos.add(a_kudos(given_at=NOW))


def test_what_the_server_refuses_comes_as_sqlalchemy_tells_it(postgresql_store: Store) -> None:
    with postgresql_store.begin() as tx:
        tx._connection.execute(text("ALTER TABLE kudos ADD CHECK (reason <> 'no')"))

    with pytest.raises(IntegrityError), postgresql_store.begin() as tx:
        tx.kudos.add(a_kudos(reason="no"))

    with postgresql_store.begin() as tx:
        assert tx.kudos.add(a_kudos(reason="yes"))
