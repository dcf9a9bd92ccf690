from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import inspect, text

from bot.storage import (
    DatabaseUnreachableError,
    SchemaMissingError,
    SchemaNewerError,
    StorageError,
    Store,
    schema,
)
from bot.storage.engines import beginning, make_single_engine
from tests.storage.filled import TABLES, fill, rows_in


def with_alembic(url: str, work: Callable[[Config], object]) -> None:
    config = schema.alembic_config()
    with make_single_engine(url).connect() as connection, beginning(connection):
        config.attributes["connection"] = connection
        work(config)


def tables_in(url: str) -> set[str]:
    with make_single_engine(url).connect() as connection:
        return set(inspect(connection).get_table_names())


def say_revision(url: str, revision: str) -> None:
    with make_single_engine(url).connect() as connection, beginning(connection):
        connection.execute(text("UPDATE alembic_version SET version_num = :new"), {"new": revision})


def test_the_head_we_name_is_alembics() -> None:
    assert ScriptDirectory.from_config(schema.alembic_config()).get_current_head() == schema.HEAD


def test_migrations_name_database_types_and_not_ours() -> None:
    for file in (schema.PROJECT / "migrations" / "versions").glob("*.py"):
        assert "bot." not in file.read_text()


def test_the_tables_are_those_of_the_migrations(database_url: str) -> None:
    with_alembic(database_url, command.check)


def test_an_upgrade_is_done_once(new_database_url: str) -> None:
    answers = [schema.upgrade(new_database_url) for _ in range(2)]

    schema.check(new_database_url)
    assert answers == [True, False]
    assert tables_in(new_database_url) == {"alembic_version", *(table.name for table in TABLES)}


def test_of_several_that_start_at_once_one_upgrades(new_database_url: str) -> None:
    with ThreadPoolExecutor(4) as threads:
        answers = list(threads.map(schema.upgrade, [new_database_url] * 4))

    assert sorted(answers) == [False, False, False, True]


def test_filled_tables_go_down_and_up_again(new_database_url: str) -> None:
    schema.upgrade(new_database_url)
    with closing(Store(new_database_url)) as store:
        fill(store, "UANA", "UBEN")

    with_alembic(new_database_url, lambda config: command.downgrade(config, "base"))
    left = tables_in(new_database_url)
    schema.upgrade(new_database_url)

    with closing(Store(new_database_url)) as store:
        fill(store, "UANA", "UBEN")
        with store.read() as tx:
            assert all(rows_in(tx._connection, table) for table in TABLES)
    assert left == {"alembic_version"}


def test_a_database_without_tables_says_what_to_do(new_database_url: str) -> None:
    with pytest.raises(SchemaMissingError, match=r"python app\.py migrate"):
        schema.check(new_database_url)


@pytest.mark.parametrize("use", [schema.upgrade, schema.check])
def test_the_tables_of_a_newer_program_are_left_alone(
    new_database_url: str, use: Callable[[str], object]
) -> None:
    schema.upgrade(new_database_url)
    say_revision(new_database_url, "9999")

    with pytest.raises(SchemaNewerError, match="newer Groundswell"):
        use(new_database_url)


@pytest.mark.parametrize("use", [schema.upgrade, schema.check])
def test_a_database_that_is_not_there_is_told_in_one_sentence(
    tmp_path: Path, use: Callable[[str], object]
) -> None:
    nowhere = (
        f"sqlite:///{tmp_path}/missing/file.sqlite3",
        f"postgresql://ana:secret@/groundswell?host={tmp_path}",
    )

    for url in nowhere:
        with pytest.raises(DatabaseUnreachableError, match="DATABASE_URL") as caught:
            use(url)
        assert "secret" not in str(caught.value)
        assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    "url",
    ["", "groundswell.sqlite3", "mysql://ana:secret@host/name", "sqlite://", "sqlite://host/x"],
)
def test_an_address_that_is_none_is_told_in_one_sentence(url: str) -> None:
    with pytest.raises(StorageError, match=r"DATABASE_URL .* write it like") as caught:
        Store(url)

    assert "secret" not in str(caught.value)
