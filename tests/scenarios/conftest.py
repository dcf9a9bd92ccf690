"""A box for every scenario: over both transports, on SQLite, and on PostgreSQL where marked."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.config import Settings
from tests.scenarios.box import Box, open_box


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "both_databases: runs on PostgreSQL as well")
    config.addinivalue_line("markers", "over(transport): runs over that transport alone")


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    marks = metafunc.definition
    if "transport" in metafunc.fixturenames:
        only = marks.get_closest_marker("over")
        metafunc.parametrize("transport", [only.args[0]] if only else ["socket", "http"])
    if "database" in metafunc.fixturenames:
        both = marks.get_closest_marker("both_databases")
        metafunc.parametrize("database", ["sqlite", "postgresql"] if both else ["sqlite"])


@pytest.fixture(autouse=True)
def no_settings_from_outside(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)


@pytest.fixture
def url(request: pytest.FixtureRequest, database: str) -> str:
    found: str = request.getfixturevalue(f"{database}_url")
    return found


@pytest.fixture
def box(transport: str, url: str, tmp_path: Path) -> Iterator[Box]:
    with open_box(transport, url, tmp_path) as opened:
        yield opened
