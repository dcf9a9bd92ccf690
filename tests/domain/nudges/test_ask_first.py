"""Many ideas are the leader's, or nobody was asked for a while."""

from datetime import datetime, timedelta

import pytest

from bot.domain.nudges import AskedQuestion, Deeds, Followed, IdeaFacts, LeaderWeek
from bot.domain.nudges.ask_first import NUDGE, followed, suggest
from tests.domain.builders import DAY, HOUR, NOW, a_team, an_idea
from tests.domain.nudges.builders import MOMENT, a_shown, a_week, deeds, some_facts

ASKED = NOW - DAY


def ideas(by_leader: int, by_team: int, age: timedelta = DAY) -> list[IdeaFacts]:
    authors = ["lea"] * by_leader + ["ana"] * by_team
    return [some_facts(an_idea(author=each, shared_at=NOW - age)) for each in authors]


def two(*people: str) -> frozenset[str]:
    return frozenset(people)


def test_it_is_for_a_week_and_about_nobody() -> None:
    found = suggest(a_week())

    assert found is not None
    assert (found.trigger, found.person, found.idea) == ("week:2026-W48", "", 0)
    assert found.followed_until == NOW + 5 * DAY


@pytest.mark.parametrize(
    ("week", "because"),
    [
        (a_week(*ideas(3, 2), asked_at=ASKED), "share"),
        (a_week(*ideas(2, 3), asked_at=ASKED), None),  # 40 % and no more
        (a_week(*ideas(3, 4), asked_at=ASKED), "share"),
        (a_week(*ideas(2, 2), asked_at=ASKED), None),  # four ideas
        (a_week(*ideas(5, 0, 28 * DAY), asked_at=ASKED), "share"),
        (a_week(*ideas(5, 0, 28 * DAY + MOMENT), asked_at=ASKED), None),
        (a_week(*ideas(5, 0), asked_at=ASKED, team=a_team(members=two("ana", "ben"))), None),
        (a_week(asked_at=NOW - 14 * DAY), None),
        (a_week(asked_at=NOW - 14 * DAY - MOMENT), "unasked"),
        (a_week(), "unasked"),
        (a_week(*ideas(3, 2)), "share"),
        (a_week(team=a_team(members=two("ana", "ben"))), "unasked"),
        (a_week(team=a_team(members=two("ana"))), None),  # who could answer, twice?
        (a_week(left_alone=frozenset({("ask_first", "")})), None),
    ],
)
def test_it_applies_for_one_of_two_reasons(week: LeaderWeek, because: str | None) -> None:
    found = suggest(week)

    assert (found.facts["because"] if found else None) == because


def test_each_reason_has_a_sentence_of_its_own() -> None:
    share, unasked = (NUDGE.sentence({"because": each}) for each in ("share", "unasked"))

    assert share.format(ideas=5, own=3).startswith("Of the last 5 ideas in your team, 3 are yours.")
    assert unasked == NUDGE.says


def a_question(at: datetime, *answers: tuple[str, datetime], leader: str = "lea") -> AskedQuestion:
    return AskedQuestion(4, leader, at, answers)


ANA, BEN = ("ana", NOW + HOUR), ("ben", NOW + 2 * HOUR)
THREE, FIVE = NOW + 3 * DAY, NOW + 5 * DAY


@pytest.mark.parametrize(
    ("done", "at"),
    [
        (deeds(a_question(NOW, ANA, BEN)), NOW + 2 * HOUR),
        (deeds(a_question(NOW, BEN, ANA)), NOW + 2 * HOUR),
        (deeds(a_question(NOW, ANA)), None),
        (deeds(a_question(NOW, ANA, ("ana", NOW + 2 * HOUR))), None),
        (deeds(a_question(NOW, ANA, ("lea", NOW + 2 * HOUR))), None),
        (deeds(a_question(NOW, ANA, ("otto", NOW + 3 * HOUR), BEN)), NOW + 2 * HOUR),
        (deeds(a_question(NOW - MOMENT, ANA, BEN)), None),
        (deeds(a_question(THREE - MOMENT, ("ana", THREE), ("ben", FIVE - MOMENT))), FIVE - MOMENT),
        (deeds(a_question(THREE - MOMENT, ("ana", THREE), ("ben", FIVE))), None),
        (deeds(a_question(THREE, ("ana", THREE), ("ben", THREE))), None),
        (deeds(a_question(NOW, ANA, BEN, leader="mia")), None),
    ],
)
def test_a_question_that_two_people_answered_follows_it(done: Deeds, at: datetime | None) -> None:
    shown = a_shown("ask_first", person="", idea=0, followed_until=FIVE)

    assert followed(shown, done) == (Followed(at, "question:4") if at else None)
