"""App Home and digests: opened, leafed through, and their buttons."""

from dataclasses import replace
from typing import Any

from bot.domain.homes import Pages
from bot.services.digests import digest_so_far, figures_of, thank_in_person, waiting_of
from bot.slack.digests import show_pressed
from bot.slack.home import publish_home
from bot.slack.listeners import Call, on
from bot.slack.payloads import pages_of, shown_again, told
from bot.slack.ui import digests as ui
from bot.slack.ui.blocks import replaced
from bot.slack.ui.home import LISTS, digest_view
from bot.slack.ui.kudos import kudos_form
from bot.slack.ui.measures import figures_view

PAGE = 10  # people who wait, on one page


@on.event("app_home_opened")
def home_opened(event: dict[str, Any], call: Call) -> None:
    if event.get("tab") == "home" and told(event, "user") == call.user:
        publish_home(call)


@on.action(*(f"home.{each}_{turn}" for each in LISTS for turn in ("newer", "older")))
def page_turned(call: Call) -> None:
    """Of one list; the others stay at theirs."""
    name = call.action["action_id"].removeprefix("home.").rpartition("_")[0]
    pages = pages_of(call.body) or Pages()
    publish_home(call, replace(pages, **{name: call.target}))


@on.action("home.thank", "promises.thank")
def thank_pressed(call: Call) -> None:
    call.open_view(kudos_form(call.reader, channel=None))


@on.action("home.lead_now", "teams.now")
def week_so_far_pressed(call: Call) -> None:
    found = digest_so_far(call.store, call.workspace, call.user, call.now, call.target)
    call.open_view(digest_view(found, call.reader))


@on.action("ideas.picture", "nudges.reply", "promises.open")
def link_pressed(call: Call) -> None:
    """Nothing is left to do: the browser has it open already."""


@on.action(ui.IN_PERSON)
def in_person_pressed(call: Call) -> None:
    """It is off the list, wherever it was pressed."""
    person, work = call.value["person"], call.value["work"]
    thank_in_person(call.store, call.workspace, call.user, person, work, call.now)
    line, sentence = [call.action["block_id"]], call.say("Thanked in person.")
    if call.view.get("callback_id") == ui.WAITING:
        call.open_view(_waiting(call, *call.meta))
    elif call.view:
        call.change_view(shown_again(call.view, replaced(call.view["blocks"], line, sentence)))
    else:
        show_pressed(call, line, sentence)


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
