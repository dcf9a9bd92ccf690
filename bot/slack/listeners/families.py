"""An idea's family: the tree in a form, and the way to its picture."""

from bot.domain.ideas import Idea
from bot.services.families import family_seen_in
from bot.services.tickets import VALID_FOR, Ticket, sealed
from bot.slack.listeners import Call
from bot.slack.listening import on
from bot.slack.ui.families import LINES, family_view


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
