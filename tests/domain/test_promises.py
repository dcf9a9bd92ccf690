"""Which days can be chosen, when the reminder comes, and what keeps a promise."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest

from bot.domain.idea_tests import IdeaTest
from bot.domain.ideas import Reply
from bot.domain.kudos import Kudos
from bot.domain.leading_errors import DayNotOfferedError
from bot.domain.nudges import AskedQuestion, Deeds
from bot.domain.people import Team
from bot.domain.promises import (
    Aim,
    Deed,
    Promise,
    aim_of,
    days_for,
    in_zone,
    judged,
    on_day,
    to_tell,
)

TUESDAY = datetime(2026, 11, 24, 12, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def a_team(zone: str = "Europe/Berlin", at: time = time(10)) -> Team:
    return Team("T1", "ULEA", frozenset({"UANA"}), zone=zone, at=at, id=1)


def a_promise(deed: Deed = Deed.THANK, person: str = "UANA", idea: int = 0) -> Promise:
    made = Promise("T1", "ULEA", Aim(deed, 1, person, idea), TUESDAY, "s", id=1)
    return on_day(made, a_team(), date(2026, 11, 26), TUESDAY)


def thanks(*receivers: str, at: datetime = TUESDAY + HOUR, giver: str = "ULEA") -> Deeds:
    kudos = Kudos("T1", giver, receivers, "x", at, "k", id=12)
    return Deeds(kudos={giver: (kudos,)})


def test_days_are_work_days_whose_hour_is_to_come() -> None:
    days = days_for(a_team(), TUESDAY)

    assert [day.day for day in days] == [25, 26, 27, 30, 1]


@pytest.mark.parametrize("day", [date(2026, 11, 24), date(2026, 11, 28), date(2026, 12, 2)])
def test_a_day_that_is_over_of_a_weekend_or_far_is_refused(day: date) -> None:
    with pytest.raises(DayNotOfferedError):
        on_day(a_promise(), a_team(), day, TUESDAY)


def test_the_reminder_comes_at_the_hour_of_the_digest_and_two_more_days_count() -> None:
    promise = a_promise()

    assert promise.remind_at == datetime(2026, 11, 26, 9, tzinfo=UTC)
    assert promise.until == datetime(2026, 11, 28, 23, tzinfo=UTC)


@pytest.mark.parametrize(
    ("day", "at", "expected"),
    [
        (date(2026, 10, 26), time(2, 30), datetime(2026, 10, 26, 1, 30, tzinfo=UTC)),
        (date(2026, 3, 30), time(2, 30), datetime(2026, 3, 30, 0, 30, tzinfo=UTC)),
    ],
)
def test_over_a_clock_change_the_hour_stays(day: date, at: time, expected: datetime) -> None:
    friday = datetime(day.year, day.month, day.day, tzinfo=UTC) - 3 * DAY

    promise = on_day(a_promise(), a_team(at=at), day, friday)

    assert promise.remind_at == expected


def test_an_hour_that_a_clock_change_leaves_out_comes_an_hour_later() -> None:
    cairo = a_team("Africa/Cairo", time(0, 30))  # where clocks change on a Friday
    friday = date(2026, 4, 24)

    promise = on_day(a_promise(), cairo, friday, datetime(2026, 4, 22, 12, tzinfo=UTC))

    assert promise.remind_at == datetime(2026, 4, 23, 22, 30, tzinfo=UTC)


def test_in_another_zone_the_day_stays() -> None:
    moved = in_zone(a_promise(), a_team(), "America/New_York")

    assert moved.remind_at == datetime(2026, 11, 26, 15, tzinfo=UTC)
    assert moved.until == datetime(2026, 11, 29, 5, tzinfo=UTC)
    assert moved.next_at == moved.remind_at


def test_what_was_reminded_of_is_not_again_in_another_zone() -> None:
    reminded = replace(a_promise(), next_at=a_promise().until)

    moved = in_zone(reminded, a_team(), "America/New_York")

    assert moved.next_at == moved.until


@pytest.mark.parametrize(
    ("promise", "deeds", "by"),
    [
        (a_promise(), thanks("UANA"), "kudos:12"),
        (a_promise(), thanks("UBEN"), None),
        (a_promise(), thanks("UANA", giver="UBEN"), None),
        (a_promise(), thanks("UANA", at=TUESDAY - HOUR), None),
        (a_promise(), thanks("UANA", at=datetime(2026, 11, 28, 22, 59, tzinfo=UTC)), "kudos:12"),
        (a_promise(), thanks("UANA", at=datetime(2026, 11, 28, 23, tzinfo=UTC)), None),
        (a_promise(Deed.CREDIT, "UBEN"), thanks("UBEN"), None),
        (a_promise(Deed.CREDIT, "UBEN"), thanks("UBEN", "UANA"), "kudos:12"),
        (
            a_promise(Deed.REPLY, "", 7),
            Deeds(replies={7: (Reply(7, "1.5", "ULEA", TUESDAY + HOUR),)}),
            "reply:7:1.5",
        ),
        (
            a_promise(Deed.REPLY, "", 7),
            Deeds(replies={7: (Reply(7, "1.5", "UANA", TUESDAY + HOUR),)}),
            None,
        ),
        (
            a_promise(Deed.ASK, ""),
            Deeds(questions={"ULEA": (AskedQuestion(9, "ULEA", TUESDAY + HOUR),)}),
            "question:9",
        ),
    ],
)
def test_what_keeps_it(promise: Promise, deeds: Deeds, by: str | None) -> None:
    found = judged(promise, deeds)

    assert (found.kept_by, found.is_kept) == (by, by is not None)


@pytest.mark.parametrize(("owner", "by"), [("UANA", "test:3"), ("ULEA", None), ("", None)])
def test_a_test_that_somebody_else_runs_keeps_it(owner: str, by: str | None) -> None:
    test = IdeaTest("T1", 7, owner, "?", 1, TUESDAY + HOUR, TUESDAY + DAY, id=3)

    found = judged(a_promise(Deed.TEST, "", 7), Deeds(tests={7: (test,)}))

    assert (found.kept_by, found.is_kept) == (by, by is not None)


def test_what_was_undone_has_not_kept_it_until_it_is_settled() -> None:
    done = judged(a_promise(), thanks("UANA"))
    settled = replace(done, next_at=None)

    assert done.is_kept
    assert not judged(done, Deeds()).is_kept
    assert judged(settled, Deeds()).is_kept


def test_a_digest_tells_of_what_was_done_or_due_in_its_week() -> None:
    since = TUESDAY + 2 * HOUR
    due, done = a_promise(), replace(a_promise(), kept_at=TUESDAY + HOUR, id=2)

    assert to_tell([due, done], since, since + 7 * DAY) == due
    assert to_tell([due, done], TUESDAY, since) == done
    assert to_tell([due], due.remind_at - 7 * DAY, due.remind_at) is None


def test_an_aim_is_read_from_its_key() -> None:
    aim = Aim(Deed.REPLY, 3, "", 7)

    assert aim_of(aim.key) == aim
