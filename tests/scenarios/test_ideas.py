"""Ideas are kept with a card, supported, built on, answered, edited and taken back."""

import json

import pytest

from bot.playground.model import Message
from tests.scenarios.box import Box

IDEA = {"bulb": 1}
TEXT = "idea: a weekly demo of half-done work"


def card_of(box: Box, channel: str = "#product", number: int = 0) -> Message:
    cards = [each for each in box.posts(channel) if "*Idea* by" in json.dumps(each.blocks)]
    return cards[number]


def words(message: Message) -> str:
    return json.dumps(message.blocks, ensure_ascii=False)


@pytest.mark.both_databases
def test_an_idea_gets_a_reaction_and_a_card_in_its_thread(box: Box) -> None:
    said = box.say("Emi", "#product", TEXT)

    card = card_of(box)
    assert box.marks(said) == IDEA
    assert card.thread_ts == said.ts
    assert "a weekly demo of half-done work" in words(card)
    assert "Emi Tanaka" in words(card)
    assert box.pinged("Emi") == []
    assert [row["text"] for row in box.rows("ideas")] == ["a weekly demo of half-done work"]


@pytest.mark.both_databases
def test_support_is_given_and_taken_back_on_the_card(box: Box) -> None:
    box.say("Emi", "#product", TEXT)

    box.press("Ben", card_of(box), "ideas.support")
    box.press("Chloé", card_of(box), "ideas.support")
    both = words(card_of(box))
    box.press("Ben", card_of(box), "ideas.support")

    assert "Supported by Ben Okafor and Chloé Martin" in both
    assert "Supported by Chloé Martin" in words(card_of(box))
    assert len(box.posts("#product")) == 1


@pytest.mark.both_databases
def test_what_builds_on_an_idea_is_shown_on_its_parents_card(box: Box) -> None:
    box.say("Emi", "#product", TEXT)

    box.press("Ben", card_of(box), "ideas.build")
    [form] = box.person("Ben").views()
    done = box.person("Ben").submit({"text": "record it for <!channel>"})
    box.settle()

    child = card_of(box, number=1)
    assert form.title == "Build on an idea"
    assert "a weekly demo" in json.dumps(form.blocks)
    assert done.closed
    assert "Built on by Ben Okafor" in words(card_of(box))
    assert "Builds on: <https://" in words(child)
    assert "|a weekly demo of half-done work> by Emi Tanaka" in words(child)
    assert "|record it for &lt;!channel&gt;> by Ben Okafor" in words(card_of(box))
    assert len(box.rows("idea_links")) == 1
    assert box.pinged("Ana") == []


def test_replies_under_an_idea_are_responses_without_their_text(box: Box) -> None:
    said = box.say("Emi", "#product", TEXT)

    box.say("Ben", "#product", "love it", thread=said)
    box.say("Emi", "#product", "thank you!", thread=said)

    replies = box.rows("replies")
    assert [row["person"] for row in replies] == ["U0BEN00001", "W0EMI00001"]
    assert "love it" not in str(replies)


def test_a_reply_that_is_deleted_is_no_response(box: Box) -> None:
    said = box.say("Emi", "#product", TEXT)
    reply = box.say("Ben", "#product", "love it", thread=said)

    box.delete("Ben", reply)

    assert box.rows("replies") == []


@pytest.mark.both_databases
def test_a_reply_that_proposes_is_offered_as_a_build_to_its_author_alone(box: Box) -> None:
    said = box.say("Emi", "#product", TEXT)
    reply = box.say("Ben", "#product", "what if we recorded every demo?", thread=said)

    [offer] = box.whispers("Ben", "#product")
    others = [box.whispers(name, "#product") for name in ("Emi", "Ana", "Grace")]
    before = len(box.rows("ideas"))
    box.press("Ben", offer, "offers.keep")

    assert "builds on the one above" in words(offer)
    assert others == [[], [], []]
    assert before == 1
    assert [row["text"] for row in box.rows("ideas")][1:] == ["what if we recorded every demo?"]
    assert len(box.rows("idea_links")) == 1
    assert box.marks(reply) == IDEA
    assert "Built on by Ben Okafor" in words(card_of(box))


@pytest.mark.both_databases
def test_text_after_the_command_shares_a_card_in_the_channel(box: Box) -> None:
    reply = box.command("Emi", "#product", "/idea a weekly demo for @Ben & <!here>")

    card = card_of(box)
    assert reply.ok
    assert card.thread_ts is None
    assert "a weekly demo for @Ben" in words(card)
    assert box.pinged("Ben") == []
    assert box.pinged("Chloé") == []


def test_a_reply_under_a_card_is_a_response(box: Box) -> None:
    box.command("Emi", "#product", "/idea a weekly demo")

    box.say("Ben", "#product", "love it", thread=card_of(box))

    assert [row["person"] for row in box.rows("replies")] == ["U0BEN00001"]


def test_the_form_shares_a_card_in_the_channel(box: Box) -> None:
    box.command("Emi", "#product", "/idea")
    box.person("Emi").submit({"text": "a weekly demo"})
    box.settle()

    assert "a weekly demo" in words(card_of(box))


def test_list_and_mine_show_ideas_as_links(box: Box) -> None:
    said = box.say("Emi", "#product", TEXT)
    box.say("Ben", "#design", "idea: bigger buttons everywhere")

    listed = box.command("Ben", "#product", "/idea list").text
    mine = box.command("Ben", "#product", "/idea mine").text
    none = box.command("Ana", "#product", "/idea mine").text

    assert said.ts.replace(".", "") in listed
    assert "a weekly demo" in listed
    assert "bigger buttons" not in listed
    assert "bigger buttons" in mine
    assert "not shared an idea yet" in none


