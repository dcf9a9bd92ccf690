"""`python -m bot.training.research --data FOLDER`: the same features on SemEval-2019 task 9.

That corpus may not be used in what ships. What is learned here is measured and thrown away.
"""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from bot.domain.detector.sight import look
from bot.domain.detector.weights import content_of
from bot.training.__main__ import WEIGHTS
from bot.training.advice import advice
from bot.training.corpora import labelled as rows
from bot.training.edges import best_edge, precision_recall
from bot.training.first import Model as First
from bot.training.messages import FOLDS, OwnMessage
from bot.training.packing import first_of
from bot.training.second import Second, Sentence, labelled, sentences_of, taught

# The trial sets are half positive, the training set a quarter.
_OTHERS = 0.325
# By folds, and by learning from what is said of one product for what is said of another.
_COST = 0.01


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m bot.training.research", description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="the folder of public corpora")
    folder: Path = parser.parse_args().data
    first = first_of(content_of(WEIGHTS.read_bytes()))
    texts = _texts(folder, "semeval_train.tsv")
    sentences = _prepared(texts, first)
    edge, _ = best_edge(_left_out(texts, sentences), others=_OTHERS)
    model = taught(labelled(texts, sentences, "idea"), "idea", cost=_COST)
    for name in ("semeval_a_dev.tsv", "semeval_b_dev.tsv"):
        trial = _texts(folder, name)
        scored = _scored(model, trial, _prepared(trial, first))
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


def _prepared(texts: Sequence[OwnMessage], first: Sequence[First]) -> list[tuple[Sentence, ...]]:
    found = []
    for one in texts:
        seen = look(one.message)
        pairs = zip(sentences_of(seen, first), seen.shown, strict=True)
        found.append(
            tuple(
                Sentence(said.grams, (*said.cues, *advice(shown.words.tokens)))
                for said, shown in pairs
            )
        )
    return found


def _left_out(
    texts: Sequence[OwnMessage], sentences: Sequence[tuple[Sentence, ...]]
) -> list[tuple[float, bool]]:
    """Each text's score by a model that did not see its fold."""
    found: list[tuple[float, bool]] = []
    both = list(zip(texts, sentences, strict=True))
    for fold in range(FOLDS):
        rest, held = (
            [pair for pair in both if (pair[0].fold == fold) is is_held]
            for is_held in (False, True)
        )
        learned_from = labelled([one for one, _ in rest], [said for _, said in rest], "idea")
        model = taught(learned_from, "idea", cost=_COST)
        found += _scored(model, [one for one, _ in held], [said for _, said in held])
    return found


def _scored(
    model: Second, texts: Sequence[OwnMessage], sentences: Sequence[tuple[Sentence, ...]]
) -> list[tuple[float, bool]]:
    return [
        (model.score(said), one.idea is True) for one, said in zip(texts, sentences, strict=True)
    ]


if __name__ == "__main__":
    sys.exit(main())
