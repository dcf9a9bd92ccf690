"""What is done with an idea beside supporting it and building on it: its card's *More*."""

from bot.domain.moves import Move
from bot.kit.mrkdwn import escape
from bot.services.authors import edit_own_idea, editable_idea, withdraw_idea
from bot.services.ideas import idea_with_id
from bot.services.moves import choices_of, decide_idea
from bot.slack.listeners import Call
from bot.slack.listening import on
from bot.slack.ui.more import more_view
from bot.slack.ui.moves import edit_form, park_form, unmarked, who_sees_text


@on.action("ideas.more")
def more_pressed(call: Call) -> None:
    call.check_member()
    choices = choices_of(call.store, call.target, call.person)
    call.open_view(more_view(choices, call.reader, is_there=not call.has_left(choices.idea)))


@on.action("ideas.who_sees")
def who_sees_pressed(call: Call) -> None:
    idea = idea_with_id(call.store, call.workspace, call.target)
    _show(call, who_sees_text(idea, call.reader))


@on.action("ideas.adopt")
def adopt_pressed(call: Call) -> None:
    call.check_member()
    decide_idea(call.store, call.target, call.person, Move.ADOPT, call.now)
    _show(call, call.say(":tada: It is adopted. Its card says so."))


@on.action("ideas.reopen")
def reopen_pressed(call: Call) -> None:
    call.check_member()
    decide_idea(call.store, call.target, call.person, Move.REOPEN, call.now)
    _show(call, call.say("It is open again. Its card says so."))


@on.action("ideas.withdraw")
def withdraw_pressed(call: Call) -> None:
    call.check_member()
    withdraw_idea(call.store, call.target, call.person, call.kit.marks, call.now)
    _show(call, call.say("It is withdrawn, and its card is on its way out."))


@on.action("ideas.park")
def park_pressed(call: Call) -> None:
    call.check_member()
    choices = choices_of(call.store, call.target, call.person)
    choices.check(Move.PARK)
    call.open_view(park_form(choices.idea, call.reader))


@on.view("ideas.park")
def park_form_sent(call: Call) -> None:
    words = {"reason": call.typed("reason"), "change": call.typed("change")}
    decide_idea(call.store, call.target, call.person, Move.PARK, call.now, **words)


@on.action("ideas.edit")
def edit_pressed(call: Call) -> None:
    idea = editable_idea(call.store, call.target, call.person)
    call.open_view(edit_form(idea, call.reader))


@on.view("ideas.edit")
def edit_form_sent(call: Call) -> None:
    """Sent as it was, nothing changes: mentions would become mere names."""
    typed = call.values.get("text") or ""
    idea = editable_idea(call.store, call.target, call.person)
    if typed != unmarked(idea, call.reader):
        edit_own_idea(call.store, idea.id, call.person, escape(typed), call.now)


def _show(call: Call, sentence: str) -> None:
    """In place of the form in which the button was pressed."""
    call.show_notice(call.say("This idea"), sentence)
