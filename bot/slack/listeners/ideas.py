"""Ideas by command and by form, and the buttons of their cards."""

import json
from typing import Any

from slack_bolt import App

from bot.config import Settings
from bot.domain.errors import NotInChannelError
from bot.domain.ideas import Idea, check_text
from bot.kit.mrkdwn import escape
from bot.services.ideas import idea_with_id, share_idea, toggle_support
from bot.slack.listeners import Ack, Call
from bot.slack.needs import Command, Needs, command_name
from bot.slack.payloads import form_values
from bot.slack.ui.ideas import idea_form, idea_lines

NEEDS = Needs(
    commands=(Command("idea", "Share an idea", "what you have in mind"),),
    scopes=("commands", "chat:write"),
)

LATEST = 10  # ideas that `list` and `mine` show


def register(app: App, settings: Settings) -> None:
    app.command(command_name(settings, "idea"))(idea_command)
    app.view("ideas.share")(idea_form_sent)
    app.action("ideas.support")(support_pressed)
    app.action("ideas.build")(build_pressed)
    app.action("home.share")(share_pressed)


def idea_command(ack: Ack, command: dict[str, Any], call: Call) -> None:
    text = command.get("text", "").strip()
    match text.lower():
        case "":
            channel = _channel(call, command["channel_id"])
            call.open_view(idea_form(call.reader, channel=channel))
            ack()
        case "help":
            ack(_help(call))
        case "list":
            ack(_list(call, command["channel_id"]))
        case "mine":
            ack(_mine(call))
        case _:
            _share(call, command["channel_id"], text, f"command:{command['trigger_id']}")
            ack()


def idea_form_sent(ack: Ack, view: dict[str, Any], call: Call) -> None:
    text = escape(form_values(view).get("text") or "")
    meta = json.loads(view["private_metadata"])
    parents = (meta["parent"],) if meta["parent"] else ()
    channel = meta["channel"] or form_values(view)["channel"]
    _share(call, channel, text, f"form:{view['id']}", parents)
    ack()


def share_pressed(ack: Ack, call: Call) -> None:
    """On the Home tab: the form asks where."""
    call.open_view(idea_form(call.reader, channel=None))
    ack()


def support_pressed(ack: Ack, action: dict[str, Any], call: Call) -> None:
    call.check_member()
    toggle_support(call.store, call.workspace, int(action["value"]), call.user, call.now)
    ack()


def build_pressed(ack: Ack, action: dict[str, Any], call: Call) -> None:
    parent = idea_with_id(call.store, call.workspace, int(action["value"]))
    call.open_view(idea_form(call.reader, channel=parent.channel, parent=parent))
    ack()


def _share(call: Call, channel: str, text: str, source: str, parents: tuple[int, ...] = ()) -> None:
    call.check_member()
    check_text(text)
    found = _channel(call, channel)
    share_idea(
        call.store,
        Idea(
            workspace=call.workspace,
            author=call.user,
            text=text,
            shared_at=call.now,
            source=source,
            channel=found,
            is_private=call.channel(found).is_private,
            parents=parents,
        ),
    )


def _channel(call: Call, id: str) -> str:
    """The channel, if an idea can be shown there. Raises `NotInChannelError`."""
    if not call.channel(id).can_post:
        raise NotInChannelError(bot=call.kit.identity.name)
    return id


def _list(call: Call, channel: str) -> str:
    with call.store.read() as tx:
        ideas = tx.ideas.in_channel(call.workspace, channel, LATEST)
    empty = call.reader.words.gettext("Nobody has shared an idea in this channel yet.")
    return idea_lines(ideas, call.reader) or empty


def _mine(call: Call) -> str:
    with call.store.read() as tx:
        ideas = tx.ideas.mine(call.workspace, call.user, LATEST)
    empty = call.reader.words.gettext("You have not shared an idea yet.")
    return idea_lines(ideas, call.reader) or empty


def _help(call: Call) -> str:
    return call.reader.words.say(
        "• `{command} what you have in mind` shares it in this channel\n"
        "• `{command}` opens a form\n"
        "• `{command} list` shows this channel's latest, `{command} mine` yours\n"
        "Just writing `idea: …` in a channel that I am in works as well. On an idea's card,"
        " everybody can support it or build on it.",
        command=command_name(call.kit.settings, "idea"),
    )
