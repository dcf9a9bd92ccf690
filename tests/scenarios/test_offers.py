"""What may be thanks or an idea: its author alone is asked, rarely, and their answer stands."""

import pytest

from bot.playground.model import Message
from tests.scenarios.box import Box

ANA, BEN, CHLOE = "U0ANA00001", "U0BEN00001", "U0CHLOE001"
OTHERS = ("Ana", "Chloé", "Emi", "Farid", "Grace")
KUDOS, IDEA = {"raised_hands": 1}, {"bulb": 1}
PRAISE = "@Ben that rollout plan saved us a whole day, couldn't have done it without you"
BARE = "thank you so much for that, it saved my day"
DOUBTFUL = "maybe a checklist would help next time?"
DOUBTFUL_TOO = "it might help to have a checklist for releases"


def offers(box: Box, name: str = "Ben") -> list[Message]:
    return [each for each in box.whispers(name, "#product") if "Keep it as" in each.text]


def answers(box: Box) -> list[tuple[str, str, str]]:
    return [(row["person"], row["label"], row["answer"]) for row in box.rows("feedback")]


@pytest.mark.both_databases
def test_thanks_in_no_set_words_are_kept_with_one_reaction(box: Box) -> None:
    said = box.say("Ana", "#product", PRAISE)

    assert box.marks(said) == KUDOS
    assert box.receivers() == [BEN]
    assert box.posts("#product") == []
    assert box.whispers("Ana", "#product") == []


@pytest.mark.both_databases
def test_a_doubtful_idea_asks_its_author_and_nobody_else_sees_it(box: Box) -> None:
    said = box.say("Ben", "#product", DOUBTFUL)

    [offer] = offers(box)
    assert offer.text == "This sounds like an idea. Keep it as one?"
    assert [box.whispers(name, "#product") for name in OTHERS] == [[]] * len(OTHERS)
    assert box.posts("#product") == []
    assert box.marks(said) == {}
    assert box.rows("ideas") == []


@pytest.mark.both_transports
def test_a_yes_to_a_doubtful_idea_keeps_it(box: Box) -> None:
    said = box.say("Ben", "#product", DOUBTFUL)

    box.press("Ben", offers(box)[0], "offers.keep")

    assert box.marks(said) == IDEA
    assert [row["text"] for row in box.rows("ideas")] == [DOUBTFUL]
    assert answers(box) == [(BEN, "idea", "keep")]


@pytest.mark.both_databases
def test_not_an_idea_is_remembered_also_after_an_edit(box: Box) -> None:
    said = box.say("Ben", "#product", DOUBTFUL)
    box.press("Ben", offers(box)[0], "offers.decline")
    box.later(days=2)

    box.edit("Ben", said, f"{DOUBTFUL} who knows")
    box.edit("Ben", said, "it might help to have a checklist next time")

    assert offers(box) == []
    assert answers(box) == [(BEN, "idea", "not_this")]
    assert box.marks(said) == {}
    assert box.rows("ideas") == []


def test_after_not_an_idea_a_light_bulb_asks_no_more(box: Box) -> None:
    said = box.say("Ben", "#product", DOUBTFUL)
    box.press("Ben", offers(box)[0], "offers.decline")

    box.react("Emi", said, "bulb")

    assert offers(box) == []


@pytest.mark.both_transports
def test_about_what_is_doubtful_nobody_is_asked_twice_a_day(box: Box) -> None:
    box.say("Ben", "#product", DOUBTFUL)
    box.later(hours=23)
    box.say("Ben", "#product", DOUBTFUL_TOO)
    within_a_day = len(offers(box))
    box.later(hours=2)
    box.say("Ben", "#product", "I wonder if a shared calendar would help")

    assert within_a_day == 1
    assert len(offers(box)) == 2


def test_each_has_a_day_of_their_own(box: Box) -> None:
    box.say("Ben", "#product", DOUBTFUL)
    box.say("Emi", "#product", DOUBTFUL_TOO)

    assert [len(offers(box, name)) for name in ("Ben", "Emi")] == [1, 1]


@pytest.mark.both_transports
def test_stop_asking_me_ends_it(box: Box) -> None:
    box.say("Ben", "#product", DOUBTFUL)
    box.press("Ben", offers(box)[0], "offers.stop")
    box.later(days=2)

    box.say("Ben", "#product", DOUBTFUL_TOO)

    assert offers(box) == []
    assert answers(box) == [(BEN, "idea", "stop_asking")]


@pytest.mark.both_transports
def test_where_it_is_off_nothing_is_noticed(box: Box) -> None:
    box.command("Grace", "#product", "/groundswell channel off")

    praise = box.say("Ana", "#product", PRAISE)
    doubtful = box.say("Ben", "#product", DOUBTFUL)

    assert box.marks(praise) == box.marks(doubtful) == {}
    assert box.kept_nothing()


