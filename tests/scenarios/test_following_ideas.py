"""An idea follows its message through everything that may happen to it."""

import json
from datetime import timedelta

import pytest
from sqlalchemy import update

from bot.playground.model import Message
from bot.services.privacy import drop_what_is_old
from bot.storage.ideas import IDEAS
from tests.scenarios.box import Box
from tests.scenarios.test_channels import a_family, build, cards

TEXT = "idea: a weekly demo of half-done work"


def first_said(box: Box) -> Message:
    """The message of the oldest idea."""
    [oldest, *_] = box.rows("ideas")
    found = box.workspace.message(oldest["channel"], oldest["ts"])
    assert found is not None
    return found


def adopted(box: Box) -> None:
    """All ideas are, without a word."""
    with box.engine.begin() as connection:
        connection.execute(update(IDEAS).values(stage="adopted"))


@pytest.mark.both_databases
def test_an_edit_reaches_the_cards_that_quote_it_in_other_channels(box: Box) -> None:
    a_family(box)

    box.edit("Emi", first_said(box), "idea: a monthly demo of finished work")

    assert "a monthly demo of finished work" in cards(box, "#product")[0]
    assert "|a monthly demo of finished work> by Emi" in cards(box, "#design")[0]


@pytest.mark.both_databases
def test_what_was_built_on_a_deleted_idea_stays_and_quotes_it_no_more(box: Box) -> None:
    a_family(box)

    box.delete("Emi", first_said(box))
    box.press("Farid", box.posts("#design")[0], "ideas.support")

    [left] = cards(box, "#design")
    assert "record every demo" in left
    assert "Supported by Farid Haddad" in left
    assert "weekly demo" not in left
    assert "Builds on" not in left
    assert cards(box, "#product") == []
    assert "weekly demo" not in str([box.rows(table) for table in ("ideas", "outbox")])


@pytest.mark.both_databases
@pytest.mark.parametrize(
    "text", ["idea: a weekly demo, every Friday", "We do it: a weekly demo, every Friday"]
)
def test_an_adopted_idea_stays_adopted_whatever_its_message_becomes(box: Box, text: str) -> None:
    said = box.say("Emi", "#product", TEXT)
    adopted(box)

    box.edit("Emi", said, text)

    [card] = cards(box, "#product")
    assert "a weekly demo, every Friday" in card
    assert "adopted" in card
    assert [row["stage"] for row in box.rows("ideas")] == ["adopted"]
    assert box.marks(said) == {"bulb": 1}


def test_an_idea_outlives_the_message_that_began_its_thread(box: Box) -> None:
    root = box.say("Ana", "#product", "How was the last demo?")
    box.say("Emi", "#product", TEXT, thread=root)

    box.delete("Ana", root)
    box.press("Ben", box.posts("#product")[0], "ideas.support")

    assert "Supported by Ben Okafor" in cards(box, "#product")[0]
    assert len(box.rows("ideas")) == 1


@pytest.mark.both_databases
def test_an_idea_edited_into_thanks_is_thanks(box: Box) -> None:
    said = box.say("Emi", "#product", TEXT)
    build(box, "Ben", "#design", "record every demo", on=0)

    box.edit("Emi", said, "thanks @Ben for the weekly demo of half-done work")

    assert box.marks(said) == {"raised_hands": 1}
    assert len(box.rows("kudos")) == 1
    assert cards(box, "#product") == []
    assert "Builds on" not in cards(box, "#design")[0]


@pytest.mark.both_databases
def test_text_that_was_kept_long_enough_is_linked_without_it(box: Box) -> None:
    a_family(box)
    drop_what_is_old(box.bot.kit.store, box.now + timedelta(days=400), 395)

    for channel in ("#product", "#design"):
        box.press("Farid", box.posts(channel)[0], "ideas.support")
    form = box.press("Grace", box.posts("#product")[0], "ideas.build")

    own, child = cards(box, "#product")[0], cards(box, "#design")[0]
    assert form.ok
    assert "weekly demo" not in own + child
    assert "|an older idea> by Emi" in child
    assert "Supported by Farid Haddad" in own
    assert json.dumps("*Idea* by *Emi Tanaka*")[1:-1] in own
    assert '>"' not in own
