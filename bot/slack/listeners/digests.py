"""The buttons of a digest: thanked in person, everybody who waits, all figures."""

import json
from typing import Any

from slack_bolt import App, Respond

from bot.config import Settings
from bot.services.digests import figures_of, thank_in_person, waiting_of
from bot.slack.listeners import Ack, Call
from bot.slack.needs import Needs
from bot.slack.ui.digests import (
    FIGURES,
    IN_PERSON,
    MORE_WAITING,
    SEE_WAITING,
    waiting_view,
    without_line,
)
from bot.slack.ui.measures import figures_view

NEEDS = Needs(scopes=("chat:write",))

PAGE = 10  # people who wait, on one page


def register(app: App, settings: Settings) -> None:  # noqa: ARG001
    app.action(IN_PERSON)(in_person_pressed)
    app.action(SEE_WAITING)(see_waiting_pressed)
    app.action(MORE_WAITING)(more_waiting_pressed)
    app.action(FIGURES)(figures_pressed)


def in_person_pressed(ack: Ack, action: dict[str, Any], respond: Respond, call: Call) -> None:
    """It is off the list, wherever it was pressed."""
    value = json.loads(action["value"])
    thank_in_person(call.store, call.workspace, call.user, value["person"], value["work"], call.now)
    if call.is_from_view:
        _show_again(call)
    else:
        message = call.body.get("message") or {}
        blocks = without_line(message.get("blocks") or [], action["block_id"], call.reader.words)
        respond(text=message.get("text", ""), blocks=blocks, replace_original=True)
    ack()


def see_waiting_pressed(ack: Ack, action: dict[str, Any], call: Call) -> None:
    call.open_view(_waiting(call, int(action["value"]), 0))
    ack()


def more_waiting_pressed(ack: Ack, action: dict[str, Any], call: Call) -> None:
    team, _, place = action["value"].partition(":")
    call.open_view(_waiting(call, int(team), int(place)))
    ack()


def figures_pressed(ack: Ack, action: dict[str, Any], call: Call) -> None:
    now, before = figures_of(call.store, call.workspace, call.user, int(action["value"]), call.now)
    call.open_view(figures_view(now, before, call.reader))
    ack()


def _show_again(call: Call) -> None:
    """The page of those who wait, as it is now."""
    team, _, place = call.body["view"]["private_metadata"].partition(":")
    call.open_view(_waiting(call, int(team), int(place)))


def _waiting(call: Call, team: int, place: int) -> dict[str, Any]:
    found = waiting_of(call.store, call.workspace, call.user, team, call.now)
    return waiting_view(team, found[place : place + PAGE], len(found), place, call.reader)
