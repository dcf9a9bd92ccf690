"""How long a message takes to judge, by part."""

import time
from collections.abc import Callable, Mapping, Sequence
from statistics import median

from bench.figures import Figure, at_most
from bot.domain.detector import detect
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

    def weigh(message: Message) -> object:
        seen = look(message)
        return [weighed(one, known, seen.marked) for one in seen.shown]

    # What one part makes, the next one takes further, and some of it only when it is asked for: so
    # each way is gone from its beginning, and a part is what the way to its end takes more.
    ways: dict[str, Callable[[Message], object]] = {
        "reading": lambda message: read(message.spans).sentences,
        "words": lambda message: shown(read(message.spans)),
        "explicit thanks and ideas": look,
        "cues and weighing": weigh,
        "judgement and recipients": detect,
    }

    def timed(way: Callable[[Message], object]) -> Sequence[float]:
        return _each(lambda at: way(messages[at]), len(messages), rounds)

    taken = {name: timed(way) for name, way in ways.items()}
    whole = median(taken["judgement and recipients"])
    hostile = [
        _message(start + bit * (_LONG // len(bit))) for bit in _BITS for start in ("", _BITS[0])
    ]
    worst = max(_each(lambda at: detect(hostile[at]), len(hostile), rounds)) / 1000
    load = _microseconds(lambda _: unpacked(WEIGHTS.read_bytes()), 1, rounds) / 1000
    return [
        at_most("a message judged, median", whole, MEDIAN, "µs"),
        *_parts(taken),
        at_most("40,000 characters, the slowest of several kinds", worst, WORST, "ms"),
        at_most("loading the weights", load, LOAD, "ms"),
    ]


def _parts(taken: Mapping[str, Sequence[float]]) -> Sequence[Figure]:
    """The median of what each part adds, message by message."""
    found, before = [], [0.0] * len(next(iter(taken.values())))
    for name, each in taken.items():
        added = median(after - earlier for after, earlier in zip(each, before, strict=True))
        found.append(Figure(f"  {name}", f"{added:.1f} µs"))
        before = list(each)
    return found


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
