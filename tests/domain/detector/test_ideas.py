"""Ideas are noticed where they are labelled or proposed, and not where it only sounds so."""

import pytest

from bot.domain.detector import Band
from bot.domain.detector.ideas import find
from bot.domain.ideas import TEXT_LIMIT
from tests.domain.detector.messages import a_message


@pytest.mark.parametrize(
    ("said", "text"),
    [
        ("idea: a dark mode", "a dark mode"),
        ("Idea - a dark mode", "a dark mode"),
        ("crazy idea: what if we swap desks?", "what if we swap desks?"),
        ("Here's an idea: a dark mode", "a dark mode"),
        ("I like it. Idea: a dark mode", "a dark mode"),
        ("@ana idea: a dark mode", "a dark mode"),
        ("*Idea:* a dark mode", "a dark mode"),
        ("suggestion: swap the agenda", "swap the agenda"),
        ("proposal: one review slot", "one review slot"),
        ("feature request: bulk edit", "bulk edit"),
        (":bulb: send the invoice", "send the invoice"),
        ("💡 send the invoice", "send the invoice"),
        (":bulb: idea: send the invoice", "send the invoice"),
        ("Morning all\n• idea: a dark mode\nfor the night owls", "a dark mode\nfor the night owls"),
        ("Idee: ein dunkler Modus", "ein dunkler Modus"),
        ("idée : un mode sombre", "un mode sombre"),
        ("ideia: modo escuro", "modo escuro"),
        ("アイデア\uff1aダークモードを追加する", "ダークモードを追加する"),
        (
            "idea: ask @ana &amp; <https://a.example|her team>",
            "ask <@UANA> &amp; <https://a.example|her team>",
        ),
        ("idea: call <!channel> less", "call @channel less"),
        ("idea: a dark mode\n```\ncode\n```\n&gt; quote", "a dark mode"),
    ],
)
def test_a_label_or_a_bulb_makes_an_idea_of_what_follows(said: str, text: str) -> None:
    found = find(a_message(said))

    assert found is not None
    assert (found.text, found.band) == (text, Band.SURE)


@pytest.mark.parametrize(
    "said",
    [
        "what if we let people mute single threads?",
        "so what if we moved the docs next to the code",
        "what if we had a shared calendar?",
        "what if we were to publish it",
        "how about we publish them on the wiki every month?",
        "why don't we try a shared inbox for press requests?",
        "why don\u2019t we try a shared inbox?",
        "what if we all switched to one tool?",
        "why not we rotate the chair?",
        "we could offer a student discount, costs us nothing",
        "maybe we could let people mute single threads",
        "I think we should add an index page to the handbook",
        "we should add an index page to the handbook",
        "@ana we should have a style guide",
        "we should meet every Friday to swap tricks",
        "perhaps we should probably rename the channel",
        "we should try a smaller batch",
    ],
)
def test_a_proposal_said_in_so_many_words_is_an_idea(said: str) -> None:
    assert find(a_message(said)) is not None


def test_a_proposal_is_kept_as_its_sentence() -> None:
    found = find(a_message("Great talk! We could turn it into a course. See you, @ana"))

    assert found is not None
    assert found.text == "We could turn it into a course"


def test_a_question_stays_a_question() -> None:
    found = find(a_message("Thanks. How about we publish them? Bye"))

    assert found is not None
    assert found.text == "How about we publish them?"


@pytest.mark.parametrize(
    "said",
    [
        # about ideas
        "no idea what that error means",
        "no idea: ask @ana",
        "any ideas?",
        "any ideas: how do I do this",
        "good idea!",
        ":bulb: good idea!",
        "idea: none",
        "idea:",
        ":bulb:",
        "that was a bad idea in hindsight",
        "the whole idea of it is to finish things",
        "thanks @ana for the idea: what if we rotate the host?",
        # schedules
        "what if we meet at 3pm?",
        "how about we meet Tuesday",
        "how about we say 10:30?",
        "should we meet Tuesday",
        "we could meet tomorrow",
        "we should talk",
        "why don't we grab lunch?",
        # requests, tasks, expectations
        "could you send me the contract?",
        "we should merge this today",
        "we should check the logs",
        "we should ask @ana",
        "we could use a hand here",
        "we should be fixed now",
        "we should be done by Friday",
        "we should see results soon",
        "we should have the results",
        # past, wishes, reports
        "we could have tested it",
        "we should have tested that on Android",
        "we should probably have tested it",
        "yesterday we could log in",
        "wish we could do that",
        "if we could do that, nice",
        "not sure we should do that",
        "I don't think we should do that",
        "do you know if we should rename it?",
        "what we should do is unclear",
        "they said we should rename it",
        # risks
        "what if we lose the db?",
        "what if we run out of disk?",
        "what if we had lost the db",
        "what if we deploy and there is an outage?",
        "what if we can't?",
        "what if the client says no?",
        "why don't we have access?",
        # code, quotes, sarcasm
        "`idea: a dark mode`",
        "```\nwhat if we lose\nidea: a dark mode\n```",
        "&gt; idea: a dark mode",
        'she wrote "what if we rename it" there',
        "we should add a fourth login page 🙃",
        "sure, we should add yet another login page",
        "what if we delete prod, what could go wrong",
        # plain talk
        "back from lunch",
        "",
    ],
)
def test_what_only_sounds_like_an_idea_is_left_alone(said: str) -> None:
    assert find(a_message(said)) is None


def test_a_very_long_idea_is_shortened() -> None:
    found = find(a_message("idea: " + "very " * 8_000 + "good"))

    assert found is not None
    assert len(found.text) <= TEXT_LIMIT
    assert found.text.endswith("…")


@pytest.mark.parametrize("length", [2_300, 2_450, TEXT_LIMIT])
def test_an_idea_is_kept_whole_up_to_its_limit(length: int) -> None:
    text = ("very " * 1_000)[: length - 5] + "good!"

    found = find(a_message(f"idea: {text}"))

    assert found is not None
    assert found.text == text


@pytest.mark.parametrize(
    "said",
    [
        f"{'We met and spoke. ' * 80}\nidea: {'very ' * 400}good",
        f"{'We met and spoke. ' * 80}We could write {'very ' * 400}good guides",
        f"idea: {'<@UANA> and ' * 300}",
    ],
    ids=["late label", "late proposal", "many mentions"],
)
def test_an_idea_that_is_not_read_to_its_end_says_so(said: str) -> None:
    found = find(a_message(said))

    assert found is not None
    assert found.text.endswith("…")
