"""Forgetting is asked of every table there is: a new one that is left out shows here."""

from sqlalchemy import Connection, Table, select

from bot.storage import Store
from tests.storage.filled import TABLES, fill, rows_in


def naming(connection: Connection, table: Table, person: str) -> list[str]:
    """The columns of a table that have this person's id in them somewhere."""
    rows = connection.execute(select(table)).mappings().all()
    return [
        f"{table.name}.{column.name}"
        for column in table.columns
        if any(person in str(row[column.name]) for row in rows)
    ]


def columns_that_hold_people() -> set[str]:
    columns = [column for table in TABLES for column in table.columns]
    return {str(column) for column in columns if column.info.get("holds") == "person"}


def test_who_is_forgotten_stands_in_no_column_of_any_table(store: Store) -> None:
    fill(store, "UGONE", "UANA")
    with store.read() as tx:
        before = {name for table in TABLES for name in naming(tx._connection, table, "UGONE")}

    with store.begin() as tx:
        for repository in tx.repositories():
            repository.forget("T1", "UGONE")

    with store.read() as tx:
        after = {name for table in TABLES for name in naming(tx._connection, table, "UGONE")}
        empty = {table.name for table in TABLES if not rows_in(tx._connection, table)}
    assert columns_that_hold_people() <= before, "the filling has to name them everywhere"
    assert after == set()
    assert empty == set(), "what belongs to others stays"


def test_the_same_id_in_another_workspace_is_not_forgotten(store: Store) -> None:
    fill(store, "UGONE", "UANA", "T2")
    with store.read() as tx:
        before = [naming(tx._connection, table, "UGONE") for table in TABLES]

    with store.begin() as tx:
        for repository in tx.repositories():
            repository.forget("T1", "UGONE")

    with store.read() as tx:
        assert [naming(tx._connection, table, "UGONE") for table in TABLES] == before


def test_somebody_whose_id_begins_alike_is_not_forgotten(store: Store) -> None:
    fill(store, "UGONE2", "UANA")
    with store.read() as tx:
        before = [naming(tx._connection, table, "UGONE2") for table in TABLES]

    with store.begin() as tx:
        for repository in tx.repositories():
            repository.forget("T1", "UGONE")

    with store.read() as tx:
        assert [naming(tx._connection, table, "UGONE2") for table in TABLES] == before


def test_a_workspace_that_leaves_leaves_nothing(store: Store) -> None:
    fill(store, "UANA", "UBEN", "T1")
    with store.read() as tx:
        unfilled = [table.name for table in TABLES if not rows_in(tx._connection, table)]
    fill(store, "UANA", "UBEN", "T2")

    with store.begin() as tx:
        for repository in tx.repositories():
            repository.forget_workspace("T1")

    with store.read() as tx:
        found = {
            (table.name, workspace)
            for table in TABLES
            for workspace in tx._connection.execute(select(table.c.workspace)).scalars()
        }
    assert unfilled == []
    assert found == {(table.name, "T2") for table in TABLES}
