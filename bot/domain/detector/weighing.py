"""How much each sentence sounds like thanks, and how much like an idea."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import repeat

from bot.domain.detector.features import Shown
from bot.domain.detector.weights import Model, Weights, fields

# From which scores of the first models on a cue is shown, the more the higher.
_STEPS = (
    ("gratitude", (-0.8, -0.4, 0.0, 0.4, 0.9)),
    ("admiration", (-0.8, -0.5, -0.2, 0.2, 0.6)),
    ("suggests", (-1.0, -0.7, -0.4, -0.1, 0.3)),
)
_STAIRS = tuple(
    tuple((edge, f"{name} {place}") for place, edge in enumerate(edges)) for name, edges in _STEPS
)
_MANY = 50
_NONE = repeat(0)
FEWEST = 4  # words that share their say: a sentence of one word is no surer than one of four


@dataclass(frozen=True, slots=True)
class Weighed:
    """One sentence's scores, as sums; `first` are those of the three first models."""

    shown: Shown
    kudos: float
    idea: float
    first: tuple[float, float, float]


def weighed(one: Shown, known: Weights, marked: Sequence[str]) -> Weighed:
    """`marked`: what explicit rules see in the message."""
    row = sum(map(known.grams.get, one.grams, _NONE))
    gratitude, admiration, suggests, kudos, idea = fields(row, 5)
    models = known.first
    first = (
        gratitude + models[0].bias,
        admiration + models[1].bias,
        suggests + models[2].bias,
    )
    cues = [*one.cues, *heard(first), *marked]
    shown_kudos, shown_idea = fields(sum(map(known.cues.get, cues, _NONE)), 2)
    words, shows = share(len(one.grams)), cue_share(len(cues))
    return Weighed(
        one,
        kudos * words + shown_kudos * shows + known.kudos.bias,
        idea * words + shown_idea * shows + known.idea.bias,
        first,
    )


def share(grams: int) -> float:
    return 1.0 / math.sqrt(max(FEWEST, grams))


def cue_share(cues: int) -> float:
    """A long sentence shows much by chance."""
    return math.sqrt(_MANY / max(_MANY, cues))


def heard(first: Iterable[float]) -> list[str]:
    """The first models' scores as cues."""
    return [
        cue
        for score, stairs in zip(first, _STAIRS, strict=True)
        for edge, cue in stairs
        if score > edge
    ]


def as_share(score: float, model: Model) -> float:
    """A score as the share of messages like it that were what they seem."""
    return 1.0 / (1.0 + math.exp(-min(max(model.slope * score + model.offset, -30.0), 30.0)))
