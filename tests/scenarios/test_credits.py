"""An idea is adopted: whoever had a part in it is named, as they like it, and it is thanks."""

import json

import pytest
from sqlalchemy import text

from bot.playground.model import Message
from bot.services.credits import post_roll
from tests.scenarios.box import Box
from tests.scenarios.moving import answer, begin, choose, share
from tests.scenarios.test_ideas import card_of, words


def proposed(box: Box, name: str) -> Message:
    return [each for each in box.told(name) if "credits.edit" in json.dumps(each.blocks)][-1]


def adopted(box: Box) -> None:
    """Emi's idea, which Chloé supports and Ben tests until it works."""
    share(box)
    box.press("Chloé", card_of(box), "ideas.support")
    begin(box)
    box.later(days=7)
    answer(box, "Ben", "tests.keep")


def post(box: Box, name: str, message: Message, words: str = "") -> None:
    box.press(name, message, "credits.edit")
    box.person(name).submit({"words": words} if words else {})
    box.settle()


def roll(box: Box) -> Message:
    [found] = [each for each in box.posts("#product") if "Adopted:" in words(each)]
    return found


@pytest.mark.both_databases
def test_the_roll_names_everybody_and_is_thanks_from_who_posts_it(box: Box) -> None:
    adopted(box)

    post(box, "Ben", proposed(box, "Ben"), "nobody does this alone, <!channel>")

    named = words(roll(box))
    mine = box.command("Chloé", "#random", "/kudos mine")
    assert all(f"<@{box.person(name).id}>" in named for name in ("Emi", "Ben", "Chloé"))
    assert "nobody does this alone" in named
    assert [row["giver"] for row in box.rows("kudos")] == [box.person("Ben").id]
    assert sorted(box.receivers()) == sorted(box.person(name).id for name in ("Emi", "Chloé"))
    assert box.person("Ben").id in str(mine.text) + json.dumps(mine.blocks)
    assert box.pinged("Grace") == []


@pytest.mark.both_databases
def test_once_it_is_posted_the_question_gives_way(box: Box) -> None:
    adopted(box)
    asked = proposed(box, "Ben")

    post(box, "Ben", asked)

    told = words(box.look(asked))
    assert "has named in <#" in told
    assert "credits.edit" not in told


def test_of_those_named_only_who_was_added_is_asked_about(box: Box) -> None:
    adopted(box)
    box.press("Ben", proposed(box, "Ben"), "credits.edit")
    for name in ("Emi", "Chloé", "Farid"):
        box.bot.kit.directory.forget(box.workspace.id, box.person(name).id)
    with box.engine.begin() as connection:
        connection.execute(text("DELETE FROM people WHERE name <> 'Ben Okafor'"))
    before = len(box.slack.calls_of("users.info"))

    box.person("Ben").submit({"people": ["Emi", "Chloé", "Farid"]})
    sent = box.slack.calls_of("users.info")[before:]
    box.settle()

    assert [call.arguments["user"] for call in sent] == [box.person("Farid").id]
    assert all(box.person(name).id in words(roll(box)) for name in ("Emi", "Chloé", "Farid"))


def test_each_is_thanked_as_they_chose(box: Box) -> None:
    for name, wish in (("Chloé", "private"), ("Emi", "none")):
        privacy = box.command(name, "#random", "/groundswell privacy")
        box.press(name, privacy.message, "privacy.recognition", value=wish)
    adopted(box)

    post(box, "Ben", proposed(box, "Ben"))

    assert box.person("Chloé").id not in words(roll(box))
    assert box.person("Emi").id not in words(roll(box))
    assert box.receivers() == [box.person("Chloé").id]
    assert any("thanks you" in each.text for each in box.told("Chloé"))


def test_who_is_second_to_post_it_is_told_so(box: Box) -> None:
    adopted(box)
    box.press("Ben", proposed(box, "Ben"), "credits.edit")
    kit, [idea] = box.bot.kit, box.rows("ideas")
    emi, chloe = (kit.directory.person(idea["workspace"], box.person(name).id)
                  for name in ("Emi", "Chloé"))  # fmt: skip

    post_roll(kit.store, idea["id"], emi, [chloe], "", box.now)
    late = box.person("Ben").submit({})
    box.settle()

    assert "posted already" in json.dumps(late.errors)
    assert [row["giver"] for row in box.rows("kudos")] == [emi.id]


def test_who_did_not_test_leaves_it_to_whoever_did(box: Box) -> None:
    share(box)
    begin(box)
    choose(box, "Emi", "ideas.adopt")

    box.press("Emi", proposed(box, "Emi"), "credits.leave")

    assert any("I asked" in each.text for each in box.told("Emi"))
    assert proposed(box, "Ben")


def test_a_roll_without_anybody_is_refused_in_its_form(box: Box) -> None:
    adopted(box)

    box.press("Ben", proposed(box, "Ben"), "credits.edit")
    sent = box.person("Ben").submit({"people": []})

    assert "people" in sent.errors
    assert box.rows("kudos") == []
