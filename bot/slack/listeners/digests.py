"""The buttons of a digest: thanked in person, everybody who waits, all figures."""

import json
from collections.abc import Mapping
from typing import Any

from slack_bolt import App, Respond

from bot.config import Settings
from bot.services.digests import figures_of, thank_in_person, waiting_of
from bot.slack.digests import show_changed
from bot.slack.listeners import Ack, Call
from bot.slack.needs import Needs
from bot.slack.ui.blocks import Blocks, View
from bot.slack.ui.digests import (
    FIGURES,
    IN_PERSON,
    MORE_WAITING,
    SEE_WAITING,
    WAITING,
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
    words, view = call.reader.words, call.body.get("view") or {}
    if view.get("callback_id") == WAITING:
        _show_again(call)
    elif view:
        blocks = without_line(view["blocks"], action["block_id"], words)
        call.change_view(shown_again(view, blocks))
    else:
        show_changed(
            call,
            respond,
            lambda blocks: without_line(blocks, action["block_id"], words),
            words.gettext("Thanked in person."),
        )
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


def shown_again(view: Mapping[str, Any], blocks: Blocks) -> View:
    """That window with other blocks: of what Slack tells of it, what it takes again."""
    taken = ("type", "callback_id", "title", "close", "private_metadata")
    return {**{name: view[name] for name in taken if view.get(name)}, "blocks": blocks}


def _waiting(call: Call, team: int, place: int) -> dict[str, Any]:
    found = waiting_of(call.store, call.workspace, call.user, team, call.now)
    if place >= len(found):  # the last of this page were thanked: the page before
        place = max(0, len(found) - 1) // PAGE * PAGE
    return waiting_view(team, found[place : place + PAGE], len(found), place, call.reader)
