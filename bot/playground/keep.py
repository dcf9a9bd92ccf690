"""Where a box keeps what it has to remember."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Keep:
    """The folder of a box, and where each thing is in it."""

    folder: Path

    @property
    def workspace(self) -> Path:
        return self.folder / "workspace.json"

    @property
    def clock(self) -> Path:
        return self.folder / "clock-offset"

    @property
    def log(self) -> Path:
        return self.folder / "bot.log"

    @property
    def database(self) -> Path:
        return self.folder / "groundswell.sqlite3"

    @property
    def address(self) -> Path:
        """Where the page is, while it is open."""
        return self.folder / "address"

    def empty(self) -> None:
        """Only what the box itself put there."""
        for path in (self.workspace, self.clock, self.log, *self.folder.glob("groundswell.sql*")):
            path.unlink(missing_ok=True)
