"""Ideas and what goes wrong with them: at once, too late, too many, gone."""

import json
from concurrent.futures import ThreadPoolExecutor

import pytest

from bot.domain.idea_tests import IdeaTest
from bot.domain.ideas import Part, Stage
from bot.playground.model import SubmitResult
from tests.scenarios.box import Box, running
from tests.scenarios.moving import (
    begin,
    choose,
    more,
    park,
    share,
    shown,
    text_of,
)
from tests.scenarios.test_ideas import card_of, words


@pytest.mark.both_databases
def test_of_two_who_begin_a_test_at_once_one_does_and_the_other_is_told(box: Box) -> None:
    share(box)
    for name in ("Ben", "Chloé"):
        box.press(name, card_of(box), "ideas.test")

    def send(name: str) -> SubmitResult:
        return box.person(name).submit({"question": "do people come?"})

    with ThreadPoolExecutor(2) as threads:
        sent = list(threads.map(send, ("Ben", "Chloé")))
    box.settle()

    assert sorted(each.closed for each in sent) == [False, True]
    [refused] = [each for each in sent if not each.closed]
    assert refused.errors["question"] in {
        f"{name} tests this idea already. Write in its thread if you would like to join."
        for name in ("Ben Okafor", "Chloé Martin")
    }
    assert len(box.rows("idea_tests")) == 1


def test_who_comes_later_is_told_who_tests_it(box: Box) -> None:
    card = share(box)
    [idea] = box.rows("ideas")
    place = (idea["workspace"], idea["id"], box.person("Ben").id)
    with box.bot.kit.store.begin() as tx:  # and its card was not changed yet
        tx.tests.add(IdeaTest(*place, "do people come?", 1, box.now, box.now))

    box.press("Chloé", card, "ideas.test")

    [told] = box.whispers("Chloé", "#product")
    assert "Ben Okafor tests this idea already" in told.text
    assert box.person("Chloé").views() == []


@pytest.mark.both_databases
def test_what_a_form_holds_is_not_lost_when_its_idea_is_withdrawn_meanwhile(box: Box) -> None:
    share(box)
    for name, action in (("Ben", "ideas.test"), ("Chloé", "ideas.build")):
        box.press(name, card_of(box), action)
    choose(box, "Grace", "ideas.park")
    choose(box, "Emi", "ideas.withdraw")

    sent = [
        box.person("Ben").submit({"question": "do people come?"}),
        box.person("Chloé").submit({"text": "and cake"}),
        box.person("Grace").submit({"reason": "no budget", "change": "a budget"}),
    ]

    assert ["no longer there" in str(each.errors) for each in sent] == [True, True, True]
    assert ["do people come?" in json.dumps(shown(box, "Ben").values)] == [True]
    assert box.rows("ideas") == []


@pytest.mark.both_databases
def test_the_test_of_somebody_who_leaves_is_open_to_others(box: Box) -> None:
    share(box)
    begin(box)

    box.workspace.deactivate("Ben")
    box.settle()

    assert "being tested" not in words(card_of(box))
    begin(box, "Chloé")
    assert "Chloé Martin tests it" in words(card_of(box))


@pytest.mark.both_databases
def test_three_hundred_people_fit_on_a_card(box: Box) -> None:
    share(box)
    [idea] = box.rows("ideas")
    with box.bot.kit.store.begin() as tx:
        for n in range(300):
            for part in (Part.SUPPORT, Part.BUILD, Part.TEST, Part.QUESTION):
                tx.ideas.add_part(idea["workspace"], idea["id"], f"U0{n:08}", part, box.now)

    box.press("Ben", card_of(box), "ideas.support")

    assert "289 more people" in words(card_of(box))
    assert [each for each in box.logs if each["event"] == "send_failed"] == []


def test_text_with_every_markup_character_is_shown_as_it_was_typed(box: Box) -> None:
    nasty = "*b* _i_ ~s~ `c` & <b> <!channel> \u202e\u05d0\u05d1 | > {x} %s :bulb: ```"
    share(box, text="a")
    choose(box, "Emi", "ideas.edit")
    box.person("Emi").submit({"text": nasty})
    box.settle()

    box.press("Ben", card_of(box), "ideas.build")
    box.person("Ben").submit({"text": nasty})
    box.settle()
    begin(box)

    escaped = nasty.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    assert escaped in card_of(box).blocks[0]["text"]["text"]
    assert choose(box, "Emi", "ideas.edit").blocks[0]["element"]["initial_value"] == nasty
    assert [box.pinged(name) for name in ("Ana", "Ben", "Chloé")] == [[], [], []]


def test_a_card_whose_parent_was_deleted_stands_alone(box: Box) -> None:
    share(box)
    box.press("Ben", card_of(box), "ideas.build")
    box.person("Ben").submit({"text": "and cake"})
    box.settle()

    choose(box, "Emi", "ideas.withdraw")

    [card] = box.posts("#product")
    assert "Builds on" not in words(card)
    box.press("Chloé", card, "ideas.support")
    assert "Supported by Chloé Martin" in words(card_of(box))


def test_strangers_only_look(box: Box) -> None:
    share(box)
    box.workspace.share_channel("#product")
    box.workspace.add_user("sam", "Sam Elsewhere", is_stranger=True)
    box.workspace.join("#product", "sam")

    for action in ("ideas.more", "ideas.test"):
        box.press("sam", card_of(box), action)

    told = [each.text for each in box.whispers("sam", "#product")]
    assert ["Only members of this workspace" in each for each in told] == [True, True]
    assert box.person("sam").views() == []


def test_more_of_an_idea_that_is_gone_says_so(box: Box) -> None:
    card = share(box)
    view = more(box, "Grace", card)
    choose(box, "Emi", "ideas.withdraw")

    box.press("Grace", view, "ideas.park")

    assert "no longer there" in text_of(shown(box, "Grace"))


@pytest.mark.over("http")
def test_a_card_and_a_form_from_before_a_restart_work(box: Box) -> None:
    card = share(box)
    box.press("Chloé", card, "ideas.test")

    with running(box.slack, box.bot.kit.settings):
        box.press("Ben", card, "ideas.support")
        box.person("Chloé").submit({"question": "do people come?"})
        box.settle()
        park(box, "Emi", card)

    assert "Supported by Ben Okafor" in words(card_of(box))
    assert "Tested by Chloé Martin" in words(card_of(box))
    assert "no budget" in words(card_of(box))


def test_a_button_of_an_older_card_is_answered(box: Box) -> None:
    card = share(box)
    [idea] = box.rows("ideas")
    with box.bot.kit.store.begin() as tx:  # and its card was not changed yet
        tx.ideas.change(idea["workspace"], idea["id"], stage=Stage.ADOPTED, stage_at=box.now)

    box.press("Ben", card, "ideas.test")

    [told] = box.whispers("Ben", "#product")
    assert "moved on meanwhile" in told.text
