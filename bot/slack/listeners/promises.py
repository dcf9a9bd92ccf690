"""A leader sets out to do one thing, gives it another day, or lets it go."""

from datetime import date

from bot.domain.leading_errors import AimGoneError, DayNotOfferedError
from bot.domain.promises import Aim, aim_of
from bot.domain.sources import Source
from bot.services.promises import chances_of, change_day, let_go, make_promise, promise_of
from bot.slack.digests import show_pressed
from bot.slack.listeners import Call, on
from bot.slack.listeners.nudges import channel_of_team, send_question
from bot.slack.ui import promises as ui
from bot.slack.ui.nudges import question_form


@on.action(ui.MAKE)
def open_promises(call: Call) -> None:
    """The form to promise one thing; or what is promised already, to be changed."""
    found = chances_of(call.store, call.workspace, call.user, call.now)
    if found.open:
        call.open_view(ui.open_promise_form(found.open, found.days, call.reader))
    else:
        call.open_view(ui.promise_form(found.offers, found.days, call.reader))


@on.view(ui.MAKE)
def promise_form_sent(call: Call) -> None:
    aim, day = _aim(call), _day(call)
    make_promise(call.store, call.workspace, call.user, aim, day, call.now, source=call.form)


@on.action(ui.MOVE)
def move_pressed(call: Call) -> None:
    """In a message that stands for weeks: of what is over that is said."""
    found = promise_of(call.store, call.workspace, call.user, call.target, call.now)
    if found.open:
        call.open_view(ui.open_promise_form(found.open, found.days, call.reader))


@on.view(ui.MOVE)
def day_form_sent(call: Call) -> None:
    change_day(call.store, call.workspace, call.user, call.target, _day(call), call.now)


@on.action(ui.LET_GO)
def let_go_pressed(call: Call) -> None:
    let_go(call.store, call.workspace, call.user, call.target)
    sentence = call.say("Fine, let go. Nothing of it is kept.")
    if call.is_from_view:
        call.show_notice(call.say("One thing to do"), sentence)
    else:
        show_pressed(call, ui.block_ids(call.target), sentence)


@on.action(ui.ASK)
def ask_pressed(call: Call) -> None:
    found = promise_of(call.store, call.workspace, call.user, call.target, call.now)
    if found.open:
        here = channel_of_team(call)
        call.open_view(question_form(call.reader, call.target, here, None, form=ui.ASK))


@on.view(ui.ASK)
def question_form_sent(call: Call) -> None:
    send_question(call, Source.PROMISE)


def _aim(call: Call) -> Aim:
    try:
        return aim_of(call.values.get("aim") or "")
    except ValueError:
        raise AimGoneError from None


def _day(call: Call) -> date:
    try:
        return date.fromisoformat(call.values.get("day") or "")
    except ValueError:
        raise DayNotOfferedError from None
