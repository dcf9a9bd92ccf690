"""Days and times as the reader has them, and the clock's big step."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from bot.playground.page.clock_bar import next_digest
from bot.playground.page.reader import Reader
from bot.playground.page.times import ago, day_heading, last_reply, ordinal

LISBON = ZoneInfo("Europe/Lisbon")


@pytest.mark.parametrize(
    ("now", "then"),
    [
        ("2026-11-23T09:00", "2026-11-24T10:00"),
        ("2026-11-24T09:59", "2026-11-24T10:00"),
        ("2026-11-24T10:00", "2026-12-01T10:00"),
        ("2026-10-21T12:00", "2026-10-27T10:00"),  # the clocks go back in between
    ],
)
def test_the_next_digest_is_the_next_tuesday_at_ten(now: str, then: str) -> None:
    start = datetime.fromisoformat(now).replace(tzinfo=LISBON).astimezone(UTC)

    found = next_digest(start, LISBON)

    assert found == datetime.fromisoformat(then).replace(tzinfo=LISBON)


def test_days_near_today_have_words() -> None:
    today = date(2026, 11, 23)

    assert day_heading(today, today) == "Today"
    assert day_heading(date(2026, 11, 22), today) == "Yesterday"
    assert day_heading(date(2026, 11, 3), today) == "Tuesday, November 3rd"
    assert day_heading(date(2025, 12, 11), today) == "Thursday, December 11th, 2025"


@pytest.mark.parametrize(
    ("day", "said"), [(1, "1st"), (2, "2nd"), (11, "11th"), (13, "13th"), (23, "23rd")]
)
def test_days_are_counted_in_english(day: int, said: str) -> None:
    assert ordinal(day) == said


def test_the_last_reply_is_told_in_days() -> None:
    now = datetime(2026, 11, 23, 9, tzinfo=UTC)
    reader = Reader("U1", now, LISBON)

    assert last_reply(str(now.timestamp() - 60), reader) == "today at 08:59"
    assert last_reply(str(now.timestamp() - 3 * 86_400), reader) == "3 days ago"
    assert ago(datetime(2026, 11, 23, 7, tzinfo=UTC), now) == "2 hours ago"
