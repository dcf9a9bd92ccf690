"""The buttons of a digest: thanked in person, everybody who waits, all figures."""

from functools import partial
from typing import Any

from bot.services.digests import figures_of, thank_in_person, waiting_of
from bot.slack.digests import show_changed
from bot.slack.listeners import Call
from bot.slack.listening import on
from bot.slack.payloads import shown_again
from bot.slack.ui import digests as ui
from bot.slack.ui.measures import figures_view

PAGE = 10  # people who wait, on one page


@on.action(ui.IN_PERSON)
def in_person_pressed(call: Call) -> None:
    """It is off the list, wherever it was pressed."""
    person, work = call.value["person"], call.value["work"]
    thank_in_person(call.store, call.workspace, call.user, person, work, call.now)
    block, words = call.action["block_id"], call.reader.words
    without_line = partial(ui.without_line, block_id=block, words=words)
    if call.view.get("callback_id") == ui.WAITING:
        call.open_view(_waiting(call, *call.meta))
    elif call.view:
        call.change_view(shown_again(call.view, without_line(call.view["blocks"])))
    else:
        show_changed(call, without_line, call.say("Thanked in person."))


@on.action(ui.WAITING)
def see_more_pressed(call: Call) -> None:
    call.open_view(_waiting(call, *call.value))


@on.action(ui.FIGURES)
def figures_pressed(call: Call) -> None:
    now, before = figures_of(call.store, call.workspace, call.user, call.target, call.now)
    call.open_view(figures_view(now, before, call.reader))


def _waiting(call: Call, team: int, place: int) -> dict[str, Any]:
    found = waiting_of(call.store, call.workspace, call.user, team, call.now)
    if place >= len(found):  # the last of this page were thanked: the page before
        place = max(0, len(found) - 1) // PAGE * PAGE
    return ui.waiting_view(team, found[place : place + PAGE], len(found), place, call.reader)
