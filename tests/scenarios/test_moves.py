"""Ideas move: what their cards show, and what *More* lets whom do."""

import pytest

from tests.scenarios.box import Box
from tests.scenarios.moving import (
    SAID,
    choose,
    more,
    offered,
    park,
    share,
    text_of,
)
from tests.scenarios.test_ideas import card_of, words


@pytest.mark.both_databases
def test_more_offers_to_each_what_is_open_to_them(box: Box) -> None:
    share(box, "Emi")

    assert offered(more(box, "Emi")) == {
        "ideas.combine",
        "ideas.adopt",
        "ideas.park",
        "ideas.edit",
        "ideas.withdraw",
        "ideas.who_sees",
    }
    assert offered(more(box, "Ben")) == {"ideas.combine", "ideas.who_sees"}
    assert "ideas.withdraw" in offered(more(box, "Grace"))  # who runs the workspace


@pytest.mark.both_databases
def test_an_adopted_idea_says_so_and_stays(box: Box) -> None:
    share(box)

    view = choose(box, "Emi", "ideas.adopt")

    assert "It is adopted" in text_of(view)
    assert "· adopted" in words(card_of(box))
    assert "ideas.test" not in words(card_of(box))
    assert offered(more(box, "Emi")) == {"ideas.edit", "ideas.who_sees"}


@pytest.mark.both_databases
def test_a_parked_idea_says_why_and_its_author_hears_it_first(box: Box) -> None:
    share(box)

    park(box, "Grace")

    [told] = box.told("Emi")
    assert "has parked your idea" in told.text
    card = words(card_of(box))
    assert "· parked" in card
    assert "no budget" in card
    assert "a budget &amp; time" in card
    assert box.person("Grace").views() == []


def test_a_parked_idea_is_taken_up_again(box: Box) -> None:
    share(box)
    park(box, "Emi")

    view = choose(box, "Emi", "ideas.reopen")

    assert "open again" in text_of(view)
    assert "parked" not in words(card_of(box))
    assert "no budget" not in words(card_of(box))


@pytest.mark.both_databases
def test_an_author_says_an_idea_of_theirs_in_other_words(box: Box) -> None:
    share(box, text="a weekly demo with @Ben")

    form = choose(box, "Emi", "ideas.edit")
    box.person("Emi").submit({"text": "a <monthly> demo"})
    box.settle()

    assert "a weekly demo with @Ben Okafor" in text_of(form)
    assert "a &lt;monthly&gt; demo" in words(card_of(box))
    assert box.pinged("Ben") == []


def test_what_a_message_carries_is_edited_there(box: Box) -> None:
    box.say("Emi", "#product", SAID)

    view = more(box, "Emi")

    assert "ideas.edit" not in offered(view)
    assert "Edit your message, and the card follows" in text_of(view)


@pytest.mark.both_databases
def test_a_withdrawn_idea_goes_with_its_card(box: Box) -> None:
    share(box)

    view = choose(box, "Emi", "ideas.withdraw")

    assert "withdrawn" in text_of(view)
    assert box.posts("#product") == []
    assert box.rows("ideas") == []


@pytest.mark.both_databases
def test_a_withdrawn_message_is_not_taken_for_an_idea_again(box: Box) -> None:
    said = box.say("Emi", "#product", SAID)
    choose(box, "Emi", "ideas.withdraw")
    marks = box.marks(said)

    box.edit("Emi", said, f"{SAID}, and cake")

    assert marks == {}
    assert box.marks(said) == {}
    assert box.rows("ideas") == []
    assert box.posts("#product") == []


def test_who_can_see_an_idea_is_said_in_plain_words(box: Box) -> None:
    share(box)
    public = choose(box, "Ben", "ideas.who_sees")
    box.command("Ben", "#leads", "/idea reorganise")

    private = choose(box, "Ana", "ideas.who_sees", card_of(box, "#leads"))

    assert "Everybody who can open this channel" in text_of(public)
    assert "/groundswell privacy" in text_of(public)
    assert "members of this private channel" in text_of(private)
