"""Ideas listed by command, a page at a time, for whoever asks alone."""

import pytest

from tests.scenarios.box import Box
from tests.scenarios.moving import begin, choose, park, share
from tests.scenarios.test_ideas import card_of


def listed(box: Box, asked: str, name: str = "Ben") -> str:
    return box.command(name, "#product", f"/idea {asked}").text


@pytest.mark.both_databases
def test_each_stage_has_a_list(box: Box) -> None:
    share(box, text="first")
    begin(box)
    share(box, text="second")
    park(box, "Emi", card_of(box, number=-1))
    share(box, text="third")
    choose(box, "Emi", "ideas.adopt", card_of(box, number=-1))
    share(box, text="fourth")
    box.press("Chloé", card_of(box, number=-1), "ideas.support")

    lists = {name: listed(box, f"list {name}") for name in ("open", "testing", "adopted", "parked")}

    assert "fourth" in lists["open"]
    assert "1 supporter" in lists["open"]
    assert "first" in lists["testing"]
    assert lists["testing"].endswith("being tested · 1 test")
    assert "third" in lists["adopted"]
    assert "second" in lists["parked"]
    assert [each.count("•") for each in lists.values()] == [1, 1, 1, 1]
    assert listed(box, "list").count("•") == 4


@pytest.mark.both_databases
def test_long_lists_come_in_pages(box: Box) -> None:
    for number in range(23):
        box.command("Emi", "#product", f"/idea idea number {number:02}")

    first, second = listed(box, "list open"), listed(box, "list open 2")
    last, beyond = listed(box, "list open 3"), listed(box, "list open 99")
    mine = listed(box, "mine 3", "Emi")

    assert "idea number 22" in first
    assert "Page 1 of 3. The next: `/idea list open 2`" in first
    assert "idea number 12" in second
    assert "idea number 00" in last
    assert "The first: `/idea list open 1`" in last
    assert beyond == last
    assert "Page 3 of 3. The first: `/idea mine 1`" in mine


@pytest.mark.both_databases
def test_what_waits_for_a_reply_or_for_a_test_is_listed(box: Box) -> None:
    share(box, text="answered")
    box.say("Ben", "#product", "love it", thread=card_of(box))
    share(box, text="unanswered")
    box.say("Emi", "#product", "anybody", thread=card_of(box, number=1))
    share(box, text="tested")
    box.press("Ben", card_of(box, number=2), "ideas.test")
    box.person("Ben").submit({"question": "does it help?", "days": "3"})
    box.settle()
    at_once = listed(box, "list waiting")

    box.later(hours=49)
    later = listed(box, "list waiting")
    box.later(hours=24)
    ended = listed(box, "list waiting")

    assert "Nothing in this channel waits" in at_once
    assert "unanswered" in later
    assert "tested" not in later.replace("being tested", "")
    assert "|answered" not in later
    assert "|tested" in ended


def test_a_list_that_there_is_not_is_told_kindly(box: Box) -> None:
    reply = listed(box, "list groceries")

    assert "I don't know the list “groceries”" in reply
    assert "`waiting`" in reply
    assert "list groceries" in reply.split("You typed:")[1]
    assert box.rows("ideas") == []


def test_an_idea_may_begin_with_the_word_list(box: Box) -> None:
    listed(box, "list our customers by their first order")

    assert "list our customers by their first order" in str(card_of(box).blocks)


def test_a_withdrawn_idea_is_in_no_list(box: Box) -> None:
    share(box)
    box.press("Ben", card_of(box), "ideas.build")
    box.person("Ben").submit({"text": "and cake"})
    box.settle()
    choose(box, "Emi", "ideas.withdraw")

    assert listed(box, "list").count("•") == 1
    assert "not shared an idea yet" in listed(box, "mine", "Emi")
