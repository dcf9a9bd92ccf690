"""Plug-ins are found by lying in a folder."""

import bot.cli
import bot.domain.nudges
from bot.kit.registry import modules_in


def test_modules_come_in_the_order_of_their_names() -> None:
    names = [module.__name__ for module in modules_in(bot.cli)]

    assert names == sorted(names)
    assert "bot.cli.run" in names


def test_a_folder_is_not_its_own_plug_in() -> None:
    assert bot.domain.nudges not in list(modules_in(bot.domain.nudges))
