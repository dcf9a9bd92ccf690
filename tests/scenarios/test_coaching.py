"""While somebody writes thanks in the form, it says what would make them worth more."""

import pytest

from bot.playground.model import View
from tests.scenarios.box import Box

WHAT, EFFECT, LINK = "name one thing", "Say what it changed", "a link lets others see it"


def typed(box: Box, name: str, field: str, text: str) -> View:
    """They type that into a field of the form that is open; this is the form then."""
    person = box.person(name)
    assert person.press(person.views()[-1], field, value=text).ok
    box.settle()
    return person.views()[-1]


def hints(view: View) -> list[str]:
    return [each["elements"][0]["text"] for each in view.blocks if each["type"] == "context"]


@pytest.mark.both_databases
def test_the_hint_follows_what_is_written_and_goes_when_nothing_is_missing(box: Box) -> None:
    box.command("Ana", "#product", "/kudos")
    [opened] = box.person("Ana").views()

    bare = typed(box, "Ana", "reason", "Great job!")
    deed = typed(box, "Ana", "reason", "Great job fixing the import")
    effect = typed(box, "Ana", "effect", "calm nights for all of us")
    whole = typed(box, "Ana", "link", "https://example.org/pull/7")
    less = typed(box, "Ana", "effect", "")
    nothing = typed(box, "Ana", "reason", "")

    assert hints(opened) == []
    assert [WHAT in hint for hint in hints(bare)] == [True]
    assert [EFFECT in hint for hint in hints(deed)] == [True]
    assert [LINK in hint for hint in hints(effect)] == [True]
    assert hints(whole) == []
    assert [EFFECT in hint for hint in hints(less)] == [True]
    assert hints(nothing) == []


@pytest.mark.both_databases
def test_what_is_typed_stays_and_is_sent_whatever_the_hint_says(box: Box) -> None:
    box.command("Ana", "#product", "/kudos")
    box.person("Ana").fill({"people": ["Ben"], "where": "private"})

    form = typed(box, "Ana", "reason", "you rock")
    sent = box.person("Ana").submit({})
    box.settle()

    assert [WHAT in hint for hint in hints(form)] == [True]
    assert form.values["reason"]["reason"]["value"] == "you rock"
    assert sent.closed
    [told] = box.told("Ben")
    assert "you rock" in told.text


def test_a_form_that_says_it_already_is_left_alone(box: Box) -> None:
    box.command("Ana", "#product", "/kudos")

    views = [typed(box, "Ana", "reason", "fixed the import" + more) for more in ("", " a", " ag")]

    assert len({view.hash for view in views}) == 1


def test_the_form_of_a_message_knows_its_link(box: Box) -> None:
    said = box.say("Ben", "#product", "the import runs again")
    box.person("Ana").shortcut("kudos.credit", said)

    form = typed(box, "Ana", "reason", "fixed the import so that we could ship")

    assert hints(form) == []


def test_on_home_the_hint_comes_too_and_the_form_still_leads_back(box: Box) -> None:
    home = box.person("Ana").open_home()
    box.press("Ana", home, "home.thank")

    form = typed(box, "Ana", "reason", "fixed the import")
    box.person("Ana").submit({"people": ["Ben"]})
    box.settle()

    assert [EFFECT in hint for hint in hints(form)] == [True]
    assert len(box.rows("kudos")) == 1


def test_in_the_readers_language_the_reader_is_coached(box: Box) -> None:
    box.command("Emi", "#product", "/kudos")

    bare = typed(box, "Emi", "reason", "いつもありがとうございます")
    deed = typed(box, "Emi", "reason", "インポートのバグを直してくれてありがとう")

    assert len(hints(bare)) == len(hints(deed)) == 1
    assert hints(bare) != hints(deed)


def test_a_hint_that_slack_refuses_is_no_error_and_comes_with_the_next_character(box: Box) -> None:
    box.command("Ana", "#product", "/kudos")

    refused = []
    for failure in ({"error": "hash_conflict"}, {"status": 500}, {"retry_after": 30}):
        box.slack.fail_next("views.update", **failure)
        refused.append(hints(typed(box, "Ana", "reason", "fixed the import")))

    form = typed(box, "Ana", "reason", "fixed the imports")

    assert refused == [[], [], []]
    assert len(hints(form)) == 1
    assert not [each for each in box.logs if each["event"] == "listener_failed"]
