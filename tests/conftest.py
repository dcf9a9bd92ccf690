"""For all tests: `database_url` and `store` come as SQLite and as PostgreSQL; a clean log."""

import shutil
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
import structlog

from bot.config import Settings
from bot.storage import Store
from tests.browser.chromium import NO_CHROMIUM
from tests.databases import (
    PostgresDatabases,
    migrated_sqlite,
    postgres_databases,
    sqlite_url_of,
)

BOTH = ("sqlite", "postgresql")
pytest_plugins = ["tests.transcripts"]


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


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return migrated_sqlite(tmp_path_factory.mktemp("sqlite") / "template.sqlite3")


@pytest.fixture(scope="session")
def postgresql() -> Iterator[PostgresDatabases]:
    """Started only when a test asks for it; a test that cannot have it fails."""
    with postgres_databases() as databases:
        yield databases


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
