"""The leader was thanked: when credit can be passed on, and what counts as doing so."""

from typing import Any

import pytest

from bot.domain.kudos import Kudos
from bot.domain.nudges import Followed, Moment, Suggestion
from bot.domain.nudges.pass_credit import followed, suggest
from tests.domain.builders import DAY, HOUR, NOW, a_kudos
from tests.domain.nudges.builders import MOMENT, a_moment, a_shown, deeds

THANKS = a_kudos(giver="otto", receivers=("lea",), given_at=NOW, id=12)


def thanked(kudos: Kudos = THANKS, **changes: Any) -> Moment:
    return a_moment(kudos=kudos, **changes)


def test_it_tells_who_thanked_for_what_and_keeps_no_word_of_it() -> None:
    assert suggest(thanked()) == Suggestion(
        "pass_credit",
        "kudos:12",
        NOW + 72 * HOUR,
        person="otto",
        facts={"kudos": 12},
        text="the release",
        channel="C1",
        ts="1.0",
    )


@pytest.mark.parametrize(
    ("moment", "applies"),
    [
        (thanked(), True),
        (thanked(a_kudos(giver="otto", receivers=("ben", "lea"))), True),
        (thanked(a_kudos(giver="otto", receivers=("ben",))), False),
        (thanked(a_kudos(giver="otto", receivers=("lea", "ben"), source="roll:7")), False),
        (thanked(unnamed=frozenset({"otto"})), False),
        (a_moment(), False),
    ],
)
def test_it_applies_to_thanks_that_may_be_shared(moment: Moment, applies: bool) -> None:
    assert (suggest(moment) is not None) is applies


def test_what_was_said_in_a_private_channel_stays_there() -> None:
    found = suggest(thanked(a_kudos(giver="otto", receivers=("lea",), is_private=True)))

    assert found is not None
    assert (found.text, found.channel, found.ts) == ("", None, None)


@pytest.mark.parametrize(
    ("change", "is_followed"),
    [
        ({}, True),
        ({"receivers": ("otto",)}, False),  # thanks for the thanks
        ({"receivers": ("otto", "ben")}, True),
        ({"giver": "ben"}, False),
        ({"given_at": NOW}, True),
        ({"given_at": NOW - MOMENT}, False),
        ({"given_at": NOW + 72 * HOUR - MOMENT}, True),
        ({"given_at": NOW + 72 * HOUR}, False),
    ],
)
def test_it_is_followed_by_naming_somebody_else(change: dict[str, Any], is_followed: bool) -> None:
    given = a_kudos(**{"given_at": NOW + HOUR, "id": 13, **change})

    found = followed(SHOWN, deeds(given, thanks=frozenset({12})))

    assert found == (Followed(given.given_at, "kudos:13") if is_followed else None)


SHOWN = a_shown(
    "pass_credit",
    trigger="kudos:12",
    person="otto",
    idea=0,
    facts={"kudos": 12},
    followed_until=NOW + 72 * HOUR,
)


def test_thanks_that_were_taken_back_leave_nothing_to_pass_on() -> None:
    assert followed(SHOWN, deeds(a_kudos(given_at=NOW + DAY, id=13))) is None
