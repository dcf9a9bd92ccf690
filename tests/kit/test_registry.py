"""Plug-ins are found by lying in a folder."""

import bot.domain.nudges
import bot.jobs
from bot.kit.registry import modules_in


def test_modules_come_in_the_order_of_their_names() -> None:
    names = [module.__name__ for module in modules_in(bot.jobs)]

    assert names == sorted(names)
    assert "bot.jobs.due" in names


def test_a_folder_is_not_its_own_plug_in() -> None:
    assert bot.domain.nudges not in list(modules_in(bot.domain.nudges))
