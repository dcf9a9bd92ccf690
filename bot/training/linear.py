"""Linear models by scikit-learn, in which telling features may weigh most.

An NB-SVM (Wang, Manning 2012): each feature is scaled by how far naive Bayes tells the labels apart
by it, and a support vector machine with squared hinge loss learns from what results.
"""

from collections.abc import Callable, Iterable
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array
from sklearn.feature_extraction.text import CountVectorizer
from sklearn.svm import LinearSVC

_LEAST = 0.22  # scale of a feature that is as common in both labels
_SEED = 7


def counted(
    examples: Iterable[Any], features: Callable[[Any], Iterable[str]], *, at_least: int
) -> tuple[list[str], csr_array]:
    """Names of the features that `at_least` so many examples have; a row of counts for each."""
    vectorizer = CountVectorizer(analyzer=features, min_df=at_least, dtype=np.float64)
    counts = csr_array(vectorizer.fit_transform(examples))
    return vectorizer.get_feature_names_out().tolist(), counts


def scales(
    counts: csr_array, is_positive: NDArray[np.bool_], *, most: float
) -> NDArray[np.float64]:
    """Naive Bayes' log ratio of each column, without its sign and bounded."""
    positive, negative = (
        counts[chosen].sum(axis=0) + 1.0 for chosen in (is_positive, ~is_positive)
    )
    ratios = np.log(positive / positive.sum()) - np.log(negative / negative.sum())
    return np.clip(abs(ratios), _LEAST, most)


def classifier(cost: float, *, positive: float = 1.0) -> LinearSVC:
    """`positive`: weight of the positive examples.

    The solver visits examples in an order of its own: the seed fixes it. The tolerance is below the
    default, so that after rounding another order, machine or version gives the same weights.
    """
    return LinearSVC(
        C=cost,
        class_weight={False: 1.0, True: positive},
        dual=True,
        tol=1e-6,
        max_iter=100_000,
        random_state=_SEED,
    )
