"""`kill -9` at any moment: nothing acknowledged is lost, nothing is said twice."""

import os
import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.scenarios.killing import HURRIED, Harm, kill_under_load, prepare
from tests.scenarios.process import Process, open_process

SEEDS = [int(seed) for seed in os.environ.get("KILL_SEEDS", "20300107").split(",")]


@pytest.fixture
def bot(transport: str, url: str, tmp_path: Path) -> Iterator[Process]:
    with open_process(transport, url, tmp_path, command=HURRIED) as process:
        prepare(process)
        yield process


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.both_transports
def test_whatever_was_acknowledged_is_there_once(bot: Process, seed: int) -> None:
    dice = random.Random(seed)  # noqa: S311 - no secret

    harm = kill_under_load(bot, dice, events=150, kills=5)

    assert harm == Harm()
