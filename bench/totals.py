"""What boards are read from while they are counted ahead: goes with the table `board_totals`."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime

from bench.filling import Rows
from bench.seeds import DAY, WORKSPACE, History
from bot.domain.ideas import Stage
from bot.storage.rows import METADATA

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
IS_KEPT = "board_totals" in METADATA.tables
COLUMNS = (
    *("workspace", "channel", "span", "day", "person"),
    *("shared", "built_on", "tested", "combined", "tests", "adopted"),
)


def totals(seed: History, channel: str) -> Iterator[Rows]:
    """Of that channel alone."""
    if IS_KEPT:
        yield Rows("board_totals", COLUMNS, _totals(seed, channel))


def _totals(seed: History, channel: str) -> Iterator[Sequence[object]]:
    counts: dict[tuple[int, int, str], list[int]] = {}
    for n in seed.numbers:
        if seed.channel(n) == channel:
            day = (seed.at(n) - EPOCH) // DAY
            for span, first in ((1, day), (7, day // 7 * 7), (28, day // 28 * 28), (0, 0)):
                own = counts.setdefault((span, first, seed.author(n)), [0] * 6)
                for place, each in enumerate(_one(seed, n)):
                    own[place] += each
    for key, numbers in counts.items():
        yield WORKSPACE, channel, *key, *numbers


def _one(seed: History, n: int) -> Sequence[int]:
    tests, is_adopted = int(n % 3 == 0), int(seed.stage(n) is Stage.ADOPTED)
    return 1, int(n % 3 == 1), tests, int(len(seed.parents(n)) > 1), tests, is_adopted
