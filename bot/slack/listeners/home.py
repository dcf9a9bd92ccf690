"""App Home: opened, leafed through, and its buttons."""

from dataclasses import replace
from typing import Any

from bot.domain.homes import Pages
from bot.services.digests import digest_so_far
from bot.slack.home import publish_home
from bot.slack.homeward import pages_of
from bot.slack.listeners import Call
from bot.slack.listening import on
from bot.slack.payloads import told
from bot.slack.ui.home import LISTS, digest_view
from bot.slack.ui.kudos import kudos_form


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
