"""What is on every nudge, and who may press it; thanks in person, and ideas that wait."""

import json
from typing import Any

import pytest

from tests.scenarios.box import Box
from tests.scenarios.leading import lead, words
from tests.scenarios.nudging import (
    an_idea,
    answers,
    buttons,
    shown,
    the_value,
    waiting,
    whispered,
)

pytestmark = pytest.mark.over("http")


@pytest.fixture
def led(box: Box) -> Box:
    lead(box)
    return box


# On every nudge


def test_it_is_stopped_after_a_question_whether_one_is_sure(led: Box) -> None:
    card = waiting(led)
    stop = next(
        each
        for block in card.blocks
        for each in block.get("elements", ())
        if each.get("action_id") == "nudges.stop"
    )

    led.press("Ana", card, "nudges.stop")

    assert "Stop all of these?" in json.dumps(stop["confirm"])
    assert not led.rows("teams")[0]["wants_nudges"]
    assert "/lead" in words(led.look(card))
    assert buttons(led.look(card)) == []


def test_why_this_says_that_some_are_held_back(led: Box) -> None:
    led.press("Ana", waiting(led), "nudges.why")

    assert "15 %" in whispered(led)
    assert "48 hours" in whispered(led)


def test_its_time_over_only_stopping_is_left(led: Box) -> None:
    card = waiting(led)
    led.later(days=4)

    led.press("Ana", card, "nudges.not_now")
    refused = whispered(led)
    led.press("Ana", card, "nudges.fewer")

    assert "time for this has passed" in refused
    assert answers(led) == ["fewer"]


OWN = [
    "nudges.not_now",
    "nudges.fewer",
    "nudges.stop",
    "nudges.why",
    "nudges.see",
    "nudges.ask_team",
    "nudges.ping",
    "nudges.mine",
    "nudges.name_people",
    "nudges.question",
    "nudges.ask_owner",
    "nudges.post_roll",
    "nudges.owner_posts",
    "nudges.in_person",
]


def a_press(action: str, value: str, user: str) -> dict[str, str]:
    body: dict[str, Any] = {
        "type": "block_actions",
        "user": {"id": user, "team_id": "T0BOX00001"},
        "team": {"id": "T0BOX00001"},
        "container": {"type": "message", "channel_id": "C0PRODUCT1", "message_ts": "1.2"},
        "channel": {"id": "C0PRODUCT1"},
        "trigger_id": "1.2.3",
        "actions": [{"type": "button", "action_id": action, "block_id": "b", "value": value}],
    }
    return {"payload": json.dumps(body)}


@pytest.mark.parametrize("action", OWN)
def test_nobody_else_can_press_it(led: Box, action: str) -> None:
    card = waiting(led)
    before = led.rows("outbox")

    for user in ("U0BEN00001", "U0GRACE001"):
        assert led.dispatch(a_press(action, the_value(card), user), form=True) == 200
    led.settle()

    assert answers(led) == [None]
    assert led.rows("teams")[0]["wants_nudges"]
    assert led.rows("outbox") == before
    assert led.person("Ben").views() == []


@pytest.mark.parametrize("action", ["nudges.ping", "nudges.mine", "nudges.name_people"])
def test_what_its_kind_does_not_offer_is_refused(led: Box, action: str) -> None:
    card = waiting(led)

    led.dispatch(a_press(action, the_value(card), "U0ANA00001"), form=True)

    assert answers(led) == [None]


# Thanked in person


def test_thanks_in_person_are_noted_apart(led: Box) -> None:
    idea = an_idea(led)
    card = shown(led, "thank_overdue", idea, {"part": "author", "at": 1893456000})

    led.press("Ana", card, "nudges.in_person")

    [noted] = led.rows("thanks_in_person")
    assert (noted["person"], noted["work"]) == ("W0EMI00001", f"idea:{idea.id}")


# Ideas that wait


@pytest.mark.both_databases
def test_ideas_that_wait_are_seen(led: Box) -> None:
    led.press("Ana", waiting(led), "nudges.see")

    [view] = led.person("Ana").views()
    assert "a weekly demo of half-done work" in json.dumps(view.blocks)


def test_those_with_a_reply_by_now_are_not(led: Box) -> None:
    card = waiting(led)
    led.say("Ben", "#product", "On Fridays", thread=led.workspace.messages("C0PRODUCT1")[0])

    led.press("Ana", card, "nudges.see")

    [view] = led.person("Ana").views()
    assert "Each of them has a reply by now." in json.dumps(view.blocks)


@pytest.mark.both_databases
def test_the_team_is_asked_in_the_leaders_name(led: Box) -> None:
    card = waiting(led)

    led.press("Ana", card, "nudges.ask_team")
    done = led.person("Ana").submit({"words": "Who has a minute for this, @channel? <!here>"})
    led.settle()

    post = led.posts("#product")[-1]
    assert done.closed
    assert "*Ana" in post.text
    assert "Who has a minute for this" in post.text
    assert "<!here>" not in words(post)
    assert "a weekly demo of half-done work" in words(post)
    assert "Asked, in" in words(led.look(card))


def test_the_team_is_asked_once(led: Box) -> None:
    card = waiting(led)
    led.press("Ana", card, "nudges.ask_team")
    led.person("Ana").submit({"words": "Who has a minute?"})
    led.settle()
    before = len(led.posts("#product"))

    led.workspace.keep(card)  # an old screen still shows it
    led.press("Ana", card, "nudges.ask_team")
    done = led.person("Ana").submit({"words": "And now?"})
    led.settle()

    assert "already" in str(done.errors)
    assert len(led.posts("#product")) == before
