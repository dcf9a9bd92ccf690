"""Who asks something under an idea has a part in it, for as long as the question stands."""

import pytest

from tests.scenarios.box import Box
from tests.scenarios.test_ideas import TEXT, card_of, words


@pytest.mark.both_databases
def test_who_asks_under_an_idea_stands_on_its_card(box: Box) -> None:
    said = box.say("Emi", "#product", TEXT)

    box.say("Ben", "#product", "who would run it?", thread=said)
    box.say("Chloé", "#product", "love it", thread=said)
    box.say("Emi", "#product", "would you?", thread=said)

    assert "Asked about by Ben Okafor" in words(card_of(box))
    assert "who would run it" not in str(box.rows("replies"))


@pytest.mark.both_databases
def test_a_question_that_is_deleted_was_none_unless_there_is_another(box: Box) -> None:
    said = box.say("Emi", "#product", TEXT)
    first = box.say("Ben", "#product", "who would run it?", thread=said)
    second = box.say("Ben", "#product", "and when?", thread=said)

    box.delete("Ben", first)
    one_left = words(card_of(box))
    box.delete("Ben", second)

    assert "Asked about by Ben Okafor" in one_left
    assert "Asked about by" not in words(card_of(box))
    assert box.rows("replies") == []


@pytest.mark.both_databases
def test_a_reply_edited_into_a_question_or_out_of_it_is_followed(box: Box) -> None:
    said = box.say("Emi", "#product", TEXT)
    reply = box.say("Ben", "#product", "love it", thread=said)

    box.edit("Ben", reply, "love it, who runs it?")
    asked = words(card_of(box))
    box.edit("Ben", reply, "love it")

    assert "Asked about by Ben Okafor" in asked
    assert "Asked about by" not in words(card_of(box))


def test_a_proposal_is_no_question(box: Box) -> None:
    said = box.say("Emi", "#product", TEXT)

    box.say("Ben", "#product", "what if we recorded every demo?", thread=said)

    assert "Asked about by" not in words(card_of(box))
