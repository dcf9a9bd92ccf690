"""The first models: what thanks, admiration and suggestions sound like in public corpora.

They count words by ones and twos, and the score of a text is the sum of its sentences' scores.
"""

import csv
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array, diags_array

from bot.domain.detector.features import grams
from bot.domain.detector.tokens import emoji_of, tokens_of
from bot.domain.mrkdwn import spans_of
from bot.domain.reading import read
from bot.training.linear import classifier, counted, scales
from bot.training.thresholds import best_threshold


@dataclass(frozen=True, slots=True)
class Corpus:
    file: str
    label: str
    cost: float


CORPORA = {
    "gratitude": Corpus("goemotions_train.tsv", "gratitude", 0.015),
    "admiration": Corpus("goemotions_train.tsv", "admiration", 0.1),
    "suggests": Corpus("ami_train.tsv", "idea", 0.05),
}
_AT_LEAST = 3  # texts with a feature
_POSITIVE = 1.5  # weight of positive examples
_MOST = 3.0  # scale of a feature
_KEPT = 2500  # weights of a model


@dataclass(frozen=True, slots=True)
class First:
    """Weights by gram, a bias, and the score from which F1 was best on a fifth left out."""

    grams: dict[str, float]
    bias: float
    threshold: float


def first_model(folder: Path, corpus: Corpus) -> First:
    texts, truth = _read(folder, corpus)
    names, counts = counted(texts, _grams_of, at_least=_AT_LEAST)
    held = np.arange(len(texts)) % 5 == 0
    weights, bias = _fitted(counts[~held], truth[~held], corpus.cost)
    threshold = best_threshold(counts[held] @ weights + bias, truth[held])
    weights, bias = _fitted(counts, truth, corpus.cost)
    return First(dict(zip(names, weights.tolist(), strict=True)), bias, threshold)


def _read(folder: Path, corpus: Corpus) -> tuple[list[str], NDArray[np.bool_]]:
    with (folder / corpus.file).open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
    return [row["text"] for row in rows], np.array([row[corpus.label] == "1" for row in rows])


def _grams_of(text: str) -> list[str]:
    """Those of each sentence; what several sentences share counts in each."""
    reading = read(spans_of(text))
    emoji = emoji_of(reading)
    return [gram for one in reading.sentences for gram in grams(tokens_of(one.text, emoji)[1])]


def _fitted(
    counts: csr_array, truth: NDArray[np.bool_], cost: float
) -> tuple[NDArray[np.float64], float]:
    """Weights and bias. Only the weights that change most scores are kept; the others are 0."""
    scale = scales(counts, truth, most=_MOST)
    model = classifier(cost, positive=_POSITIVE).fit(counts @ diags_array(scale), truth)
    weights = model.coef_[0] * scale
    worth = abs(weights) * np.sqrt(counts.sum(axis=0))
    weights[np.argsort(worth, kind="stable")[:-_KEPT]] = 0.0
    return weights, float(model.intercept_[0])
