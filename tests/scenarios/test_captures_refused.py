"""What cannot be kept as an idea, and what people are told instead."""

import pytest

from tests.scenarios.box import Box
from tests.scenarios.capturing import REFUSED, WORDS, ask, cards, form_of, keep, refusals, words


@pytest.mark.both_databases
def test_where_it_must_ask_its_author_is_asked_and_hears_who_thinks_so(box: Box) -> None:
    box.command("Grace", "#product", "/groundswell channel ask")
    said = box.say("Chloé", "#product", WORDS)

    ask(box, "Ben", said)
    form = form_of(box, "Ben")
    done = box.person("Ben").submit()
    box.settle()
    [offer] = box.whispers("Chloé", "#product")
    before = box.rows("ideas")
    box.press("Chloé", offer, "offers.keep")

    assert "nothing is kept without its author's yes" in words(form)
    assert done.updated
    assert "I asked Chloé Martin" in words(done.updated)
    assert offer.text == "Ben Okafor thinks that this is an idea. Keep it as one?"
    assert before == []
    assert len(cards(box)) == 1


def test_where_it_must_ask_ones_own_click_is_the_yes(box: Box) -> None:
    box.command("Grace", "#product", "/groundswell channel ask")
    said = box.say("Chloé", "#product", WORDS)

    keep(box, "Chloé", said)

    assert len(cards(box)) == 1


def test_a_no_to_the_offer_is_a_no_to_everybody(box: Box) -> None:
    box.command("Grace", "#product", "/groundswell channel ask")
    said = box.say("Chloé", "#product", WORDS)
    keep(box, "Ben", said)
    box.press("Chloé", box.whispers("Chloé", "#product")[0], "offers.decline")
    box.command("Grace", "#product", "/groundswell channel on")

    assert REFUSED in refusals(box, "Emi", said)[0]


def test_a_late_no_to_an_older_question_takes_down_what_others_saved(box: Box) -> None:
    said = box.say("Chloé", "#product", "maybe a checklist would help next time?")
    [offer] = box.whispers("Chloé", "#product")
    keep(box, "Ben", said)

    box.press("Chloé", offer, "offers.decline")

    assert cards(box) == []
    assert box.rows("ideas") == []


# Refusals


@pytest.mark.both_transports
def test_where_it_is_off_nothing_can_be_kept(box: Box) -> None:
    said = box.say("Chloé", "#product", WORDS)
    box.command("Grace", "#product", "/groundswell channel off")

    assert "In this channel nothing is kept" in refusals(box, "Ben", said)[0]


def test_who_wants_no_questions_decides_alone(box: Box) -> None:
    doubtful = box.say("Chloé", "#product", "maybe a checklist would help next time?")
    box.press("Chloé", box.whispers("Chloé", "#product")[0], "offers.stop")
    said = box.say("Chloé", "#product", WORDS)

    assert "Chloé Martin decides alone" in refusals(box, "Ben", said)[0]
    assert REFUSED in refusals(box, "Ben", doubtful)[0]


@pytest.mark.both_transports
def test_where_the_bot_is_not_it_says_how_to_invite_it(box: Box) -> None:
    said = box.say("Chloé", "#random", WORDS)

    assert "/invite @groundswell" in refusals(box, "Ben", said)[0]


def test_direct_messages_stay_there(box: Box) -> None:
    said = box.person("Ana").say("@Groundswell", WORDS)
    box.settle()

    assert "What is said in direct messages stays there" in refusals(box, "Ana", said)[0]


@pytest.mark.both_transports
def test_what_an_app_wrote_is_nobodys_idea(box: Box) -> None:
    said = box.workspace.say_as_app("deploy_bot", "#product", "what if we deployed less?")
    box.settle()

    assert "not written by a person" in refusals(box, "Ben", said)[0]


def test_what_is_an_idea_already_is_linked_to_its_card(box: Box) -> None:
    said = box.say("Chloé", "#product", "idea: letters for meetings")
    [card] = cards(box)

    for each in (said, card):
        [sentence] = refusals(box, "Ben", each)
        assert "This is an idea already" in sentence
        assert card.ts.replace(".", "") in sentence


def test_a_message_without_words_is_no_idea(box: Box) -> None:
    said = box.person("Chloé").share_file("#product", "plan.png")
    box.settle()

    assert "no words in this message" in refusals(box, "Ben", said)[0]


@pytest.mark.both_transports
def test_a_message_deleted_while_the_form_is_open_is_told_in_its_place(box: Box) -> None:
    said = box.say("Chloé", "#product", WORDS)
    ask(box, "Ben", said)
    box.delete("Chloé", said)

    done = box.person("Ben").submit()

    assert done.updated
    assert "no longer there" in words(done.updated)
    assert box.rows("ideas") == []


def test_the_words_of_who_left_are_not_kept(box: Box) -> None:
    said = box.say("Chloé", "#product", WORDS)
    box.workspace.deactivate("Chloé")
    box.settle()

    assert "could not say no" in refusals(box, "Ben", said)[0]


# Credit
