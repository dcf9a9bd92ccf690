"""Lists that are shown a page at a time."""

from dataclasses import dataclass
from typing import Generic, TypeVar

Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class Page(Generic[Item]):
    """`number` is 1 for the first of `pages`; there is always one, which may be empty."""

    items: tuple[Item, ...] = ()
    number: int = 1
    pages: int = 1


def place_of(wanted: int, in_all: int, size: int) -> tuple[int, int]:
    """The page to show, and how many of that size there are: for one that is gone, the last."""
    pages = max(1, -(-in_all // size))
    return min(max(1, wanted), pages), pages
