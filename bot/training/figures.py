"""The figures file beside the weights: learned from what, under which licences, how well."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bot.domain.detector.weights import VERSION, unpacked
from bot.training.examples import digest
from bot.training.messages import OwnMessage
from bot.training.thresholds import Scores, Truth, figures_at

SOURCES = (
    {
        "what": "our own messages, bot/training/messages and patterns.txt",
        "licence": "MIT, as all here",
    },
    {"what": "GoEmotions, train (monologg/GoEmotions-pytorch b75f9d3)", "licence": "Apache-2.0"},
    {"what": "AMI meeting corpus, manual annotations 1.6.2, train", "licence": "CC BY 4.0"},
    {
        "what": "NCAR Zulip archive (NCAR/zulip-archive 9099449), 2,000 messages",
        "licence": "Apache-2.0",
    },
)
_LIBRARIES = ("scikit-learn", "scipy", "numpy")


@dataclass(frozen=True, slots=True)
class Held:
    """Our own messages by hand, scored by models that had not seen their fold."""

    scores: Scores
    truth: Truth
    langs: NDArray[np.str_]


def figures_of(held: Held, thresholds: Mapping[str, float]) -> dict[str, dict[str, list[float]]]:
    """Compute precision, recall and F1 by band and by language."""
    bands = {
        f"from {name}": figures_at(held.scores, held.truth, at) for name, at in thresholds.items()
    }
    langs = {}
    for lang in np.unique(held.langs):
        of = held.langs == lang
        figures = figures_at(held.scores[of], held.truth[of], thresholds["likely"])
        langs[f"{lang} ({of.sum()})"] = figures
    return {"bands": bands, "languages, from likely": langs}


def written(figures: Mapping[str, Any], messages: Sequence[OwnMessage], weights: bytes) -> str:
    content = {
        "features": VERSION,
        "weights": {"bytes": len(weights), "sha256": hashlib.sha256(weights).hexdigest()},
        "examples": digest(messages, unpacked(weights)),
        "learned by": {name: version(name) for name in _LIBRARIES},
        "learned from": SOURCES,
        "messages": {
            "by hand": sum(one.is_by_hand for one in messages),
            "made": sum(not one.is_by_hand for one in messages),
        },
        "precision, recall and F1 on our own messages by hand, in five folds": figures,
    }
    return json.dumps(content, indent=1, ensure_ascii=False) + "\n"
