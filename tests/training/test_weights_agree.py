"""The committed weights are what the repository teaches, to the bit."""

import hashlib
import json

from bot.domain.detector.weights import content_of, packed
from bot.training.__main__ import WEIGHTS
from bot.training.chat import FROZEN
from bot.training.messages import own_messages
from bot.training.packing import chat_of, second_models


def test_training_again_gives_the_committed_weights() -> None:
    """Otherwise run `python -m bot.training`, and commit what it writes."""
    committed = WEIGHTS.read_bytes()

    content = second_models(content_of(committed), own_messages(), chat_of(FROZEN.read_bytes()))

    assert packed(content) == committed


def test_the_figures_are_of_these_weights() -> None:
    told = json.loads(WEIGHTS.with_suffix(".json").read_text(encoding="utf-8"))

    assert told["weights"]["sha256"] == hashlib.sha256(WEIGHTS.read_bytes()).hexdigest()
