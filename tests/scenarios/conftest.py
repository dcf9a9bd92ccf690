"""A box for every scenario, over one transport or both, on SQLite or on both databases."""

from collections.abc import Iterator
from pathlib import Path
from zlib import crc32

import pytest

from bot.config import Settings
from tests.chance import lucky_seeds
from tests.endings import Ending
from tests.scenarios.box import Box, open_box

TRANSPORTS = ("socket", "http")
EVERYWHERE = [("socket", "sqlite"), ("http", "sqlite"), ("http", "postgresql")]


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "both_databases: runs over both transports and databases")
    config.addinivalue_line("markers", "both_transports: runs over both transports")
    config.addinivalue_line("markers", "over(transport): runs over that transport alone")


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """The main scenarios run everywhere; the others take turns with the transports."""
    if not {"transport", "database"} & set(metafunc.fixturenames):
        return
    metafunc.parametrize(("transport", "database"), _places(metafunc.definition))


def _places(test: pytest.Function) -> list[tuple[str, str]]:
    if test.get_closest_marker("both_databases"):
        return EVERYWHERE
    if test.get_closest_marker("both_transports"):
        return [(transport, "sqlite") for transport in TRANSPORTS]
    if only := test.get_closest_marker("over"):
        return [(only.args[0], "sqlite")]
    return [(TRANSPORTS[crc32(test.name.encode()) % 2], "sqlite")]


@pytest.fixture(autouse=True)
def no_settings_from_outside(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)


@pytest.fixture(autouse=True)
def lucky_chance(monkeypatch: pytest.MonkeyPatch) -> None:
    """No nudge is held back, as long as a test does not ask for it."""
    seeds = lucky_seeds()
    monkeypatch.setattr("bot.services.teams.randbelow", lambda _: next(seeds))


@pytest.fixture
def url(request: pytest.FixtureRequest, database: str) -> str:
    found: str = request.getfixturevalue(f"{database}_url")
    return found


@pytest.fixture
def box(transport: str, url: str, tmp_path: Path, end: Ending) -> Iterator[Box]:
    with open_box(transport, url, tmp_path, end) as opened:
        yield opened
