"""An idea with support that nobody tests."""

from datetime import timedelta
from typing import Any

import pytest

from bot.domain.ideas import Stage
from bot.domain.moves import Move
from bot.domain.nudges import Deeds, Followed, IdeaFacts, LeaderWeek, Suggestion
from bot.domain.nudges.small_test import followed, suggest
from tests.domain.builders import DAY, HOUR, NOW, an_idea
from tests.domain.nudges.builders import (
    MOMENT,
    a_move,
    a_reply,
    a_shown,
    a_test,
    a_week,
    deeds,
    some_facts,
)

WEEK = 7 * DAY


def ripe(age: timedelta = WEEK, supporters: int = 3, tests: int = 0, **idea: Any) -> IdeaFacts:
    found = an_idea(shared_at=NOW - age, **idea)
    return some_facts(found, supporters=supporters, tests=tests)


def test_it_is_about_the_idea_with_the_most_support() -> None:
    found = suggest(a_week(ripe(), ripe(9 * DAY, 5, id=2), ripe(8 * DAY, 5, id=3)))

    assert found == Suggestion(
        "small_test",
        "idea:2",
        NOW + WEEK,
        person="ana",
        idea=2,
        facts={"supporters": 5, "days": 9},
        text="a quieter office",
        channel="C1",
        ts="2.0",
    )


@pytest.mark.parametrize(
    ("week", "applies"),
    [
        (a_week(ripe()), True),
        (a_week(ripe(WEEK - MOMENT)), False),
        (a_week(ripe(supporters=2)), False),
        (a_week(ripe(tests=1)), False),
        (a_week(ripe(stage=Stage.TESTING)), False),
        (a_week(ripe(stage=Stage.PARKED)), False),
        (a_week(ripe(stage=Stage.ADOPTED)), False),
        (a_week(ripe(author="lea")), False),
        (a_week(ripe(author="otto")), False),
        (a_week(ripe(), unnamed=frozenset({"ana"})), False),
        (a_week(ripe(), left_alone=frozenset({("small_test", "idea:1")})), False),
        (a_week(ripe(), left_alone=frozenset({("small_test", "ana")})), True),
    ],
)
def test_it_applies_to_supported_ideas_of_the_team_that_were_never_tested(
    week: LeaderWeek, applies: bool
) -> None:
    assert (suggest(week) is not None) is applies


@pytest.mark.parametrize(
    ("done", "by"),
    [
        (deeds(a_test("ben", NOW + HOUR)), "test:3"),
        (deeds(a_test("ana", NOW)), "test:3"),
        (deeds(a_test("lea", NOW + HOUR)), None),
        (deeds(a_test("ben", NOW - MOMENT)), None),
        (deeds(a_test("ben", NOW + WEEK - MOMENT)), "test:3"),
        (deeds(a_test("ben", NOW + WEEK)), None),
        (deeds(a_move(Move.PARK, NOW + HOUR)), "event:9"),
        (deeds(a_move(Move.PARK, NOW + WEEK)), None),
        (deeds(a_move(Move.ADOPT, NOW + HOUR)), None),
        (deeds(a_test("ben", NOW + 2 * HOUR), a_move(Move.PARK, NOW + HOUR)), "event:9"),
        (deeds(a_test("ben", NOW + HOUR), ideas={}), None),  # withdrawn meanwhile
        (deeds(a_reply("ben", NOW + HOUR)), None),
    ],
)
def test_somebody_elses_test_follows_it_or_parking_it(done: Deeds, by: str | None) -> None:
    found = followed(a_shown("small_test"), done)

    assert (found.by if found else None) == by


def test_it_is_followed_at_the_moment_of_the_test() -> None:
    assert followed(a_shown("small_test"), deeds(a_test("ben", NOW + HOUR))) == Followed(
        NOW + HOUR, "test:3"
    )
