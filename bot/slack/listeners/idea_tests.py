"""Somebody tests an idea, and says what came of it."""

import json
from typing import Any

from slack_bolt import App

from bot.config import Settings
from bot.domain.errors import NewIdeaMissingError
from bot.domain.ideas import check_text
from bot.domain.moves import Move
from bot.domain.sources import Source
from bot.kit.mrkdwn import escape
from bot.services.idea_tests import branch_test, end_test, idea_to_test, open_test, running_test
from bot.slack.listeners import Ack, Call, new_idea
from bot.slack.needs import Needs
from bot.slack.payloads import form_values
from bot.slack.ui.moves import OWN_IDEA, lesson_form, trial_form

NEEDS = Needs(scopes=("chat:write",))

MOVES = {"tests.keep": Move.KEEP, "tests.change": Move.CHANGE, "tests.stop": Move.STOP}


def register(app: App, settings: Settings) -> None:  # noqa: ARG001
    app.action("ideas.test")(test_pressed)
    app.view("ideas.test")(trial_form_sent)
    for action_id in MOVES:
        app.action(action_id)(outcome_pressed)
    app.view("tests.end")(lesson_form_sent)


def test_pressed(ack: Ack, action: dict[str, Any], call: Call) -> None:
    call.check_member()
    idea = idea_to_test(call.store, call.workspace, int(action["value"]))
    call.open_view(trial_form(idea, call.reader))
    ack()


def trial_form_sent(ack: Ack, view: dict[str, Any], call: Call) -> None:
    call.check_member()
    values, idea = form_values(view), int(view["private_metadata"])
    question = escape(values.get("question") or "")
    open_test(call.store, idea, call.person, question, call.now, int(values["days"]))
    ack()


def outcome_pressed(ack: Ack, action: dict[str, Any], call: Call) -> None:
    move = MOVES[action["action_id"]]
    test, idea = running_test(call.store, int(action["value"]), call.person, move)
    call.open_view(lesson_form(test, idea, move, call.reader))
    ack()


def lesson_form_sent(ack: Ack, view: dict[str, Any], call: Call) -> None:
    meta, values = json.loads(view["private_metadata"]), form_values(view)
    test, move = int(meta["test"]), Move(meta["move"])
    learned = escape(values.get("learned") or "")
    if values.get("onward") == OWN_IDEA:
        _branch(call, test, learned, escape(values.get("text") or ""), view["id"])
    else:
        end_test(call.store, test, call.person, move, learned, call.now)
    ack()


def _branch(call: Call, test: int, learned: str, text: str, form: str) -> None:
    """What was learned is an idea of its own, in the channel of the one that was tested."""
    if not text.strip():
        raise NewIdeaMissingError
    check_text(text)
    _, tested = running_test(call.store, test, call.person, Move.BRANCH)
    call.check_not_left(tested)
    idea = new_idea(call, tested.channel, text, Source.FORM.of(form))
    branch_test(call.store, test, call.person, learned, idea)
