"""For all tests: `database_url` and `store` come as SQLite and as PostgreSQL; a clean log."""

import shutil
import ssl
import tempfile
from collections.abc import Generator, Iterator
from contextlib import closing
from functools import cache
from pathlib import Path
from secrets import token_hex
from typing import Any

import pytest
import structlog

from bot.config import Settings
from bot.storage import Store
from bot.storage.engines import make_engine
from tests.browser.chromium import NO_CHROMIUM
from tests.databases import (
    PostgresDatabases,
    migrated_sqlite,
    postgres_databases,
    sqlite_url_of,
    stop_postgres,
)
from tests.endings import Ending, endings
from tests.statements import STATEMENTS

BOTH = ("sqlite", "postgresql")
LONG = ("tests/browser/", "tests/bench/", "tests/scenarios/test_kills", "tests/scenarios/test_proc")
SHARED = pytest.StashKey[Path]()
pytest_plugins = ["tests.transcripts"]


def pytest_configure(config: pytest.Config) -> None:
    """All workers of xdist share a folder that their controller names: one PostgreSQL for all."""
    named = Path(tempfile.gettempdir()) / f"groundswell-{token_hex(8)}"
    config.stash[SHARED] = Path(getattr(config, "workerinput", {}).get("shared", named))


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node: Any) -> None:
    node.workerinput["shared"] = str(node.config.stash[SHARED])


@pytest.hookimpl(wrapper=True, optionalhook=True)
def pytest_xdist_auto_num_workers() -> Generator[None, int, int]:
    """One worker more than there are processors, because each waits a third of its time."""
    return (yield) + 1


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Files that take long come first, else the last of them runs while other workers are done."""
    items.sort(key=lambda item: not item.nodeid.startswith(LONG))


def pytest_unconfigure(config: pytest.Config) -> None:
    if not hasattr(config, "workerinput"):
        stop_postgres(config.stash[SHARED] / "pg")
        shutil.rmtree(config.stash[SHARED], ignore_errors=True)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Said here, by whoever gathers what several processes ran: none of them may stay silent."""
    skipped = terminalreporter.getreports("skipped")
    without = sorted(one.nodeid for one in skipped if NO_CHROMIUM in str(one.longrepr))
    if not without:
        return
    terminalreporter.section(f"NOT RUN: {NO_CHROMIUM}", sep="!", red=True, bold=True)
    for test in without:
        terminalreporter.line(f"  {test}", red=True)
    terminalreporter.line("Install it (Debian: apt install chromium) or set CHROMIUM to its path.")


@pytest.fixture(autouse=True)
def log_as_at_first() -> Iterator[None]:
    """A start in a test sets up the log, on a stream that pytest closes behind it."""
    yield
    structlog.reset_defaults()


@pytest.fixture
def nowhere(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """An empty folder, without environment and `.env`, whoever runs the tests."""
    for name in (*Settings.model_fields, "env_file"):
        monkeypatch.delenv(name.upper(), raising=False)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture(scope="session", autouse=True)
def compiled_statements() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("bot.storage.store.make_engine", STATEMENTS.sharing(make_engine))
        yield


@pytest.fixture(scope="session", autouse=True)
def one_tls_context() -> Iterator[None]:
    """Slack's client loads the machine's certificates for each Socket Mode connection: 25 ms."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(ssl, "create_default_context", cache(ssl.create_default_context))
        yield


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = migrated_sqlite(tmp_path_factory.mktemp("sqlite") / "template.sqlite3")
    STATEMENTS.learn(sqlite_url_of(path))
    return path


@pytest.fixture(scope="session")
def shared_folder(request: pytest.FixtureRequest) -> Path:
    """Of all workers; gone when the run ends."""
    folder = request.config.stash[SHARED]
    folder.mkdir(exist_ok=True)
    return folder


@pytest.fixture(scope="session")
def postgresql(shared_folder: Path, worker_id: str) -> Iterator[PostgresDatabases]:
    """Started only when a test asks for it; a test that cannot have it fails."""
    with postgres_databases(shared_folder / "pg", worker_id) as databases:
        STATEMENTS.learn(databases.url)
        yield databases


@pytest.fixture(scope="session")
def end() -> Iterator[Ending]:
    with endings() as end:
        yield end


@pytest.fixture
def sqlite_url(sqlite_template: Path, tmp_path: Path) -> str:
    return sqlite_url_of(Path(shutil.copy(sqlite_template, tmp_path / "test.sqlite3")))


@pytest.fixture
def postgresql_url(postgresql: PostgresDatabases) -> Iterator[str]:
    with postgresql.migrated() as url:
        yield url


@pytest.fixture(params=BOTH)
def database_url(request: pytest.FixtureRequest) -> str:
    """A migrated database, empty."""
    url: str = request.getfixturevalue(f"{request.param}_url")
    return url


@pytest.fixture(params=BOTH)
def new_database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """A database without any table."""
    if request.param == "sqlite":
        yield sqlite_url_of(tmp_path / "new.sqlite3")
        return
    databases: PostgresDatabases = request.getfixturevalue("postgresql")
    with databases.empty() as url:
        yield url


@pytest.fixture
def store(database_url: str) -> Iterator[Store]:
    with closing(Store(database_url, pool_size=4)) as opened:
        yield opened


@pytest.fixture
def sqlite_store(sqlite_url: str) -> Iterator[Store]:
    with closing(Store(sqlite_url, pool_size=4)) as opened:
        yield opened
