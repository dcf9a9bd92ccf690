"""What a leader does with a nudge by its buttons, kind by kind; and who may press them."""

import json
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

import pytest

from bot.domain.ideas import Idea
from bot.domain.nudges import Fact, Suggestion
from bot.domain.outgoing import NudgeCard
from bot.playground.model import Message
from tests.scenarios.box import Box
from tests.scenarios.leading import lead, words

pytestmark = pytest.mark.over("http")

WAITING = "ideas_waiting"
FIRST = "others_first"
PASS = "pass_credit"
TEST = "small_test"
ROLL = "credits_roll"


@pytest.fixture
def led(box: Box) -> Box:
    lead(box)
    return box


def shown(
    box: Box, kind: str, idea: Idea | None = None, facts: Mapping[str, Fact] | None = None
) -> Message:
    """Ana is shown a nudge of that kind now, as a card. Which one she gets is chosen elsewhere."""
    store = box.bot.kit.store
    with store.begin() as tx:
        [team] = tx.teams.led_by("T0BOX00001", "U0ANA00001")
        suggestion = Suggestion(
            kind,
            f"test:{kind}",
            box.now + timedelta(days=3),
            person=idea.author if idea else "U0BEN00001",
            idea=idea.id if idea else 0,
            facts=facts or {},
            text=idea.text if idea else "",
            channel=idea.channel if idea else None,
            ts=idea.place if idea else None,
        )
        number = tx.nudges.add(team.workspace, team.id, team.leader, suggestion, box.now)
        tx.outbox.put(
            NudgeCard(suggestion, number),
            workspace=team.workspace,
            to=team.leader,
            once=f"nudge:{number}",
            due_at=box.now,
            at=box.now,
        )
    box.bot.bell.set()
    box.settle()
    return box.cards("Ana")[-1]


def an_idea(box: Box, name: str = "Emi", text: str = "a weekly demo of half-done work") -> Idea:
    box.say(name, "#product", f"idea: {text}")
    id = box.rows("ideas")[-1]["id"]
    with box.bot.kit.store.read() as tx:
        idea = tx.ideas.by_id("T0BOX00001", id)
    assert idea
    return idea


def waiting(box: Box) -> Message:
    idea = an_idea(box)
    return shown(box, WAITING, idea, {"days": 3, "ideas": f"{idea.id}"})


def buttons(message: Message) -> list[str]:
    found = [each for block in message.blocks for each in block.get("elements", ())]
    return [each["action_id"] for each in found if "action_id" in each]


def whispered(box: Box) -> str:
    return [each.text for each in box.person("Ana").sees("@Groundswell") if each.ephemeral_for][-1]


def answers(box: Box) -> list[str | None]:
    return [row["answer"] for row in box.rows("nudges")]


def the_value(message: Message) -> str:
    """Its number, as its buttons carry it."""
    found = [each for block in message.blocks for each in block.get("elements", ())]
    return next(str(each["value"]) for each in found if each.get("action_id") == "nudges.not_now")


# On every nudge


def test_it_is_stopped_after_a_question_whether_one_is_sure(led: Box) -> None:
    card = waiting(led)
    stop = next(
        each
        for block in card.blocks
        for each in block.get("elements", ())
        if each.get("action_id") == "nudges.stop"
    )

    led.press("Ana", card, "nudges.stop")

    assert "Stop all of these?" in json.dumps(stop["confirm"])
    assert not led.rows("teams")[0]["wants_nudges"]
    assert "/lead" in words(led.look(card))
    assert buttons(led.look(card)) == []


def test_why_this_says_that_some_are_held_back(led: Box) -> None:
    led.press("Ana", waiting(led), "nudges.why")

    assert "15 %" in whispered(led)
    assert "48 hours" in whispered(led)


def test_its_time_over_only_stopping_is_left(led: Box) -> None:
    card = waiting(led)
    led.later(days=4)

    led.press("Ana", card, "nudges.not_now")
    refused = whispered(led)
    led.press("Ana", card, "nudges.fewer")

    assert "time for this has passed" in refused
    assert answers(led) == ["fewer"]


OWN = [
    "nudges.not_now",
    "nudges.fewer",
    "nudges.stop",
    "nudges.why",
    "nudges.see",
    "nudges.ask_team",
    "nudges.ping",
    "nudges.mine",
    "nudges.name_people",
    "nudges.question",
    "nudges.ask_owner",
    "nudges.post_roll",
    "nudges.owner_posts",
    "nudges.in_person",
]


def a_press(action: str, value: str, user: str) -> dict[str, str]:
    body: dict[str, Any] = {
        "type": "block_actions",
        "user": {"id": user, "team_id": "T0BOX00001"},
        "team": {"id": "T0BOX00001"},
        "container": {"type": "message", "channel_id": "C0PRODUCT1", "message_ts": "1.2"},
        "channel": {"id": "C0PRODUCT1"},
        "trigger_id": "1.2.3",
        "actions": [{"type": "button", "action_id": action, "block_id": "b", "value": value}],
    }
    return {"payload": json.dumps(body)}


