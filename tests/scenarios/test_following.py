"""What was kept follows its message: edits, deletions, reactions, and what a channel allows."""

import json

import pytest

from tests.scenarios.box import Box

CHLOE, DANIEL = "U0CHLOE001", "U0DANIEL01"
KUDOS, IDEA = {"raised_hands": 1}, {"bulb": 1}


@pytest.mark.both_databases
def test_an_edit_changes_people_and_reason(box: Box) -> None:
    said = box.say("Ben", "#product", "thanks @Chloé for the plan")

    box.edit("Ben", said, "thanks @Daniel and @Chloé for the plan and the talk")

    assert box.receivers() == [DANIEL, CHLOE]
    assert [row["reason"] for row in box.rows("kudos")] == ["the plan and the talk"]
    assert box.marks(said) == KUDOS


@pytest.mark.both_databases
def test_thanks_edited_away_are_gone_and_edited_back_are_there_again(box: Box) -> None:
    said = box.say("Ben", "#product", "thanks @Chloé for the plan")

    box.edit("Ben", said, "the plan is out")
    gone, unmarked = box.rows("kudos"), box.marks(said)
    box.edit("Ben", said, "thanks @Chloé for the plan")

    assert gone == []
    assert unmarked == {}
    assert len(box.rows("kudos")) == 1
    assert box.marks(said) == KUDOS


def test_an_edit_into_thanks_is_kept(box: Box) -> None:
    said = box.say("Ben", "#product", "the plan is out")

    box.edit("Ben", said, "the plan is out, thanks @Chloé for writing it")

    assert box.marks(said) == KUDOS
    assert box.receivers() == [CHLOE]


def test_an_unfurled_link_is_no_edit(box: Box) -> None:
    said = box.say("Ben", "#product", "thanks @Chloé for https://example.com/plan")

    assert box.marks(said) == KUDOS
    assert len(box.rows("kudos")) == 1
    assert len(box.slack.calls_of("reactions.add")) == 1


def test_a_thread_under_thanks_changes_nothing(box: Box) -> None:
    said = box.say("Ben", "#product", "thanks @Chloé for the plan")

    box.say("Chloé", "#product", "my pleasure", thread=said)

    assert len(box.rows("kudos")) == 1
    assert box.marks(said) == KUDOS


@pytest.mark.both_databases
def test_deleted_thanks_are_gone(box: Box) -> None:
    said = box.say("Ben", "#product", "thanks @Chloé for the plan")

    box.delete("Ben", said)

    assert box.rows("kudos") == []


def test_deleted_thanks_with_a_thread_are_gone_too(box: Box) -> None:
    said = box.say("Ben", "#product", "thanks @Chloé for the plan")
    box.say("Chloé", "#product", "my pleasure", thread=said)

    box.delete("Ben", said)

    assert box.rows("kudos") == []


def test_an_admin_who_deletes_the_bots_post_takes_nothing_else_away(box: Box) -> None:
    box.command("Ana", "#product", "/kudos @Ben for the fix")
    [post] = box.posts("#product")

    box.delete("Grace", post)

    assert box.posts("#product") == []


@pytest.mark.both_databases
def test_raised_hands_second_thanks_and_are_taken_back(box: Box) -> None:
    said = box.say("Ben", "#product", "thanks @Chloé for the plan")

    box.react("Farid", said, "raised_hands")
    box.react("Ana", said, "raised_hands::skin-tone-3")
    given = {row["person"] for row in box.rows("kudos_seconds") if row["is_present"]}
    box.unreact("Farid", said, "raised_hands")

    left = {row["person"] for row in box.rows("kudos_seconds") if row["is_present"]}
    assert given == {"U0FARID001", "U0ANA00001"}
    assert left == {"U0ANA00001"}


def test_raised_hands_on_the_bots_post_second_it_too(box: Box) -> None:
    box.command("Ana", "#product", "/kudos @Ben for the fix")
    [post] = box.posts("#product")

    box.react("Farid", post, "raised_hands")
    box.react("Ana", post, "raised_hands")  # one's own thanks are not seconded

    assert [row["person"] for row in box.rows("kudos_seconds")] == ["U0FARID001"]


def test_a_light_bulb_offers_the_author_to_keep_an_idea(box: Box) -> None:
    said = box.say("Emi", "#product", "the demo could be shorter and more often")

    box.react("Ben", said, "bulb")
    [offer] = box.whispers("Emi", "#product")
    nobody = box.whispers("Ben", "#product")
    box.press("Emi", offer, "offers.keep")

    assert nobody == []
    assert [row["author"] for row in box.rows("ideas")] == ["W0EMI00001"]
    assert len(box.posts("#product")) == 1


