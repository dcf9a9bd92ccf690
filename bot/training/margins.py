"""A linear model learned by dual coordinate descent (squared hinge), the same to the bit each time.

Each example is two rows of feature numbers: words, which count less the more there are, and cues.
Hsieh, Chang, Lin, Keerthi, Sundararajan 2008, algorithm 1.
"""

import random
from collections.abc import Sequence
from dataclasses import dataclass

_SEED = 7


@dataclass(frozen=True, slots=True)
class Example:
    words: tuple[int, ...]
    scale: float  # of each word
    cues: tuple[int, ...]
    is_positive: bool
    weight: float = 1.0
    cue_scale: float = 1.0


@dataclass(frozen=True, slots=True)
class Line:
    """What was learned: a weight for each feature, and where zero is."""

    weights: list[float]
    bias: float

    def score(self, example: Example) -> float:
        weigh = self.weights.__getitem__
        said = sum(map(weigh, example.words)) * example.scale
        return said + sum(map(weigh, example.cues)) * example.cue_scale + self.bias


def learned(
    examples: Sequence[Example],
    room: Sequence[float],
    *,
    cost: float,
    rounds: int,
    start: Line | None = None,
) -> Line:
    """`room` says how far each feature's weight may go: its square, as a prior's variance.

    `start` is where the weights are drawn to, nothing by default.
    """
    weights = list(start.weights) if start else [0.0] * len(room)
    bias = start.bias if start else 0.0
    pulls = [0.0] * len(examples)
    slack = [0.5 / (cost * example.weight) for example in examples]
    sizes = [_size(example, room) for example in examples]
    order = list(range(len(examples)))
    shuffle = random.Random(_SEED).shuffle  # noqa: S311 - to be repeatable, not secret
    weigh = weights.__getitem__
    for _ in range(rounds):
        shuffle(order)
        for at in order:
            one = examples[at]
            scale, cue_scale = one.scale, one.cue_scale
            side = 1.0 if one.is_positive else -1.0
            score = (
                sum(map(weigh, one.words)) * scale + sum(map(weigh, one.cues)) * cue_scale + bias
            )
            slope = side * score - 1.0 + pulls[at] * slack[at]
            pull = max(pulls[at] - slope / (sizes[at] + slack[at]), 0.0)
            step = (pull - pulls[at]) * side
            if -1e-6 < step < 1e-6:
                continue
            pulls[at] = pull
            bias += step
            for feature in one.words:
                weights[feature] += step * scale * room[feature]
            for feature in one.cues:
                weights[feature] += step * cue_scale * room[feature]
    return Line(weights, bias)


def _size(example: Example, room: Sequence[float]) -> float:
    words = sum(room[feature] for feature in example.words) * example.scale**2
    return words + sum(room[feature] for feature in example.cues) * example.cue_scale**2 + 1.0
