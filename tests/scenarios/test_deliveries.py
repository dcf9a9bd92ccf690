"""Slack delivers more than once, late, and out of order: it changes nothing."""

import itertools
from collections.abc import Callable

import pytest

from bot.domain.messages import MessageRef
from bot.playground.model import Message
from bot.storage.messages import MessageRepository
from tests.scenarios.box import Box

KUDOS, IDEA = {"raised_hands": 1}, {"bulb": 1}


def again(box: Box, times: int = 2) -> None:
    """Slack brings every event that there was again, the last one first."""
    before = {each.event_id for each in box.slack.deliveries}
    for number in range(1, times + 1):
        for event in sorted(before, reverse=True):
            delivery = box.slack.deliver_again(event, retry_num=number)
            assert delivery.status == 200
    box.settle()


@pytest.mark.both_transports
def test_thanks_delivered_three_times_are_one(box: Box) -> None:
    said = box.say("Ben", "#product", "thanks @Chloé for the rollout plan")

    again(box)

    assert box.marks(said) == KUDOS
    assert len(box.rows("kudos")) == 1
    assert len(box.slack.calls_of("reactions.add")) == 1


@pytest.mark.both_transports
def test_an_idea_delivered_three_times_has_one_card(box: Box) -> None:
    said = box.say("Ben", "#product", "idea: a weekly demo of half-done work")

    again(box)

    assert box.marks(said) == IDEA
    assert len(box.posts("#product")) == 1
    assert len(box.rows("ideas")) == 1


@pytest.mark.both_databases
def test_a_whole_life_delivered_again_backwards_changes_nothing(box: Box) -> None:
    thanks = box.say("Ben", "#product", "thanks @Chloé for the plan")
    idea = box.say("Chloé", "#product", "idea: a weekly demo of half-done work")
    box.say("Ana", "#product", "love it", thread=idea)
    box.edit("Ben", thanks, "thanks @Chloé and @Daniel for the plan")
    box.react("Farid", thanks, "raised_hands")
    box.unreact("Farid", thanks, "raised_hands")
    box.edit("Chloé", idea, "idea: a monthly demo of half-done work")
    gone = box.say("Ana", "#product", "kudos to @Ben for the docs")
    box.delete("Ana", gone)
    calls = len(box.slack.calls)
    before = {name: box.rows(name) for name in ("kudos", "kudos_receivers", "ideas", "replies",
              "kudos_seconds", "contributions")}  # fmt: skip

    again(box)

    assert {name: box.rows(name) for name in before} == before
    assert len(box.slack.calls) == calls
    assert box.marks(thanks) == KUDOS
    assert len(box.posts("#product")) == 1


def out_of_order(box: Box, order: list[int], *steps: Callable[[], object]) -> None:
    """All of it happens, and the bot hears of it in that order."""
    box.slack.hold_events()
    for step in steps:
        step()
    held = len(box.slack.courier.held)
    assert held == len(order), f"{held} events"
    box.slack.release_events(order)
    box.settle()


@pytest.mark.both_databases
def test_an_edit_before_its_message_counts(box: Box) -> None:
    ben = box.person("Ben")
    messages: list[Message] = []

    def speak() -> None:
        messages.append(ben.say("#product", "thanks @Chloé for the plan"))

    out_of_order(
        box,
        [1, 0],
        speak,
        lambda: ben.edit(messages[0], "thanks @Chloé and @Daniel for the plan"),
    )

    assert box.receivers() == ["U0CHLOE001", "U0DANIEL01"]
    assert box.marks(messages[0]) == KUDOS
    assert len(box.rows("kudos")) == 1


@pytest.mark.both_transports
def test_the_last_of_two_edits_counts_whichever_comes_first(box: Box) -> None:
    said = box.say("Ben", "#product", "thanks @Chloé for the plan")
    ben = box.person("Ben")

    out_of_order(
        box,
        [1, 0],
        lambda: ben.edit(said, "thanks @Chloé for the first plan"),
        lambda: ben.edit(said, "thanks @Chloé for the last plan"),
    )

    assert [row["reason"] for row in box.rows("kudos")] == ["the last plan"]


@pytest.mark.parametrize("text", ["thanks @Chloé for the plan", "idea: a weekly demo of work"])
@pytest.mark.both_transports
def test_a_deletion_before_its_message_leaves_nothing(box: Box, text: str) -> None:
    ben, messages = box.person("Ben"), list[Message]()

    out_of_order(
        box,
        [1, 0],
        lambda: messages.append(ben.say("#product", text)),
        lambda: ben.delete(messages[0]),
    )

    assert box.rows("kudos") == []
    assert box.rows("ideas") == []
    assert box.posts("#product") == []
    assert [row for row in box.rows("outbox") if row["state"] != "sent"] == []


@pytest.mark.over("http")
@pytest.mark.parametrize("order", list(itertools.permutations(range(3))))
def test_said_edited_and_deleted_in_any_order_leaves_nothing(
    box: Box, order: tuple[int, ...]
) -> None:
    ben, messages = box.person("Ben"), list[Message]()

    out_of_order(
        box,
        list(order),
        lambda: messages.append(ben.say("#product", "idea: a weekly demo of work")),
        lambda: ben.edit(messages[0], "idea: a weekly demo of all work"),
        lambda: ben.delete(messages[0]),
    )

    assert box.rows("ideas") == []
    assert box.posts("#product") == []


def test_a_reaction_taken_back_before_it_was_given_does_not_count(box: Box) -> None:
    said = box.say("Ben", "#product", "thanks @Chloé for the plan")
    farid = box.person("Farid")

    out_of_order(
        box,
        [1, 0],
        lambda: farid.react(said, "raised_hands"),
        lambda: farid.unreact(said, "raised_hands"),
    )

    assert [row["is_present"] for row in box.rows("kudos_seconds")] == [False]


def test_an_event_that_comes_two_hours_late_keeps_its_own_time(box: Box) -> None:
    box.slack.hold_events()
    said = box.person("Ben").say("#product", "thanks @Chloé for the plan")
    then = box.now
    box.later(hours=2)

    box.slack.release_events()
    box.settle()

    [kudos] = box.rows("kudos")
    assert box.marks(said) == KUDOS
    assert abs((kudos["given_at"] - then).total_seconds()) < 60


@pytest.mark.both_databases
def test_what_the_bot_failed_to_keep_comes_again(box: Box, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is acknowledged that was not kept, and Slack tries again."""
    newer, failures = MessageRepository.newer, iter([True])

    def newer_sometimes(self: MessageRepository, ref: MessageRef, version: str) -> bool:
        if next(failures, False):
            raise RuntimeError("the disk is full")
        return newer(self, ref, version)

    monkeypatch.setattr(MessageRepository, "newer", newer_sometimes)
    box.slack.courier.timeout = 0.5

    said = box.say("Ben", "#product", "thanks @Chloé for the rollout plan")

    first = next(each for each in box.slack.deliveries if each.event.get("ts") == said.ts)
    assert first.status != 200
    assert box.marks(said) == KUDOS
    assert len(box.rows("kudos")) == 1
