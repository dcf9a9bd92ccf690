"""Where the boxes of a family stand in its picture, and the lines between them, in pixels.

A layered drawing (Sugiyama, Tagawa and Toda, 1981): a column for each generation, sorted by the
mean position of each node's neighbours. A line over several generations has a node in each column
that it passes, so that no line runs behind a box. All lines from one parent share these nodes.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, pairwise
from math import inf
from statistics import fmean

from bot.domain.families import Family, branches, relatives_in
from bot.domain.ideas import Idea

WIDTH, HEIGHT = 216, 88  # of a box, as in family.css
STEP = WIDTH + 50  # from one column to the next
BOX_ROOM, LINE_ROOM = HEIGHT + 16, 31  # how much of a column's height each takes
MARGIN = 8
SWEEPS = 4  # to the right and back; more change next to nothing

Node = tuple[int, int]  # an idea's id and a column: the idea's own, or one that its lines pass


@dataclass(frozen=True, slots=True)
class Box:
    idea: Idea
    left: int
    top: int


@dataclass(frozen=True, slots=True)
class Drawing:
    boxes: tuple[Box, ...]
    lines: tuple[str, ...]  # as paths of SVG
    width: int
    height: int


def drawing_of(family: Family) -> Drawing:
    column_of = _columns_of(family)
    paths = [_path(parent, child, column_of) for parent, child in family.links]
    boxes = {(each.idea.id, column_of[each.idea.id]): each.idea for each in branches(family)}
    rank = {id: place for place, (id, _) in enumerate(boxes)}  # the order of the tree
    nodes = sorted({*boxes, *chain.from_iterable(paths)}, key=lambda node: rank[node[0]])
    rooms = {node: BOX_ROOM if node in boxes else LINE_ROOM for node in nodes}
    at = _placed(rooms, paths)
    return Drawing(
        boxes=tuple(
            Box(idea, _left(node), round(at[node] - HEIGHT / 2)) for node, idea in boxes.items()
        ),
        lines=tuple(_line(path, at) for path in paths),
        width=max(map(_left, boxes)) + WIDTH + MARGIN,
        height=round(max(at[node] + room / 2 for node, room in rooms.items())),
    )


def _columns_of(family: Family) -> dict[int, int]:
    """Give each idea the length of the longest path that leads to it."""
    found = {idea.id: 0 for idea in family.ideas}
    for parent, child in family.links:  # by the age of the child, so that its parents are done
        found[child] = max(found[child], found[parent] + 1)
    return found


def _path(parent: int, child: int, column_of: Mapping[int, int]) -> list[Node]:
    passed = [(parent, column) for column in range(column_of[parent], column_of[child])]
    return [*passed, (child, column_of[child])]


def _placed(rooms: Mapping[Node, int], paths: Iterable[Sequence[Node]]) -> dict[Node, float]:
    """Choose the height of each node's middle: the mean of its neighbours', where there is room."""
    before, after = relatives_in(dict.fromkeys(step for path in paths for step in pairwise(path)))
    columns: list[list[Node]] = [[] for _ in range(max(column for _, column in rooms) + 1)]
    for node in rooms:
        columns[node[1]].append(node)
    at = {node: float(place) for column in columns for place, node in enumerate(column)}
    for neighbours, step in ((before, 1), (after, -1)) * SWEEPS:
        for column in columns[::step]:
            wanted = {
                node: fmean(at[each] for each in neighbours[node] or [node]) for node in column
            }
            column.sort(key=wanted.__getitem__)
            at |= _stacked(column, wanted, rooms)
    top = min(at[node] - room / 2 for node, room in rooms.items())
    return {node: middle - top for node, middle in at.items()}


def _stacked(
    column: Iterable[Node], wanted: Mapping[Node, float], rooms: Mapping[Node, int]
) -> dict[Node, float]:
    """Put the nodes below each other, and all of them where they were wanted on average."""
    found: dict[Node, float] = {}
    bottom = -inf
    for node in column:
        found[node] = max(wanted[node], bottom + rooms[node] / 2)
        bottom = found[node] + rooms[node] / 2
    shift = fmean(wanted.values()) - fmean(found.values())
    return {node: middle + shift for node, middle in found.items()}


def _left(node: Node) -> int:
    return MARGIN + node[1] * STEP


def _line(path: Sequence[Node], at: Mapping[Node, float]) -> str:
    """Draw from behind the parent's box: straight through each column, in a curve to the next."""
    drawn = f"M{_left(path[0])} {at[path[0]]:.1f}"
    for here, following in pairwise(path):
        start, end = _left(here) + WIDTH, _left(following)
        half, y, to = (start + end) // 2, at[here], at[following]
        drawn += f"H{start}C{half} {y:.1f} {half} {to:.1f} {end} {to:.1f}"
    return drawn
