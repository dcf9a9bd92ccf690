"""An idea that nobody replied to: which one is brought up, and what follows it."""

from datetime import timedelta

import pytest

from bot.domain.ideas import Stage
from bot.domain.nudges import Deeds, Followed, IdeaFacts, Suggestion
from bot.domain.nudges.ideas_waiting import followed, suggest
from tests.domain.builders import DAY, HOUR, NOW, an_idea
from tests.domain.nudges.builders import (
    MOMENT,
    a_reply,
    a_shown,
    a_week,
    deeds,
    some_facts,
)

TWO_DAYS = 48 * HOUR


def waiting(id: int = 1, since: timedelta = TWO_DAYS, **idea: object) -> IdeaFacts:
    return some_facts(an_idea(id=id, shared_at=NOW - since, **idea))


def test_it_is_about_the_one_that_waited_longest_and_counts_some_more() -> None:
    ideas = [waiting(id, (2 + id) * DAY) for id in range(1, 8)]

    assert suggest(a_week(*ideas)) == Suggestion(
        "ideas_waiting",
        "idea:7",
        NOW + TWO_DAYS,
        person="ana",
        idea=7,
        facts={"days": 9, "ideas": "7,6,5,4,3"},
        text="a quieter office",
        channel="C1",
        ts="2.0",
    )


@pytest.mark.parametrize(
    ("idea", "applies"),
    [
        (waiting(), True),
        (waiting(since=TWO_DAYS - MOMENT), False),
        (waiting(since=28 * DAY), True),
        (waiting(since=28 * DAY + MOMENT), False),
        (waiting(stage=Stage.TESTING), False),
        (waiting(stage=Stage.PARKED), False),
        (waiting(author="lea"), False),
        (waiting(author="otto"), False),
        (waiting(author="ben"), False),  # who hides
        (waiting(id=8), False),  # left alone
        (some_facts(an_idea(shared_at=NOW - TWO_DAYS), is_replied=True), False),
    ],
)
def test_it_applies_to_open_ideas_of_the_team_without_a_reply(
    idea: IdeaFacts, applies: bool
) -> None:
    alone = frozenset({("ideas_waiting", "idea:8")})

    found = suggest(a_week(idea, unnamed=frozenset({"ben"}), left_alone=alone))

    assert (found is not None) is applies


FOLLOWED = Followed(NOW + HOUR, f"reply:1:{(NOW + HOUR).timestamp()}")


@pytest.mark.parametrize(
    ("done", "expected"),
    [
        (deeds(a_reply("ben", NOW + HOUR)), FOLLOWED),
        (deeds(a_reply("lea", NOW + HOUR)), FOLLOWED),
        (deeds(a_reply("otto", NOW + 2 * HOUR), a_reply("ben", NOW + HOUR)), FOLLOWED),
        (deeds(a_reply("ana", NOW + HOUR)), None),  # its author
        (deeds(a_reply("ben", NOW - MOMENT)), None),
        (deeds(a_reply("ben", NOW + 7 * DAY)), None),
        (deeds(a_reply("ben", NOW + HOUR), ideas={}), None),  # withdrawn meanwhile
        (deeds(a_reply("ben", NOW + HOUR, idea=5)), None),
        (Deeds(), None),
    ],
)
def test_a_reply_by_anybody_else_follows_it(done: Deeds, expected: Followed | None) -> None:
    assert followed(a_shown("ideas_waiting"), done) == expected


def test_a_reply_to_another_one_that_waited_follows_it_too() -> None:
    shown = a_shown("ideas_waiting", facts={"days": 3, "ideas": "1,2"})

    found = followed(shown, deeds(an_idea(id=2), a_reply("ben", NOW + HOUR, idea=2)))

    assert found == Followed(NOW + HOUR, f"reply:2:{(NOW + HOUR).timestamp()}")
