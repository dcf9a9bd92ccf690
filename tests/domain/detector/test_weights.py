"""The weights file is checked before it is believed."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.domain.detector import weights as module
from bot.domain.detector.weights import (
    FILE,
    STEP,
    VERSION,
    WeightsError,
    content_of,
    fields,
    packed,
    unpacked,
    weights,
)

COMMITTED = Path(module.__file__).with_name(FILE)


@pytest.fixture
def other_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Where the weights are looked for."""
    monkeypatch.setattr(module, "files", lambda _: tmp_path)
    weights.cache_clear()
    yield tmp_path / FILE
    weights.cache_clear()


def test_the_file_is_small() -> None:
    assert COMMITTED.stat().st_size <= 150_000


def test_the_file_fits_the_features() -> None:
    assert content_of(COMMITTED.read_bytes())["version"] == VERSION


def test_a_missing_file_is_told_in_one_sentence(other_file: Path) -> None:
    with pytest.raises(WeightsError, match=r"weights\.bin is missing: install the bot again\.$"):
        weights()


@pytest.mark.parametrize(
    "damage",
    [
        lambda found: found[:0],
        lambda found: found[:1000],
        lambda found: b"x" + found,
        lambda found: found[:-1] + bytes([found[-1] ^ 1]),
    ],
    ids=["empty", "cut off", "shifted", "one bit"],
)
def test_a_damaged_file_is_told_in_one_sentence(other_file: Path, damage: object) -> None:
    assert callable(damage)
    other_file.write_bytes(damage(COMMITTED.read_bytes()))

    with pytest.raises(WeightsError, match=r"weights\.bin is damaged: install the bot again\.$"):
        weights()


def test_weights_of_other_features_are_refused() -> None:
    content = content_of(COMMITTED.read_bytes()) | {"version": VERSION + 1}

    with pytest.raises(WeightsError, match="fits other rules"):
        unpacked(packed(content))


def test_bands_are_in_order() -> None:
    known = weights()

    for model in (known.kudos, known.idea):
        assert 0 < model.likely < model.sure < 1
        assert model.likely <= model.rare < 1


@pytest.mark.parametrize(
    "steps", [(1, -2, 3, 0, -5), (-1, -1, -1, -1, -1), (9_999, 0, 0, 0, -9_999)]
)
def test_a_row_gives_back_what_it_holds(steps: tuple[int, ...]) -> None:
    row = sum(step << (26 * place) for place, step in enumerate(steps))

    assert list(fields(row, 5)) == [step * STEP for step in steps]
