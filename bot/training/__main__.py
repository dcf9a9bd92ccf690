"""`python -m bot.training [--data FOLDER]`: make the weights.

Without the folder of public corpora what was learned from those stays as it is frozen in the files.
"""

import argparse
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from bot.domain.detector.weights import FIRST, LABELS
from bot.training.chat import chat_models
from bot.training.examples import Sentence, places, prepared
from bot.training.figures import Held, figures_of, written
from bot.training.first import CORPORA, first_model
from bot.training.messages import OwnMessage, own_messages
from bot.training.packing import (
    CHAT,
    NOTHING,
    WEIGHTS,
    entry,
    file_of,
    known_of,
    models_of,
    table_of,
)
from bot.training.people import people_model
from bot.training.second import Second, cross_validated, second_model
from bot.training.thresholds import calibrated, share, steady_threshold, threshold_for

_KEPT, _CHAT_KEPT = 2500, 2000  # weights of a model, of each kind
# Messages that are neither are commoner in channels than among ours.
_OTHERS, _RARE = 4.0, 12.0
_SURE = {"kudos": 0.97, "idea": 0.95}


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m bot.training", description=__doc__)
    parser.add_argument("--data", type=Path, help="the folder of public corpora")
    parser.add_argument("--out", type=Path, default=WEIGHTS, help="where the weights go")
    chosen = parser.parse_args()
    if chosen.data:
        models = _from_corpora(chosen.data)
        CHAT.write_bytes(file_of({label: models[label] for label in LABELS}))
    else:
        models = {**models_of(WEIGHTS), **models_of(CHAT)}
    messages = own_messages()
    models, figures = _from_messages(messages, models)
    weights = file_of(models)
    told = written(figures, messages, weights)
    chosen.out.write_bytes(weights)
    chosen.out.with_suffix(".json").write_text(told, encoding="utf-8")
    sys.stdout.write(told)
    return 0


def _from_corpora(folder: Path) -> dict[str, Any]:
    models = dict.fromkeys((*LABELS, "person"), NOTHING)
    for name in FIRST:
        first = first_model(folder, CORPORA[name])
        models[name] = entry(first.grams, {}, first.bias, likely=first.threshold)
    for label, one in chat_models(folder, known_of(models)).items():
        models[label] = entry(one.grams, one.cues, one.bias, kept=_CHAT_KEPT)
    return models


def _from_messages(
    messages: Sequence[OwnMessage], models: Mapping[str, Any]
) -> tuple[dict[str, Any], dict[str, Any]]:
    """The shipped models, which start from those of the chat archive, and their figures."""
    sentences = prepared(messages, known_of(models))
    shipped, figures = dict(models), {}
    for label in LABELS:
        start = Second(*table_of(models[label]))
        labels: list[bool | None] = [getattr(one, label) for one in messages]
        model = second_model(sentences, labels, label, start)
        held = _held(messages, sentences, label, start)
        slope, offset = calibrated(held.scores, held.truth)
        thresholds = _thresholds(held, _SURE[label])
        bands = {name: share(slope * at + offset) for name, at in thresholds.items()}
        bands |= {"slope": slope, "offset": offset}
        shipped[label] = entry(model.grams, model.cues, model.bias, kept=_KEPT, **bands)
        figures[label] = figures_of(held, thresholds)
    people, bias = people_model(places(messages, known_of(shipped)))
    shipped["person"] = entry({}, people, bias)
    return shipped, figures


def _held(
    messages: Sequence[OwnMessage],
    sentences: Sequence[Sequence[Sentence]],
    label: str,
    start: Second,
) -> Held:
    labels: list[bool | None] = [getattr(one, label) for one in messages]
    folds = [one.fold for one in messages]
    scores = cross_validated(sentences, labels, folds, label, start)
    chosen = [
        (score, truth, one.lang)
        for score, truth, one in zip(scores, labels, messages, strict=True)
        if truth is not None and one.is_by_hand
    ]
    return Held(*map(np.array, zip(*chosen, strict=True)))


def _thresholds(held: Held, precision: float) -> dict[str, float]:
    return {
        "likely": steady_threshold(held.scores, held.truth, others=_OTHERS),
        "rare": steady_threshold(held.scores, held.truth, others=_RARE),
        "sure": threshold_for(held.scores, held.truth, precision),
    }


if __name__ == "__main__":
    sys.exit(main())
