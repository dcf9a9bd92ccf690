"""An author answers whether to keep their message as kudos or as an idea."""

import json
from typing import Any

from slack_bolt import App, Respond

from bot.config import Settings
from bot.domain.messages import MessageRef
from bot.domain.outgoing import Offered
from bot.services.answers import agree, decline
from bot.slack.history import message_at
from bot.slack.listeners import Ack, Call
from bot.slack.needs import Needs

NEEDS = Needs(scopes=("chat:write", "channels:history", "groups:history"))


def register(app: App, settings: Settings) -> None:  # noqa: ARG001
    app.action("offers.keep")(keep_pressed)
    app.action("offers.decline")(decline_pressed)
    app.action("offers.stop")(stop_pressed)


def keep_pressed(ack: Ack, action: dict[str, Any], respond: Respond, call: Call) -> None:
    value = json.loads(action["value"])
    ref = MessageRef(call.workspace, value["in"], value["ts"])
    message = message_at(call.kit.slack, ref, value["thread"])
    words = call.reader.words
    if message is None or message.author != call.user:
        _answer(respond, words.gettext("That message is no longer there. Nothing was kept."))
    else:
        kit = call.kit
        agree(
            kit.store,
            kit.directory,
            message,
            Offered(value["what"]),
            kit.marks,
            call.now,
            offered=value.get("for", ()),  # offers of before name nobody
        )
        _answer(respond, words.gettext("Kept. Thank you for saying it."))
    ack()


def decline_pressed(ack: Ack, action: dict[str, Any], respond: Respond, call: Call) -> None:
    _decline(action, call, stop_asking=False)
    _answer(respond, call.reader.words.gettext("Fine, nothing was kept."))
    ack()


def stop_pressed(ack: Ack, action: dict[str, Any], respond: Respond, call: Call) -> None:
    _decline(action, call, stop_asking=True)
    sentence = call.reader.words.say(
        "Fine, I won't ask you again. `{command} privacy` changes that.",
        command=call.reader.command("groundswell"),
    )
    _answer(respond, sentence)
    ack()


def _decline(action: dict[str, Any], call: Call, *, stop_asking: bool) -> None:
    value = json.loads(action["value"])
    decline(
        call.store,
        MessageRef(call.workspace, value["in"], value["ts"]),
        person=call.user,
        what=Offered(value["what"]),
        stop_asking=stop_asking,
        marks=call.kit.marks,
        now=call.now,
    )


def _answer(respond: Respond, text: str) -> None:
    respond(text=text, replace_original=True)
