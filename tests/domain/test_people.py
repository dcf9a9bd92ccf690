"""People, teams and channels: who counts, and when a leader hears."""

from datetime import UTC, datetime, time, timedelta

import pytest

from bot.domain.people import BoardSchedule, Channel, zone_named
from tests.domain.builders import DAY, NOW, a_person, a_team

MINUTE = timedelta(minutes=1)


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({}, True),
        ({"is_bot": True}, False),
        ({"is_deactivated": True}, False),
        ({"is_stranger": True}, False),
    ],
)
def test_members_are_people_of_the_workspace_who_are_there(
    change: dict[str, bool], expected: bool
) -> None:
    assert a_person(**change).is_member is expected


@pytest.mark.parametrize("name", ["", "Mars/Olympus", "../etc/passwd", "/etc/localtime", "\x00"])
def test_a_zone_that_nobody_knows_is_utc(name: str) -> None:
    assert zone_named(name).key == "UTC"
    assert a_person(zone=name).time_zone.key == "UTC"


def test_a_known_zone_is_itself() -> None:
    assert zone_named("Europe/Berlin").key == "Europe/Berlin"


def test_the_digest_comes_at_the_leaders_own_hour_through_summer_time() -> None:
    team = a_team(weekday=1, at=time(10), zone="Europe/Berlin")

    winter = team.next_digest_after(datetime(2026, 3, 23, tzinfo=UTC))
    summer = team.next_digest_after(winter)

    assert (winter, summer) == (
        datetime(2026, 3, 24, 9, tzinfo=UTC),
        datetime(2026, 3, 31, 8, tzinfo=UTC),
    )


def test_the_last_digest_is_the_latest_at_or_before_an_instant() -> None:
    team = a_team(weekday=1, at=time(10), zone="Europe/Berlin")

    assert team.last_digest_before(NOW) == NOW
    assert team.last_digest_before(NOW.replace(minute=1)) == NOW
    assert team.last_digest_before(NOW.replace(hour=8)) == datetime(2026, 11, 17, 9, tzinfo=UTC)


@pytest.mark.parametrize("due", ["2026-03-31T08:00+00:00", "2026-10-27T09:00+00:00"])
def test_in_the_week_of_a_change_the_last_digest_is_the_one_that_is_due(due: str) -> None:
    team = a_team(weekday=1, at=time(10), zone="Europe/Berlin")
    instant = datetime.fromisoformat(due)

    assert team.last_digest_before(instant) == instant
    assert team.last_digest_before(instant + 59 * MINUTE) == instant
    assert instant - team.last_digest_before(instant - MINUTE) > 6 * DAY


def test_a_board_is_posted_at_the_hour_of_its_zone() -> None:
    schedule = BoardSchedule(0, time(9), "Asia/Kolkata")

    assert schedule.next_after(NOW) == datetime(2026, 11, 30, 3, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("has_bot", "is_archived", "expected"),
    [(True, False, True), (False, False, False), (True, True, False)],
)
def test_the_bot_can_post_where_it_is_and_nothing_is_archived(
    has_bot: bool, is_archived: bool, expected: bool
) -> None:
    channel = Channel("T1", "C1", has_bot=has_bot, is_archived=is_archived)

    assert channel.can_post is expected
