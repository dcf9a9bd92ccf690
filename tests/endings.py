"""Pretend Slacks are stopped while the next test runs: uvicorn takes 0.2 s to close."""

from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager

from bot.playground.server import PretendSlack

Ending = Callable[[PretendSlack], object]


@contextmanager
def endings() -> Iterator[Ending]:
    """Stops what it is given on other threads. At the end waits for all and raises their errors."""
    ended: list[Future[None]] = []
    with ThreadPoolExecutor(4) as pool:
        yield lambda slack: ended.append(pool.submit(slack.stop))
    for each in ended:
        each.result()
