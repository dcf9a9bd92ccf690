"""The reminder to thank somebody: when it applies to whom, and what follows it."""

from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.ideas import Part
from bot.domain.nudges import Deeds, Followed, LeaderWeek, Suggestion, nudges
from bot.domain.nudges.thank_overdue import NUDGE, followed, suggest
from tests.domain.builders import DAY, NOW, Work, a_kudos, a_part, a_team, an_idea, shared
from tests.domain.nudges.builders import MOMENT, a_shown, a_week


def work_by(person: str, at: datetime = NOW - DAY, number: int = 1) -> Work:
    return shared(an_idea(id=number, author=person, shared_at=at))


def whom(week: LeaderWeek) -> str | None:
    found = suggest(week)
    return found.person if found else None


def test_it_names_the_person_and_the_work() -> None:
    found = suggest(a_week(work=(work_by("ana"),)))

    assert found == Suggestion(
        kind="thank_overdue",
        trigger="idea:1",
        followed_until=NOW + 7 * DAY,
        person="ana",
        idea=1,
        facts={"part": "author", "at": int((NOW - DAY).timestamp())},
        text="a quieter office",
        channel="C1",
        ts="2.0",
    )


def test_its_five_work_days_begin_when_it_is_shown() -> None:
    found = suggest(a_week(work=(work_by("ana"),), shown_at=NOW + 2 * DAY))

    assert found is not None
    assert found.followed_until == NOW + 9 * DAY


def test_without_work_it_says_nothing() -> None:
    assert suggest(a_week()) is None


def test_work_of_fourteen_days_counts_and_older_work_does_not() -> None:
    assert whom(a_week(work=(work_by("ana", NOW - 14 * DAY),))) == "ana"
    assert whom(a_week(work=(work_by("ana", NOW - 14 * DAY - MOMENT),))) is None


def test_thanks_of_twenty_one_days_count_and_older_ones_do_not() -> None:
    week = {"work": (work_by("ana"),)}

    assert whom(a_week(**week, kudos=(a_kudos(given_at=NOW - 21 * DAY),))) is None
    assert whom(a_week(**week, kudos=(a_kudos(given_at=NOW - 21 * DAY - MOMENT),))) == "ana"


def test_thanks_before_the_work_count_as_well() -> None:
    thanked = a_kudos(given_at=NOW - 10 * DAY)

    assert whom(a_week(work=(work_by("ana"),), kudos=(thanked,))) is None


def test_every_receiver_of_the_thanks_was_thanked() -> None:
    thanked = a_kudos(receivers=("otto", "ben", "ana"))
    week = a_week(work=(work_by("ana"), work_by("ben"), work_by("chloe")), kudos=(thanked,))

    assert whom(week) == "chloe"


def test_whose_work_waited_longest_is_named() -> None:
    work = (work_by("ana", NOW - 2 * DAY), work_by("ben", NOW - 5 * DAY), work_by("ana", NOW - DAY))

    assert whom(a_week(work=work)) == "ben"


def test_of_two_who_waited_as_long_it_is_always_the_same() -> None:
    work = (work_by("chloe"), work_by("ben"))

    assert whom(a_week(work=work)) == whom(a_week(work=work[::-1])) == "ben"


@pytest.mark.parametrize("part", [Part.AUTHOR, Part.BUILD, Part.TEST])
def test_every_part_in_an_idea_is_work(part: Part) -> None:
    assert whom(a_week(work=(a_part(part, "ben", NOW - DAY),))) == "ben"


def test_neither_the_leader_nor_others_are_named() -> None:
    assert whom(a_week(work=(work_by("lea"), work_by("otto")))) is None


def test_who_is_left_alone_or_unnamed_is_passed_over() -> None:
    work = (work_by("ana", NOW - 3 * DAY), work_by("ben"))
    left_alone = frozenset({("thank_overdue", "ana")})

    assert whom(a_week(work=work, left_alone=left_alone)) == "ben"
    assert whom(a_week(work=work, left_alone=left_alone, unnamed=frozenset({"ben"}))) is None
    assert whom(a_week(work=work, left_alone=frozenset({("another", "ana")}))) == "ana"


@pytest.mark.parametrize(
    ("shown", "until"),
    [
        ("2026-11-24T10:00+01:00", "2026-12-01T10:00+01:00"),  # Tuesday
        ("2026-11-27T10:00+01:00", "2026-12-04T10:00+01:00"),  # Friday
        ("2026-11-28T10:00+01:00", "2026-12-04T10:00+01:00"),  # Saturday
        ("2026-03-24T10:00+01:00", "2026-03-31T10:00+02:00"),  # an hour shorter
        ("2026-10-20T10:00+02:00", "2026-10-27T10:00+01:00"),  # an hour longer
    ],
)
def test_it_can_be_followed_for_five_work_days_of_the_leader(shown: str, until: str) -> None:
    at = datetime.fromisoformat(shown)

    found = suggest(a_week(until=at, work=(work_by("ana", at - DAY),)))

    assert found is not None
    assert found.followed_until == datetime.fromisoformat(until)


@settings(deadline=None)
@given(
    st.datetimes(datetime(2026, 1, 1), datetime(2027, 1, 1)),  # noqa: DTZ001 - made aware below
    st.sampled_from(["Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Kolkata"]),
)
def test_its_window_has_five_work_days_wherever_the_leader_lives(wall: datetime, name: str) -> None:
    at = wall.replace(tzinfo=ZoneInfo(name))
    team = a_team(zone=name)

    found = suggest(a_week(team=team, until=at, work=(work_by("ana", at - DAY),)))

    assert found is not None
    assert 5 * DAY - timedelta(hours=1) <= found.followed_until - at <= 8 * DAY


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"given_at": NOW}, True),
        ({"given_at": NOW - MOMENT}, False),
        ({"given_at": NOW + 7 * DAY - MOMENT}, True),
        ({"given_at": NOW + 7 * DAY}, False),
        ({"receivers": ("ben", "ana")}, True),
        ({"receivers": ("ben",)}, False),
        ({"giver": "mia"}, False),
    ],
)
def test_it_is_followed_by_kudos_from_the_leader_in_its_window(
    change: dict[str, Any], expected: bool
) -> None:
    kudos = a_kudos(**{"given_at": NOW + DAY, "id": 12, **change})

    found = followed(a_shown("thank_overdue"), Deeds(kudos={kudos.giver: (kudos,)}))

    assert found == (Followed(kudos.given_at, "kudos:12") if expected else None)


def test_it_is_found_by_its_kind() -> None:
    assert nudges()["thank_overdue"] is NUDGE


def test_who_was_thanked_by_word_of_mouth_since_is_not_brought_up() -> None:
    work = (work_by("ana"),)

    assert whom(a_week(work=work, in_person={("ana", "idea:1"): NOW - DAY})) is None
    assert whom(a_week(work=work, in_person={("ana", "idea:1"): NOW - DAY - MOMENT})) == "ana"
    assert whom(a_week(work=work, in_person={("ben", "idea:1"): NOW})) == "ana"