@pytest.mark.parametrize("action", OWN)
def test_nobody_else_can_press_it(led: Box, action: str) -> None:
    card = waiting(led)
    before = led.rows("outbox")

    for user in ("U0BEN00001", "U0GRACE001"):
        assert led.dispatch(a_press(action, the_value(card), user), form=True) == 200
    led.settle()

    assert answers(led) == [None]
    assert led.rows("teams")[0]["wants_nudges"]
    assert led.rows("outbox") == before
    assert led.person("Ben").views() == []


@pytest.mark.parametrize("action", ["nudges.ping", "nudges.mine", "nudges.name_people"])
def test_what_its_kind_does_not_offer_is_refused(led: Box, action: str) -> None:
    card = waiting(led)

    led.dispatch(a_press(action, the_value(card), "U0ANA00001"), form=True)

    assert answers(led) == [None]


# Thanked in person


def test_thanks_in_person_are_noted_apart(led: Box) -> None:
    idea = an_idea(led)
    card = shown(led, "thank_overdue", idea, {"part": "author", "at": 1893456000})

    led.press("Ana", card, "nudges.in_person")

    [noted] = led.rows("thanks_in_person")
    assert (noted["person"], noted["work"]) == ("W0EMI00001", f"idea:{idea.id}:author")


# Ideas that wait


@pytest.mark.both_databases
def test_ideas_that_wait_are_seen(led: Box) -> None:
    led.press("Ana", waiting(led), "nudges.see")

    [view] = led.person("Ana").views()
    assert "a weekly demo of half-done work" in json.dumps(view.blocks)


def test_those_with_a_reply_by_now_are_not(led: Box) -> None:
    card = waiting(led)
    led.say("Ben", "#product", "On Fridays", thread=led.workspace.messages("C0PRODUCT1")[0])

    led.press("Ana", card, "nudges.see")

    [view] = led.person("Ana").views()
    assert "Each of them has a reply by now." in json.dumps(view.blocks)


@pytest.mark.both_databases
def test_the_team_is_asked_in_the_leaders_name(led: Box) -> None:
    card = waiting(led)

    led.press("Ana", card, "nudges.ask_team")
    done = led.person("Ana").submit({"words": "Who has a minute for this, @channel? <!here>"})
    led.settle()

    post = led.posts("#product")[-1]
    assert done.closed
    assert "*Ana" in post.text
    assert "Who has a minute for this" in post.text
    assert "<!here>" not in words(post)
    assert "a weekly demo of half-done work" in words(post)
    assert "Asked, in" in words(led.look(card))


def test_the_team_is_asked_once(led: Box) -> None:
    card = waiting(led)
    led.press("Ana", card, "nudges.ask_team")
    led.person("Ana").submit({"words": "Who has a minute?"})
    led.settle()
    before = len(led.posts("#product"))

    led.workspace.keep(card)  # an old screen still shows it
    led.press("Ana", card, "nudges.ask_team")
    done = led.person("Ana").submit({"words": "And now?"})
    led.settle()

    assert "already" in str(done.errors)
    assert len(led.posts("#product")) == before


# Let others first


def fresh(box: Box) -> tuple[Message, Message]:
    """The card, and the message of the idea that it is about."""
    idea = an_idea(box)
    card = shown(box, FIRST, idea, {"first": 3, "threads": 4})
    assert idea.ts
    said = box.workspace.message(idea.channel, idea.ts)
    assert said
    return card, said


@pytest.mark.both_databases
def test_three_replies_are_told_once(led: Box) -> None:
    card, said = fresh(led)
    led.press("Ana", card, "nudges.ping")
    before = len(led.told("Ana"))

    led.say("Ben", "#product", "On Fridays", thread=said)
    led.say("Ben", "#product", "At noon", thread=said)
    led.say("Chloé", "#product", "With cake", thread=said)
    two = len(led.told("Ana"))
    led.say("Daniel", "#product", "And tea", thread=said)
    led.say("Farid", "#product", "Or not", thread=said)

    assert two == before
    assert [each.text[:18] for each in led.told("Ana")[before:]] == ["Three others have "]


def test_three_replies_that_are_there_are_told_at_once(led: Box) -> None:
    card, said = fresh(led)
    for name in ("Ben", "Chloé", "Daniel"):
        led.say(name, "#product", "On Fridays", thread=said)

    led.press("Ana", card, "nudges.ping")

    assert "Three others have replied" in led.told("Ana")[-1].text


def test_the_thread_is_one_press_away(led: Box) -> None:
    card, _ = fresh(led)

    led.press("Ana", card, "nudges.reply")

    assert [each for each in led.logs if each["event"] == "listener_failed"] == []


# Pass the credit


def thanked(box: Box, said: str = "thanks @Ana for the calm release") -> tuple[Message, Message]:
    message = box.say("Ben", "#product", said)
    kudos = box.rows("kudos")[-1]["id"]
    return shown(box, PASS, None, {"kudos": kudos}), message


