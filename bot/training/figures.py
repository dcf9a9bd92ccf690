"""The figures file beside the weights: learned from what, under which licences, how well."""

import hashlib
import json
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from bot.domain.detector.weights import VERSION
from bot.training.edges import Scored, precision_recall
from bot.training.messages import OwnMessage

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


def figures_of(
    found: Sequence[tuple[str, Scored]], edges: Mapping[str, float]
) -> dict[str, dict[str, list[float]]]:
    """Precision, recall and F1 by band and by language, on messages left out while learning."""
    everything = [scored for _, scored in found]
    bands = {f"from {name}": _told(everything, edge) for name, edge in edges.items()}
    langs = {
        f"{lang} ({count})": _told(
            [scored for one, scored in found if one == lang], edges["likely"]
        )
        for lang, count in sorted(Counter(lang for lang, _ in found).items())
    }
    return {"bands": bands, "languages, from likely": langs}


def _told(scored: Sequence[Scored], edge: float) -> list[float]:
    return [round(one, 3) for one in precision_recall(scored, edge)]


def written(figures: Mapping[str, Any], messages: Sequence[OwnMessage], weights: bytes) -> str:
    content = {
        "features": VERSION,
        "weights": {"bytes": len(weights), "sha256": hashlib.sha256(weights).hexdigest()},
        "learned from": SOURCES,
        "messages": {
            "by hand": sum(one.is_by_hand for one in messages),
            "made": sum(not one.is_by_hand for one in messages),
        },
        "precision, recall and F1 on our own messages by hand, in five folds": figures,
    }
    return json.dumps(content, indent=1, ensure_ascii=False) + "\n"
