"""Ideas by command and by form, and the buttons of their cards."""

import json
from typing import Any

from slack_bolt import App

from bot.config import Settings
from bot.domain.idea_lists import Which, page_asked
from bot.domain.ideas import check_text
from bot.domain.sources import Source
from bot.kit.mrkdwn import escape
from bot.services.idea_lists import list_ideas
from bot.services.ideas import idea_with_id, share_idea, toggle_support
from bot.slack.listeners import Ack, Call, new_idea
from bot.slack.needs import Command, Needs, command_name
from bot.slack.payloads import form_values
from bot.slack.ui.idea_lists import list_text
from bot.slack.ui.ideas import idea_form

NEEDS = Needs(
    commands=(Command("idea", "Share an idea", "what you have in mind"),),
    scopes=("commands", "chat:write"),
)


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
            channel = call.channel_to_post_in(command["channel_id"]).id
            call.open_view(idea_form(call.reader, channel=channel))
            ack()
        case "help":
            ack(_help(call))
        case asked if found := _list_asked(asked.split()):
            ack(_list(call, command["channel_id"], *found))
        case _:
            _share(call, command["channel_id"], text, Source.COMMAND.of(command["trigger_id"]))
            ack()


def idea_form_sent(ack: Ack, view: dict[str, Any], call: Call) -> None:
    text = escape(form_values(view).get("text") or "")
    meta = json.loads(view["private_metadata"])
    parents = (meta["parent"],) if meta["parent"] else ()
    channel = meta["channel"] or form_values(view)["channel"]
    _share(call, channel, text, Source.FORM.of(view["id"]), parents)
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
    share_idea(call.store, new_idea(call, channel, text, source, parents))


def _list_asked(words: list[str]) -> tuple[Which, int] | None:
    """Which list and page is asked for; None for an idea that only begins so.

    Raises `UnknownListError`.
    """
    match words:
        case ["list", *rest] if len(rest) <= len(("waiting", "2")):
            return page_asked(rest)
        case ["mine"] | ["mine", _] if all(word.isdecimal() for word in words[1:]):
            return page_asked(words)
    return None


def _list(call: Call, channel: str, which: Which, page: int) -> str:
    found = list_ideas(
        call.store,
        which,
        page,
        call.now,
        workspace=call.workspace,
        channel=channel,
        person=call.user,
    )
    return list_text(which, found, call.reader)


def _help(call: Call) -> str:
    return call.reader.words.say(
        "• `{command} what you have in mind` shares it in this channel\n"
        "• `{command}` opens a form\n"
        "• `{command} list` shows this channel's ideas, the latest first; `{command} list open`,"
        " `testing`, `adopted` or `parked` those that are so; `{command} list waiting` those that"
        " wait for a first reply, or for what came of a test\n"
        "• `{command} mine` shows yours; `{command} list open 2` the second page\n"
        "Just writing `idea: …` in a channel that I am in works as well. On an idea's card,"
        " everybody can support it, build on it or test it; *More …* does the rest.",
        command=command_name(call.kit.settings, "idea"),
    )
