"""A fresh idea, and a leader who tends to be the first to reply."""

from datetime import timedelta
from typing import Any

import pytest

from bot.domain.nudges import Deeds, Moment, Suggestion
from bot.domain.nudges.others_first import followed, suggest
from tests.domain.builders import DAY, HOUR, NOW, an_idea
from tests.domain.nudges.builders import MOMENT, a_moment, a_reply, a_shown, deeds

FRESH = an_idea(shared_at=NOW)
YES, NO = True, False


def a_fresh(**changes: Any) -> Moment:
    return a_moment(**{"idea": FRESH, "spoke_first": (YES, YES, YES)} | changes)


def test_it_tells_the_idea_and_how_often_the_leader_was_first() -> None:
    found = suggest(a_fresh(spoke_first=(YES, NO, YES, NO, YES, NO, YES)))

    assert found == Suggestion(
        "others_first",
        "idea:1",
        NOW + 7 * DAY,
        person="ana",
        idea=1,
        facts={"first": 3, "threads": 6},
        text="a quieter office",
        channel="C1",
        ts="2.0",
    )


@pytest.mark.parametrize(
    ("moment", "applies"),
    [
        (a_fresh(), True),
        (a_fresh(spoke_first=(YES, YES)), False),  # too few to tell
        (a_fresh(spoke_first=(YES, NO, NO)), False),
        (a_fresh(spoke_first=(YES, YES, NO)), True),
        (a_fresh(spoke_first=(YES, NO, YES, NO)), True),
        (a_fresh(spoke_first=(NO, NO, NO, NO, YES, YES, YES, YES)), False),  # the last six
        (a_fresh(idea=None), False),
        (a_fresh(idea=an_idea(author="lea")), False),
        (a_fresh(idea=an_idea(author="otto")), False),
        (a_fresh(unnamed=frozenset({"ana"})), False),
        (a_fresh(idea=an_idea(is_private=True)), False),
    ],
)
def test_it_applies_where_the_leader_was_first_in_half_of_the_last(
    moment: Moment, applies: bool
) -> None:
    assert (suggest(moment) is not None) is applies


def replies(*people: str, lea_after: timedelta) -> Deeds:
    others = [a_reply(each, NOW + (n + 1) * MOMENT) for n, each in enumerate(people)]
    return deeds(FRESH, *others, a_reply("lea", NOW + lea_after))


@pytest.mark.parametrize(
    ("done", "is_followed"),
    [
        (replies("ben", "chloe", "otto", lea_after=HOUR), True),
        (replies("ben", "chloe", lea_after=HOUR), False),
        (replies("ben", "ben", "chloe", lea_after=HOUR), False),
        (replies("ben", "chloe", "ana", lea_after=HOUR), False),  # its author
        (replies(lea_after=24 * HOUR), True),
        (replies(lea_after=24 * HOUR - MOMENT), False),
        (replies(lea_after=7 * DAY - MOMENT), True),
        (replies(lea_after=7 * DAY), False),
        (deeds(FRESH, a_reply("ben", NOW + HOUR)), False),  # the leader never spoke
        (deeds(a_reply("lea", NOW + 25 * HOUR), ideas={}), False),  # withdrawn meanwhile
    ],
)
def test_it_is_followed_by_a_first_reply_after_three_others_or_a_day(
    done: Deeds, is_followed: bool
) -> None:
    found = followed(a_shown("others_first"), done)

    assert (found is not None) is is_followed


def test_the_leaders_first_reply_counts_and_no_later_one() -> None:
    early, late = a_reply("lea", NOW + HOUR), a_reply("lea", NOW + 30 * HOUR)

    assert followed(a_shown("others_first"), deeds(FRESH, late, early)) is None
