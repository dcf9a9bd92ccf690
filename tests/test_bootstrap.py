"""What cannot start says so in one sentence."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.bootstrap import check_detector
from bot.config import StartError
from bot.domain.detector import tokens
from bot.domain.detector import weights as learned
from bot.domain.detector.tokens import trie


@pytest.fixture
def loaded_anew() -> Iterator[None]:
    for load in (trie, learned.weights):
        load.cache_clear()
    yield
    for load in (trie, learned.weights):
        load.cache_clear()


@pytest.mark.parametrize("module", [tokens, learned], ids=lambda module: module.FILE)
def test_a_file_of_the_detector_that_is_missing_ends_the_start(
    module: object, loaded_anew: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "files", lambda _: tmp_path)

    with pytest.raises(StartError, match=r"^bot/domain/detector/\S+ is missing: install the bot"):
        check_detector()


def test_with_its_files_the_detector_can_start(loaded_anew: None) -> None:
    check_detector()
