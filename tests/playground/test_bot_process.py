"""The bot's own process beside the box."""

import sys
import time
from pathlib import Path

from bot.playground.bot_process import BotProcess


def a_process(script: str, tmp_path: Path) -> BotProcess:
    return BotProcess([sys.executable, "-c", script], {}, tmp_path / "bot.log")


def until_it_fell(bot: BotProcess) -> None:
    give_up = time.monotonic() + 20
    while not bot.fell and time.monotonic() < give_up:
        time.sleep(0.02)


def test_a_bot_that_falls_over_is_started_again_and_its_last_words_are_told(
    tmp_path: Path,
) -> None:
    with a_process("print('out of milk'); raise SystemExit(3)", tmp_path) as bot:
        until_it_fell(bot)

        told = bot.restart_if_fallen()

        assert told
        assert "code 3" in told
        assert "out of milk" in told
        assert "started again once" in bot.health()


def test_a_bot_that_falls_at_once_again_waits_a_little(tmp_path: Path) -> None:
    with a_process("raise SystemExit(3)", tmp_path) as bot:
        until_it_fell(bot)
        bot.restart_if_fallen()
        until_it_fell(bot)

        assert bot.restart_if_fallen() is None
        assert bot.health().startswith("not running")


def test_closing_the_box_ends_the_bot(tmp_path: Path) -> None:
    bot = a_process("import time; time.sleep(600)", tmp_path)

    with bot:
        assert not bot.fell
        assert bot.restart_if_fallen() is None

    assert bot.fell
