"""App Home: what is mine, and buttons to thank."""

from typing import Any

from slack_bolt import App

from bot.config import Settings
from bot.slack.home import publish_home
from bot.slack.listeners import Ack, Call
from bot.slack.needs import Needs
from bot.slack.payloads import told
from bot.slack.ui.kudos import kudos_form

NEEDS = Needs(events=("app_home_opened",))


def register(app: App, settings: Settings) -> None:  # noqa: ARG001
    app.event("app_home_opened")(home_opened)
    app.action("home.thank")(thank_pressed)


def home_opened(event: dict[str, Any], call: Call) -> None:
    if event.get("tab") == "home":
        publish_home(call.kit, call.workspace, told(event, "user"))


def thank_pressed(ack: Ack, call: Call) -> None:
    call.open_view(kudos_form(call.reader, channel=None))
    ack()
