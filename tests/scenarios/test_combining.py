"""Ideas are combined: asked for in a form, agreed to in a message, shown on a card."""

import json

import pytest

from bot.playground.model import Message
from tests.scenarios.box import Box
from tests.scenarios.test_ideas import card_of, words

TOGETHER = "a recorded demo, with <!channel> invited"


def combined(box: Box) -> Message:
    """Chloé makes one idea of Emi's and Ben's. Its card."""
    box.say("Emi", "#product", "idea: a weekly demo of half-done work")
    box.say("Ben", "#product", "idea: record every demo")
    combine(box, "Chloé", card_of(box))
    return card_of(box, number=2)


def combine(box: Box, who: str, card: Message) -> None:
    [idea] = [row["id"] for row in box.rows("ideas") if row["card_ts"] == card.ts]
    box.press(who, card, "ideas.more")
    box.press(who, box.person(who).views()[-1], "ideas.combine")
    others = [str(row["id"]) for row in box.rows("ideas") if row["id"] != idea]
    box.person(who).submit({"ideas": others, "text": TOGETHER})
    box.settle()


@pytest.mark.both_databases
def test_two_ideas_become_one_when_both_authors_say_yes(box: Box) -> None:
    card = combined(box)
    assert "Waiting for a yes from 2 authors" in words(card)

    for who in ("Emi", "Ben"):
        [asked] = [each for each in box.told(who) if "combining.yes" in json.dumps(each.blocks)]
        box.press(who, asked, "combining.yes")

    card = box.look(card)
    assert "Waiting" not in words(card)
    assert "a weekly demo of half-done work" in words(card)
    assert "record every demo" in words(card)
    assert len(box.rows("idea_links")) == 2
    assert box.pinged("Ana") == []


def test_of_a_no_nobody_hears(box: Box) -> None:
    card = combined(box)
    before = len(box.told("Chloé"))

    [asked] = [each for each in box.told("Ben") if "combining.no" in json.dumps(each.blocks)]
    box.press("Ben", asked, "combining.no")

    assert "Waiting for a yes from 1 author" in words(box.look(card))
    assert "stays out" in box.look(asked).text
    assert len(box.told("Chloé")) == before
    assert box.rows("idea_links") == []


def test_a_request_for_an_idea_that_was_withdrawn_says_so(box: Box) -> None:
    said = box.say("Emi", "#product", "idea: a weekly demo of half-done work")
    box.say("Ben", "#product", "idea: record every demo")
    combine(box, "Chloé", card_of(box))
    [asked] = [each for each in box.told("Emi") if "combining.yes" in json.dumps(each.blocks)]

    box.delete("Emi", said)
    box.press("Emi", asked, "combining.yes")

    assert box.rows("idea_links") == []
    assert any("no longer there" in each.text for each in box.whispers("Emi", asked.channel))


def test_a_lonely_idea_has_nothing_to_be_combined_with(box: Box) -> None:
    box.say("Emi", "#product", "idea: a weekly demo of half-done work")
    card = card_of(box)

    box.press("Chloé", card, "ideas.more")
    box.press("Chloé", box.person("Chloé").views()[-1], "ideas.combine")

    [view] = box.person("Chloé").views()
    assert "no other idea" in json.dumps(view.blocks)


def test_an_idea_of_a_private_channel_is_not_offered_elsewhere(box: Box) -> None:
    box.say("Ana", "#leads", "idea: a secret reorganisation")
    box.say("Emi", "#product", "idea: a weekly demo of half-done work")
    box.say("Ben", "#product", "idea: record every demo")

    box.press("Chloé", card_of(box), "ideas.more")
    box.press("Chloé", box.person("Chloé").views()[-1], "ideas.combine")

    [view] = box.person("Chloé").views()
    assert "secret" not in json.dumps(view.blocks)
    assert "record every demo" in json.dumps(view.blocks)


def test_who_left_a_private_channel_neither_reads_nor_adds_there(box: Box) -> None:
    box.say("Ben", "#leads", "idea: reorganise the floor")
    box.say("Ana", "#leads", "idea: a secret plan")
    box.later(days=3)
    box.person("Ben").open_home()
    box.press("Ben", box.person("Ben").home(), "ideas.more")
    before = box.person("Ben").views()[-1]
    box.person("Ben").leave("#leads")
    box.settle()

    box.press("Ben", before, "ideas.combine")
    told = json.dumps(box.person("Ben").views()[-1].blocks)
    box.press("Ben", box.person("Ben").home(), "ideas.more")
    after = json.dumps(box.person("Ben").views()[-1].blocks)

    assert "no longer there" in told
    assert "secret" not in told
    assert "ideas.combine" in json.dumps(before.blocks)
    assert [each in after for each in ("ideas.withdraw", "ideas.combine", "ideas.edit")] == [
        True,
        False,
        False,
    ]


def test_a_form_to_combine_that_was_open_before_somebody_left_adds_nothing(box: Box) -> None:
    box.say("Ben", "#leads", "idea: reorganise the floor")
    box.say("Ana", "#leads", "idea: a secret plan")
    box.press("Ben", card_of(box, "#leads"), "ideas.more")
    box.press("Ben", box.person("Ben").views()[-1], "ideas.combine")
    other = str(box.rows("ideas")[1]["id"])
    box.person("Ben").leave("#leads")
    box.settle()

    sent = box.person("Ben").submit({"ideas": [other], "text": TOGETHER})
    box.settle()

    assert not sent.closed
    assert len(box.rows("ideas")) == 2


def test_guests_are_offered_ideas_of_the_same_channel_alone(box: Box) -> None:
    box.say("Emi", "#product", "idea: a weekly demo of half-done work")
    box.say("Chloé", "#product", "idea: free bikes for everybody")
    box.say("Ben", "#design", "idea: record every demo")

    offered = {}
    for who in ("Hugo", "Farid"):
        box.press(who, card_of(box), "ideas.more")
        box.press(who, box.person(who).views()[-1], "ideas.combine")
        offered[who] = json.dumps(box.person(who).views()[-1].blocks)

    assert {who for who, form in offered.items() if "free bikes" in form} == {"Hugo", "Farid"}
    assert {who for who, form in offered.items() if "record every demo" in form} == {"Farid"}


def test_who_left_ends_their_test_but_adds_no_idea_there(box: Box) -> None:
    box.say("Ana", "#leads", "idea: a secret plan")
    box.press("Ben", card_of(box, "#leads"), "ideas.test")
    box.person("Ben").submit({"question": "do people come?"})
    box.settle()
    box.later(days=8)
    box.person("Ben").leave("#leads")
    box.settle()
    [asked] = [each for each in box.told("Ben") if "tests.change" in json.dumps(each.blocks)]

    box.press("Ben", asked, "tests.change")
    refused = box.person("Ben").submit({"learned": "much", "onward": "idea", "text": "another"})
    box.settle()
    kept = len(box.rows("ideas"))
    box.person("Ben").close()
    box.press("Ben", asked, "tests.stop")
    stopped = box.person("Ben").submit({"learned": "much"})
    box.settle()

    assert (refused.closed, kept) == (False, 1)
    assert stopped.closed