@pytest.mark.both_databases
def test_who_else_had_a_part_is_ticked(led: Box) -> None:
    message = led.say("Emi", "#product", "The release is out, the runbook held")
    led.say("Daniel", "#product", "I watched the graphs", thread=message)
    led.say("Ben", "#product", "thanks @Ana for the calm release", thread=message)
    kudos = led.rows("kudos")[-1]["id"]
    card = shown(led, PASS, None, {"kudos": kudos})

    led.press("Ana", card, "nudges.name_people")
    [view] = led.person("Ana").views()
    ticked = next(block for block in view.blocks if block.get("block_id") == "people")
    led.person("Ana").submit()
    led.settle()

    assert set(ticked["element"]["initial_users"]) == {"W0EMI00001", "U0DANIEL01"}
    assert "the calm release" in led.rows("kudos")[-1]["reason"]
    assert "Thanked." in words(led.look(card))


def test_private_words_are_not_passed_on(led: Box) -> None:
    led.command("Ben", "#product", "/kudos")
    led.person("Ben").submit({"people": ["Ana"], "reason": "covering for me", "where": "private"})
    led.settle()
    card = shown(led, PASS, None, {"kudos": led.rows("kudos")[-1]["id"]})

    led.press("Ana", card, "nudges.name_people")

    [view] = led.person("Ana").views()
    assert "covering for me" not in json.dumps(view.blocks)


def test_it_was_the_leader_alone(led: Box) -> None:
    card, _ = thanked(led)

    led.press("Ana", card, "nudges.mine")

    assert "mine" in answers(led)
    assert buttons(led.look(card)) == []


def test_of_kudos_that_were_taken_back_there_is_nothing_to_pass_on(led: Box) -> None:
    card, message = thanked(led)
    led.delete("Ben", message)

    led.press("Ana", card, "nudges.name_people")

    assert "was taken back" in whispered(led)
    assert led.person("Ana").views() == []


# Give it a small test


@pytest.mark.both_databases
def test_an_owner_is_asked_for_in_the_thread(led: Box) -> None:
    idea = an_idea(led)
    card = shown(led, TEST, idea, {"supporters": 3, "days": 8})

    led.press("Ana", card, "nudges.ask_owner")

    post = led.posts("#product")[-1]
    assert post.thread_ts == idea.ts
    assert "Who would test this?" in post.text
    led.press("Ben", post, "ideas.test")
    assert led.person("Ben").views()
    assert "Asked" in words(led.look(card))


def test_an_owner_is_asked_for_once(led: Box) -> None:
    card = shown(led, TEST, an_idea(led), {"supporters": 3, "days": 8})
    led.press("Ana", card, "nudges.ask_owner")
    before = len(led.posts("#product"))

    led.workspace.keep(card)
    led.press("Ana", card, "nudges.ask_owner")

    assert "once is enough" in whispered(led)
    assert len(led.posts("#product")) == before


def test_of_an_idea_that_is_gone_nobody_is_asked(led: Box) -> None:
    idea = an_idea(led)
    card = shown(led, TEST, idea, {"supporters": 3, "days": 8})
    assert idea.ts
    said = led.workspace.message(idea.channel, idea.ts)
    assert said
    led.delete("Emi", said)

    led.press("Ana", card, "nudges.ask_owner")

    assert "no longer there" in whispered(led)


def test_it_is_parked_with_a_reason(led: Box) -> None:
    card = shown(led, TEST, an_idea(led), {"supporters": 3, "days": 8})

    led.press("Ana", card, "ideas.park")
    led.person("Ana").submit({"reason": "No room for it now", "change": "A quieter month"})
    led.settle()

    assert led.rows("ideas")[0]["stage"] == "parked"


# Credits roll


def adopted(box: Box) -> Message:
    idea = an_idea(box)
    card = next(each for each in box.posts("#product") if "ideas.support" in words(each))
    box.press("Ben", card, "ideas.support")
    box.press("Emi", card, "ideas.more")
    box.press("Emi", box.person("Emi").views()[-1], "ideas.adopt")
    return shown(box, ROLL, idea, {"contributors": 2, "named": 0})


@pytest.mark.both_databases
def test_the_credits_are_posted_as_they_are(led: Box) -> None:
    nudge = adopted(led)

    led.press("Ana", nudge, "nudges.post_roll")

    post = led.posts("#product")[-1]
    assert "Adopted" in post.text
    assert "U0BEN00001" in words(post)
    assert "Posted" in words(led.look(nudge))


def test_credits_are_posted_once(led: Box) -> None:
    nudge = adopted(led)
    led.press("Ana", nudge, "nudges.post_roll")

    led.workspace.keep(nudge)
    led.press("Ana", nudge, "nudges.post_roll")

    assert "posted already" in whispered(led)


def test_credits_are_edited_first(led: Box) -> None:
    led.press("Ana", adopted(led), "credits.edit")

    assert led.person("Ana").views()


def test_without_an_owner_they_cannot_be_left_to_one(led: Box) -> None:
    led.press("Ana", adopted(led), "nudges.owner_posts")

    assert "credits of this idea are posted by" in whispered(led)
