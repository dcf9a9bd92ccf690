"""Leaders ask their team a question; who answers counts, what they say is kept nowhere."""

import pytest

from bot.playground.model import Message
from tests.scenarios.box import Box
from tests.scenarios.leading import lead, words
from tests.scenarios.nudging import shown

pytestmark = pytest.mark.over("http")


@pytest.fixture
def led(box: Box) -> Box:
    lead(box)
    return box


def ask(box: Box, **values: object) -> Message:
    card = shown(box, "ask_first", None, {"because": "unasked"})
    box.press("Ana", card, "nudges.question")
    box.person("Ana").submit({"channel": "#product", **values})
    box.settle()
    return box.posts("#product")[-1]


def answered(box: Box) -> list[str]:
    return [row["person"] for row in box.rows("question_replies")]


@pytest.mark.both_databases
def test_one_of_those_offered_is_asked_and_answers_are_noted(led: Box) -> None:
    post = ask(led, offered="easier")

    led.say("Ben", "#product", "Fewer meetings on Mondays", thread=post)
    led.say("Chloé", "#product", "A second screen", thread=post)
    led.say("Ana", "#product", "Noted", thread=post)

    assert "asks: Which small thing would make your week easier?" in post.text
    assert sorted(answered(led)) == ["U0BEN00001", "U0CHLOE001"]
    assert "meetings on Mondays" not in str(
        [led.rows(table) for table in ("questions", "question_replies", "outbox")]
    )


@pytest.mark.both_databases
def test_two_answers_follow_the_nudge(led: Box) -> None:
    post = ask(led, offered="easier")
    led.later(hours=1)
    led.say("Ben", "#product", "Fewer meetings on Mondays", thread=post)
    led.say("Chloé", "#product", "A second screen", thread=post)

    led.later(days=5)

    [nudge] = led.rows("nudges")
    assert nudge["followed_by"] == f"question:{led.rows('questions')[0]['id']}"


def test_own_words_ping_nobody_and_are_kept_nowhere(led: Box) -> None:
    post = ask(led, words="What hurts, @channel <!here> <@U0BEN00001>?")

    assert "What hurts" in post.text
    assert "<!here>" not in words(post)
    assert "<@U0BEN00001>" not in words(post)
    assert "What hurts" not in str(led.rows("questions")) + str(led.rows("outbox"))


def test_an_answer_that_is_deleted_counts_no_more(led: Box) -> None:
    post = ask(led, offered="easier")
    said = led.say("Ben", "#product", "Fewer meetings on Mondays", thread=post)

    led.delete("Ben", said)

    assert answered(led) == []


def test_an_answer_that_is_edited_is_one_answer(led: Box) -> None:
    post = ask(led, offered="easier")
    said = led.say("Ben", "#product", "Fewer meetings on Mondays", thread=post)

    led.edit("Ben", said, "Fewer meetings on Tuesdays")

    assert answered(led) == ["U0BEN00001"]


def test_a_question_that_is_deleted_goes_with_its_answers(led: Box) -> None:
    post = ask(led, offered="easier")
    led.say("Ben", "#product", "Fewer meetings on Mondays", thread=post)

    led.person("Grace").delete(led.look(post))
    led.settle()

    assert led.rows("questions") == []
    assert answered(led) == []


def test_other_threads_are_no_answers(led: Box) -> None:
    ask(led, offered="easier")
    said = led.say("Emi", "#product", "Lunch is here")

    led.say("Ben", "#product", "Coming", thread=said)

    assert answered(led) == []


def test_a_nudge_asks_once(led: Box) -> None:
    card = shown(led, "ask_first", None, {"because": "unasked"})
    led.press("Ana", card, "nudges.question")
    led.person("Ana").submit({"channel": "#product"})
    led.settle()
    led.workspace.keep(card)  # an old screen still shows it

    led.press("Ana", card, "nudges.question")
    done = led.person("Ana").submit({"channel": "#product"})

    assert "already" in str(done.errors)
    assert len(led.rows("questions")) == 1


def test_where_the_bot_is_not_nothing_is_asked(led: Box) -> None:
    card = shown(led, "ask_first", None, {"because": "unasked"})
    led.press("Ana", card, "nudges.question")

    done = led.person("Ana").submit({"channel": "#random"})

    assert "/invite" in str(done.errors)
    assert led.rows("questions") == []
