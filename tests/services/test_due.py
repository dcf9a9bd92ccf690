"""What is due is done part by part: none of them waits for another that breaks."""

import pytest
from structlog.testing import capture_logs

from bot.services.due import run_due
from bot.storage import Store
from tests.services.world import NOW

PARTS = (
    "send_due_digests",
    "send_due_boards",
    "ask_due_owners",
    "close_silent_requests",
    "send_due_notices",
)


class OddError(Exception):
    """Nothing that was expected."""


def replace_parts(patch: pytest.MonkeyPatch, ran: list[str], *broken: str) -> None:
    """Each only notes that it ran, or breaks after that."""

    def instead(name: str) -> object:
        def part(_store: Store, _now: object) -> int:
            ran.append(name)
            if name in broken:
                raise OddError(name)
            return 1

        part.__name__ = name
        return part

    for name in PARTS:
        patch.setattr(f"bot.services.due.{name}", instead(name))


@pytest.mark.parametrize("broken", [PARTS[:1], PARTS[2:3], PARTS[1:4]])
def test_a_part_that_breaks_stops_no_other(
    sqlite_store: Store, monkeypatch: pytest.MonkeyPatch, broken: tuple[str, ...]
) -> None:
    ran: list[str] = []
    replace_parts(monkeypatch, ran, *broken)

    with capture_logs() as logged, pytest.raises(OddError, match=broken[0]):
        run_due(sqlite_store, NOW)

    assert tuple(ran) == PARTS
    assert [each["part"] for each in logged] == list(broken)


def test_all_that_was_due_is_counted(sqlite_store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    replace_parts(monkeypatch, [])

    assert run_due(sqlite_store, NOW) == len(PARTS)
