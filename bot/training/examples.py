"""Our own messages as the learners see them: by the same code that judges."""

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import astuple, dataclass

from bot.domain.detector.recipients import Mention, chained, mentions
from bot.domain.detector.sight import Seen, look
from bot.domain.detector.weighing import Weighed, heard, weighed
from bot.domain.detector.weights import Weights
from bot.domain.messages import Kind, Span
from bot.training.messages import OwnMessage


@dataclass(frozen=True, slots=True)
class Sentence:
    grams: tuple[str, ...]
    cues: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """A mention: what is seen around it, and whether it is thanked."""

    cues: tuple[str, ...]
    is_thanked: bool


def prepared(messages: Iterable[OwnMessage], known: Weights) -> list[tuple[Sentence, ...]]:
    """`known` scores with the first models, whose scores are cues."""
    return [_sentences(look(one.message), known) for one in messages]


def _sentences(seen: Seen, known: Weights) -> tuple[Sentence, ...]:
    return tuple(
        Sentence(
            tuple(sorted(one.shown.grams)),
            (*sorted(one.shown.cues), *heard(one.first), *seen.marked),
        )
        for one in _weighed(seen, known)
    )


def _weighed(seen: Seen, known: Weights) -> list[Weighed]:
    return [weighed(each, known, seen.marked) for each in seen.shown]


def places(messages: Iterable[OwnMessage], known: Weights) -> list[Place]:
    """The mentions in messages that are thanks."""
    return [place for one in messages if one.kudos for place in _places(one, known)]


def _places(one: OwnMessage, known: Weights) -> Iterator[Place]:
    def is_thanked(mention: Mention, _: Iterable[str]) -> bool:
        return _id(mention.span) in one.recipients

    seen = look(one.message)
    named = mentions(seen.reading, _weighed(seen, known), seen.named)
    return (Place(cues, yes) for _, cues, yes in chained(named, is_thanked))


def _id(span: Span) -> str:
    return f"!{span.value}" if span.kind is Kind.BROADCAST else span.value


def digest(messages: Sequence[OwnMessage], known: Weights) -> str:
    """Of everything that is learned from: another one means that the weights are stale."""
    labels = [(one.kudos, one.idea) for one in messages]
    sentences = [[astuple(one) for one in said] for said in prepared(messages, known)]
    around = [astuple(place) for place in places(messages, known)]
    return hashlib.sha256(json.dumps([labels, sentences, around]).encode()).hexdigest()
