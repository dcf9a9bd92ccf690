"""Put together what has a key in common; unlike `itertools.groupby` in whatever order it comes."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from typing import TypeVar

Each = TypeVar("Each")
Key = TypeVar("Key")


def by_key(pairs: Iterable[tuple[Key, Each]]) -> dict[Key, list[Each]]:
    groups: defaultdict[Key, list[Each]] = defaultdict(list)
    for key, each in pairs:
        groups[key].append(each)
    return dict(groups)


def grouped(found: Iterable[Each], key: Callable[[Each], Key]) -> dict[Key, list[Each]]:
    return by_key((key(each), each) for each in found)
