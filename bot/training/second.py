"""The shipped models: what thanks and ideas look like in our own messages.

A message is as much as its best sentence: in one that is thanks, the sentence that says so is not
known, so each round takes the one that the round before thought best.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import count

from bot.domain.detector.features import TELLING
from bot.domain.detector.sight import Seen, look
from bot.domain.detector.weighing import cue_share, heard, share
from bot.domain.detector.weights import FIRST
from bot.training.first import Model as First
from bot.training.first import ratios
from bot.training.margins import Example, Line, learned
from bot.training.messages import FOLDS, OwnMessage

AT_LEAST = 2  # occurrences of a feature
COST = 0.07
_ROUNDS = (6, 6, 12)
_ROOM_OF_CUES = 0.35
_ROOM_OF_OTHERS = 0.025  # cues without what the label is made of
_LEAST_ROOM, _MOST_ROOM = 0.02, 3.0
_CONTEXT = ("before ", "after ", "just before ", "first", "last", "long ", "says ")
_HEARD = tuple(f"{name} " for name in FIRST)


@dataclass(frozen=True, slots=True)
class Sentence:
    grams: tuple[str, ...]
    cues: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Second:
    grams: Mapping[str, float]
    cues: Mapping[str, float]
    bias: float

    def score(self, sentences: Sequence[Sentence]) -> float:
        """The best sentence's; of nothing said, very little."""
        return max(map(self._score, sentences), default=-9.0)

    def _score(self, one: Sentence) -> float:
        said = sum(self.grams.get(gram, 0.0) for gram in one.grams) * share(len(one.grams))
        shows = sum(self.cues.get(cue, 0.0) for cue in one.cues) * cue_share(len(one.cues))
        return self.bias + said + shows


@dataclass(frozen=True, slots=True)
class Labelled:
    sentences: tuple[Sentence, ...]
    is_positive: bool


def sentences_of(seen: Seen, first: Sequence[First]) -> tuple[Sentence, ...]:
    return tuple(
        Sentence(
            tuple(sorted(one.grams)),
            (*sorted(one.cues), *heard(model.score(one.grams) for model in first), *seen.marked),
        )
        for one in seen.shown
    )


def prepared(messages: Sequence[OwnMessage], first: Sequence[First]) -> list[tuple[Sentence, ...]]:
    return [sentences_of(look(one.message), first) for one in messages]


def taught(
    examples: Sequence[Labelled],
    label: str,
    start: Second | None = None,
    *,
    cost: float = COST,
) -> Second:
    counts: Counter[str] = Counter()
    positive: Counter[str] = Counter()
    grams: set[str] = set()
    for one in examples:
        for sentence in one.sentences:
            grams.update(sentence.grams)
            counts.update((*sentence.grams, *sentence.cues))
            if one.is_positive:
                positive.update((*sentence.grams, *sentence.cues))
    known = {**start.grams, **start.cues} if start else {}
    grams.update(start.grams if start else ())
    often = {name for name, times in counts.items() if times >= AT_LEAST}
    telling = {name for name in often if name in grams or counts_for(name, label)}
    names = sorted(often.union(known))
    room = [
        min(max(ratio, _LEAST_ROOM), _MOST_ROOM)
        * (1.0 if name in grams else _ROOM_OF_CUES if name in telling else _ROOM_OF_OTHERS)
        for name, ratio in zip(names, ratios(names, positive, counts), strict=True)
    ]
    begun = Line([known.get(name, 0.0) for name in names], start.bias if start else 0.0)
    line = _line(examples, dict(zip(names, count(), strict=False)), room, begun, cost)
    weights = dict(zip(names, line.weights, strict=True))
    return Second(
        {name: weights[name] for name in names if name in grams and weights[name]},
        {name: weights[name] for name in names if name not in grams and weights[name]},
        line.bias,
    )


def counts_for(cue: str, label: str) -> bool:
    """Whether the cue may weigh much for this label."""
    if cue.startswith((*_CONTEXT, *_HEARD)):
        return True
    return not TELLING[label].isdisjoint(cue.replace("..", " ").split(" "))


def _line(
    examples: Sequence[Labelled],
    numbers: Mapping[str, int],
    room: Sequence[float],
    begun: Line,
    cost: float,
) -> Line:
    numbered = [
        [_example(sentence, numbers, is_positive=one.is_positive) for sentence in one.sentences]
        for one in examples
    ]
    line: Line | None = None
    for rounds in _ROUNDS:
        chosen: list[Example] = []
        for sentences, one in zip(numbered, examples, strict=True):
            if not one.is_positive or len(sentences) == 1:
                chosen += sentences
            elif line and sentences:
                chosen.append(max(sentences, key=line.score))
        line = learned(chosen, room, cost=cost, rounds=rounds, start=begun)
    assert line is not None  # noqa: S101 - there are rounds
    return line


def _example(sentence: Sentence, numbers: Mapping[str, int], *, is_positive: bool) -> Example:
    return Example(
        tuple(numbers[gram] for gram in sentence.grams if gram in numbers),
        share(len(sentence.grams)),
        tuple(numbers[cue] for cue in sentence.cues if cue in numbers),
        is_positive,
        cue_scale=cue_share(len(sentence.cues)),
    )


def labelled(
    messages: Sequence[OwnMessage], sentences: Sequence[tuple[Sentence, ...]], label: str
) -> list[Labelled]:
    return [
        Labelled(said, bool(getattr(one, label)))
        for one, said in zip(messages, sentences, strict=True)
        if getattr(one, label) is not None
    ]


def crossed(
    messages: Sequence[OwnMessage],
    sentences: Sequence[tuple[Sentence, ...]],
    label: str,
    start: Second,
) -> list[tuple[int, float]]:
    """The place and score of each labelled message, by a model that saw none of its group."""
    found: list[tuple[int, float]] = []
    labels: list[bool | None] = [getattr(one, label) for one in messages]
    known = [at for at, label in enumerate(labels) if label is not None]
    for fold in range(FOLDS):
        rest = [at for at in known if messages[at].fold != fold]
        model = taught([Labelled(sentences[at], bool(labels[at])) for at in rest], label, start)
        held = (at for at in known if messages[at].fold == fold)
        found += [(at, model.score(sentences[at])) for at in held]
    return sorted(found)
