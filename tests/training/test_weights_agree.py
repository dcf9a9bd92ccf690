"""The committed weights fit what they were learned from, without learning again.

Whether the learner gives these weights is checked by `make weights`, which needs scikit-learn.
"""

import hashlib
import json
from dataclasses import replace

from bot.domain.detector import detect
from bot.domain.detector.weights import LABELS, content_of, weights
from bot.training.examples import digest
from bot.training.messages import own_messages
from bot.training.packing import CHAT, WEIGHTS, entry, file_of, models_of, table_of

FIGURES = json.loads(WEIGHTS.with_suffix(".json").read_text(encoding="utf-8"))
MESSAGES = own_messages()


def test_the_examples_are_those_that_the_weights_were_learned_from() -> None:
    """Otherwise run `make weights`, and commit what it writes."""
    assert FIGURES["examples"] == digest(MESSAGES, weights())


def test_another_label_or_another_word_is_another_digest() -> None:
    first, *rest = MESSAGES[:50]
    relabelled, reworded = replace(first, kudos=not first.kudos), replace(first, text="a word more")

    digests = {digest([one, *rest], weights()) for one in (first, relabelled, reworded)}

    assert len(digests) == 3


def test_the_figures_are_of_these_weights() -> None:
    assert FIGURES["weights"]["sha256"] == hashlib.sha256(WEIGHTS.read_bytes()).hexdigest()


def test_the_weights_tell_apart_what_they_were_learned_from() -> None:
    """F1 was .88 and .85 when they were learned."""
    by_hand = [(one, detect(one.message)) for one in MESSAGES if one.is_by_hand]

    for label in LABELS:
        known = [
            (bool(getattr(one, label)), getattr(found, label) is not None)
            for one, found in by_hand
            if getattr(one, label) is not None
        ]
        hits = sum(truth and is_found for truth, is_found in known)
        assert 2 * hits / sum(map(sum, known)) > 0.8


def test_the_file_is_read_as_it_was_written() -> None:
    assert content_of(file_of(models_of(WEIGHTS))) == content_of(WEIGHTS.read_bytes())
    assert models_of(CHAT).keys() == set(LABELS)


def test_the_largest_weights_are_kept_in_steps_that_are_not_0() -> None:
    model = entry({"a": 0.5, "b": -0.75, "c": 0.1}, {"d": 0.0004}, 0.25, kept=2, likely=0.6)

    assert table_of(model) == ({"a": 0.5, "b": -0.75}, {}, 0.25)
    assert model["likely"] == 0.6
