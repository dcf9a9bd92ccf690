"""A box with a bot that says and asks everything: every block and element of Block Kit at once."""

import contextlib
import json
import re
import signal
import threading
from typing import Any

from slack_bolt import App

from bot.playground.model import Json
from bot.playground.page import mount
from bot.playground.server import PretendSlack
from tests.playground.bolt import a_manifest, an_app, over_socket


def plain(text: str) -> Json:
    return {"type": "plain_text", "text": text}


def mrkdwn(text: str) -> Json:
    return {"type": "mrkdwn", "text": text}


OPTIONS = [{"text": plain("One"), "value": "1"}, {"text": plain("Two :bulb:"), "value": "2"}]
CONFIRM = {
    "title": plain("Sure?"),
    "text": mrkdwn("This *goes* away."),
    "confirm": plain("Yes"),
    "deny": plain("No"),
}
CHART = {
    "type": "bar",
    "series": [
        {"name": "Ideas", "data": [{"label": "W1", "value": 3}, {"label": "W2", "value": 5}]}
    ],
    "axis_config": {"categories": ["W1", "W2"]},
}
CELLS = [[{"type": "raw_text", "text": "Who"}], [{"type": "raw_text", "text": "Ben"}]]
MESSAGE: list[Json] = [
    {"type": "header", "text": plain("A header :tada:")},
    {
        "type": "section",
        "text": mrkdwn("*Bold* <@U0BEN00001>"),
        "accessory": {"type": "button", "action_id": "accessory", "text": plain("Aside")},
    },
    {"type": "section", "fields": [mrkdwn("*Left*\n1"), mrkdwn("*Right*\n2")]},
    {"type": "context", "elements": [mrkdwn("In small print")]},
    {"type": "divider"},
    {
        "type": "actions",
        "elements": [
            {"type": "button", "action_id": "plain", "text": plain("Plain"), "value": "p"},
            {
                "type": "button",
                "action_id": "danger",
                "text": plain("Danger"),
                "style": "danger",
                "confirm": CONFIRM,
            },
            {"type": "overflow", "action_id": "more", "options": OPTIONS},
            {"type": "static_select", "action_id": "select", "options": OPTIONS},
            {"type": "datepicker", "action_id": "day", "initial_date": "2026-11-24"},
        ],
    },
    {"type": "markdown", "text": "**From markdown**"},
    {"type": "table", "rows": CELLS},
    {"type": "data_visualization", "title": "A chart", "chart": CHART},
]


def asked(name: str, element: Json, **more: Any) -> Json:
    element = {**element, "action_id": name}
    return {"type": "input", "block_id": name, "label": plain(name), "element": element, **more}


def form(title: str = "Everything") -> Json:
    return {
        "type": "modal",
        "callback_id": "form",
        "title": plain(title),
        "submit": plain("Send"),
        "close": plain("Cancel"),
        "blocks": [
            asked("text", {"type": "plain_text_input", "multiline": True}),
            asked("kept", {"type": "plain_text_input", "initial_value": "as it was"}),
            asked("people", {"type": "multi_users_select", "initial_users": ["U0BEN00001"]}),
            asked("one", {"type": "static_select", "options": OPTIONS}, optional=True),
            asked("radio", {"type": "radio_buttons", "options": OPTIONS}, optional=True),
            asked("boxes", {"type": "checkboxes", "options": OPTIONS}, optional=True),
            asked("date", {"type": "datepicker"}, optional=True),
            asked("time", {"type": "timepicker", "initial_time": "10:00"}, optional=True),
            asked("url", {"type": "url_text_input"}, optional=True),
            asked("number", {"type": "number_input", "is_decimal_allowed": False}, optional=True),
            asked("rooms", {"type": "multi_conversations_select"}, optional=True),
            {
                "type": "actions",
                "elements": [
                    {"type": "button", "action_id": "push", "text": plain("Another")},
                    {"type": "button", "action_id": "update", "text": plain("Change")},
                ],
            },
        ],
    }


def register(app: App) -> None:
    """Whatever is done is told in #product, so that the page shows it."""

    def tell(client: Any, what: str, told: object) -> None:
        client.chat_postMessage(channel="C0PRODUCT1", text=f"{what} {json.dumps(told)}")

    @app.command("/try")
    def tried(ack: Any, command: Json, client: Any) -> None:
        if command["text"] == "blocks":
            client.chat_postMessage(channel=command["channel_id"], text="All", blocks=MESSAGE)
        else:
            client.views_open(trigger_id=command["trigger_id"], view=form())
        ack()

    @app.action("push")
    def pushed(ack: Any, body: Json, client: Any) -> None:
        client.views_push(trigger_id=body["trigger_id"], view=form("Another"))
        ack()

    @app.action("update")
    def updated(ack: Any, body: Json, client: Any) -> None:
        client.views_update(view_id=body["view"]["id"], view=form("Changed"))
        ack()

    @app.action(re.compile(".*"))
    def pressed(ack: Any, action: Json, client: Any) -> None:
        ack()
        chosen = action.get("selected_option") or action
        tell(client, "pressed", [action["action_id"], chosen.get("value")])

    @app.view("form")
    def sent(ack: Any, view: Json, client: Any) -> None:
        values = {name: next(iter(each.values())) for name, each in view["state"]["values"].items()}
        if values["text"]["value"] == "short":
            ack(response_action="errors", errors={"text": "Say a little more."})
            return
        ack()
        tell(client, "sent", {name: filled(value) for name, value in values.items()})

    @app.event(re.compile(".*"))
    def happened() -> None:
        """Acknowledged."""


def filled(value: Json) -> object:
    kept = {key: each for key, each in value.items() if key != "type"}
    found = next(iter(kept.values()))
    if isinstance(found, dict):
        return found["value"]
    if isinstance(found, list):
        return [each["value"] if isinstance(each, dict) else each for each in found]
    return found


def main() -> None:
    signal.signal(signal.SIGINT, signal.default_int_handler)  # ignored beneath `nohup … &`
    slack = PretendSlack()
    slack.workspace.install_app(a_manifest())
    mount(slack)
    with slack:
        app = an_app(slack)
        register(app)
        with over_socket(slack, app):
            address = slack.url.replace("127.0.0.1", "localhost")
            print("open at", address, flush=True)  # noqa: T201 - read by the test
            with contextlib.suppress(KeyboardInterrupt):
                threading.Event().wait()


if __name__ == "__main__":
    main()
