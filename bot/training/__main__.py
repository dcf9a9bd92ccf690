"""`python -m bot.training [--data FOLDER]`: make the weights.

Without the folder of public corpora what was learned from those stays as it is frozen in the files.
"""

import argparse
import sys
from pathlib import Path
from typing import Any

import bot.domain.detector
from bot.domain.detector.weights import FILE, LABELS, VERSION, content_of, packed
from bot.training.chat import FROZEN, chat_models
from bot.training.edges import Scored, curve_of, edge_for, steady_edge
from bot.training.figures import figures_of, written
from bot.training.first import first_models
from bot.training.messages import own_messages
from bot.training.packing import banded, chat_of, first_of, packed_chat, packed_first, second_models
from bot.training.second import crossed, prepared

WEIGHTS = Path(bot.domain.detector.__path__[0]) / FILE
# Messages that are neither are commoner in channels than among ours.
OTHERS = {"kudos": 4.0, "idea": 4.0}
RARE = 12.0
SURE = {"kudos": 0.97, "idea": 0.95}


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m bot.training", description=__doc__)
    parser.add_argument("--data", type=Path, help="the folder of public corpora")
    parser.add_argument("--out", type=Path, default=WEIGHTS, help="where the weights go")
    chosen = parser.parse_args()
    content = _frozen_anew(chosen.data) if chosen.data else content_of(WEIGHTS.read_bytes())
    messages = own_messages()
    chat = chat_of(FROZEN.read_bytes())
    sentences = prepared(messages, first_of(content))
    content = second_models(content, messages, sentences, chat)
    figures: dict[str, Any] = {}
    for label in LABELS:
        found = crossed(messages, sentences, label, chat[label])
        by_hand = [
            (messages[at].lang, (score, bool(getattr(messages[at], label))))
            for at, score in found
            if messages[at].is_by_hand
        ]
        edges = _banded(content, label, [scored for _, scored in by_hand])
        figures[label] = figures_of(by_hand, edges)
    weights = packed(content)
    chosen.out.write_bytes(weights)
    told = written(figures, messages, weights)
    chosen.out.with_suffix(".json").write_text(told, encoding="utf-8")
    sys.stdout.write(told)
    return 0


def _frozen_anew(folder: Path) -> dict[str, Any]:
    """The first models, and the talk that the shipped ones start from."""
    models = packed_first(first_models(folder))
    nothing = {"slope": 1.0, "offset": 0.0, "likely": 0.5, "sure": 0.5, "rare": 0.5}
    content = {"version": VERSION, "models": models | dict.fromkeys(LABELS, nothing)}
    FROZEN.write_bytes(packed_chat(chat_models(folder, first_of(content))))
    return content


def _banded(content: dict[str, Any], label: str, scored: list[Scored]) -> dict[str, float]:
    """Curve and bands, from messages that the judging models had not seen."""
    edges = {
        "likely": steady_edge(scored, others=OTHERS[label]),
        "rare": steady_edge(scored, others=RARE),
        "sure": edge_for(scored, SURE[label]),
    }
    banded(content, label, curve_of(scored), edges)
    return edges


if __name__ == "__main__":
    sys.exit(main())
