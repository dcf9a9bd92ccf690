"""Weekly hours as people mean them, in zones whose clocks jump forwards, backwards and by a day."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.kit.weeks import (
    WEEK,
    add_work_days,
    is_work_day,
    iso_week,
    last_weekly,
    local_instant,
    next_weekly,
)

BERLIN = ZoneInfo("Europe/Berlin")
APIA = ZoneInfo("Pacific/Apia")  # had no 30 December 2011

zones = st.sampled_from(
    [
        "UTC",
        "Europe/Berlin",
        "America/New_York",
        "America/St_Johns",
        "America/Sao_Paulo",
        "America/Nuuk",
        "Asia/Kolkata",
        "Asia/Kathmandu",
        "Asia/Pyongyang",
        "Africa/Cairo",
        "Africa/Casablanca",
        "Australia/Lord_Howe",
        "Pacific/Apia",
        "Pacific/Chatham",
        "Pacific/Kiritimati",
    ]
).map(ZoneInfo)
instants = st.datetimes(datetime(2005, 1, 1), datetime(2040, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001 - the zone comes beside
weekdays = st.integers(0, 6)
hours = st.times().map(lambda at: at.replace(second=0, microsecond=0))


def at(text: str) -> datetime:
    return datetime.fromisoformat(text)


def shows(instant: datetime, zone: ZoneInfo) -> str:
    return f"{instant.astimezone(zone):%a %Y-%m-%d %H:%M}"


def is_left_out(day: datetime, hour: time, zone: ZoneInfo) -> bool:
    """Whether clocks never showed that hour on that day."""
    wall = datetime.combine(day.date(), hour, tzinfo=zone)
    return wall.astimezone(UTC).astimezone(zone).replace(tzinfo=None) != wall.replace(tzinfo=None)


@settings(deadline=None)
@given(weekdays, hours, zones, instants)
def test_the_next_weekly_hour_is_that_hour_on_that_day(
    weekday: int, hour: time, zone: ZoneInfo, after: datetime
) -> None:
    found = next_weekly(weekday, hour, zone, after)

    local = found.astimezone(zone)
    if (local.weekday(), local.time()) != (weekday, hour):
        meant = local - timedelta(days=(local.weekday() - weekday) % 7)
        assert is_left_out(meant, hour, zone)


@settings(deadline=None)
@given(weekdays, hours, zones, instants)
def test_the_next_weekly_hour_is_ahead_by_a_week_at_most(
    weekday: int, hour: time, zone: ZoneInfo, after: datetime
) -> None:
    found = next_weekly(weekday, hour, zone, after)

    assert after < found <= after + WEEK + timedelta(hours=1)


@settings(deadline=None)
@given(weekdays, hours, zones, instants)
def test_the_hour_after_the_next_one_is_a_week_later_on_the_calendar(
    weekday: int, hour: time, zone: ZoneInfo, after: datetime
) -> None:
    first = next_weekly(weekday, hour, zone, after)
    second = next_weekly(weekday, hour, zone, first)

    assert first < second
    assert timedelta(days=5) < second - first < timedelta(days=9)


@settings(deadline=None)
@given(weekdays, hours, zones, instants)
def test_no_weekly_hour_is_passed_over(
    weekday: int, hour: time, zone: ZoneInfo, after: datetime
) -> None:
    found = next_weekly(weekday, hour, zone, after)

    a_little_before = found - timedelta(minutes=1)
    if a_little_before >= after:
        assert next_weekly(weekday, hour, zone, a_little_before) == found


@settings(deadline=None)
@given(weekdays, hours, zones, instants)
def test_the_last_weekly_hour_is_the_one_before_the_next(
    weekday: int, hour: time, zone: ZoneInfo, until: datetime
) -> None:
    found = last_weekly(weekday, hour, zone, until)

    assert found <= until
    assert next_weekly(weekday, hour, zone, found) == next_weekly(weekday, hour, zone, until)


@settings(deadline=None)
@given(weekdays, hours, zones, instants)
def test_at_a_weekly_hour_the_last_one_is_now(
    weekday: int, hour: time, zone: ZoneInfo, after: datetime
) -> None:
    due = next_weekly(weekday, hour, zone, after)
    local = due.astimezone(zone)

    if (local.weekday(), local.time()) == (weekday, hour):  # and not an hour left out
        assert last_weekly(weekday, hour, zone, due) == due


@pytest.mark.parametrize(
    ("weekday", "hour", "after", "expected"),
    [
        (1, time(10), "2026-11-24T08:59:59+00:00", "Tue 2026-11-24 10:00"),
        (1, time(10), "2026-11-24T09:00:00+00:00", "Tue 2026-12-01 10:00"),
        (1, time(10), "2026-03-26T09:00:00+00:00", "Tue 2026-03-31 10:00"),  # summer time between
        (1, time(10), "2026-10-20T09:00:00+00:00", "Tue 2026-10-27 10:00"),  # and back
        (0, time(0), "2026-11-22T22:59:59+00:00", "Mon 2026-11-23 00:00"),
        (6, time(2, 30), "2026-03-28T12:00:00+00:00", "Sun 2026-03-29 03:30"),  # left out
        (6, time(2, 30), "2026-10-24T12:00:00+00:00", "Sun 2026-10-25 02:30"),  # comes twice
    ],
)
def test_weekly_hours_in_berlin(weekday: int, hour: time, after: str, expected: str) -> None:
    assert shows(next_weekly(weekday, hour, BERLIN, at(after)), BERLIN) == expected


def test_an_hour_that_comes_twice_is_meant_once() -> None:
    first = next_weekly(6, time(2, 30), BERLIN, at("2026-10-24T12:00:00+00:00"))

    again = next_weekly(6, time(2, 30), BERLIN, first)

    assert first == at("2026-10-25T00:30:00+00:00")
    assert shows(again, BERLIN) == "Sun 2026-11-01 02:30"


def test_a_day_that_was_left_out_is_taken_as_the_next_one() -> None:
    found = next_weekly(4, time(10), APIA, at("2011-12-29T00:00:00+00:00"))

    assert shows(found, APIA) == "Sat 2011-12-31 10:00"


@settings(deadline=None)
@given(zones, instants, hours)
def test_a_local_hour_is_shown_by_clocks_unless_it_was_left_out(
    zone: ZoneInfo, day: datetime, hour: time
) -> None:
    local = day.astimezone(zone)

    found = local_instant(local, hour, zone)

    if not is_left_out(local, hour, zone):
        assert found.astimezone(zone).replace(tzinfo=None) == datetime.combine(local.date(), hour)


@pytest.mark.parametrize(
    ("instant", "week"),
    [
        ("2026-11-24T09:00:00+00:00", "2026-W48"),
        ("2026-01-01T12:00:00+00:00", "2026-W01"),
        ("2027-01-01T12:00:00+00:00", "2026-W53"),
        ("2024-12-30T12:00:00+00:00", "2025-W01"),
        ("2026-11-22T23:30:00+00:00", "2026-W48"),  # Monday already in Berlin
    ],
)
def test_weeks_are_those_of_the_calendar(instant: str, week: str) -> None:
    assert iso_week(at(instant), BERLIN) == week


@pytest.mark.parametrize(
    ("instant", "expected"),
    [
        ("2026-11-20T22:59:00+00:00", True),  # Friday, just before midnight
        ("2026-11-20T23:00:00+00:00", False),
        ("2026-11-22T22:59:00+00:00", False),
        ("2026-11-22T23:00:00+00:00", True),
    ],
)
def test_work_days_are_those_of_the_zone(instant: str, expected: bool) -> None:
    assert is_work_day(at(instant), BERLIN) is expected


@pytest.mark.parametrize(
    ("instant", "days", "expected"),
    [
        ("2026-11-24T09:00:00+00:00", 0, "Tue 2026-11-24 10:00"),
        ("2026-11-24T09:00:00+00:00", 3, "Fri 2026-11-27 10:00"),
        ("2026-11-24T09:00:00+00:00", 5, "Tue 2026-12-01 10:00"),
        ("2026-11-27T09:00:00+00:00", 1, "Mon 2026-11-30 10:00"),
        ("2026-11-28T09:00:00+00:00", 1, "Mon 2026-11-30 10:00"),
        ("2026-03-27T09:00:00+00:00", 1, "Mon 2026-03-30 10:00"),  # an hour less to wait
        ("2026-10-23T08:00:00+00:00", 5, "Fri 2026-10-30 10:00"),  # an hour more
    ],
)
def test_work_days_leave_weekends_out_and_keep_the_hour(
    instant: str, days: int, expected: str
) -> None:
    assert shows(add_work_days(at(instant), days, BERLIN), BERLIN) == expected


@settings(deadline=None)
@given(instants, st.integers(0, 30), zones)
def test_so_many_work_days_lie_between(instant: datetime, days: int, zone: ZoneInfo) -> None:
    found = add_work_days(instant, days, zone).astimezone(zone).date()

    day, counted = instant.astimezone(zone).date(), 0
    while counted < days:
        day += timedelta(days=1)
        counted += day.weekday() < 5
    assert abs(found - day) <= timedelta(days=1 if zone == APIA else 0)
