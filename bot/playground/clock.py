"""The box's clock: real time, moved forward by as much as somebody asked for."""

import os
import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path


class BoxClock:
    """Ticks like a real clock. The bot follows it by reading the same offset file."""

    def __init__(self, offset_file: Path | None = None, start: datetime | None = None) -> None:
        self._file = offset_file
        self._lock = threading.Lock()
        self._offset = timedelta(seconds=self._kept_seconds())
        if start is not None:
            self._offset = max(self._offset, start - datetime.now(UTC))
        self._keep()

    def __call__(self) -> datetime:
        return self.now()

    @property
    def offset(self) -> timedelta:
        return self._offset

    def now(self) -> datetime:
        return datetime.now(UTC) + self._offset

    def move_to(self, instant: datetime) -> None:
        """Forward only: what has been said cannot become the future again."""
        with self._lock:
            step = instant - self.now()
            if step < timedelta(0):
                raise ValueError("The clock of the box moves forward only.")
            self._offset += step
            self._keep()

    def move_by(self, step: timedelta) -> None:
        if step < timedelta(0):
            raise ValueError("The clock of the box moves forward only.")
        with self._lock:
            self._offset += step
            self._keep()

    def _kept_seconds(self) -> float:
        if self._file is None or not self._file.exists():
            return 0.0
        return float(self._file.read_text() or 0)

    def _keep(self) -> None:
        if self._file is None:
            return
        fresh = self._file.with_name(f"{self._file.name}.new")
        fresh.write_text(f"{self._offset.total_seconds()}\n")
        os.replace(fresh, self._file)  # noqa: PTH105 - one step, so that the bot never reads a half
