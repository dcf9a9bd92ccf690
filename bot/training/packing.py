"""The weights file, and that of the chat archive's models, which the shipped ones start from."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import bot.domain.detector
from bot.domain.detector.weights import (
    FILE,
    STEP,
    VERSION,
    Weights,
    content_of,
    packed,
    table,
    unpacked,
)

WEIGHTS = Path(bot.domain.detector.__path__[0]) / FILE
CHAT = Path(__file__).parent / "chat.bin"
_NO_BANDS = {"slope": 1.0, "offset": 0.0, "likely": 0.5, "sure": 0.5, "rare": 0.5}


def entry(
    grams: Mapping[str, float],
    cues: Mapping[str, float],
    bias: float,
    *,
    kept: int | None = None,
    **bands: float,
) -> dict[str, Any]:
    """A model as the file holds it. `kept`: how many weights of each kind, the largest."""
    numbers = {"bias": bias, **_NO_BANDS, **bands}
    found: dict[str, Any] = {name: round(number, 4) for name, number in numbers.items()}
    for what, weights in (("grams", grams), ("cues", cues)):
        largest = sorted(weights, key=lambda name: (-abs(weights[name]), name))[:kept]
        steps = {name: round(weights[name] / STEP) for name in sorted(largest)}
        found[what] = "\n".join(name for name, step in steps.items() if step)
        found[f"{what} weights"] = [step for step in steps.values() if step]
    return found


NOTHING = entry({}, {}, 0.0)


def table_of(model: Mapping[str, Any]) -> tuple[dict[str, float], dict[str, float], float]:
    """What `entry` was made of, as far as it is kept: weights of grams, of cues, and the bias."""
    grams, cues = (
        {name: steps * STEP for name, steps in table(model, what)} for what in ("grams", "cues")
    )
    return grams, cues, model["bias"]


def file_of(models: Mapping[str, Any]) -> bytes:
    return packed({"version": VERSION, "models": models})


def models_of(file: Path) -> dict[str, Any]:
    found: dict[str, Any] = content_of(file.read_bytes())["models"]
    return found


def known_of(models: Mapping[str, Any]) -> Weights:
    """The models as the detector reads them."""
    return unpacked(file_of(models))
