"""An idea's family: the tree in a form, and the way to its picture."""

from typing import Any

from slack_bolt import App

from bot.config import Settings
from bot.domain.ideas import Idea
from bot.services.families import family_seen_in
from bot.services.tickets import VALID_FOR, Ticket, sealed
from bot.slack.listeners import Ack, Call
from bot.slack.needs import Needs
from bot.slack.ui.families import LINES, family_view

NEEDS = Needs()


def register(app: App, settings: Settings) -> None:
    del settings  # nothing here has a name of its own
    app.action("ideas.family")(family_pressed)
    app.action("ideas.picture")(picture_pressed)


def family_pressed(ack: Ack, action: dict[str, Any], call: Call) -> None:
    show_family(call, int(action["value"]))
    ack()


def picture_pressed(ack: Ack) -> None:
    """A link: the browser has it open already."""
    ack()


def show_family(call: Call, idea: int) -> None:
    """Open its tree for whoever pressed. Raises `IdeaGoneError`, and `StrangerError`."""
    call.check_member()
    family = family_seen_in(call.store, call.workspace, idea, _channel(call), most=LINES)
    call.open_view(family_view(family, call.reader, picture=_picture(call, family.of)))


def _picture(call: Call, idea: Idea) -> str | None:
    """Where it is drawn for this reader, when the bot can be reached from a browser."""
    address = call.kit.settings.public_url
    if address is None:
        return None
    seen_in = idea.channel if idea.is_private else None
    ticket = Ticket(call.workspace, idea.id, call.user, call.now + VALID_FOR, seen_in)
    return f"{address.rstrip('/')}/family/{sealed(ticket, call.kit.settings.shared_secret)}#it"


def _channel(call: Call) -> str | None:
    """Where the button was pressed; none in a form and on the Home tab."""
    channel = call.body.get("channel")
    id = channel.get("id") if isinstance(channel, dict) else None
    return str(id) if id else None
