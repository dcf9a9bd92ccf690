"""A leader sets out to do one thing, gives it another day, or lets it go."""

import json
from datetime import date
from functools import partial
from typing import Any

from slack_bolt import App, Respond

from bot.config import Settings
from bot.domain.leading_errors import AimGoneError, DayNotOfferedError
from bot.domain.promises import Aim, aim_of
from bot.domain.sources import Source
from bot.kit.mrkdwn import escape
from bot.services.promises import chances_of, change_day, let_go, make_promise, promise_of
from bot.services.questions import ask_as_promised
from bot.slack.digests import show_changed
from bot.slack.listeners import Ack, Call
from bot.slack.listeners.questions import channel_of_team
from bot.slack.needs import Needs
from bot.slack.payloads import form_values
from bot.slack.ui import promises as ui
from bot.slack.ui.kudos import kudos_form
from bot.slack.ui.questions import question_form

NEEDS = Needs(scopes=("chat:write",))


def register(app: App, settings: Settings) -> None:  # noqa: ARG001
    app.action(ui.MAKE)(make_pressed)
    app.view(ui.MAKE)(promise_form_sent)
    app.action(ui.MOVE)(move_pressed)
    app.view(ui.MOVE)(day_form_sent)
    app.action(ui.LET_GO)(let_go_pressed)
    app.action(ui.THANK)(thank_pressed)
    app.action(ui.ASK)(ask_pressed)
    app.view(ui.ASK)(question_form_sent)
    app.action(ui.OPEN)(idea_opened)


def open_promises(call: Call) -> None:
    """The form to promise one thing; or what is promised already, to be changed."""
    found = chances_of(call.store, call.workspace, call.user, call.now)
    if found.open:
        call.open_view(ui.open_promise_form(found.open, found.days, call.reader))
    else:
        call.open_view(ui.promise_form(found.offers, found.days, call.reader))


def make_pressed(ack: Ack, call: Call) -> None:
    open_promises(call)
    ack()


def promise_form_sent(ack: Ack, view: dict[str, Any], call: Call) -> None:
    values = form_values(view)
    make_promise(
        call.store,
        call.workspace,
        call.user,
        _aim(values),
        _day(values),
        call.now,
        source=Source.FORM.of(view["id"]),
    )
    ack()


def move_pressed(ack: Ack, action: dict[str, Any], call: Call) -> None:
    """In a message that stands for weeks: of what is over that is said."""
    found = promise_of(call.store, call.workspace, call.user, int(action["value"]), call.now)
    if found.open:
        call.open_view(ui.open_promise_form(found.open, found.days, call.reader))
    ack()


def day_form_sent(ack: Ack, view: dict[str, Any], call: Call) -> None:
    day = _day(form_values(view))
    promise = int(view["private_metadata"])
    change_day(call.store, call.workspace, call.user, promise, day, call.now)
    ack()


def let_go_pressed(ack: Ack, action: dict[str, Any], respond: Respond, call: Call) -> None:
    promise = int(action["value"])
    let_go(call.store, call.workspace, call.user, promise)
    sentence = ui.let_go_sentence(call.reader)
    if call.is_from_view:
        call.open_view(ui.let_go_view(call.reader))
    else:
        changed = partial(ui.without_promise, promise=promise, sentence=sentence)
        show_changed(call, respond, changed, sentence)
    ack()


def thank_pressed(ack: Ack, call: Call) -> None:
    call.open_view(kudos_form(call.reader, channel=None))
    ack()


def ask_pressed(ack: Ack, action: dict[str, Any], call: Call) -> None:
    promise = promise_of(call.store, call.workspace, call.user, int(action["value"]), call.now)
    if promise.open:
        id, here = promise.open.promise.id, channel_of_team(call)
        call.open_view(question_form(call.reader, id, here, None, form=ui.ASK))
    ack()


def question_form_sent(ack: Ack, view: dict[str, Any], call: Call) -> None:
    values, meta = form_values(view), json.loads(view["private_metadata"])
    ask_as_promised(
        call.store,
        call.channel_to_post_in(values["channel"]),
        call.user,
        meta["nudge"],
        call.now,
        offered=values.get("offered") or "",
        words=escape(values.get("words") or ""),
    )
    ack()


def idea_opened(ack: Ack) -> None:
    """A link: the browser has it open already."""
    ack()


def _aim(values: dict[str, Any]) -> Aim:
    try:
        return aim_of(values.get("aim") or "")
    except ValueError:
        raise AimGoneError from None


def _day(values: dict[str, Any]) -> date:
    try:
        return date.fromisoformat(values.get("day") or "")
    except ValueError:
        raise DayNotOfferedError from None
