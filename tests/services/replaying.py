"""Replay an idea's history: what is stored of an idea must equal what its events add up to."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from bot.domain.ideas import Part, Stage
from bot.domain.moves import Event, Happening, Move, after


@dataclass(frozen=True, slots=True)
class State:
    """What a history adds up to."""

    stage: Stage = Stage.SHARED
    rounds: int = 0  # of testing
    is_withdrawn: bool = False
    parts: frozenset[tuple[str, Part]] = frozenset()
    parents: frozenset[int] = frozenset()


_TAKES_BACK: Mapping[Move | Happening, Happening] = {
    Happening.UNSUPPORT: Happening.SUPPORT,
    Happening.UNBUILD: Happening.BUILD,
    Happening.UNQUESTION: Happening.QUESTION,
}
_GIVES_PART: Mapping[Move | Happening, Part] = {
    Happening.SHARE: Part.AUTHOR,
    Happening.BUILD: Part.BUILD,
    Happening.SUPPORT: Part.SUPPORT,
    Happening.QUESTION: Part.QUESTION,
    Move.TEST: Part.TEST,
    Move.CHANGE: Part.TEST,
}


def replay(events: Iterable[Event]) -> State:
    """The state of one idea, from all that happened to it, in order."""
    stage, rounds = Stage.SHARED, 0
    stands: defaultdict[Move | Happening, set[tuple[str, int]]] = defaultdict(set)
    for event in events:
        if isinstance(event.what, Move):
            stage = after(stage, event.what)
            rounds += event.what in (Move.TEST, Move.CHANGE)
        if event.what in _TAKES_BACK:
            stands[_TAKES_BACK[event.what]].discard((event.actor, event.other))
        else:
            stands[event.what].add((event.actor, event.other))
    parts = ((who, part) for what, part in _GIVES_PART.items() for who, _ in stands[what] if who)
    return State(
        stage=stage,
        rounds=rounds,
        is_withdrawn=bool(stands[Happening.WITHDRAW]),
        parts=frozenset(parts),
        parents=frozenset(parent for _, parent in stands[Happening.JOIN]),
    )
