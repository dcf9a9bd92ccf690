"""The list of practices, once it is shown: another page, another topic."""

import json
from typing import Any

from slack_bolt import App, Respond

from bot.config import Settings
from bot.domain.practices import TAGS
from bot.slack.listeners import Ack, Call
from bot.slack.needs import Needs
from bot.slack.ui import Rendered
from bot.slack.ui.practices import BACK, MORE, TOPIC, practice_list

NEEDS = Needs()


def register(app: App, settings: Settings) -> None:  # noqa: ARG001 - as all are registered
    app.action(BACK)(turned)
    app.action(MORE)(turned)
    app.action(TOPIC)(topic_chosen)


def turned(ack: Ack, action: dict[str, Any], respond: Respond, call: Call) -> None:
    asked = json.loads(action["value"])
    _show(practice_list(call.reader, tag=_known(asked["topic"]), page=asked["page"]), respond)
    ack()


def topic_chosen(ack: Ack, action: dict[str, Any], respond: Respond, call: Call) -> None:
    chosen = action["selected_option"]["value"]
    _show(practice_list(call.reader, tag=_known(chosen)), respond)
    ack()


def _known(topic: str | None) -> str | None:
    """A topic that is gone since, like none, shows all."""
    return topic if topic in TAGS else None


def _show(shown: Rendered, respond: Respond) -> None:
    respond(text=shown.text, blocks=shown.blocks, replace_original=True)
