"""How far a channel's edges stand above the tested ones, by what people answered there.

The detector's score is a share: of messages like this one, so many are an idea. Where people say
no more often than was tested, such messages are rarer than the share believes, by the ratio of
the odds. Adding the logarithm of that ratio to an edge, in logits, restores what was tested.

Tests are not forgotten after one no: they count as `WRONG` noes, with as many yeses as make the
tested precision. That is the mean of a Beta posterior, and its odds are a plain quotient:

    shift = ln((WRONG + no) / WRONG) - ln((right + yes) / right),  right = WRONG * p / (1 - p)

No less than 0, for no channel is laxer than tested, and no more than `MOST`.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass

from bot.domain.detector import Band, IdeaFound, KudosFound
from bot.domain.detector.weights import Model, weights
from bot.domain.feedback import Answers, Evidence, Label, Noticed

# Precision of each band alone on our own messages left out, as the figures file beside the
# weights has it, rounded down. A test compares.
TESTED: Mapping[tuple[Label, Evidence], float] = {
    (Label.KUDOS, Evidence.LIKELY): 0.76,
    (Label.KUDOS, Evidence.SURE): 0.97,
    (Label.IDEA, Evidence.LIKELY): 0.69,
    (Label.IDEA, Evidence.SURE): 0.95,
}
WRONG = 4  # one no moves an edge by 0.22, twelve by 1.39
MOST = 1.5  # logits: an edge of .40 rises to .75, one of .58 to .86, one of .99 to .998
_NEARLY = 1e-13  # a share of 1 has no logit


@dataclass(frozen=True, slots=True)
class Shifts:
    """In logits, by label; none below 0."""

    kudos: float = 0.0
    idea: float = 0.0

    def of(self, label: Label) -> float:
        return self.kudos if label is Label.KUDOS else self.idea


AS_TESTED = Shifts()


def shift_of(label: Label, answers: Mapping[Evidence, Answers]) -> float:
    """By the worse of the two bands: who is wrong when doubting may be wrong when sure."""
    bands = (Evidence.LIKELY, Evidence.SURE)
    found = (_shift(TESTED[label, band], answers.get(band, Answers())) for band in bands)
    return max(found)


def _shift(tested: float, answers: Answers) -> float:
    right = WRONG * tested / (1.0 - tested)
    shift = math.log1p(answers.no / WRONG) - math.log1p(answers.yes / right)
    return min(max(shift, 0.0), MOST)


def noticed(found: KudosFound | IdeaFound) -> Noticed:
    if found.is_explicit:
        return Noticed(found.score, Evidence.EXPLICIT, weights().version)
    return Noticed(found.score, Evidence(found.band), weights().version)


def marked(score: float) -> Noticed:
    """A message that somebody's reaction takes for an idea."""
    return Noticed(score, Evidence.MARKED, weights().version)


def band_where(shift: float, label: Label, found: Noticed, band: Band) -> Band:
    """The band of a message in a channel whose edges are so much higher. Markers stay as they are.

    What was found `LIKELY` in spite of its score, by where it stands, stays so.
    """
    model = _model(label)
    if shift <= 0.0 or found.band is Evidence.EXPLICIT or found.score < model.likely:
        return band
    score = _logit(found.score) - shift
    if score < _logit(model.likely):
        return Band.NO
    return Band.LIKELY if band is Band.SURE and score < _logit(model.sure) else band


def _model(label: Label) -> Model:
    known = weights()
    return known.kudos if label is Label.KUDOS else known.idea


def _logit(share: float) -> float:
    share = min(max(share, _NEARLY), 1.0 - _NEARLY)
    return math.log(share / (1.0 - share))
