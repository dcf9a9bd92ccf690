"""`python -m bot.training.research --data FOLDER`: the same features on SemEval-2019 task 9.

That corpus may not be used in what ships. What is learned here is measured and thrown away.
"""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from bot.domain.detector.weights import content_of
from bot.training.__main__ import WEIGHTS
from bot.training.corpora import labelled as rows
from bot.training.edges import best_edge, precision_recall
from bot.training.messages import OwnMessage
from bot.training.packing import first_of
from bot.training.second import Second, Sentence, crossed, labelled, prepared, taught

# The trial sets are half positive, the training set a quarter.
_OTHERS = 0.325
_COST = 0.004  # another domain is better served by smaller weights
_NOTHING = Second({}, {}, 0.0)


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m bot.training.research", description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="the folder of public corpora")
    folder: Path = parser.parse_args().data
    first = first_of(content_of(WEIGHTS.read_bytes()))
    texts = _texts(folder, "semeval_train.tsv")
    sentences = prepared(texts, first)
    found = crossed(texts, sentences, "idea", _NOTHING)
    edge, _ = best_edge([(score, texts[at].idea is True) for at, score in found], others=_OTHERS)
    model = taught(labelled(texts, sentences, "idea"), "idea", cost=_COST)
    for name in ("semeval_a_dev.tsv", "semeval_b_dev.tsv"):
        trial = _texts(folder, name)
        scored = _scored(model, trial, prepared(trial, first))
        half = sorted(score for score, _ in scored)[len(scored) // 2]
        for what, at in (("its own edge", edge), ("flagging half", half)):
            told = " ".join(f"{one:.3f}" for one in precision_recall(scored, at))
            sys.stdout.write(f"{name}, {what}: P R F1 {told}\n")
        sys.stdout.write(f"{name}, at the best edge: F1 {best_edge(scored)[1]:.3f}\n")
    return 0


def _texts(folder: Path, file: str) -> list[OwnMessage]:
    return [
        OwnMessage(one.text, None, one.is_positive, frozenset(), "en", file, f"{file} {at}")
        for at, one in enumerate(rows(folder, file, "idea"))
    ]


def _scored(
    model: Second, texts: Sequence[OwnMessage], sentences: Sequence[tuple[Sentence, ...]]
) -> list[tuple[float, bool]]:
    return [
        (model.score(said), one.idea is True) for one, said in zip(texts, sentences, strict=True)
    ]


if __name__ == "__main__":
    sys.exit(main())
