"""Somebody writes nearly what another wrote: the form and the card say so, and to nobody else."""

import json

import pytest
from sqlalchemy import text

from bot.playground.model import View
from tests.scenarios.box import Box
from tests.scenarios.test_ideas import card_of, words

ANAS = "put a glossary of our acronyms in the wiki"
BENS = "we need an acronym glossary in the wiki"


def typed(box: Box, name: str, words: str) -> View:
    """They type that into the form that is open; this is the form then."""
    person = box.person(name)
    reply = person.press(person.views()[-1], "text", value=words)
    assert reply.ok
    box.settle()
    return person.views()[-1]


def hints(view: View) -> list[str]:
    return [json.dumps(each) for each in view.blocks if each["type"] == "context"]


@pytest.mark.both_databases
def test_who_shares_nearly_the_same_idea_sees_the_first_on_their_card(box: Box) -> None:
    first = box.say("Ana", "#product", f"idea: {ANAS}")

    box.command("Ben", "#design", f"/idea {BENS}")

    card = card_of(box, "#design")
    assert "Similar: " in words(card)
    assert ANAS in words(card)
    assert "by Ana" in words(card)
    assert first.ts.replace(".", "") in words(card)
    assert "Similar: " not in words(card_of(box))
    assert box.pinged("Ana") == []


@pytest.mark.both_databases
def test_while_it_is_written_the_form_shows_what_it_looks_like(box: Box) -> None:
    box.say("Ana", "#product", f"idea: {ANAS}")
    box.command("Ben", "#design", "/idea")

    before = typed(box, "Ben", "we need an")
    form = typed(box, "Ben", BENS)
    [hint] = hints(form)
    after = typed(box, "Ben", "free bikes for everybody")
    sent = box.person("Ben").submit({})
    box.settle()

    assert hints(before) == []
    assert "Looks like: " in hint
    assert ANAS in hint
    assert "by Ana" in hint
    assert form.values["text"]["text"]["value"] == BENS
    assert hints(after) == []
    assert sent.closed
    assert "free bikes for everybody" in words(card_of(box, "#design"))


def test_a_form_that_shows_it_already_is_left_alone(box: Box) -> None:
    box.say("Ana", "#product", f"idea: {ANAS}")
    box.command("Ben", "#design", "/idea")

    views = [typed(box, "Ben", BENS + more) for more in ("", " p", " pl", " please")]

    assert len({view.hash for view in views}) == 1


def test_in_the_form_that_builds_on_an_idea_that_idea_is_no_news(box: Box) -> None:
    box.say("Ana", "#product", f"idea: {ANAS}")
    box.press("Ben", card_of(box), "ideas.build")

    form = typed(box, "Ben", BENS)

    assert hints(form) == []


def test_from_the_home_tab_the_channel_that_is_chosen_counts(box: Box) -> None:
    box.say("Ben", "#leads", f"idea: {ANAS}")
    box.press("Ben", box.person("Ben").open_home(), "home.share")

    nowhere = typed(box, "Ben", BENS)
    box.person("Ben").fill({"channel": "#leads"})
    there = typed(box, "Ben", BENS + " please")

    assert hints(nowhere) == []
    assert ANAS in hints(there)[0]


@pytest.mark.both_databases
def test_an_idea_of_a_private_channel_is_hinted_at_nowhere_else(box: Box) -> None:
    box.say("Ben", "#leads", f"idea: {ANAS}")
    box.command("Farid", "#product", "/idea")

    form = typed(box, "Farid", BENS)
    box.person("Farid").submit({})
    box.settle()
    box.command("Ben", "#leads", f"/idea {BENS} please")

    assert hints(form) == []
    assert "Similar: " not in words(card_of(box))
    assert ANAS in words(card_of(box, "#leads", 1))


def test_an_idea_that_is_deleted_goes_from_the_cards_that_named_it(box: Box) -> None:
    first = box.say("Ana", "#product", f"idea: {ANAS}")
    box.command("Ben", "#design", f"/idea {BENS}")
    assert ANAS in words(card_of(box, "#design"))

    box.delete("Ana", first)

    assert "Similar: " not in words(card_of(box, "#design"))
    assert BENS in words(card_of(box, "#design"))


def test_a_hint_that_slack_refuses_is_no_error_and_comes_with_the_next_character(box: Box) -> None:
    box.say("Ana", "#product", f"idea: {ANAS}")
    box.command("Ben", "#design", "/idea")

    refused = []
    for failure in ({"error": "hash_conflict"}, {"status": 500}, {"retry_after": 30}):
        box.slack.fail_next("views.update", **failure)
        refused.append(hints(typed(box, "Ben", BENS)))

    form = typed(box, "Ben", BENS + "!")

    assert refused == [[], [], []]
    assert len(hints(form)) == 1
    assert not [each for each in box.logs if each["event"] == "listener_failed"]


def test_a_form_that_is_being_written_stays_whatever_becomes_of_its_hint(box: Box) -> None:
    box.command("Ben", "#design", "/idea")
    with box.engine.begin() as connection:
        connection.execute(text("DROP TABLE idea_terms"))

    form = typed(box, "Ben", BENS)

    assert [view.title for view in box.person("Ben").views()] == ["Share an idea"]
    assert form.values["text"]["text"]["value"] == BENS
    assert [each["why"] for each in box.logs if each["event"] == "hint_not_shown"]


def test_a_hint_whose_author_cannot_be_asked_for_is_no_error(box: Box) -> None:
    box.say("Ana", "#product", f"idea: {ANAS}")
    box.command("Ben", "#design", "/idea")
    with box.engine.begin() as connection:
        connection.execute(text("DELETE FROM people WHERE name = 'Ana Souza'"))
    box.bot.kit.directory.forget(box.workspace.id, box.person("Ana").id)
    box.slack.fail_next("users.info", status=500)

    form = typed(box, "Ben", BENS)

    assert hints(form) == []
    assert [view.title for view in box.person("Ben").views()] == ["Share an idea"]
    assert [each for each in box.logs if each["event"] == "hint_not_shown"]
    assert not [each for each in box.logs if each["event"] == "listener_failed"]


def test_guests_are_hinted_at_ideas_of_the_same_channel_alone(box: Box) -> None:
    box.say("Ana", "#design", f"idea: {ANAS}")
    box.command("Hugo", "#product", "/idea")

    elsewhere = typed(box, "Hugo", BENS)
    box.say("Ben", "#product", f"idea: {BENS} please")
    here = typed(box, "Hugo", BENS + "!")

    assert hints(elsewhere) == []
    assert len(hints(here)) == 1
    assert "please" in hints(here)[0]
    assert ANAS not in hints(here)[0]
