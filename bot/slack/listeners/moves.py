"""What is done with an idea beside supporting it and building on it: its card's *More*."""

from typing import Any

from slack_bolt import App

from bot.config import Settings
from bot.domain.moves import Move
from bot.kit.mrkdwn import escape
from bot.services.authors import edit_own_idea, editable_idea, withdraw_idea
from bot.services.ideas import idea_with_id
from bot.services.moves import adopt_idea, choices_of, park_idea, reopen_idea
from bot.slack.listeners import Ack, Call
from bot.slack.needs import Needs
from bot.slack.payloads import form_values
from bot.slack.ui.more import more_view, notice_view
from bot.slack.ui.moves import edit_form, park_form, unmarked, who_sees_text

NEEDS = Needs(scopes=("chat:write",))


def register(app: App, settings: Settings) -> None:  # noqa: ARG001
    app.action("ideas.more")(more_pressed)
    app.action("ideas.who_sees")(who_sees_pressed)
    app.action("ideas.adopt")(adopt_pressed)
    app.action("ideas.reopen")(reopen_pressed)
    app.action("ideas.withdraw")(withdraw_pressed)
    app.action("ideas.park")(park_pressed)
    app.action("ideas.edit")(edit_pressed)
    app.view("ideas.park")(park_form_sent)
    app.view("ideas.edit")(edit_form_sent)


def more_pressed(ack: Ack, action: dict[str, Any], call: Call) -> None:
    call.check_member()
    choices = choices_of(call.store, int(action["value"]), call.person)
    call.open_view(more_view(choices, call.reader, is_there=not call.has_left(choices.idea)))
    ack()


def who_sees_pressed(ack: Ack, action: dict[str, Any], call: Call) -> None:
    idea = idea_with_id(call.store, call.workspace, int(action["value"]))
    reader = call.reader
    _say(call, who_sees_text(idea, reader.words, reader.command("groundswell")))
    ack()


def adopt_pressed(ack: Ack, action: dict[str, Any], call: Call) -> None:
    call.check_member()
    adopt_idea(call.store, int(action["value"]), call.person, call.now)
    _say(call, call.reader.words.gettext(":tada: It is adopted. Its card says so."))
    ack()


def reopen_pressed(ack: Ack, action: dict[str, Any], call: Call) -> None:
    call.check_member()
    reopen_idea(call.store, int(action["value"]), call.person, call.now)
    _say(call, call.reader.words.gettext("It is open again. Its card says so."))
    ack()


def withdraw_pressed(ack: Ack, action: dict[str, Any], call: Call) -> None:
    call.check_member()
    withdraw_idea(call.store, int(action["value"]), call.person, call.kit.marks, call.now)
    _say(call, call.reader.words.gettext("It is withdrawn, and its card is on its way out."))
    ack()


def park_pressed(ack: Ack, action: dict[str, Any], call: Call) -> None:
    call.check_member()
    choices = choices_of(call.store, int(action["value"]), call.person)
    choices.check(Move.PARK)
    call.open_view(park_form(choices.idea, call.reader))
    ack()


def park_form_sent(ack: Ack, view: dict[str, Any], call: Call) -> None:
    values = form_values(view)
    park_idea(
        call.store,
        int(view["private_metadata"]),
        call.person,
        call.now,
        reason=escape(values.get("reason") or ""),
        change=escape(values.get("change") or ""),
    )
    ack()


def edit_pressed(ack: Ack, action: dict[str, Any], call: Call) -> None:
    idea = editable_idea(call.store, int(action["value"]), call.person)
    call.open_view(edit_form(idea, call.reader))
    ack()


def edit_form_sent(ack: Ack, view: dict[str, Any], call: Call) -> None:
    """Sent as it was, nothing changes: mentions would become mere names."""
    typed = form_values(view).get("text") or ""
    idea = editable_idea(call.store, int(view["private_metadata"]), call.person)
    if typed != unmarked(idea, call.reader):
        edit_own_idea(call.store, idea.id, call.person, escape(typed), call.now)
    ack()


def _say(call: Call, sentence: str) -> None:
    """In place of the form in which it was pressed."""
    call.open_view(notice_view(sentence, call.reader))
