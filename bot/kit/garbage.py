"""What is made in one go, and refers back to nothing, is not searched for circles meanwhile."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def searched_later() -> Iterator[None]:
    """Python looks for circles of garbage the oftener, the more is made.

    Of a pass that makes a million small things, this would be a third of the time.
    """
    searches = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if searches:
            gc.enable()
