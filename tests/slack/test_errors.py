"""What is said when something fails: kindly, privately, and to nobody else."""

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import pytest
from slack_bolt import BoltContext

from bot.config import Settings
from bot.domain.errors import (
    IdeaGoneError,
    StrangerError,
    ThankingBotError,
    TooLongError,
    UnknownPeriodError,
)
from bot.domain.people import Person
from bot.kit.clock import fixed_clock
from bot.slack.client import Identity, SlackClient
from bot.slack.directory import SlackDirectory
from bot.slack.errors import failed
from bot.slack.listeners import Call, Kit
from bot.slack.payloads import PayloadError
from bot.storage import Store
from tests.slack.loopback import Answer, answering

NOW = datetime(2026, 11, 24, 10, tzinfo=UTC)

COMMAND = {"command": "/leaderboard", "text": "<!channel>"}
EVENT = {"event": {"type": "message", "text": "a secret"}, "event_id": "Ev1"}
FORM = {
    "type": "view_submission",
    "view": {
        "blocks": [
            {"type": "section", "block_id": "intro"},
            {"type": "input", "block_id": "people"},
            {"type": "input", "block_id": "reason"},
        ]
    },
}


def answer(error: Exception, body: dict[str, Any]) -> tuple[int, str]:
    response = failed(error, body, BoltContext())
    return response.status, response.body


@pytest.mark.parametrize("typed", ["<!channel>", "<@U1>", "<!subteam^S1|@all>", "<!here|x>"])
def test_words_that_were_typed_ping_nobody_when_they_are_told_back(typed: str) -> None:
    status, body = answer(UnknownPeriodError(word=typed), COMMAND)

    told = json.loads(body)
    assert (status, told["response_type"]) == (200, "ephemeral")
    assert "<" not in told["text"]


def test_a_name_is_told_as_slack_wants_its_text() -> None:
    _, body = answer(ThankingBotError(name="R&D <bot>"), COMMAND)

    assert "R&amp;D &lt;bot&gt; is an app" in json.loads(body)["text"]


@pytest.mark.parametrize(
    ("error", "field"),
    [
        (ThankingBotError(name="R&D"), "people"),
        (TooLongError(length=2, limit=1), "reason"),
        (StrangerError(), "people"),
        (ZeroDivisionError(), "people"),
    ],
)
def test_a_form_is_told_under_the_field_at_fault_or_under_its_first(
    error: Exception, field: str
) -> None:
    status, body = answer(error, FORM)

    told = json.loads(body)
    assert (status, told["response_action"], list(told["errors"])) == (200, "errors", [field])


def test_a_form_is_told_in_plain_text() -> None:
    _, body = answer(ThankingBotError(name="R&D"), FORM)

    assert json.loads(body)["errors"]["people"].startswith("R&D is an app")


def test_a_bug_in_an_event_is_not_acknowledged_so_that_it_comes_again() -> None:
    assert answer(ZeroDivisionError(), EVENT) == (500, "")


def test_a_malformed_event_is_acknowledged() -> None:
    assert answer(PayloadError("no ts"), EVENT) == (200, "")


def test_a_bug_in_a_command_is_told_with_a_reference(capsys: pytest.CaptureFixture[str]) -> None:
    status, body = answer(ZeroDivisionError(), COMMAND)

    assert status == 200
    reference = json.loads(body)["text"].split()[-1].rstrip(".")
    assert reference in "".join(capsys.readouterr())


def test_what_was_said_is_never_logged(capsys: pytest.CaptureFixture[str]) -> None:
    answer(PayloadError("no ts"), EVENT)
    answer(ZeroDivisionError(), EVENT)

    assert "a secret" not in "".join(capsys.readouterr())


def pressed_in_a_form(
    error: Exception, store: Store, what: str, *, kind: str = "input"
) -> list[str]:
    """Which calls of Slack's API it leads to."""
    asked: list[str] = []

    def slack(method: str, form: Mapping[str, str]) -> Answer:
        asked.append(method)
        return Answer()

    view = {"id": "V1", "type": "modal", "blocks": [{"type": kind, "block_id": "text"}]}
    body = {
        "type": "block_actions",
        "container": {"type": "view"},
        "view": view,
        "trigger_id": "1.2.3",
        "actions": [{"type": what}],
    }
    with answering(slack) as url:
        context = BoltContext({"call": Call(a_kit(store, url), body, "T1", "UANA", NOW)})
        assert failed(error, body, context).status == 200
    return asked


def a_kit(store: Store, url: str) -> Kit:
    client, clock = SlackClient("xoxb-1", url), fixed_clock(NOW)
    directory = SlackDirectory(store, client, clock, "UTC")
    directory.learn(Person("T1", "UANA", "Ana"))
    identity = Identity("T1", "https://t.slack.com/", "UBOT", "B1", "groundswell", frozenset())
    return Kit(store, clock, Settings(_env_file=None), client, identity, directory)


def test_what_is_pressed_in_a_form_is_told_on_top_of_what_is_filled_in(sqlite_store: Store) -> None:
    assert pressed_in_a_form(IdeaGoneError(), sqlite_store, "button") == ["views.push"]


def test_a_form_without_fields_gives_way_to_what_is_told(sqlite_store: Store) -> None:
    calls = pressed_in_a_form(IdeaGoneError(), sqlite_store, "button", kind="section")

    assert calls == ["views.update"]


def test_who_writes_in_a_form_is_not_stopped_by_a_bug(sqlite_store: Store) -> None:
    assert pressed_in_a_form(ZeroDivisionError(), sqlite_store, "plain_text_input") == []