@pytest.mark.both_transports
def test_where_it_must_ask_it_asks_also_when_sure(box: Box) -> None:
    box.command("Grace", "#product", "/groundswell channel ask")

    said = box.say("Ana", "#product", PRAISE)
    [offer] = offers(box, "Ana")
    marks, kudos = box.marks(said), box.rows("kudos")
    box.press("Ana", offer, "offers.keep")

    assert offer.text == "This sounds like thanks. Keep it as kudos for Ben Okafor?"
    assert (marks, kudos) == ({}, [])
    assert box.marks(said) == KUDOS
    assert box.receivers() == [BEN]


# Threads


@pytest.mark.both_databases
def test_bare_thanks_in_a_thread_are_offered_for_who_began_it(box: Box) -> None:
    first = box.say("Ana", "#product", "the numbers are in the usual folder")

    reply = box.say("Ben", "#product", BARE, thread=first)
    [offer] = offers(box)
    before, asked_slack = box.rows("kudos"), box.slack.calls_of("conversations.replies")
    box.press("Ben", offer, "offers.keep")

    assert offer.text == "This sounds like thanks. Keep it as kudos for Ana Souza?"
    assert (before, asked_slack) == ([], [])
    assert box.marks(reply) == KUDOS
    assert box.receivers() == [ANA]
    assert box.pinged("Ana") == []
    assert answers(box) == [(BEN, "kudos", "keep")]


@pytest.mark.parametrize(
    ("edited", "receiver"),
    [("thank you, it saved my day", ANA), ("thanks @Chloé for the numbers", CHLOE)],
)
@pytest.mark.both_transports
def test_a_yes_after_an_edit_thanks_whom_the_message_names_else_whom_the_question_did(
    box: Box, edited: str, receiver: str
) -> None:
    box.command("Grace", "#product", "/groundswell channel ask")
    first = box.say("Ana", "#product", "the numbers are in the usual folder")
    reply = box.say("Ben", "#product", BARE, thread=first)
    [offer] = offers(box)

    box.edit("Ben", reply, edited)
    box.press("Ben", offer, "offers.keep")

    assert box.receivers() == [receiver]
    assert box.marks(reply) == KUDOS


def test_thanks_that_were_agreed_to_follow_an_edit_and_stay_for_the_same_person(box: Box) -> None:
    first = box.say("Ana", "#product", "the numbers are in the usual folder")
    reply = box.say("Ben", "#product", BARE, thread=first)
    box.press("Ben", offers(box)[0], "offers.keep")

    box.edit("Ben", reply, "thank you so much for the quick numbers, they saved my week")

    assert box.receivers() == [ANA]
    assert "saved my week" in box.rows("kudos")[0]["reason"]


@pytest.mark.parametrize("text", ["thanks!", "thank you", "thx :pray:", "cheers, merci!"])
@pytest.mark.over("socket")
def test_light_thanks_are_never_announced(box: Box, text: str) -> None:
    first = box.say("Ana", "#product", "the numbers are in the usual folder")

    alone = box.say("Ben", "#product", text)
    reply = box.say("Ben", "#product", text, thread=first)

    assert box.marks(alone) == box.marks(reply) == {}
    assert box.kept_nothing()


def test_thanks_in_a_thread_of_ones_own_or_of_the_bots_are_for_nobody(box: Box) -> None:
    own = box.say("Ben", "#product", "where are the numbers?")
    box.command("Emi", "#product", "/idea a weekly demo")
    [card] = box.posts("#product")

    box.say("Ben", "#product", BARE, thread=own)
    box.say("Ben", "#product", BARE, thread=card)

    assert offers(box) == []
    assert box.rows("kudos") == []


@pytest.mark.parametrize(
    "text",
    [
        f"> {PRAISE}",
        f"`{PRAISE}`",
        f"```\n{PRAISE}\n```",
        f"> {DOUBTFUL}",
        f"`{DOUBTFUL}`",
        "> what if we had a checklist for releases?\nfrom last week's notes",
    ],
)
@pytest.mark.over("http")
def test_quotes_and_code_are_nothing(box: Box, text: str) -> None:
    said = box.say("Ana", "#product", text)

    assert box.marks(said) == {}
    assert box.kept_nothing()


@pytest.mark.parametrize(
    "text",
    [
        "<@U0BEN00001> that rollout plan saved us a whole day, thank you so much",
        "Deployed *2.14.0*. What if we had a checklist for releases?",
    ],
)
@pytest.mark.over("socket")
def test_another_bot_neither_thanks_nor_proposes(box: Box, text: str) -> None:
    said = box.workspace.say_as_app("deploy_bot", "#product", text)
    box.settle()

    assert box.marks(said) == {}
    assert box.kept_nothing()
