"""Any message can be kept as an idea of its author, who can refuse, or be credited."""

import json

import pytest

from bot.playground.model import Message, Reply, SubmitResult, View
from tests.scenarios.box import Box

ANA, BEN, CHLOE = "U0ANA00001", "U0BEN00001", "U0CHLOE001"
IDEA = {"bulb": 1}
WORDS = "half of our meetings could be letters, honestly"
REFUSED = "Its author would rather not"


def words(shown: Message | View) -> str:
    return json.dumps(shown.blocks, ensure_ascii=False)


def ask(box: Box, name: str, message: Message) -> Reply:
    """They choose `Keep as an idea` in the message's menu."""
    reply = box.person(name).shortcut("ideas.keep", message)
    box.settle()
    return reply


def form_of(box: Box, name: str) -> View:
    [form] = box.person(name).views()
    return form


def keep(box: Box, name: str, message: Message) -> SubmitResult:
    ask(box, name, message)
    done = box.person(name).submit()
    box.settle()
    return done


def refusals(box: Box, name: str, message: Message) -> list[str]:
    """What they are told, to them alone, when it cannot be kept; no form opens."""
    before = len(box.workspace.messages(message.channel))
    ask(box, name, message)
    assert box.person(name).views() == []
    said = box.workspace.messages(message.channel)[before:]
    return [each.text for each in said if each.ephemeral_for == box.person(name).id]


def cards(box: Box, channel: str = "#product") -> list[Message]:
    return [each for each in box.posts(channel) if "*Idea* by" in words(each)]


# Keeping


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


@pytest.mark.both_databases
def test_where_it_must_ask_its_author_is_asked_and_hears_who_thinks_so(box: Box) -> None:
    box.command("Grace", "#product", "/groundswell channel ask")
    said = box.say("Chloé", "#product", WORDS)

    ask(box, "Ben", said)
    form = form_of(box, "Ben")
    done = box.person("Ben").submit()
    box.settle()
    [offer] = box.whispers("Chloé", "#product")
    before = box.rows("ideas")
    box.press("Chloé", offer, "offers.keep")

    assert "nothing is kept without its author's yes" in words(form)
    assert done.updated
    assert "I asked Chloé Martin" in words(done.updated)
    assert offer.text == "Ben Okafor thinks that this is an idea. Keep it as one?"
    assert before == []
    assert len(cards(box)) == 1


def test_where_it_must_ask_ones_own_click_is_the_yes(box: Box) -> None:
    box.command("Grace", "#product", "/groundswell channel ask")
    said = box.say("Chloé", "#product", WORDS)

    keep(box, "Chloé", said)

    assert len(cards(box)) == 1


def test_a_no_to_the_offer_is_a_no_to_everybody(box: Box) -> None:
    box.command("Grace", "#product", "/groundswell channel ask")
    said = box.say("Chloé", "#product", WORDS)
    keep(box, "Ben", said)
    box.press("Chloé", box.whispers("Chloé", "#product")[0], "offers.decline")
    box.command("Grace", "#product", "/groundswell channel on")

    assert REFUSED in refusals(box, "Emi", said)[0]


def test_a_late_no_to_an_older_question_takes_down_what_others_saved(box: Box) -> None:
    said = box.say("Chloé", "#product", "maybe a checklist would help next time?")
    [offer] = box.whispers("Chloé", "#product")
    keep(box, "Ben", said)

    box.press("Chloé", offer, "offers.decline")

    assert cards(box) == []
    assert box.rows("ideas") == []


# Refusals


@pytest.mark.both_transports
def test_where_it_is_off_nothing_can_be_kept(box: Box) -> None:
    said = box.say("Chloé", "#product", WORDS)
    box.command("Grace", "#product", "/groundswell channel off")

    assert "In this channel nothing is kept" in refusals(box, "Ben", said)[0]


def test_who_wants_no_questions_decides_alone(box: Box) -> None:
    doubtful = box.say("Chloé", "#product", "maybe a checklist would help next time?")
    box.press("Chloé", box.whispers("Chloé", "#product")[0], "offers.stop")
    said = box.say("Chloé", "#product", WORDS)

    assert "Chloé Martin decides alone" in refusals(box, "Ben", said)[0]
    assert REFUSED in refusals(box, "Ben", doubtful)[0]


