"""What Slack's limits, lost answers and refusals do to what the bot says: nothing that shows."""

import json
from datetime import timedelta

import pytest

from bot.playground.model import ApiCall
from tests.scenarios.box import HURRY, Box

pytestmark = pytest.mark.over("http")


def calls(box: Box, method: str) -> list[ApiCall]:
    return [each for each in box.slack.calls if each.method == method]


def wait_out(box: Box, *, steps: int = 6) -> None:
    """Time passes until everything is said that can be."""
    for _ in range(steps):
        box.later(minutes=3)


@pytest.mark.both_databases
def test_a_rate_limit_is_waited_out_to_the_second(box: Box) -> None:
    box.slack.fail_next("reactions.add", retry_after=30)

    said = box.say("Ben", "#product", "thanks @Chloé for the plan")
    at_once = box.marks(said)
    box.later(seconds=28)
    too_early = box.marks(said)
    box.later(seconds=4)

    assert at_once == {}
    assert too_early == {}
    assert box.marks(said) == {"raised_hands": 1}
    assert len(calls(box, "reactions.add")) == 2


def test_while_a_method_is_limited_nothing_is_sent_by_it(box: Box) -> None:
    box.slack.fail_next("reactions.add", retry_after=30)
    box.say("Ben", "#product", "thanks @Chloé for the plan")

    box.say("Ben", "#product", "thanks @Daniel for the drawing")
    box.say("Ben", "#design", "thanks @Emi for the colours")
    within = len(calls(box, "reactions.add"))
    box.command("Ana", "#product", "/kudos @Ben for waiting")
    box.later(seconds=31)

    assert within == 1
    assert len(box.posts("#product")) == 1
    assert len(calls(box, "reactions.add")) == 4


def test_everything_is_said_once_under_slacks_limits(box: Box) -> None:
    box.slack.rate_scale = HURRY
    box.slack.rate_limits = True

    said = [
        box.person("Ben").say("#product", f"thanks @Chloé for part {part} of it")
        for part in range(10)
    ]
    for part in range(8):
        box.person("Ana").command("#product", f"/kudos @Ben for share {part} of it")
    box.settle()
    wait_out(box)

    assert [box.marks(message) for message in said] == [{"raised_hands": 1}] * 10
    assert len(box.posts("#product")) == 8
    assert [row for row in box.rows("outbox") if row["state"] != "sent"] == []


@pytest.mark.both_databases
def test_a_post_whose_answer_was_lost_is_found_and_not_posted_again(box: Box) -> None:
    box.slack.fail_next("chat.postMessage", after_effect=True, drop_connection=True)

    box.command("Ana", "#product", "/kudos @Ben for the fix")
    wait_out(box)

    assert len(box.posts("#product")) == 1
    assert len(calls(box, "chat.postMessage")) == 1
    assert [row["posted_ts"] for row in box.rows("outbox")] == [box.posts("#product")[0].ts]


def test_a_card_whose_answer_was_lost_is_found_in_its_thread(box: Box) -> None:
    box.slack.fail_next("chat.postMessage", after_effect=True, drop_connection=True)

    box.say("Emi", "#product", "idea: a weekly demo of half-done work")
    wait_out(box)
    box.press("Ben", box.posts("#product")[0], "ideas.support")

    [card] = box.posts("#product")
    assert "Supported by Ben" in json.dumps(card.blocks)


def test_a_private_message_whose_answer_was_lost_is_found(box: Box) -> None:
    box.slack.fail_next("chat.postMessage", after_effect=True, drop_connection=True)

    box.command("Ana", "#random", "/kudos @Ben for lunch")
    wait_out(box)

    assert len(box.told("Ben")) == 1


def test_a_post_that_never_arrived_is_sent_again(box: Box) -> None:
    box.slack.fail_next("chat.postMessage", drop_connection=True)
    box.slack.fail_next("chat.postMessage", status=503)
    box.slack.fail_next("chat.postMessage", error="internal_error")

    box.command("Ana", "#product", "/kudos @Ben for the fix")
    wait_out(box)

    assert len(box.posts("#product")) == 1


@pytest.mark.both_databases
def test_what_is_refused_is_parked_and_holds_nothing_up(box: Box) -> None:
    box.slack.fail_next("chat.postMessage", error="invalid_blocks")

    box.command("Ana", "#product", "/kudos @Ben for the fix")
    box.command("Ana", "#product", "/kudos @Ben for the other fix")

    assert ["the other fix" in post.text for post in box.posts("#product")] == [True]
    assert sorted(row["state"] for row in box.rows("outbox")) == ["parked", "sent", "sent"]


def test_who_left_in_the_meantime_holds_nothing_up(box: Box) -> None:
    box.slack.fail_next("chat.postMessage", error="user_disabled")

    box.command("Ana", "#random", "/kudos @Daniel and @Ben for lunch")
    wait_out(box)

    assert len(box.told("Ben")) == 1


def test_no_try_comes_before_its_time(box: Box) -> None:
    box.slack.fail_next("chat.postMessage", error="service_unavailable", times=4)

    box.command("Ana", "#product", "/kudos @Ben for the fix")
    tries = [len(calls(box, "chat.postMessage"))]
    for seconds in (1, 1.5, 4.5, 8.5, 16.5):
        box.later(seconds=seconds)
        tries.append(len(calls(box, "chat.postMessage")))

    assert tries == [1, 1, 2, 3, 4, 5]
    assert len(box.posts("#product")) == 1


def test_a_workspace_without_charts_gets_the_digest_all_the_same(box: Box) -> None:
    box.slack.charts = False
    box.command("Ana", "#general", "/lead @Emi")
    box.say("Emi", "#product", "idea: a weekly demo of half-done work")

    box.at(box.now.replace(hour=10, minute=0, second=0, microsecond=0) + timedelta(days=1))

    assert len(box.told("Ana")) == 1


@pytest.mark.both_databases
def test_who_thanks_where_the_bot_may_no_longer_speak_is_told(box: Box) -> None:
    box.slack.fail_next("chat.postMessage", error="not_in_channel")

    box.command("Ben", "#product", "/kudos @Chloé for the plan")

    [told] = box.told("Ben")
    assert "could not post your thanks to <@U0CHLOE001>" in told.text
    assert box.told("Chloé") == []
    assert box.receivers() == ["U0CHLOE001"]
