"""Somebody tests an idea, and says what came of it."""

from bot.domain.errors import NewIdeaMissingError
from bot.domain.ideas import check_text
from bot.domain.moves import Move
from bot.services.idea_tests import branch_test, end_test, idea_to_test, open_test, running_test
from bot.slack.listeners import Call, new_idea
from bot.slack.listening import on
from bot.slack.ui.moves import OWN_IDEA, lesson_form, trial_form

MOVES = {"tests.keep": Move.KEEP, "tests.change": Move.CHANGE, "tests.stop": Move.STOP}


@on.action("ideas.test")
def test_pressed(call: Call) -> None:
    call.check_member()
    idea = idea_to_test(call.store, call.workspace, call.target)
    call.open_view(trial_form(idea, call.reader))


@on.view("ideas.test")
def trial_form_sent(call: Call) -> None:
    call.check_member()
    question, days = call.typed("question"), int(call.values["days"])
    open_test(call.store, call.target, call.person, question, call.now, days)


@on.action(*MOVES)
def outcome_pressed(call: Call) -> None:
    move = MOVES[call.action["action_id"]]
    test, idea = running_test(call.store, call.target, call.person, move)
    call.open_view(lesson_form(test, idea, move, call.reader))


@on.view("tests.end")
def lesson_form_sent(call: Call) -> None:
    test, move, learned = call.meta["test"], Move(call.meta["move"]), call.typed("learned")
    if call.values.get("onward") == OWN_IDEA:
        _branch(call, test, learned, call.typed("text"))
    else:
        end_test(call.store, test, call.person, move, learned, call.now)


def _branch(call: Call, test: int, learned: str, text: str) -> None:
    """What was learned is an idea of its own, in the channel of the one that was tested."""
    if not text.strip():
        raise NewIdeaMissingError
    check_text(text)
    _, tested = running_test(call.store, test, call.person, Move.BRANCH)
    call.check_not_left(tested)
    idea = new_idea(call, tested.channel, text, call.form)
    branch_test(call.store, test, call.person, learned, idea)
