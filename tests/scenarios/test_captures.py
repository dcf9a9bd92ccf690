"""A message is kept as an idea of its author, who is told and can refuse."""

import pytest

from tests.scenarios.box import Box
from tests.scenarios.capturing import (
    BEN,
    CHLOE,
    IDEA,
    REFUSED,
    WORDS,
    ask,
    cards,
    form_of,
    keep,
    refusals,
    words,
)


@pytest.mark.both_databases
def test_somebody_elses_words_stay_theirs_and_the_card_says_who_saved_them(box: Box) -> None:
    said = box.say("Chloé", "#product", WORDS)

    ask(box, "Ben", said)
    form = form_of(box, "Ben")
    done = box.person("Ben").submit()
    box.settle()

    [card] = cards(box)
    assert WORDS in words(form)
    assert "It stays the idea of Chloé Martin" in words(form)
    assert done.closed
    assert "by *Chloé Martin* · saved by Ben Okafor" in words(card)
    assert card.thread_ts == said.ts
    assert box.marks(said) == IDEA
    assert [(row["author"], row["captured_by"]) for row in box.rows("ideas")] == [(CHLOE, BEN)]
    assert [note.reason for note in box.pinged("Chloé")] == ["direct"]  # that it was saved


@pytest.mark.both_databases
def test_its_author_is_told_privately_and_is_fine_with_it(box: Box) -> None:
    said = box.say("Chloé", "#product", WORDS)
    keep(box, "Ben", said)

    [told] = box.told("Chloé")
    box.press("Chloé", told, "captures.approve")

    assert "Ben Okafor saved <" in told.text
    assert said.ts.replace(".", "") in told.text
    assert WORDS not in words(told)
    assert "it stays" in box.look(told).text
    assert len(cards(box)) == 1
    assert box.told("Ben") == []


@pytest.mark.both_databases
def test_its_author_takes_it_down_and_nobody_can_save_it_again(box: Box) -> None:
    said = box.say("Chloé", "#product", WORDS)
    keep(box, "Ben", said)

    box.press("Chloé", box.told("Chloé")[0], "captures.refuse")
    again = refusals(box, "Emi", said)
    box.react("Emi", said, "bulb")
    box.edit("Chloé", said, f"{WORDS} maybe")

    assert cards(box) == []
    assert box.marks(said) == {}
    assert box.rows("ideas") == []
    assert REFUSED in again[0]
    assert box.whispers("Chloé", "#product") == []
    assert "Taken down" in box.told("Chloé")[0].text


def test_what_its_author_took_down_they_can_still_keep_themselves(box: Box) -> None:
    said = box.say("Chloé", "#product", WORDS)
    keep(box, "Ben", said)
    box.press("Chloé", box.told("Chloé")[0], "captures.refuse")

    keep(box, "Chloé", said)

    [card] = cards(box)
    assert "saved by" not in words(card)


@pytest.mark.both_transports
def test_ones_own_message_is_kept_without_further_questions(box: Box) -> None:
    said = box.say("Chloé", "#product", WORDS)

    ask(box, "Chloé", said)
    form = form_of(box, "Chloé")
    box.person("Chloé").submit()
    box.settle()

    [row] = box.rows("ideas")
    assert "It stays the idea of" not in words(form)
    assert (row["author"], row["captured_by"]) == (CHLOE, None)
    assert box.told("Chloé") == []


def test_a_reply_under_an_idea_is_kept_as_built_on_it(box: Box) -> None:
    first = box.say("Emi", "#product", "idea: a weekly demo of half-done work")
    reply = box.say("Chloé", "#product", "letters instead of talks, honestly", thread=first)

    ask(box, "Ben", reply)
    form = form_of(box, "Ben")
    box.person("Ben").submit()
    box.settle()

    assert "Builds on: a weekly demo" in words(form)
    assert len(box.rows("idea_links")) == 1
    assert "Built on by Chloé Martin" in words(cards(box)[0])


def test_a_saved_message_that_is_edited_is_followed(box: Box) -> None:
    said = box.say("Chloé", "#product", WORDS)
    keep(box, "Ben", said)

    box.edit("Chloé", said, "all of our meetings should have been letters, honestly")

    [card] = cards(box)
    assert "all of our meetings" in words(card)
    assert "saved by Ben Okafor" in words(card)


def test_a_message_edited_while_the_form_is_open_is_kept_as_it_is_now(box: Box) -> None:
    said = box.say("Chloé", "#product", WORDS)
    ask(box, "Ben", said)

    box.edit("Chloé", said, "some of our meetings, I mean, honestly")
    box.person("Ben").submit()
    box.settle()

    assert [row["text"] for row in box.rows("ideas")] == ["some of our meetings, I mean, honestly"]


def test_words_full_of_markup_ping_nobody(box: Box) -> None:
    said = box.say("Chloé", "#product", "we @channel `code` *all* <!here> & more, honestly")
    before = len(box.pinged("Farid"))

    keep(box, "Ben", said)

    assert len(cards(box)) == 1
    assert len(box.pinged("Farid")) == before


def test_an_old_button_for_an_idea_that_is_gone_is_answered_kindly(box: Box) -> None:
    said = box.say("Chloé", "#product", WORDS)
    keep(box, "Ben", said)
    [told] = box.told("Chloé")
    box.delete("Chloé", said)

    for action in ("captures.approve", "captures.refuse"):
        assert box.press("Chloé", told, action).ok

    direct = box.person("Chloé").direct_messages()
    answers = [each.text for each in direct if each.ephemeral_for == CHLOE]
    assert len(answers) == 2
    assert all("no longer there" in answer for answer in answers)


def test_two_who_save_it_at_once_make_one_idea(box: Box) -> None:
    said = box.say("Chloé", "#product", WORDS)
    ask(box, "Ben", said)
    ask(box, "Emi", said)

    first = box.person("Ben").submit()
    second = box.person("Emi").submit()
    box.settle()

    assert first.closed
    assert second.updated
    assert "This is an idea already" in words(second.updated)
    assert len(box.rows("ideas")) == 1
    assert len(box.told("Chloé")) == 1


# Asking first
