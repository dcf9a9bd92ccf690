"""What somebody does not want to hear of any more."""

from typing import Any

from slack_bolt import App, Respond

from bot.config import Settings
from bot.services.notices import stop_notices_of, want_notices
from bot.slack.listeners import Ack, Call
from bot.slack.needs import Needs

NEEDS = Needs(scopes=("chat:write",))


def register(app: App, settings: Settings) -> None:  # noqa: ARG001
    app.action("notices.stop")(stop_pressed)
    app.action("notices.stop_all")(stop_all_pressed)


def stop_pressed(ack: Ack, action: dict[str, Any], respond: Respond, call: Call) -> None:
    stop_notices_of(call.store, call.workspace, call.user, int(action["value"]))
    sentence = call.reader.words.gettext("Fine, you will hear no more of this idea.")
    respond(text=sentence, response_type="ephemeral", replace_original=False)
    ack()


def stop_all_pressed(ack: Ack, respond: Respond, call: Call) -> None:
    want_notices(call.store, call.workspace, call.user, wanted=False)
    sentence = call.reader.words.say(
        "Fine, you will hear no more of ideas that move. `{command} privacy` changes that.",
        command=call.reader.command("groundswell"),
    )
    respond(text=sentence, response_type="ephemeral", replace_original=False)
    ack()
