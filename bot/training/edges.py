"""From scores to shares and bands."""

import math
import random
from collections.abc import Sequence
from dataclasses import dataclass

Scored = tuple[float, bool]
_SEED, _DRAWS = 7, 50


@dataclass(frozen=True, slots=True)
class Curve:
    """A score as a share: 1 / (1 + e^-(slope · score + offset))."""

    slope: float
    offset: float

    def share(self, score: float) -> float:
        return 1.0 / (1.0 + math.exp(-min(max(self.slope * score + self.offset, -30.0), 30.0)))


def curve_of(scored: Sequence[Scored]) -> Curve:
    """Platt's curve, by Newton's method."""
    slope, offset = 2.0, 0.0
    for _ in range(30):
        g0 = g1 = h00 = h01 = h11 = 0.0
        for score, is_positive in scored:
            share = Curve(slope, offset).share(score)
            missing, bend = share - is_positive, share * (1.0 - share) + 1e-9
            g0, g1 = g0 + missing * score, g1 + missing
            h00, h01, h11 = h00 + bend * score * score, h01 + bend * score, h11 + bend
        scale = h00 * h11 - h01 * h01
        slope -= (h11 * g0 - h01 * g1) / scale
        offset -= (h00 * g1 - h01 * g0) / scale
    return Curve(round(slope, 4), round(offset, 4))


def best_edge(scored: Sequence[Scored], *, others: float = 1.0) -> tuple[float, float]:
    """The score from which on F1 is best, and that F1, if negatives were `others` times as many."""
    positives = sum(is_positive for _, is_positive in scored)
    best, edge, hits, flagged = 0.0, 0.0, 0, 0.0
    ordered = sorted(scored, reverse=True)
    for place, (score, is_positive) in enumerate(ordered, 1):
        hits += is_positive
        flagged += 1.0 if is_positive else others
        f1 = 2 * hits / (flagged + positives)
        if f1 > best:
            following = ordered[place][0] if place < len(ordered) else score - 1.0
            best, edge = f1, (score + following) / 2
    return edge, best


def steady_edge(scored: Sequence[Scored], *, others: float) -> float:
    """The mean of the best edges of many draws: where F1 is flat, the best of one is by chance."""
    draw = random.Random(_SEED).choices  # noqa: S311 - to be repeatable, not secret
    size = len(scored)
    return sum(best_edge(draw(scored, k=size), others=others)[0] for _ in range(_DRAWS)) / _DRAWS


def edge_for(scored: Sequence[Scored], precision: float, *, others: float = 1.0) -> float:
    """The lowest score from which on that precision was kept."""
    hits, flagged, edge = 0, 0.0, math.inf
    for score, is_positive in sorted(scored, reverse=True):
        hits += is_positive
        flagged += 1.0 if is_positive else others
        if hits >= precision * flagged:
            edge = score
    return edge


def precision_recall(scored: Sequence[Scored], edge: float) -> tuple[float, float, float]:
    hits = sum(is_positive for score, is_positive in scored if score >= edge)
    flagged = sum(score >= edge for score, _ in scored)
    positives = sum(is_positive for _, is_positive in scored)
    return (
        hits / max(1, flagged),
        hits / max(1, positives),
        2 * hits / max(1, flagged + positives),
    )
