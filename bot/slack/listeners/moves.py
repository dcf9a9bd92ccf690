"""What is done with an idea: its card's *More*, its family, and to hear no more of it."""

from bot.domain.ideas import Idea
from bot.domain.moves import Move
from bot.kit.mrkdwn import escape
from bot.services.authors import edit_own_idea, editable_idea, withdraw_idea
from bot.services.families import family_seen_in
from bot.services.ideas import idea_with_id
from bot.services.moves import adopt_idea, choices_of, park_idea, reopen_idea
from bot.services.notices import stop_notices_of, want_notices
from bot.services.tickets import VALID_FOR, Ticket, sealed
from bot.slack.listeners import Call
from bot.slack.listening import on
from bot.slack.ui.families import LINES, family_view
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
    adopt_idea(call.store, call.target, call.person, call.now)
    _show(call, call.say(":tada: It is adopted. Its card says so."))


@on.action("ideas.reopen")
def reopen_pressed(call: Call) -> None:
    call.check_member()
    reopen_idea(call.store, call.target, call.person, call.now)
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
    reason, change = call.typed("reason"), call.typed("change")
    park_idea(call.store, call.target, call.person, call.now, reason=reason, change=change)


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


@on.action("ideas.family")
def family_pressed(call: Call) -> None:
    """Raises `IdeaGoneError`, and `StrangerError`."""
    call.check_member()
    seen_in = call.pressed_in  # none in a form and on the Home tab
    family = family_seen_in(call.store, call.workspace, call.target, seen_in, most=LINES)
    call.open_view(family_view(family, call.reader, picture=_picture(call, family.of)))


def _picture(call: Call, idea: Idea) -> str | None:
    """Where it is drawn for this reader, when the bot can be reached from a browser."""
    address = call.kit.settings.public_url
    if address is None:
        return None
    seen_in = idea.channel if idea.is_private else None
    ticket = Ticket(call.workspace, idea.id, call.user, call.now + VALID_FOR, seen_in)
    return f"{address.rstrip('/')}/family/{sealed(ticket, call.kit.settings.shared_secret)}#it"


@on.action("notices.stop")
def stop_pressed(call: Call) -> None:
    stop_notices_of(call.store, call.workspace, call.user, call.target)
    call.whisper(call.say("Fine, you will hear no more of this idea."))


@on.action("notices.stop_all")
def stop_all_pressed(call: Call) -> None:
    want_notices(call.store, call.workspace, call.user, wanted=False)
    sentence = call.say(
        "Fine, you will hear no more of ideas that move. `{command} privacy` changes that.",
        command=call.reader.command("groundswell"),
    )
    call.whisper(sentence)
