"""App Home: opened, leafed through, and its buttons."""

from dataclasses import replace
from typing import Any

from slack_bolt import App

from bot.config import Settings
from bot.domain.homes import Pages
from bot.services.digests import digest_so_far
from bot.slack.home import publish_home
from bot.slack.homeward import pages_of
from bot.slack.listeners import Ack, Call
from bot.slack.needs import Needs
from bot.slack.payloads import told
from bot.slack.ui.home import LISTS, digest_view
from bot.slack.ui.kudos import kudos_form

NEEDS = Needs(events=("app_home_opened",))


def register(app: App, settings: Settings) -> None:  # noqa: ARG001
    app.event("app_home_opened")(home_opened)
    app.action("home.thank")(thank_pressed)
    app.action("home.lead_now")(lead_now_pressed)
    for each in LISTS:
        app.action(f"home.{each}_newer")(page_turned)
        app.action(f"home.{each}_older")(page_turned)


def home_opened(event: dict[str, Any], call: Call) -> None:
    if event.get("tab") == "home" and told(event, "user") == call.user:
        publish_home(call)


def page_turned(ack: Ack, action: dict[str, Any], call: Call) -> None:
    """Of one list; the others stay at theirs."""
    name = action["action_id"].removeprefix("home.").rpartition("_")[0]
    pages = pages_of(call.body) or Pages()
    publish_home(call, replace(pages, **{name: int(action["value"])}))
    ack()


def thank_pressed(ack: Ack, call: Call) -> None:
    call.open_view(kudos_form(call.reader, channel=None))
    ack()


def lead_now_pressed(ack: Ack, action: dict[str, Any], call: Call) -> None:
    team = int(action["value"]) if action.get("value") else None  # an older Home names none
    found = digest_so_far(call.store, call.workspace, call.user, call.now, team)
    call.open_view(digest_view(found, call.reader))
    ack()
