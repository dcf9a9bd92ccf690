"""What is said when something fails: kindly, privately, and to nobody else."""

import json
from typing import Any

import pytest
from slack_bolt import BoltContext

from bot.domain.errors import BotError, ThankingBotError, TooLongError, UnknownPeriodError
from bot.slack.errors import failed
from bot.slack.payloads import PayloadError

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
        (BotError(), "people"),
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
