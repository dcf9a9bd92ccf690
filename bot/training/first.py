"""The first models: what thanks, admiration and suggestions sound like in public corpora.

They count words by ones and twos, and the score of a text is the sum of its sentences' scores.
"""

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.domain.detector.features import grams
from bot.domain.detector.tokens import emoji_of, tokens_of
from bot.domain.mrkdwn import spans_of
from bot.domain.reading import read
from bot.training.corpora import Labelled, labelled
from bot.training.edges import best_edge
from bot.training.margins import Example, Line, learned


@dataclass(frozen=True, slots=True)
class Source:
    name: str
    file: str
    label: str
    at_least: int  # occurrences of a feature
    cost: float
    positive: float  # weight of positive examples


SOURCES = (
    Source("gratitude", "goemotions_train.tsv", "gratitude", 3, 0.015, 1.5),
    Source("admiration", "goemotions_train.tsv", "admiration", 3, 0.1, 1.5),
    Source("suggests", "ami_train.tsv", "idea", 3, 0.05, 1.5),
)
KEPT = 2500  # weights of a model
_ROUNDS = 12


@dataclass(frozen=True, slots=True)
class Model:
    """Weights by gram, a bias, and the score from which its F1 was best on a fifth left out."""

    weights: dict[str, float]
    bias: float
    edge: float

    def score(self, said: Sequence[str]) -> float:
        return self.bias + sum(self.weights.get(gram, 0.0) for gram in said)


def first_models(folder: Path) -> dict[str, Model]:
    return {source.name: model(folder, source) for source in SOURCES}


def model(folder: Path, source: Source) -> Model:
    texts = list(labelled(folder, source.file, source.label))
    said = [grams_of(one.text) for one in texts]
    held = [at for at in range(len(texts)) if at % 5 == 0]
    rest = [at for at in range(len(texts)) if at % 5]
    trial = _trained(source, [texts[at] for at in rest], [said[at] for at in rest])
    scored = [(trial.score(said[at]), texts[at].is_positive) for at in held]
    edge, _ = best_edge(scored)
    whole = _trained(source, texts, said)
    return Model(whole.weights, whole.bias, edge)


def grams_of(text: str) -> list[str]:
    """Those of each sentence; what several sentences share counts in each."""
    reading = read(spans_of(text))
    emoji = emoji_of(reading)
    return [gram for one in reading.sentences for gram in grams(tokens_of(one.text, emoji)[1])]


def _trained(source: Source, texts: Sequence[Labelled], said: Sequence[list[str]]) -> Model:
    counts = Counter(gram for one in said for gram in one)
    positive = Counter(
        gram for one, text in zip(said, texts, strict=True) if text.is_positive for gram in one
    )
    names = sorted(gram for gram, count in counts.items() if count >= source.at_least)
    room = ratios(names, positive, counts)
    numbers = {name: at for at, name in enumerate(names)}
    examples = [
        Example(
            tuple(sorted({numbers[gram] for gram in one if gram in numbers})),
            1.0,
            (),
            text.is_positive,
            source.positive if text.is_positive else 1.0,
        )
        for one, text in zip(said, texts, strict=True)
    ]
    line = learned(examples, room, cost=source.cost, rounds=_ROUNDS)
    return _pruned(names, line, counts)


def ratios(names: Sequence[str], positive: Counter[str], all_of: Counter[str]) -> list[float]:
    """The squares of naive Bayes' log ratios: a word that tells the labels apart may weigh more."""
    total = sum(positive[name] for name in names) + len(names)
    others = sum(all_of[name] - positive[name] for name in names) + len(names)
    found = []
    for name in names:
        ratio = math.log((positive[name] + 1) / total) - math.log(
            (all_of[name] - positive[name] + 1) / others
        )
        found.append(min(max(ratio * ratio, 0.05), 9.0))
    return found


def _pruned(names: Sequence[str], line: Line, counts: Counter[str]) -> Model:
    def worth(at: int) -> float:
        return abs(line.weights[at]) * math.sqrt(counts[names[at]])

    kept = sorted(range(len(names)), key=worth, reverse=True)[:KEPT]
    return Model({names[at]: line.weights[at] for at in sorted(kept)}, line.bias, 0.0)
