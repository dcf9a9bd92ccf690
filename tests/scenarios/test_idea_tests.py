"""Somebody tests an idea, is asked what came of it, and says so."""

import pytest

from tests.scenarios.box import Box
from tests.scenarios.moving import (
    answer,
    begin,
    choose,
    share,
    shown,
    whispered,
)
from tests.scenarios.test_ideas import card_of, words


def test_whoever_presses_tests_it_and_the_card_says_until_when(box: Box) -> None:
    share(box)

    box.press("Ben", card_of(box), "ideas.test")
    form = shown(box, "Ben")
    box.person("Ben").submit({"question": "do <two> people come?", "days": "5"})
    box.settle()

    card = words(card_of(box))
    assert form.title == "Test an idea"
    assert "· being tested" in card
    assert "Ben Okafor tests it until Sat, Jan 12: do &lt;two&gt; people come?" in card
    assert "Tested by Ben Okafor" in card
    assert '"ideas.test"' not in card
    assert box.pinged("Ben") == []


@pytest.mark.both_databases
def test_at_its_end_the_owner_is_asked_and_what_they_say_takes_the_questions_place(
    box: Box,
) -> None:
    share(box)
    begin(box)
    box.later(days=7)
    [asked] = box.told("Ben")

    answer(box, "Ben", "tests.keep")

    told = box.look(asked)
    assert "do people come?" in asked.text
    assert "it is adopted" in told.text
    assert "they do, for cake" in told.text
    assert "tests.keep" not in words(told)
    assert "· adopted" in words(card_of(box))
    assert "*Learned:* they do, for cake" in words(card_of(box))


@pytest.mark.both_databases
def test_a_changed_test_goes_another_round(box: Box) -> None:
    share(box)
    begin(box)
    box.later(days=7)

    answer(box, "Ben", "tests.change")

    card = words(card_of(box))
    assert "Round 2: Ben Okafor tests it until Mon, Jan 21: do people come?" in card
    assert "*Learned:* they do, for cake" in card
    assert "it goes on, changed" in box.told("Ben")[0].text


@pytest.mark.both_databases
def test_what_was_learned_becomes_an_idea_of_its_own(box: Box) -> None:
    share(box)
    begin(box)
    box.later(days=7)

    empty = answer(box, "Ben", "tests.change", onward="idea")
    done = box.person("Ben").submit({"text": "cake on Fridays"})
    box.settle()

    assert "What is the new idea?" in empty.errors["text"]
    assert done.closed
    parent, child = words(card_of(box)), words(card_of(box, number=1))
    assert "|cake on Fridays> by Ben Okafor" in parent
    assert "being tested" not in parent
    assert "|a weekly demo> by Emi Tanaka" in child


@pytest.mark.both_databases
def test_a_stopped_test_parks_the_idea_and_its_author_hears_it_first(box: Box) -> None:
    share(box)
    begin(box)
    box.later(days=7)

    answer(box, "Ben", "tests.stop")

    assert "· parked" in words(card_of(box))
    assert "they do, for cake" in words(card_of(box))
    assert "has parked your idea" in box.told("Emi")[-1].text


def test_silence_is_reminded_of_once_and_then_the_card_waits(box: Box) -> None:
    share(box)
    begin(box)

    for _ in range(14):
        box.later(days=1)

    assert len(box.told("Ben")) == 2
    assert "Ben Okafor's test ended on Mon, Jan 14" in words(card_of(box))
    questions = box.told("Ben")
    answer(box, "Ben", "tests.keep")
    assert ["it is adopted" in box.look(each).text for each in questions] == [True, True]


def test_a_question_about_a_withdrawn_idea_gives_way(box: Box) -> None:
    share(box)
    begin(box)
    box.later(days=7)
    choose(box, "Emi", "ideas.withdraw")

    assert "was withdrawn" in box.told("Ben")[0].text
    assert "weekly demo" not in box.told("Ben")[0].text


def test_an_old_question_is_answered(box: Box) -> None:
    share(box)
    begin(box)
    box.later(days=7)
    [asked] = box.told("Ben")
    [idea] = box.rows("ideas")
    with box.bot.kit.store.begin() as tx:  # and nobody was told
        tx.ideas.withdraw(idea["workspace"], idea["id"], box.now)

    box.press("Ben", asked, "tests.keep")

    assert "has ended already" in str([each.text for each in whispered(box, "Ben")])
    assert box.person("Ben").views() == []


def test_a_decision_ends_the_test_that_runs(box: Box) -> None:
    share(box)
    begin(box)
    box.later(days=7)

    choose(box, "Emi", "ideas.adopt")

    assert "decided on before" in box.told("Ben")[0].text
    assert "· adopted" in words(card_of(box))
