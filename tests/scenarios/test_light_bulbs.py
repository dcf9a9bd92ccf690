"""A light bulb that is taken back."""

from tests.scenarios.box import Box
from tests.scenarios.capturing import WORDS, cards


def test_a_light_bulb_taken_back_before_the_question_was_asked_asks_nobody(box: Box) -> None:
    box.slack.fail_next("chat.postEphemeral", retry_after=30)
    said = box.say("Emi", "#product", WORDS)
    box.react("Ben", said, "bulb")

    box.unreact("Ben", said, "bulb")
    box.later(minutes=2)

    assert box.whispers("Emi", "#product") == []
    assert box.rows("feedback") == []


def test_a_light_bulb_of_another_taken_back_changes_nothing(box: Box) -> None:
    box.slack.fail_next("chat.postEphemeral", retry_after=30)
    said = box.say("Emi", "#product", WORDS)
    box.react("Ben", said, "bulb")
    box.react("Ana", said, "bulb")

    box.unreact("Ana", said, "bulb")
    box.later(minutes=2)

    assert len(box.whispers("Emi", "#product")) == 1


def test_what_its_author_kept_stays_without_their_light_bulb(box: Box) -> None:
    said = box.say("Emi", "#product", WORDS)
    box.react("Emi", said, "bulb")
    box.press("Emi", box.whispers("Emi", "#product")[0], "offers.keep")

    box.unreact("Emi", said, "bulb")

    assert len(cards(box)) == 1
