"""Weeks and the hours in them, as people in a time zone mean them."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

WEEK = timedelta(days=7)


def local_instant(day: datetime, at: time, zone: ZoneInfo) -> datetime:
    """The UTC instant at which clocks in `zone` show `at` on the local date of `day`.

    An hour that a change to summer time leaves out is taken as much later (02:30 becomes 03:30);
    an hour that comes twice means the first (PEP 495, fold=0).
    """
    wall = datetime.combine(day.date(), at, tzinfo=zone)
    return wall.astimezone(UTC)


def next_weekly(weekday: int, at: time, zone: ZoneInfo, after: datetime) -> datetime:
    """The first instant after `after` when it is `weekday` (0 is Monday) `at` in `zone`."""
    local = after.astimezone(zone)
    day = local + timedelta(days=(weekday - local.weekday()) % 7)
    instant = local_instant(day, at, zone)
    return instant if instant > after else local_instant(day + WEEK, at, zone)


def last_weekly(weekday: int, at: time, zone: ZoneInfo, until: datetime) -> datetime:
    """The latest instant at or before `until` when it is `weekday` (0 is Monday) `at` in `zone`."""
    local = until.astimezone(zone)
    day = local - timedelta(days=(local.weekday() - weekday) % 7)
    instant = local_instant(day, at, zone)
    return instant if instant <= until else local_instant(day - WEEK, at, zone)


def week_before(instant: datetime, zone: ZoneInfo) -> datetime:
    """The same local hour a week earlier: a week of a clock change has an hour more or less."""
    local = instant.astimezone(zone)
    return local_instant(local - WEEK, local.time(), zone)


def iso_week(instant: datetime, zone: ZoneInfo) -> str:
    """The ISO 8601 week of `instant` in `zone`: "2026-W48"."""
    year, week, _ = instant.astimezone(zone).isocalendar()
    return f"{year}-W{week:02}"


def is_work_day(instant: datetime, zone: ZoneInfo) -> bool:
    """Monday to Friday. Public holidays are not known here."""
    return instant.astimezone(zone).weekday() < 5


def add_work_days(instant: datetime, days: int, zone: ZoneInfo) -> datetime:
    """The same local hour, `days` work days later."""
    local = instant.astimezone(zone)
    while days > 0:
        local += timedelta(days=1)
        days -= local.weekday() < 5
    return local_instant(local, local.time(), zone)