@pytest.mark.parametrize(
    ("by", "sentence"), [("Ben", "A colleague marked this"), ("Chloé", "You marked this")]
)
def test_the_offer_after_a_light_bulb_says_who_thinks_so(box: Box, by: str, sentence: str) -> None:
    said = box.say("Chloé", "#product", "half of our meetings could be letters")

    box.react(by, said, "bulb")

    [offer] = box.whispers("Chloé", "#product")
    assert offer.text == f"{sentence} with :bulb:. Keep it as an idea?"


def test_two_light_bulbs_ask_once(box: Box) -> None:
    said = box.say("Emi", "#product", "the demo could be shorter and more often")

    box.react("Ben", said, "bulb")
    box.react("Ana", said, "bulb")

    assert len(box.whispers("Emi", "#product")) == 1


def test_a_light_bulb_on_a_bots_message_asks_nobody(box: Box) -> None:
    said = box.workspace.say_as_app("deploy_bot", "#product", "deployed 12 things")
    box.settle()

    box.react("Ben", said, "bulb")

    assert box.rows("outbox") == []


@pytest.mark.both_databases
def test_where_it_must_ask_nothing_is_kept_without_a_yes(box: Box) -> None:
    box.command("Ana", "#product", "/groundswell channel ask")
    said = box.say("Ben", "#product", "thanks @Chloé for the plan")

    [offer] = box.whispers("Ben", "#product")
    before = box.rows("kudos")
    box.press("Ben", offer, "offers.keep")

    assert before == []
    assert "Keep it as kudos" in json.dumps(offer.blocks)
    assert box.marks(said) == KUDOS
    assert box.receivers() == [CHLOE]
    assert [row["answer"] for row in box.rows("feedback")] == ["keep"]


def test_a_no_keeps_nothing_and_is_remembered(box: Box) -> None:
    box.command("Ana", "#product", "/groundswell channel ask")
    box.say("Ben", "#product", "idea: a weekly demo of half-done work")

    [offer] = box.whispers("Ben", "#product")
    box.press("Ben", offer, "offers.decline")

    assert box.rows("ideas") == []
    assert [row["answer"] for row in box.rows("feedback")] == ["not_this"]
    assert "nothing was kept" in box.whispers("Ben", "#product")[0].text


def test_who_is_asked_no_more_is_asked_no_more(box: Box) -> None:
    box.command("Ana", "#product", "/groundswell channel ask")
    box.say("Ben", "#product", "idea: a weekly demo of half-done work")
    [offer] = box.whispers("Ben", "#product")

    box.press("Ben", offer, "offers.stop")
    box.later(days=2)
    box.say("Ben", "#product", "idea: shorter stand-ups for all")

    assert len(box.whispers("Ben", "#product")) == 1
    assert box.rows("ideas") == []


def test_a_yes_after_the_message_was_deleted_keeps_nothing(box: Box) -> None:
    box.command("Ana", "#product", "/groundswell channel ask")
    said = box.say("Ben", "#product", "thanks @Chloé for the plan")
    [offer] = box.whispers("Ben", "#product")
    box.delete("Ben", said)

    box.press("Ben", offer, "offers.keep")

    assert box.rows("kudos") == []
    assert "no longer there" in box.whispers("Ben", "#product")[0].text


def test_where_it_is_off_it_looks_away(box: Box) -> None:
    said = box.command("Ana", "#product", "/groundswell channel off")
    thanks = box.say("Ben", "#product", "thanks @Chloé for the plan")
    back = box.command("Ana", "#product", "/groundswell channel on")
    later = box.say("Ben", "#product", "thanks @Chloé for the talk")

    assert "look away" in said.text
    assert "keep clear thanks" in back.text
    assert box.marks(thanks) == {}
    assert box.marks(later) == KUDOS
    assert len(box.rows("kudos")) == 1


def test_where_it_is_off_a_light_bulb_asks_nobody(box: Box) -> None:
    box.command("Ana", "#product", "/groundswell channel off")
    said = box.say("Emi", "#product", "the demo could be shorter and more often")

    box.react("Ben", said, "bulb")

    assert box.whispers("Emi", "#product") == []


def test_what_was_kept_before_it_was_switched_off_still_follows_a_deletion(box: Box) -> None:
    said = box.say("Ben", "#product", "thanks @Chloé for the plan")
    box.command("Ana", "#product", "/groundswell channel off")

    box.delete("Ben", said)

    assert box.rows("kudos") == []


def test_what_was_kept_before_it_was_switched_off_still_follows_an_edit(box: Box) -> None:
    said = box.say("Ben", "#product", "thanks @Chloé for the plan")
    box.command("Ana", "#product", "/groundswell channel off")

    box.edit("Ben", said, "the plan is out")

    assert box.rows("kudos") == []


def test_an_unknown_setting_is_told_kindly(box: Box) -> None:
    reply = box.command("Ana", "#product", "/groundswell channel loud")

    assert "I don't know “loud”" in reply.text
    assert "channel on" in reply.text
