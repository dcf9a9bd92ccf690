"""The shipped models: what thanks and ideas look like in our own messages.

A message is as much as its best sentence: in one that is thanks, the sentence that says so is not
known, so each round takes the one that the round before thought best (MI-SVM, Andrews et al. 2003).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from operator import attrgetter

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array, diags_array, hstack
from sklearn.svm import LinearSVC

from bot.domain.detector.features import TELLING
from bot.domain.detector.weighing import cue_share, share
from bot.domain.detector.weights import FIRST
from bot.training.examples import Sentence
from bot.training.linear import classifier, counted, scales

_AT_LEAST = 2  # sentences with a feature
_COST = 0.07
_ROUNDS = 3
# Scales: of a feature at most, of cues beside words, and of cues without what the label is made of.
_MOST, _CUES, _OTHER_CUES = 1.73, 0.59, 0.16
_START = 10.0  # so large that the coefficient of the start's score is hardly drawn to 0
_CONTEXT = ("before ", "after ", "just before ", "first", "last", "long ", "says ")
_HEARD = tuple(f"{name} " for name in FIRST)
Labels = Sequence[bool | None]  # None: the message is not learned from


@dataclass(frozen=True, slots=True)
class Second:
    grams: Mapping[str, float]
    cues: Mapping[str, float]
    bias: float

    def score(self, sentences: Sequence[Sentence]) -> float:
        """The best sentence's; of nothing said, very little."""
        return max(map(self.score_of, sentences), default=-9.0)

    def score_of(self, one: Sentence) -> float:
        said = sum(self.grams.get(gram, 0.0) for gram in one.grams) * share(len(one.grams))
        shows = sum(self.cues.get(cue, 0.0) for cue in one.cues) * cue_share(len(one.cues))
        return self.bias + said + shows


NO_START = Second({}, {}, 0.0)


def second_model(
    messages: Sequence[Sequence[Sentence]], labels: Labels, label: str, start: Second = NO_START
) -> Second:
    """`start`: a model of the same label, whose score of a sentence is one more feature."""
    known = [at for at, one in enumerate(labels) if one is not None]
    sentences = [sentence for at in known for sentence in messages[at]]
    message: NDArray[np.int_] = np.repeat(known, [len(messages[at]) for at in known])
    truth = np.array([bool(labels[at]) for at in message])
    grams, said = counted(sentences, attrgetter("grams"), at_least=_AT_LEAST)
    cues, shows = counted(sentences, attrgetter("cues"), at_least=_AT_LEAST)
    of_group = [_CUES if _may_weigh(cue, label) else _OTHER_CUES for cue in cues]
    scale = scales(hstack([said, shows], format="csr"), truth, most=_MOST)
    scale = np.concatenate([scale * ([1.0] * len(grams) + of_group), [_START]])
    features = _features(sentences, said, shows, start) @ diags_array(scale)
    model = _fitted(features, truth, message)
    *weights, again = (model.coef_[0] * scale).tolist()
    return Second(
        _sum(dict(zip(grams, weights, strict=False)), start.grams, again),
        _sum(dict(zip(cues, weights[len(grams) :], strict=True)), start.cues, again),
        float(model.intercept_[0]) + again * start.bias,
    )


def _may_weigh(cue: str, label: str) -> bool:
    if cue.startswith((*_CONTEXT, *_HEARD)):
        return True
    return not TELLING[label].isdisjoint(cue.replace("..", " ").split(" "))


def _features(
    sentences: Sequence[Sentence], said: csr_array, shows: csr_array, start: Second
) -> csr_array:
    """Words and cues as the detector weighs them, and the score by the start."""
    words = diags_array([share(len(one.grams)) for one in sentences]) @ said
    cues = diags_array([cue_share(len(one.cues)) for one in sentences]) @ shows
    scores = csr_array([[start.score_of(one)] for one in sentences])
    return hstack([words, cues, scores], format="csr")


def _fitted(features: csr_array, truth: NDArray[np.bool_], message: NDArray[np.int_]) -> LinearSVC:
    """`message`: the number of the message that each row is a sentence of, ascending."""
    model = classifier(_COST)
    _, start, place = np.unique(message, return_index=True, return_inverse=True)
    chosen = ~truth | (np.bincount(place)[place] == 1)
    for _ in range(_ROUNDS):
        scores = model.fit(features[chosen], truth[chosen]).decision_function(features)
        chosen = ~truth | (scores == np.maximum.reduceat(scores, start)[place])
    return model


def _sum(
    weights: Mapping[str, float], start: Mapping[str, float], again: float
) -> dict[str, float]:
    names = {**weights, **start}
    return {name: weights.get(name, 0.0) + again * start.get(name, 0.0) for name in names}


def cross_validated(
    messages: Sequence[Sequence[Sentence]],
    labels: Labels,
    folds: Sequence[int],
    label: str,
    start: Second,
) -> list[float]:
    """The score of each message by a model that saw none of its fold."""
    models = {}
    for fold in set(folds):
        seen = [None if of == fold else one for of, one in zip(folds, labels, strict=True)]
        models[fold] = second_model(messages, seen, label, start)
    return [models[fold].score(said) for fold, said in zip(folds, messages, strict=True)]