def test_ideas_of_a_private_channel_are_listed_nowhere_else(box: Box) -> None:
    box.say("Ben", "#leads", "idea: reorganise the whole company")

    assert "reorganise" not in box.command("Farid", "#product", "/idea list").text
    assert "reorganise" in box.command("Ana", "#leads", "/idea list").text
    assert "reorganise" not in str(box.command("Farid", "#product", "/leaderboard all").blocks)


def test_my_list_in_a_public_channel_is_mine_alone_to_see(box: Box) -> None:
    box.say("Ben", "#leads", "idea: reorganise the whole company")

    reply = box.command("Ben", "#product", "/idea mine")

    assert reply.message
    assert reply.message.ephemeral_for == "U0BEN00001"


def test_idea_help_says_what_to_type(box: Box) -> None:
    assert "`/idea list`" in box.command("Emi", "#product", "/idea help").text


@pytest.mark.both_databases
def test_an_edit_follows_to_the_card(box: Box) -> None:
    said = box.say("Emi", "#product", TEXT)

    box.edit("Emi", said, "idea: a monthly demo of half-done work")

    assert "a monthly demo" in words(card_of(box))
    assert len(box.posts("#product")) == 1
    assert [row["text"] for row in box.rows("ideas")] == ["a monthly demo of half-done work"]


@pytest.mark.both_databases
def test_a_deleted_idea_takes_its_card_along(box: Box) -> None:
    said = box.say("Emi", "#product", TEXT)

    box.delete("Emi", said)  # its card is a reply, so Slack leaves a tombstone

    assert box.rows("ideas") == []
    assert box.posts("#product") == []


def test_an_idea_edited_into_something_else_is_gone(box: Box) -> None:
    said = box.say("Emi", "#product", TEXT)

    box.edit("Emi", said, "never mind")

    assert box.rows("ideas") == []
    assert box.posts("#product") == []
    assert box.marks(said) == {}


def test_something_edited_into_an_idea_is_kept(box: Box) -> None:
    said = box.say("Emi", "#product", "good morning")

    box.edit("Emi", said, TEXT)

    assert box.marks(said) == IDEA
    assert len(box.posts("#product")) == 1


def test_the_card_of_an_idea_that_is_gone_says_so_when_pressed(box: Box) -> None:
    box.say("Emi", "#product", TEXT)
    card = card_of(box)
    with box.bot.kit.store.begin() as tx:
        [idea] = tx.ideas.mine("T0BOX00001", "W0EMI00001", 1)
        tx.ideas.withdraw("T0BOX00001", idea.id, idea.shared_at)

    box.press("Ben", card, "ideas.support")
    box.press("Ben", card, "ideas.build")

    told = [each.text for each in box.whispers("Ben", "#product")]
    assert ["no longer there" in text for text in told] == [True, True]
    assert box.person("Ben").views() == []


def test_thanks_and_an_idea_in_one_message_are_both_kept(box: Box) -> None:
    said = box.say("Emi", "#product", "thanks @Ben for the talk\nidea: record every talk we give")

    assert box.marks(said) == {"raised_hands": 1, "bulb": 1}
    assert len(box.rows("kudos")) == 1
    assert len(box.rows("ideas")) == 1


def test_from_the_home_tab_an_idea_is_shared_in_the_channel_that_is_chosen(box: Box) -> None:
    home = box.person("Emi").open_home()
    assert home is not None
    box.press("Emi", home, "home.share")

    sent = box.person("Emi").submit({"text": "a quiet hour", "channel": "#design"})
    box.settle()

    assert sent.closed
    assert "a quiet hour" in words(card_of(box, "#design"))


def test_a_channel_without_the_bot_is_told_under_its_field(box: Box) -> None:
    home = box.person("Emi").open_home()
    assert home is not None
    box.press("Emi", home, "home.share")

    sent = box.person("Emi").submit({"text": "a quiet hour", "channel": "#random"})

    assert "/invite" in sent.errors["channel"]
    assert box.rows("ideas") == []


def test_strangers_of_a_shared_channel_neither_support_nor_share(box: Box) -> None:
    box.say("Emi", "#product", TEXT)
    box.workspace.share_channel("#product")
    box.workspace.add_user("sam", "Sam Elsewhere", is_stranger=True)
    box.workspace.join("#product", "sam")

    pressed = box.press("sam", card_of(box), "ideas.support")

    assert "Only members of this workspace" in json.dumps(
        [each.text for each in box.whispers("sam", "#product")]
    )
    assert pressed.ok
    assert "Supported by" not in words(card_of(box))


def test_nobody_applauds_themselves(box: Box) -> None:
    box.say("Emi", "#product", TEXT)

    box.press("Emi", card_of(box), "ideas.support")
    box.press("Emi", card_of(box), "ideas.build")
    box.person("Emi").submit({"text": "and cake with it"})
    box.settle()

    [told] = box.whispers("Emi", "#product")
    assert "This idea is yours" in told.text
    assert "Supported by" not in words(card_of(box))
    assert "Built on by" not in words(card_of(box))
    board = json.dumps(box.command("Ben", "#product", "/leaderboard").blocks)
    assert "2 ideas" in board
    assert "built on" not in board
