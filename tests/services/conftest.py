"""Services are given chance as they are given time."""

import pytest

from tests.chance import lucky_seed


@pytest.fixture(autouse=True)
def lucky_chance(monkeypatch: pytest.MonkeyPatch) -> None:
    """No nudge is held back, as long as a test does not ask for it."""
    monkeypatch.setattr("bot.services.teams.randbelow", lambda _: lucky_seed())
