"""Nudges that come by themselves: when a leader is thanked, and when their team has a new idea."""

import pytest

from bot.playground.model import Message
from tests.scenarios.box import Box
from tests.scenarios.leading import holding_back, lead, words


@pytest.fixture
def led(box: Box) -> Box:
    """Ana leads, and nothing of hers is held back."""
    lead(box)
    holding_back(box, nothing=True)
    return box


def the_card(box: Box) -> Message:
    [card] = box.cards("Ana")
    return card


def spoke_first(box: Box, times: int = 3) -> None:
    """Ana was first to reply to each of Emi's ideas."""
    for number in range(times):
        said = box.say("Emi", "#product", f"idea: a weekly demo of half-done work, take {number}")
        box.say("Ana", "#product", "I would do it on Fridays", thread=said)


@pytest.mark.both_databases
def test_a_leader_who_is_thanked_is_asked_who_else_had_a_part(led: Box) -> None:
    led.say("Ben", "#product", "thanks @Ana for the calm release")

    card = the_card(led)
    [nudge] = led.rows("nudges")
    assert "the calm release" in words(card)
    assert "Who else had a part in it?" in words(card)
    assert "Only you can see this." in words(card)
    assert nudge["kind"] == "pass_credit"
    assert nudge["way"] == "card"


@pytest.mark.parametrize("line", ["/kudos @Ana for the calm release", "/kudos"])
def test_by_command_and_by_form_too(led: Box, line: str) -> None:
    led.command("Ben", "#product", line)
    if led.person("Ben").views():
        led.person("Ben").submit({"people": ["Ana"], "reason": "the calm release"})
        led.settle()

    assert "the calm release" in words(the_card(led))


def test_who_leads_nobody_gets_none(led: Box) -> None:
    led.say("Ana", "#product", "thanks @Ben for the calm release")

    assert led.cards("Ben") == []
    assert led.cards("Ana") == []


def test_at_most_one_a_day(led: Box) -> None:
    led.say("Ben", "#product", "thanks @Ana for the calm release")
    led.say("Emi", "#product", "thanks @Ana for the plan")

    first = len(led.cards("Ana"))
    led.later(days=1)
    led.say("Emi", "#product", "thanks @Ana for the second plan")

    assert first == 1
    assert len(led.cards("Ana")) == 2


def test_what_is_held_back_is_kept_and_not_shown(led: Box) -> None:
    holding_back(led, nothing=False)

    led.say("Ben", "#product", "thanks @Ana for the calm release")

    [nudge] = led.rows("nudges")
    assert nudge["is_held_back"]
    assert led.cards("Ana") == []


def test_words_of_a_private_channel_stay_there(led: Box) -> None:
    led.say("Ben", "#leads", "thanks @Ana for the calm release")

    assert "calm release" not in words(the_card(led))
    assert "thanked you. Who else" in words(the_card(led))


def test_kudos_taken_back_take_the_card_with_them(led: Box) -> None:
    said = led.say("Ben", "#product", "thanks @Ana for the calm release")

    led.delete("Ben", said)

    assert led.cards("Ana") == []
    assert led.rows("nudges") == []


def test_kudos_edited_away_from_the_leader_take_it_too(led: Box) -> None:
    said = led.say("Ben", "#product", "thanks @Ana for the calm release")

    led.edit("Ben", said, "thanks @Emi for the calm release")

    assert led.cards("Ana") == []
    assert led.rows("nudges") == []


def test_who_wants_no_nudges_gets_none(led: Box) -> None:
    led.say("Ben", "#product", "thanks @Ana for the calm release")
    led.press("Ana", the_card(led), "nudges.stop")
    led.later(days=2)

    led.say("Ben", "#product", "thanks @Ana for the second release")

    assert len(led.rows("nudges")) == 1


def test_a_leader_who_hides_still_leads(led: Box) -> None:
    led.command("Ana", "#general", "/groundswell privacy")
    led.press("Ana", led.whispers("Ana", "#general")[-1], "privacy.hide")

    led.say("Ben", "#product", "thanks @Ana for the calm release")

    assert the_card(led)


def test_who_hides_is_not_named_as_who_thanked(led: Box) -> None:
    led.command("Ben", "#general", "/groundswell privacy")
    led.press("Ben", led.whispers("Ben", "#general")[-1], "privacy.hide")

    led.say("Ben", "#product", "thanks @Ana for the calm release")

    assert led.cards("Ana") == []


@pytest.mark.both_databases
def test_a_leader_who_tends_to_be_first_hears_of_a_fresh_idea(led: Box) -> None:
    spoke_first(led)

    led.say("Ben", "#product", "idea: let us pair with support for a day")

    card = the_card(led)
    [nudge] = led.rows("nudges")
    assert nudge["kind"] == "others_first"
    assert "let us pair with support" in words(card)
    assert "nudges.reply" in words(card)


def test_of_an_idea_by_command_too_with_its_place(led: Box) -> None:
    spoke_first(led)

    led.command("Ben", "#product", "/idea let us pair with support for a day")

    assert "nudges.reply" in words(the_card(led))


def test_an_idea_that_is_withdrawn_takes_its_card_with_it(led: Box) -> None:
    spoke_first(led)
    said = led.say("Ben", "#product", "idea: let us pair with support for a day")

    led.delete("Ben", said)

    assert led.cards("Ana") == []
    assert led.rows("nudges") == []


def test_who_lets_others_first_hears_nothing(led: Box) -> None:
    for number in range(3):
        said = led.say("Emi", "#product", f"idea: a weekly demo of half-done work, take {number}")
        led.say("Ben", "#product", "I would do it on Fridays", thread=said)
        led.say("Ana", "#product", "Or on Mondays", thread=said)

    led.say("Ben", "#product", "idea: let us pair with support for a day")

    assert led.cards("Ana") == []


def test_passing_the_credit_follows_it(led: Box) -> None:
    led.say("Ben", "#product", "thanks @Ana for the calm release")
    led.later(hours=1)

    led.say("Ana", "#product", "thanks @Emi for the runbook behind it")

    [nudge] = led.rows("nudges")
    assert nudge["followed_by"].startswith("kudos:")
