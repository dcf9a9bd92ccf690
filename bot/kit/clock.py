"""What time it is: the machine's, or that of a box whose clock can be moved."""

from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

Clock = Callable[[], datetime]  # answers an aware instant in UTC


def system_clock() -> datetime:
    return datetime.now(UTC)


def shifted_clock(offset_file: Path) -> Clock:
    """A clock that runs ahead of the machine's by the seconds written in `offset_file`.

    The file is read each time, because somebody else moves the clock while we run; while it is
    missing, or half-written, the last offset that could be read holds.
    """
    last = timedelta()

    def now() -> datetime:
        nonlocal last
        with suppress(OSError, ValueError, OverflowError):
            last = timedelta(seconds=float(offset_file.read_text()))
        return datetime.now(UTC) + last

    return now


def fixed_clock(instant: datetime) -> Clock:
    return lambda: instant
