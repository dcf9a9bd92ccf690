"""What people answer makes the bot quieter where it was wrong, and the report says so."""

import pytest

from bot.cli import main
from bot.config import Settings
from bot.domain.thresholds import AS_TESTED
from tests.doubted import a_doubted_idea
from tests.scenarios.box import Box


def refuse(box: Box, times: int) -> None:
    """Ben is asked once a day, and says no each time."""
    for _ in range(times):
        box.say("Ben", "#product", a_doubted_idea())
        box.press("Ben", box.whispers("Ben", "#product")[-1], "offers.decline")
        box.later(days=1)


def asked(box: Box, name: str, channel: str) -> bool:
    before = len(box.whispers(name, channel))
    box.say(name, channel, a_doubted_idea(faint=True))
    return len(box.whispers(name, channel)) > before


@pytest.mark.both_databases
def test_twelve_times_not_an_idea_makes_this_channel_stricter_and_no_other(
    box: Box,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    refuse(box, 12)

    assert not asked(box, "Emi", "#product")
    assert asked(box, "Emi", "#general")
    product, general = (box.workspace.channel(name).id for name in ("#product", "#general"))
    team = box.bot.kit.identity.workspace
    with box.bot.kit.store.read() as tx:
        assert tx.channels.known(team, general).shifts == AS_TESTED

    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)
    monkeypatch.setenv("ENV_FILE", "")
    monkeypatch.setenv("DATABASE_URL", box.bot.kit.settings.database_url)
    main(["detector", "report"])
    lines = [line.split() for line in capsys.readouterr().out.splitlines()]
    assert [team, product, "+0.00", "+1.39"] in lines
    assert ["idea", "likely", "13", "0", "12", "0", "1", "0", "0", "0"] in [
        line[:10] for line in lines
    ]
    assert not any(general in line for line in lines)


def test_a_clear_idea_is_still_kept_there(box: Box) -> None:
    refuse(box, 3)

    box.say("Emi", "#product", "idea: a weekly demo of half-done work")

    assert len(box.rows("ideas")) == 1
