"""Services are given chance as they are given time."""

import pytest

from tests.chance import lucky_seeds


@pytest.fixture(autouse=True)
def lucky_chance(monkeypatch: pytest.MonkeyPatch) -> None:
    """No nudge is held back, as long as a test does not ask for it."""
    seeds = lucky_seeds()
    monkeypatch.setattr("bot.services.teams.randbelow", lambda _: next(seeds))
