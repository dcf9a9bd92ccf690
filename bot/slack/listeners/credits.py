"""The credits roll of an adopted idea: edited and posted, or left to the test's owner."""

from typing import Any

from slack_bolt import App, Respond

from bot.config import Settings
from bot.domain.people import Person
from bot.kit.mrkdwn import escape
from bot.services.credits import leave_roll, post_roll, roll_of
from bot.slack.listeners import Ack, Call
from bot.slack.needs import Needs
from bot.slack.payloads import form_values
from bot.slack.ui.credits import roll_form

NEEDS = Needs(scopes=("chat:write", "users:read"))


def register(app: App, settings: Settings) -> None:  # noqa: ARG001
    app.action("credits.edit")(edit_pressed)
    app.action("credits.leave")(leave_pressed)
    app.view("credits.post")(roll_sent)


def edit_pressed(ack: Ack, action: dict[str, Any], call: Call) -> None:
    draft = roll_of(call.store, int(action["value"]), call.person)
    call.check_not_left(draft.idea)
    call.open_view(roll_form(draft.idea, draft.credits, call.reader))
    ack()


def leave_pressed(ack: Ack, action: dict[str, Any], respond: Respond, call: Call) -> None:
    owner = leave_roll(call.store, int(action["value"]), call.person, call.now)
    reader = call.reader
    sentence = reader.words.say("I asked {owner} to post it.", owner=reader.mention(owner))
    respond(text=sentence, replace_original=True)
    ack()


def roll_sent(ack: Ack, view: dict[str, Any], call: Call) -> None:
    values, idea = form_values(view), int(view["private_metadata"])
    known = [entry.person for entry in roll_of(call.store, idea, call.person).credits]
    named = list(values["people"] or ())
    if "but" in values:  # too many for the field: everybody is meant, but for some
        named += [person for person in known if person not in (values["but"] or ())]
    words = escape(values.get("words") or "")
    post_roll(call.store, idea, call.person, _people(call, named, set(known)), words, call.now)
    ack()


def _people(call: Call, ids: list[str], members: set[str]) -> list[Person]:
    """The roll itself names members alone: only who was added is looked up."""
    return [
        Person(call.workspace, id, id)
        if id in members
        else call.kit.directory.person(call.workspace, id)
        for id in dict.fromkeys(ids)
    ]
