"""Clocks: the machine's, one that runs ahead by what a file says, one that stands."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.kit.clock import Clock, fixed_clock, shifted_clock, system_clock

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)


def ahead(clock: Clock) -> timedelta:
    """By how much it runs ahead, to the minute."""
    return timedelta(minutes=round((clock() - system_clock()) / timedelta(minutes=1)))


def test_the_machines_clock_tells_an_aware_instant_in_utc() -> None:
    assert system_clock().tzinfo is UTC


def test_a_fixed_clock_stands() -> None:
    clock = fixed_clock(NOON)

    assert (clock(), clock()) == (NOON, NOON)


def test_a_shifted_clock_follows_its_file_each_time(tmp_path: Path) -> None:
    file = tmp_path / "offset"
    clock = shifted_clock(file)

    file.write_text("86400")
    first = ahead(clock)
    file.write_text("-3600.5\n")

    assert first == timedelta(days=1)
    assert ahead(clock) == timedelta(hours=-1)


def test_without_its_file_a_shifted_clock_tells_the_machines_time(tmp_path: Path) -> None:
    assert ahead(shifted_clock(tmp_path / "missing")) == timedelta()


@pytest.mark.parametrize("written", ["", "8640O", "nan", "1e400", "\x00"])
def test_while_the_file_cannot_be_read_the_last_offset_holds(tmp_path: Path, written: str) -> None:
    file = tmp_path / "offset"
    file.write_text("7200")
    clock = shifted_clock(file)
    clock()

    file.write_text(written)

    assert ahead(clock) == timedelta(hours=2)


def test_while_the_file_is_away_the_last_offset_holds(tmp_path: Path) -> None:
    file = tmp_path / "offset"
    file.write_text("7200")
    clock = shifted_clock(file)
    clock()

    file.unlink()

    assert ahead(clock) == timedelta(hours=2)
