"""Who is thanked, learned from the mentions in our own messages that are thanks."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.domain.detector.recipients import Mention, chained, mentions
from bot.domain.detector.sight import look
from bot.domain.detector.weighing import weighed
from bot.domain.detector.weights import Weights
from bot.domain.messages import Kind, Span
from bot.training.margins import Example, learned
from bot.training.messages import OwnMessage

_AT_LEAST = 2
_COST, _ROUNDS, _ROOM = 0.3, 20, 0.3


@dataclass(frozen=True, slots=True)
class Place:
    """A mention: what is seen around it, and whether it is thanked."""

    cues: tuple[str, ...]
    is_thanked: bool


def places_of(one: OwnMessage, known: Weights) -> list[Place]:
    def is_thanked(mention: Mention, _: Iterable[str]) -> bool:
        return _id(mention.span) in one.recipients

    seen = look(one.message)
    found = [weighed(each, known, seen.marked) for each in seen.shown]
    named = mentions(seen.reading, found, seen.named)
    return [Place(cues, yes) for _, cues, yes in chained(named, is_thanked)]


def _id(span: Span) -> str:
    return f"!{span.value}" if span.kind is Kind.BROADCAST else span.value


def taught_people(messages: Sequence[OwnMessage], known: Weights) -> tuple[dict[str, float], float]:
    places = [place for one in messages if one.kudos for place in places_of(one, known)]
    counts = Counter(cue for place in places for cue in place.cues)
    names = sorted(cue for cue, times in counts.items() if times >= _AT_LEAST)
    numbers = {name: at for at, name in enumerate(names)}
    examples = [
        Example(
            (), 1.0, tuple(numbers[cue] for cue in place.cues if cue in numbers), place.is_thanked
        )
        for place in places
    ]
    line = learned(examples, [_ROOM] * len(names), cost=_COST, rounds=_ROUNDS)
    weights = {name: weight for name, weight in zip(names, line.weights, strict=True) if weight}
    return weights, line.bias
