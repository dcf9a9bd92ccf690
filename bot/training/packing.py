"""The weights file: the first models, as they were frozen, and the ones learned after them."""

from collections.abc import Mapping, Sequence
from typing import Any

from bot.domain.detector.weights import (
    FIRST,
    LABELS,
    STEP,
    VERSION,
    content_of,
    packed,
    table,
    unpacked,
)
from bot.training.edges import Curve
from bot.training.first import Model as First
from bot.training.messages import OwnMessage
from bot.training.people import taught_people
from bot.training.second import Second, Sentence, labelled, taught

GRAMS_KEPT, CUES_KEPT, CHAT_KEPT = 2500, 2500, 2000


def packed_first(models: Mapping[str, First]) -> dict[str, Any]:
    return {
        name: _entry(model.weights, {}, model.bias) | {"likely": round(model.edge, 4)}
        for name, model in models.items()
    }


def first_of(content: Mapping[str, Any]) -> list[First]:
    """The frozen models of a weights file, to build upon."""
    return [
        First(_weights(content["models"][name], "grams"), content["models"][name]["bias"], 0.0)
        for name in FIRST
    ]


def second_models(
    content: Mapping[str, Any],
    messages: Sequence[OwnMessage],
    sentences: Sequence[tuple[Sentence, ...]],
    chat: Mapping[str, Second],
) -> dict[str, Any]:
    """The content with what our own messages teach; bands and curves stay as they were.

    `sentences`: the messages', prepared with the first models of this content.
    """
    models = dict(content["models"])
    for label in LABELS:
        model = taught(labelled(messages, sentences, label), label, chat[label])
        bands = {key: models[label][key] for key in ("slope", "offset", "likely", "sure", "rare")}
        models[label] = (
            _entry(_most(model.grams, GRAMS_KEPT), _most(model.cues, CUES_KEPT), model.bias) | bands
        )
    models["person"] = _entry({}, {}, 0.0)
    known = unpacked(packed({"version": VERSION, "models": models}))
    people, bias = taught_people(messages, known)
    models["person"] = _entry({}, people, bias)
    return {"version": VERSION, "models": models}


def packed_chat(models: Mapping[str, Second]) -> bytes:
    entries = {
        label: _entry(_most(model.grams, CHAT_KEPT), _most(model.cues, CHAT_KEPT), model.bias)
        for label, model in models.items()
    }
    return packed({"version": VERSION, "models": entries})


def chat_of(found: bytes) -> dict[str, Second]:
    models = content_of(found)["models"]
    return {
        label: Second(_weights(one, "grams"), _weights(one, "cues"), one["bias"])
        for label, one in models.items()
    }


def banded(
    content: Mapping[str, Any], label: str, curve: Curve, edges: Mapping[str, float]
) -> None:
    content["models"][label].update(
        {"slope": curve.slope, "offset": curve.offset}
        | {name: round(curve.share(edge), 4) for name, edge in edges.items()}
    )


def _weights(model: Mapping[str, Any], what: str) -> dict[str, float]:
    return {name: steps * STEP for name, steps in table(model, what)}


def _most(weights: Mapping[str, float], kept: int) -> dict[str, float]:
    ordered = sorted(weights, key=lambda name: (-abs(weights[name]), name))[:kept]
    return {name: weights[name] for name in ordered}


def _entry(grams: Mapping[str, float], cues: Mapping[str, float], bias: float) -> dict[str, Any]:
    entry: dict[str, Any] = {
        "bias": round(bias, 4),
        "slope": 1.0,
        "offset": 0.0,
        "likely": 0.5,
        "sure": 0.5,
        "rare": 0.5,
    }
    for what, weights in (("grams", grams), ("cues", cues)):
        steps = {name: round(weight / STEP) for name, weight in sorted(weights.items())}
        kept = {name: step for name, step in steps.items() if step}
        entry[what], entry[f"{what} weights"] = "\n".join(kept), list(kept.values())
    return entry
