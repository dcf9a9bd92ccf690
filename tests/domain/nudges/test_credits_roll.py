"""An adopted idea whose people are not all named."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from bot.domain.ideas import Stage
from bot.domain.nudges import Deeds, Followed, IdeaFacts, LeaderWeek, Suggestion
from bot.domain.nudges.credits_roll import followed, suggest
from tests.domain.builders import DAY, HOUR, NOW, a_kudos, an_idea
from tests.domain.nudges.builders import MOMENT, a_shown, a_week, deeds, some_facts

ALL = frozenset({"ana", "ben", "lea"})


def adopted(ago: timedelta = DAY, *, named: frozenset[str] = frozenset(), **idea: Any) -> IdeaFacts:
    found = an_idea(**{"stage": Stage.ADOPTED, "stage_at": NOW - ago, **idea})
    return some_facts(found, contributors=ALL, named=named)


def test_it_is_about_the_idea_adopted_last() -> None:
    found = suggest(a_week(adopted(3 * DAY), adopted(DAY, id=2), adopted(2 * DAY, id=3)))

    assert found == Suggestion(
        "credits_roll",
        "idea:2",
        NOW + 72 * HOUR,
        idea=2,
        facts={"contributors": 3, "named": 0},
        text="a quieter office",
        channel="C1",
        ts="2.0",
    )


@pytest.mark.parametrize(
    ("week", "applies"),
    [
        (a_week(adopted()), True),
        (a_week(adopted(14 * DAY)), True),
        (a_week(adopted(14 * DAY + MOMENT)), False),
        (a_week(adopted(named=frozenset({"ana"}))), True),
        (a_week(adopted(named=frozenset({"ana", "ben"}))), False),  # but for the leader
        (a_week(adopted(author="lea")), True),
        (a_week(adopted(stage=Stage.TESTING)), False),
        (a_week(some_facts(an_idea(stage=Stage.ADOPTED, stage_at=NOW - DAY))), False),
        (a_week(adopted(), left_alone=frozenset({("credits_roll", "idea:1")})), False),
        (a_week(adopted(), left_alone=frozenset({("credits_roll", "idea:2")})), True),
    ],
)
def test_it_applies_while_somebody_else_is_not_named(week: LeaderWeek, applies: bool) -> None:
    assert (suggest(week) is not None) is applies


def roll(at: datetime, *people: str, by: str = "ana") -> dict[str, Any]:
    return {"rolls": {1: a_kudos(giver=by, receivers=people, given_at=at, id=20)}}


def since(*done: Any, **more: Any) -> Deeds:
    idea = an_idea(stage=Stage.ADOPTED, stage_at=NOW - DAY)
    return deeds(idea, *done, **{"contributors": {1: ALL}} | more)


ANA = a_kudos(receivers=("ana",), given_at=NOW - HOUR, id=21)
BEN = a_kudos(receivers=("ben",), given_at=NOW + HOUR, id=22)


@pytest.mark.parametrize(
    ("done", "by"),
    [
        (since(**roll(NOW + HOUR, "ben")), "kudos:20"),  # who posts it is named by it
        (since(**roll(NOW + HOUR, "ana", "ben", by="lea")), "kudos:20"),
        (since(**roll(NOW + HOUR, "otto")), None),
        (since(BEN, **roll(NOW + 2 * HOUR, "otto")), "kudos:20"),
        (since(ANA, BEN), "kudos:22"),
        (since(ANA), None),
        (since(BEN), None),
        (since(**roll(NOW - MOMENT, "ben")), None),  # before it was shown
        (since(**roll(NOW + 72 * HOUR, "ben")), None),
        (since(a_kudos(receivers=("ana", "ben"), given_at=NOW - 2 * DAY), BEN), None),
        (since(**roll(NOW + HOUR, "ben"), ideas={}), None),  # withdrawn meanwhile
        (since(**roll(NOW + HOUR, "ben"), contributors={}), None),
    ],
)
def test_it_is_followed_once_everybody_is_named(done: Deeds, by: str | None) -> None:
    shown = a_shown("credits_roll", person="", followed_until=NOW + 72 * HOUR)

    found = followed(shown, done)

    assert (found.by if found else None) == by


def test_it_is_followed_at_the_moment_when_the_last_one_is_named() -> None:
    found = followed(a_shown("credits_roll"), since(BEN, ANA))

    assert found == Followed(BEN.given_at, "kudos:22")
