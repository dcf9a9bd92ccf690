"""Whoever had a part in an idea hears what becomes of it: once a day, until they say stop."""

import json

import pytest

from bot.playground.model import Message
from tests.scenarios.box import Box
from tests.scenarios.moving import begin, choose, park, share
from tests.scenarios.test_ideas import card_of


def notices(box: Box, name: str) -> list[Message]:
    return [each for each in box.told(name) if "notices.stop_all" in json.dumps(each.blocks)]


def supported(box: Box) -> None:
    share(box)
    box.press("Chloé", card_of(box), "ideas.support")


@pytest.mark.both_databases
def test_a_day_brings_one_message_however_much_happened(box: Box) -> None:
    supported(box)
    begin(box)
    box.later(minutes=1)
    first = notices(box, "Chloé")

    choose(box, "Emi", "ideas.adopt")
    box.later(hours=1)
    same_day = notices(box, "Chloé")
    box.later(days=1)

    assert len(first) == len(same_day) == 1
    assert "Ben Okafor tests" in first[0].text
    assert len(notices(box, "Chloé")) == 2
    assert "Emi Tanaka adopted" in notices(box, "Chloé")[-1].text
    assert notices(box, "Grace") == []


def test_of_a_private_idea_only_its_author_reads_the_words_elsewhere(box: Box) -> None:
    said = box.say("Ben", "#leads", "idea: reorganise the floor")
    box.press("Ana", card_of(box, "#leads"), "ideas.support")
    box.person("Ana").leave("#leads")
    box.edit("Ben", said, "idea: a plan that is news to her")

    choose(box, "Grace", "ideas.adopt", card_of(box, "#leads"))
    box.later(days=2)

    [ana], [ben] = notices(box, "Ana"), notices(box, "Ben")
    assert "Grace Lee adopted <" in ana.text
    assert "an idea of a private channel" in ana.text
    assert "news to her" not in json.dumps([ana.text, ana.blocks])
    assert "news to her" in ben.text


def test_no_more_of_this_idea_is_heard(box: Box) -> None:
    supported(box)
    begin(box)
    box.later(minutes=1)

    box.press("Chloé", notices(box, "Chloé")[0], "notices.stop")
    choose(box, "Emi", "ideas.adopt")
    box.later(days=2)

    assert len(notices(box, "Chloé")) == 1


def test_all_of_them_can_be_stopped_and_wanted_again(box: Box) -> None:
    supported(box)
    begin(box)
    box.later(minutes=1)

    box.press("Chloé", notices(box, "Chloé")[0], "notices.stop_all")
    privacy = box.command("Chloé", "#random", "/groundswell privacy")
    box.press("Chloé", privacy.message, "privacy.notices", value=["thanks", "moves"])
    choose(box, "Emi", "ideas.adopt")
    box.later(days=2)

    assert len(notices(box, "Chloé")) == 2


def test_an_author_who_read_why_is_not_told_again(box: Box) -> None:
    supported(box)

    park(box, "Grace")  # who runs the workspace
    box.later(days=2)

    assert notices(box, "Emi") == []
    assert any("has parked your idea" in each.text for each in box.told("Emi"))
    assert "Grace" in notices(box, "Chloé")[0].text
