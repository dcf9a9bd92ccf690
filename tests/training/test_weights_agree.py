"""The committed weights are what the repository teaches, number by number."""

import hashlib
import json

from bot.domain.detector.weights import content_of, packed
from bot.training.__main__ import WEIGHTS
from bot.training.chat import FROZEN
from bot.training.messages import own_messages
from bot.training.packing import chat_of, first_of, second_models
from bot.training.second import prepared


def test_training_again_gives_the_committed_weights() -> None:
    """Otherwise run `python -m bot.training`, and commit what it writes."""
    committed = content_of(WEIGHTS.read_bytes())
    messages, chat = own_messages(), chat_of(FROZEN.read_bytes())

    content = second_models(committed, messages, prepared(messages, first_of(committed)), chat)

    assert content == committed
    assert content_of(packed(committed)) == committed


def test_the_figures_are_of_these_weights() -> None:
    told = json.loads(WEIGHTS.with_suffix(".json").read_text(encoding="utf-8"))

    assert told["weights"]["sha256"] == hashlib.sha256(WEIGHTS.read_bytes()).hexdigest()
