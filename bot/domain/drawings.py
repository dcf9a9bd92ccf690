"""Where the ideas of a family stand in its picture: a column a generation, and few lines crossed.

A line over several generations goes through bends, which take up room like narrow boxes, so that no
line runs behind a box. All lines from one parent share their bends.
"""

from bisect import bisect_right, insort
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

from bot.domain.families import Family, branches
from bot.domain.ideas import Idea

SWEEPS = 8  # back and forth; more change next to nothing
BOX, BEND = 0.5, 0.15  # half of the room that each takes up in its generation

Node = tuple[int, int]  # an idea's id and a generation: its own, or one that a line of its passes
Neighbours = Mapping[Node, Sequence[Node]]
Generation = list[Node]


@dataclass(frozen=True, slots=True)
class Spot:
    """An idea's box is one high; `at` is its middle."""

    idea: Idea
    generation: int
    at: float


@dataclass(frozen=True, slots=True)
class Line:
    """From parent to child, by way of the bends: in which generation, and where."""

    parent: int
    child: int
    bends: tuple[tuple[int, float], ...] = ()


@dataclass(frozen=True, slots=True)
class Drawing:
    spots: tuple[Spot, ...]
    lines: tuple[Line, ...]
    generations: int
    height: float


def drawing_of(family: Family) -> Drawing:
    own = _generations(family)
    paths = [_path(parent, child, own) for parent, child in family.links]
    before, after = _neighbours(paths)
    shown = [branch.idea for branch in branches(family)]
    columns = _ordered(_columns([idea.id for idea in shown], own, paths), before, after)
    at = _placed(columns, before, after, own)
    return Drawing(
        spots=tuple(Spot(idea, own[idea.id], at[idea.id, own[idea.id]]) for idea in shown),
        lines=tuple(_line(path, at) for path in paths),
        generations=len(columns),
        height=max(at[node] + _half(node, own) for column in columns for node in column),
    )


def _generations(family: Family) -> dict[int, int]:
    """The longest way from an idea that builds on none of them."""
    found = {idea.id: 0 for idea in family.ideas}
    for parent, child in family.links:  # by the age of the child, so that its parents are done
        found[child] = max(found[child], found[parent] + 1)
    return found


def _path(parent: int, child: int, own: Mapping[int, int]) -> list[Node]:
    return [*((parent, at) for at in range(own[parent], own[child])), (child, own[child])]


def _neighbours(paths: Iterable[Sequence[Node]]) -> tuple[Neighbours, Neighbours]:
    """What each is joined with in the generation before it, and in the one after."""
    before: defaultdict[Node, list[Node]] = defaultdict(list)
    after: defaultdict[Node, list[Node]] = defaultdict(list)
    for one, other in dict.fromkeys(step for path in paths for step in pairwise(path)):
        before[other].append(one)
        after[one].append(other)
    return before, after


def _columns(
    ids: Sequence[int], own: Mapping[int, int], paths: Iterable[Sequence[Node]]
) -> list[Generation]:
    """Each generation in the order of the tree, which is a good beginning."""
    rank = {id: place for place, id in enumerate(ids)}
    nodes = {node for path in paths for node in path} | set(own.items())
    columns: list[Generation] = [[] for _ in range(max(own.values()) + 1)]
    for node in sorted(nodes, key=lambda node: (rank[node[0]], node[1])):
        columns[node[1]].append(node)
    return columns


def _ordered(columns: list[Generation], before: Neighbours, after: Neighbours) -> list[Generation]:
    """Each goes where its neighbours are in the mean; the best of several sweeps is taken."""
    best, fewest = columns, _crossings(columns, after)
    for sweep in range(SWEEPS):
        if not fewest:
            break
        forth = sweep % 2 == 0
        columns = _swept(columns, before if forth else after, forth=forth)
        crossed = _crossings(columns, after)
        if crossed < fewest:
            best, fewest = columns, crossed
    return best


def _swept(columns: list[Generation], towards: Neighbours, *, forth: bool) -> list[Generation]:
    place: dict[Node, float] = {}
    swept = []
    for column in columns if forth else reversed(columns):
        here = {node: _mean(towards[node], place, index) for index, node in enumerate(column)}
        swept.append(sorted(column, key=here.__getitem__))
        place |= {node: index for index, node in enumerate(swept[-1])}
    return swept if forth else swept[::-1]


def _mean(nodes: Sequence[Node], places: Mapping[Node, float], otherwise: float) -> float:
    return sum(places[node] for node in nodes) / len(nodes) if nodes else otherwise


def _crossings(columns: Sequence[Generation], after: Neighbours) -> int:
    crossed = 0
    for column, following in pairwise(columns):
        place = {node: index for index, node in enumerate(following)}
        ends: list[int] = []  # of the lines so far, sorted
        for node in column:
            its = [place[other] for other in after[node]]
            crossed += sum(len(ends) - bisect_right(ends, end) for end in its)
            for end in its:
                insort(ends, end)
    return crossed


def _placed(
    columns: Sequence[Generation], before: Neighbours, after: Neighbours, own: Mapping[int, int]
) -> dict[Node, float]:
    """Everything as near to its neighbours as its order and the room of the others allow."""
    at = {node: float(place) for column in columns for place, node in enumerate(column)}
    for sweep in range(SWEEPS):
        towards = before if sweep % 2 == 0 else after
        for column in columns if sweep % 2 == 0 else reversed(columns):
            wanted = [_mean(towards[node], at, at[node]) for node in column]
            halves = [_half(node, own) for node in column]
            at |= zip(column, _spread(wanted, halves), strict=True)
    top = min(at[node] - _half(node, own) for column in columns for node in column)
    return {node: place - top for node, place in at.items()}


def _spread(wanted: Sequence[float], halves: Sequence[float]) -> list[float]:
    """The places closest to those wanted, in this order and with room for each.

    Less the room before it, each may stand no lower than the last: neighbours that would are taken
    together, at their mean (the pool of adjacent violators).
    """
    rooms = list(accumulate((one + other for one, other in pairwise(halves)), initial=0.0))
    pools: list[tuple[float, int]] = []  # sum and number
    for place, room in zip(wanted, rooms, strict=True):
        total, count = place - room, 1
        while pools and pools[-1][0] * count >= total * pools[-1][1]:
            total, count = total + pools[-1][0], count + pools[-1][1]
            pools.pop()
        pools.append((total, count))
    means = [total / count for total, count in pools for _ in range(count)]
    return [mean + room for mean, room in zip(means, rooms, strict=True)]


def _half(node: Node, own: Mapping[int, int]) -> float:
    return BOX if own[node[0]] == node[1] else BEND


def _line(path: Sequence[Node], at: Mapping[Node, float]) -> Line:
    (parent, _), (child, _) = path[0], path[-1]
    return Line(parent, child, tuple((node[1], at[node]) for node in path[1:-1]))