@pytest.mark.both_transports
def test_where_the_bot_is_not_it_says_how_to_invite_it(box: Box) -> None:
    said = box.say("Chloé", "#random", WORDS)

    assert "/invite @groundswell" in refusals(box, "Ben", said)[0]


def test_direct_messages_stay_there(box: Box) -> None:
    said = box.person("Ana").say("@Groundswell", WORDS)
    box.settle()

    assert "What is said in direct messages stays there" in refusals(box, "Ana", said)[0]


@pytest.mark.both_transports
def test_what_an_app_wrote_is_nobodys_idea(box: Box) -> None:
    said = box.workspace.say_as_app("deploy_bot", "#product", "what if we deployed less?")
    box.settle()

    assert "not written by a person" in refusals(box, "Ben", said)[0]


def test_what_is_an_idea_already_is_linked_to_its_card(box: Box) -> None:
    said = box.say("Chloé", "#product", "idea: letters for meetings")
    [card] = cards(box)

    for each in (said, card):
        [sentence] = refusals(box, "Ben", each)
        assert "This is an idea already" in sentence
        assert card.ts.replace(".", "") in sentence


def test_a_message_without_words_is_no_idea(box: Box) -> None:
    said = box.person("Chloé").share_file("#product", "plan.png")
    box.settle()

    assert "no words in this message" in refusals(box, "Ben", said)[0]


@pytest.mark.both_transports
def test_a_message_deleted_while_the_form_is_open_is_told_in_its_place(box: Box) -> None:
    said = box.say("Chloé", "#product", WORDS)
    ask(box, "Ben", said)
    box.delete("Chloé", said)

    done = box.person("Ben").submit()

    assert done.updated
    assert "no longer there" in words(done.updated)
    assert box.rows("ideas") == []


def test_the_words_of_who_left_are_not_kept(box: Box) -> None:
    said = box.say("Chloé", "#product", WORDS)
    box.workspace.deactivate("Chloé")
    box.settle()

    assert "could not say no" in refusals(box, "Ben", said)[0]


# Credit


def credited(box: Box, name: str, message: Message) -> list[str]:
    box.person(name).shortcut("kudos.credit", message)
    [form] = box.person(name).views()
    box.person(name).close(form)
    people = next(block for block in form.blocks if block.get("block_id") == "people")
    found: list[str] = people["element"].get("initial_users", [])
    return found


def test_credit_is_for_the_author_and_carries_the_link(box: Box) -> None:
    said = box.say("Chloé", "#product", "rewrote the importer with @Ben last night")

    box.person("Ana").shortcut("kudos.credit", said)
    [form] = box.person("Ana").views()

    fields = {block["block_id"]: block.get("element", {}) for block in form.blocks}
    assert fields["people"]["initial_users"] == [CHLOE]
    assert "initial_value" not in fields["reason"]
    assert said.ts.replace(".", "") in fields["link"]["initial_value"]


def test_credit_for_ones_own_or_an_apps_message_is_for_those_it_mentions(box: Box) -> None:
    own = box.say("Chloé", "#product", "the importer is in, with @Ben, @Chloé and @deploy_bot")
    app = box.workspace.say_as_app("deploy_bot", "#product", f"deployed by <@{BEN}> and <@{ANA}>")
    box.settle()

    assert credited(box, "Chloé", own) == [BEN]
    assert credited(box, "Ana", app) == [BEN]


def test_credit_for_who_left_is_answered_kindly(box: Box) -> None:
    said = box.say("Chloé", "#product", "rewrote the importer last night")
    box.workspace.deactivate("Chloé")
    box.settle()

    box.person("Ana").shortcut("kudos.credit", said)
    box.settle()

    [sentence] = [each.text for each in box.whispers("Ana", "#product")]
    assert box.person("Ana").views() == []
    assert "has left this workspace" in sentence


# Reactions


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
