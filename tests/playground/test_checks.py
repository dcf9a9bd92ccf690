"""What Slack refuses: each rule with one thing too many."""

from typing import Any

import pytest

from bot.playground.checks.blocks import check_message_blocks
from bot.playground.checks.manifest import ManifestError, check_manifest
from bot.playground.checks.views import check_view
from bot.playground.model import Json
from tests.playground.bolt import a_manifest


def words(text: str) -> Json:
    return {"type": "plain_text", "text": text}


def a_button(number: int = 1, **more: Any) -> Json:
    return {"type": "button", "action_id": f"a{number}", "text": words("Go"), "value": "1", **more}


def an_input(**more: Any) -> Json:
    element = {"type": "plain_text_input", "action_id": "text"}
    return {"type": "input", "label": words("Say"), "element": element, **more}


def a_modal(*blocks: Json, **more: Any) -> Json:
    shown = {"type": "modal", "title": words("Form"), "submit": words("Send")}
    return {**shown, "blocks": list(blocks), **more}


def some_options(count: int) -> list[Json]:
    return [{"text": words(str(n)), "value": str(n)} for n in range(count)]


def a_chart(points: int = 2, **more: Any) -> Json:
    labels = [f"w{n}" for n in range(points)]
    series = [{"name": "Ideas", "data": [{"label": each, "value": 1} for each in labels]}]
    chart = {"type": "bar", "series": series, "axis_config": {"categories": labels}}
    return {"type": "data_visualization", "title": "Ideas", "chart": chart, **more}


GOOD: list[Json] = [
    {"type": "section", "text": {"type": "mrkdwn", "text": "x" * 3000}},
    {"type": "section", "fields": [words("a"), words("b")], "accessory": a_button()},
    {"type": "header", "text": words("x" * 150)},
    {"type": "divider"},
    {"type": "context", "elements": [{"type": "mrkdwn", "text": "small"}]},
    {"type": "actions", "elements": [a_button(n) for n in range(25)]},
    {"type": "image", "image_url": "https://example.org/a.png", "alt_text": "A"},
    {"type": "markdown", "text": "**hello**"},
    {"type": "table", "rows": [[{"type": "raw_text", "text": "a"}]]},
    a_chart(),
    a_chart(20),
    an_input(),
]
BAD: list[Json] = [
    {"type": "unheard_of"},
    {"type": "section"},
    {"type": "section", "text": words("")},
    {"type": "section", "text": "not an object"},
    {"type": "section", "text": words("x"), "colour": "red"},
    {"type": "section", "text": words("x"), "fields": [words("x")] * 11},
    {"type": "section", "text": words("x"), "accessory": {"type": "plain_text_input"}},
    {"type": "header", "text": {"type": "mrkdwn", "text": "x"}},
    {"type": "header", "text": words("x" * 151)},
    {"type": "context", "elements": [words("x")] * 11},
    {"type": "context", "elements": []},
    {"type": "actions", "elements": [a_button(n) for n in range(26)]},
    {"type": "actions", "elements": [a_button(1), a_button(1)]},
    {"type": "actions", "elements": [a_button(text=words("x" * 76))]},
    {"type": "actions", "elements": [a_button(value="x" * 2001)]},
    {"type": "actions", "elements": [a_button(style="green")]},
    {"type": "actions", "elements": [a_button(confirm={"title": words("x")})]},
    {"type": "actions", "elements": [{"type": "overflow", "action_id": "o",
                                      "options": some_options(6)}]},
    {"type": "actions", "elements": [{"type": "static_select", "action_id": "o"}]},
    {"type": "actions", "elements": [{"type": "static_select", "action_id": "o",
                                      "options": some_options(101)}]},
    {"type": "actions", "elements": [{"type": "radio_buttons", "action_id": "o",
                                      "options": some_options(2),
                                      "initial_option": some_options(3)[2]}]},
    {"type": "actions", "elements": [{"type": "datepicker", "action_id": "o",
                                      "initial_date": "tomorrow"}]},
    {"type": "image", "image_url": "https://example.org/a.png"},
    {"type": "alert", "text": words("x")},
    a_chart(21),
    a_chart(title="x" * 51),
    a_chart(chart={"type": "pie", "segments": [{"label": "a", "value": 0}]}),
    a_chart(chart={"type": "radar", "segments": []}),
]  # fmt: skip


@pytest.mark.parametrize("block", GOOD, ids=lambda each: each["type"])
def test_good_blocks_pass(block: Json) -> None:
    assert check_message_blocks([block]) == []


@pytest.mark.parametrize("block", BAD, ids=lambda each: each["type"])
def test_bad_blocks_are_named(block: Json) -> None:
    problems = check_message_blocks([block])

    assert problems
    assert all(each.startswith("[ERROR] ") and "[json-pointer:/blocks" in each for each in problems)


def test_a_message_holds_so_much() -> None:
    divider: Json = {"type": "divider"}

    assert check_message_blocks([divider] * 50) == []
    assert check_message_blocks([divider] * 51)
    assert check_message_blocks([{**divider, "block_id": "b"}] * 2)
    assert check_message_blocks([a_chart()] * 3)
    assert check_message_blocks([{"type": "markdown", "text": "x" * 7000}] * 2)
    assert check_message_blocks([a_chart()], charts=False)
    assert check_message_blocks("text")


def test_a_form_needs_its_parts() -> None:
    form = a_modal(an_input())

    assert check_view(form, "modal") == []
    assert check_view({**form, "submit": None}, "modal")
    assert check_view({**form, "title": words("x" * 25)}, "modal")
    assert check_view({**form, "private_metadata": "x" * 3001}, "modal")
    assert check_view({**form, "callback_id": "x" * 256}, "modal")
    assert check_view({**form, "colour": "red"}, "modal")
    assert check_view(form, "home")
    assert check_view(a_modal(*[{"type": "divider"}] * 101), "modal")
    assert check_view(a_modal(a_chart()), "modal")


def test_a_home_holds_blocks_and_nothing_of_a_form() -> None:
    home = {"type": "home", "blocks": [an_input()]}

    assert check_view(home, "home") == []
    assert check_view({**home, "title": words("Home")}, "home")


def test_lengths_of_an_input_must_agree() -> None:
    element = {"type": "plain_text_input", "action_id": "t", "min_length": 9, "max_length": 3}

    assert check_view(a_modal(an_input(element=element)), "modal")
    assert check_view(a_modal(an_input(element={"type": "button"})), "modal")
    assert check_view(a_modal(an_input(label=words("x" * 2001))), "modal")


def test_a_manifest_is_read_to_the_letter() -> None:
    check_manifest(a_manifest())
    check_manifest(a_manifest(socket_mode=False))

    for path, value in (
        (("colour",), "red"),
        (("display_information", "name"), "x" * 36),
        (("features", "bot_user", "display_name"), ""),
        (("features", "slash_commands"), [{"command": "no-slash", "description": "x"}]),
        (("settings", "socket_mode_enabled"), "yes"),
        (("settings", "socket_mode_enabled"), False),
        (("settings", "event_subscriptions", "bot_events"), ["message.unheard"]),
        (("settings", "event_subscriptions", "bot_events"), ["team_rename"]),
        (("oauth_config", "scopes", "bot"), ["chat:write"]),
    ):
        with pytest.raises(ManifestError):
            check_manifest(_with(a_manifest(), path, value))


def _with(manifest: Json, path: tuple[str, ...], value: object) -> Json:
    here = manifest
    for key in path[:-1]:
        here = here[key]
    here[path[-1]] = value
    return manifest
