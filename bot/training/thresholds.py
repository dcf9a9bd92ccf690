"""From scores to calibrated shares, and the thresholds of the bands."""

import math
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import precision_recall_curve, precision_recall_fscore_support
from sklearn.utils import resample

Scores: TypeAlias = NDArray[np.float64]
Truth: TypeAlias = NDArray[np.bool_]
_SAMPLES = 200


def calibrated(scores: Scores, truth: Truth) -> tuple[float, float]:
    """Slope and offset of the logistic curve from a score to a share of positives (Platt 1999)."""
    curve = LogisticRegression(C=np.inf).fit(scores.reshape(-1, 1), truth)
    return round(float(curve.coef_[0, 0]), 4), round(float(curve.intercept_[0]), 4)


def share(logit: float) -> float:
    return 1.0 / (1.0 + math.exp(-logit))


def best_threshold(scores: Scores, truth: Truth, *, others: float = 1.0) -> float:
    """Where F1 is best if negatives were `others` times as common, half-way to the score below."""
    precision, recall, thresholds = precision_recall_curve(
        truth, scores, sample_weight=np.where(truth, 1.0, others)
    )
    f1 = 2.0 * precision * recall / np.maximum(precision + recall, 1e-9)
    best = int(f1[:-1].argmax())
    return float(thresholds[max(best - 1, 0) : best + 1].mean())


def steady_threshold(scores: Scores, truth: Truth, *, others: float) -> float:
    """The mean over bootstrap samples: where F1 is flat, the best of one sample is by chance."""
    samples = (resample(scores, truth, random_state=seed) for seed in range(_SAMPLES))
    return float(np.mean([best_threshold(*sample, others=others) for sample in samples]))


def threshold_for(scores: Scores, truth: Truth, precision: float) -> float:
    """The lowest score from which on that precision is kept."""
    kept, _, thresholds = precision_recall_curve(truth, scores)
    return float(thresholds[kept[:-1] >= precision].min())


def figures_at(scores: Scores, truth: Truth, threshold: float) -> list[float]:
    """Precision, recall and F1."""
    figures = precision_recall_fscore_support(
        truth, scores >= threshold, average="binary", zero_division=0
    )
    return [round(float(one), 3) for one in figures[:3]]
