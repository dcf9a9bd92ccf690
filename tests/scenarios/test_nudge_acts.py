"""What a leader does with a nudge by its own buttons: let others first, pass on, test, credit."""

import json

import pytest

from bot.playground.model import Message
from tests.scenarios.box import Box
from tests.scenarios.leading import lead, words
from tests.scenarios.nudging import (
    FIRST,
    PASS,
    ROLL,
    TEST,
    an_idea,
    answers,
    buttons,
    shown,
    whispered,
)

pytestmark = pytest.mark.over("http")


@pytest.fixture
def led(box: Box) -> Box:
    lead(box)
    return box


# Let others first


def fresh(box: Box) -> tuple[Message, Message]:
    """The card, and the message of the idea that it is about."""
    idea = an_idea(box)
    card = shown(box, FIRST, idea, {"first": 3, "threads": 4})
    assert idea.ts
    said = box.workspace.message(idea.channel, idea.ts)
    assert said
    return card, said


@pytest.mark.both_databases
def test_three_replies_are_told_once(led: Box) -> None:
    card, said = fresh(led)
    led.press("Ana", card, "nudges.ping")
    before = len(led.told("Ana"))

    led.say("Ben", "#product", "On Fridays", thread=said)
    led.say("Ben", "#product", "At noon", thread=said)
    led.say("Chloé", "#product", "With cake", thread=said)
    two = len(led.told("Ana"))
    led.say("Daniel", "#product", "And tea", thread=said)
    led.say("Farid", "#product", "Or not", thread=said)

    assert two == before
    assert [each.text[:18] for each in led.told("Ana")[before:]] == ["Three others have "]


def test_three_replies_that_are_there_are_told_at_once(led: Box) -> None:
    card, said = fresh(led)
    for name in ("Ben", "Chloé", "Daniel"):
        led.say(name, "#product", "On Fridays", thread=said)

    led.press("Ana", card, "nudges.ping")

    assert "Three others have replied" in led.told("Ana")[-1].text


def test_the_thread_is_one_press_away(led: Box) -> None:
    card, _ = fresh(led)

    led.press("Ana", card, "nudges.reply")

    assert [each for each in led.logs if each["event"] == "listener_failed"] == []


# Pass the credit


def thanked(box: Box, said: str = "thanks @Ana for the calm release") -> tuple[Message, Message]:
    message = box.say("Ben", "#product", said)
    kudos = box.rows("kudos")[-1]["id"]
    return shown(box, PASS, None, {"kudos": kudos}), message


@pytest.mark.both_databases
def test_who_else_had_a_part_is_ticked(led: Box) -> None:
    message = led.say("Emi", "#product", "The release is out, the runbook held")
    led.say("Daniel", "#product", "I watched the graphs", thread=message)
    led.say("Ben", "#product", "thanks @Ana for the calm release", thread=message)
    kudos = led.rows("kudos")[-1]["id"]
    card = shown(led, PASS, None, {"kudos": kudos})

    led.press("Ana", card, "nudges.name_people")
    [view] = led.person("Ana").views()
    ticked = next(block for block in view.blocks if block.get("block_id") == "people")
    led.person("Ana").submit()
    led.settle()

    assert set(ticked["element"]["initial_users"]) == {"W0EMI00001", "U0DANIEL01"}
    assert "the calm release" in led.rows("kudos")[-1]["reason"]
    assert "Thanked." in words(led.look(card))


def test_private_words_are_not_passed_on(led: Box) -> None:
    led.command("Ben", "#product", "/kudos")
    led.person("Ben").submit({"people": ["Ana"], "reason": "covering for me", "where": "private"})
    led.settle()
    card = shown(led, PASS, None, {"kudos": led.rows("kudos")[-1]["id"]})

    led.press("Ana", card, "nudges.name_people")

    [view] = led.person("Ana").views()
    assert "covering for me" not in json.dumps(view.blocks)


def test_it_was_the_leader_alone(led: Box) -> None:
    card, _ = thanked(led)

    led.press("Ana", card, "nudges.mine")

    assert "mine" in answers(led)
    assert buttons(led.look(card)) == []


def test_of_kudos_that_were_taken_back_there_is_nothing_to_pass_on(led: Box) -> None:
    card, message = thanked(led)
    led.delete("Ben", message)

    led.press("Ana", card, "nudges.name_people")

    assert "was taken back" in whispered(led)
    assert led.person("Ana").views() == []


# Give it a small test


@pytest.mark.both_databases
def test_an_owner_is_asked_for_in_the_thread(led: Box) -> None:
    idea = an_idea(led)
    card = shown(led, TEST, idea, {"supporters": 3, "days": 8})

    led.press("Ana", card, "nudges.ask_owner")

    post = led.posts("#product")[-1]
    assert post.thread_ts == idea.ts
    assert "Who would test this?" in post.text
    led.press("Ben", post, "ideas.test")
    assert led.person("Ben").views()
    assert "Asked" in words(led.look(card))


def test_an_owner_is_asked_for_once(led: Box) -> None:
    card = shown(led, TEST, an_idea(led), {"supporters": 3, "days": 8})
    led.press("Ana", card, "nudges.ask_owner")
    before = len(led.posts("#product"))

    led.workspace.keep(card)
    led.press("Ana", card, "nudges.ask_owner")

    assert "once is enough" in whispered(led)
    assert len(led.posts("#product")) == before


def test_of_an_idea_that_is_gone_nobody_is_asked(led: Box) -> None:
    idea = an_idea(led)
    card = shown(led, TEST, idea, {"supporters": 3, "days": 8})
    assert idea.ts
    said = led.workspace.message(idea.channel, idea.ts)
    assert said
    led.delete("Emi", said)

    led.press("Ana", card, "nudges.ask_owner")

    assert "no longer there" in whispered(led)


def test_it_is_parked_with_a_reason(led: Box) -> None:
    card = shown(led, TEST, an_idea(led), {"supporters": 3, "days": 8})

    led.press("Ana", card, "ideas.park")
    led.person("Ana").submit({"reason": "No room for it now", "change": "A quieter month"})
    led.settle()

    assert led.rows("ideas")[0]["stage"] == "parked"


# Credits roll


def adopted(box: Box) -> Message:
    idea = an_idea(box)
    card = next(each for each in box.posts("#product") if "ideas.support" in words(each))
    box.press("Ben", card, "ideas.support")
    box.press("Emi", card, "ideas.more")
    box.press("Emi", box.person("Emi").views()[-1], "ideas.adopt")
    return shown(box, ROLL, idea, {"contributors": 2, "named": 0})


@pytest.mark.both_databases
def test_the_credits_are_posted_as_they_are(led: Box) -> None:
    nudge = adopted(led)

    led.press("Ana", nudge, "nudges.post_roll")

    post = led.posts("#product")[-1]
    assert "Adopted" in post.text
    assert "U0BEN00001" in words(post)
    assert "Posted" in words(led.look(nudge))


def test_credits_are_posted_once(led: Box) -> None:
    nudge = adopted(led)
    led.press("Ana", nudge, "nudges.post_roll")

    led.workspace.keep(nudge)
    led.press("Ana", nudge, "nudges.post_roll")

    assert "posted already" in whispered(led)


def test_credits_are_edited_first(led: Box) -> None:
    led.press("Ana", adopted(led), "credits.edit")

    assert led.person("Ana").views()


def test_without_an_owner_they_cannot_be_left_to_one(led: Box) -> None:
    led.press("Ana", adopted(led), "nudges.owner_posts")

    assert "credits of this idea are posted by" in whispered(led)
