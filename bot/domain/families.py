"""An idea's family: what it grew from, and what grew from it, as a tree."""

from collections import defaultdict, deque
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from bot.domain.ideas import Idea

MOST = 200  # ideas of a family that are shown: more is no picture any more

Link = tuple[int, int]  # the ids of a parent and of its child
T = TypeVar("T", bound=Hashable)
Relatives = Mapping[T, Sequence[T]]


@dataclass(frozen=True, slots=True)
class Family:
    """An idea with its ancestors and descendants, each once, parents before children."""

    of: Idea
    ideas: tuple[Idea, ...]
    left_out: int = 0  # how many more there are, farther from it than those

    @property
    def links(self) -> tuple[Link, ...]:
        return links_among(self.ideas)


@dataclass(frozen=True, slots=True)
class Branch:
    """A line of the tree: an idea under one of its parents. `also` are the others, further up."""

    idea: Idea
    depth: int
    also: tuple[Idea, ...] = ()


def family_of(
    idea: Idea, relatives: Iterable[Idea], *, left_out: int = 0, most: int = MOST
) -> Family:
    """The family as it may be told where the idea stands.

    Ideas of other private channels are left out, and so are those reached only through them.
    """
    told = {each.id: each for each in relatives if idea.may_name(each)} | {idea.id: idea}
    near = nearest(idea.id, links_among(told.values()))
    kept = sorted(near[:most])
    return Family(idea, tuple(told[id] for id in kept), left_out + len(near) - len(kept))


def links_among(ideas: Iterable[Idea]) -> tuple[Link, ...]:
    """Links between these ideas. A parent is older than its child, so there are no cycles."""
    known = sorted(ideas, key=lambda idea: idea.id)
    ids = {idea.id for idea in known}
    return tuple(
        (parent, child.id)
        for child in known
        for parent in dict.fromkeys(child.parents)
        if parent in ids and parent < child.id
    )


def nearest(idea: int, links: Iterable[Link]) -> Sequence[int]:
    """The idea, its ancestors and its descendants, the closest first."""
    parents, children = relatives_in(links)
    steps = _steps(idea, parents) | _steps(idea, children)
    return sorted(steps, key=lambda id: (steps[id], id))


def branches(family: Family) -> tuple[Branch, ...]:
    """The family line by line: each idea once, under the last of its parents."""
    parents, children = relatives_in(family.links)
    known = {idea.id: idea for idea in family.ideas}
    missing = {id: len(parents[id]) for id in known}
    next_ones = [(id, 0, 0) for id in sorted(known, reverse=True) if not missing[id]]
    found: list[Branch] = []
    while next_ones:
        id, parent, depth = next_ones.pop()
        also = tuple(known[other] for other in parents[id] if other != parent)
        found.append(Branch(known[id], depth, also))
        for child in reversed(children[id]):
            missing[child] -= 1
            if not missing[child]:
                next_ones.append((child, id, depth + 1))
    return tuple(found)


def relatives_in(links: Iterable[tuple[T, T]]) -> tuple[Relatives[T], Relatives[T]]:
    """The parents and the children of each node."""
    parents: defaultdict[T, list[T]] = defaultdict(list)
    children: defaultdict[T, list[T]] = defaultdict(list)
    for parent, child in links:
        parents[child].append(parent)
        children[parent].append(child)
    return parents, children


def _steps(start: int, relatives: Relatives[int]) -> dict[int, int]:
    """The distance to each idea that can be reached in this direction."""
    steps, queue = {start: 0}, deque([start])
    while queue:
        id = queue.popleft()
        for other in relatives[id]:
            if other not in steps:
                steps[other] = steps[id] + 1
                queue.append(other)
    return steps
