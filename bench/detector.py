"""How long a message takes to judge, by part."""

import time
from collections.abc import Callable, Sequence
from statistics import median

from bench.figures import Figure, at_most
from bot.domain.detector import detect, ideas, kudos
from bot.domain.detector.features import shown
from bot.domain.detector.sight import look
from bot.domain.detector.weighing import weighed
from bot.domain.detector.weights import unpacked, weights
from bot.domain.messages import Message
from bot.domain.mrkdwn import spans_of
from bot.domain.reading import read
from bot.training.__main__ import WEIGHTS
from bot.training.messages import own_messages

ROUNDS = 5
MEDIAN, WORST, LOAD = 100, 5, 50
_LONG = 40_000
_BITS = (
    "thanks <@U1> ",
    "<@U1> ",
    ":tada: ",
    "what if we ",
    "` ",
    "``` ",
    ", ",
    "\u202eab ",
    "a. ",
)


def figures(*, rounds: int = ROUNDS, every: int = 10) -> Sequence[Figure]:
    messages = [one.message for one in own_messages() if one.is_by_hand][::every]
    known = weights()
    read_ones = [read(message.spans) for message in messages]
    seen = [look(message) for message in messages]
    parts: dict[str, tuple[Callable[[int], object], int]] = {
        "spans of its text": (lambda at: spans_of(messages[at].text), len(messages)),
        "reading": (lambda at: read(messages[at].spans).sentences, len(messages)),
        "words and what they show": (lambda at: shown(read_ones[at]), len(messages)),
        "explicit thanks": (lambda at: kudos.find(messages[at], read_ones[at]), len(messages)),
        "explicit ideas": (lambda at: ideas.find(messages[at], read_ones[at]), len(messages)),
        "weighing": (lambda at: weighed(seen[at].shown, known, seen[at].marked), len(messages)),
    }
    whole = _microseconds(lambda at: detect(messages[at]), len(messages), rounds)
    hostile = [
        _message(start + bit * (_LONG // len(bit))) for bit in _BITS for start in ("", _BITS[0])
    ]
    worst = max(_each(lambda at: detect(hostile[at]), len(hostile), rounds)) / 1000
    load = _microseconds(lambda _: unpacked(WEIGHTS.read_bytes()), 1, rounds) / 1000
    return [
        at_most("a message judged, median", whole, MEDIAN, "µs"),
        *(
            Figure(f"  {name}", f"{_microseconds(*part, rounds):.1f} µs")
            for name, part in parts.items()
        ),
        at_most("40,000 characters, the slowest of several kinds", worst, WORST, "ms"),
        at_most("loading the weights", load, LOAD, "ms"),
    ]


def _microseconds(act: Callable[[int], object], count: int, rounds: int) -> float:
    return median(_each(act, count, rounds))


def _each(act: Callable[[int], object], count: int, rounds: int) -> list[float]:
    """The best of the rounds for each, so that what else runs here counts less."""
    act(0)
    return [min(_once(act, at) for _ in range(rounds)) for at in range(count)]


def _once(act: Callable[[int], object], at: int) -> float:
    begun = time.perf_counter_ns()
    act(at)
    return (time.perf_counter_ns() - begun) / 1000


def _message(text: str) -> Message:
    return Message("T", "C", "1", "", text, spans_of(text), own_messages()[0].message.sent_at, "1")
