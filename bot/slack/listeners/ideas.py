"""Ideas by command and by form, and the buttons of their cards."""

from bot.domain.idea_lists import Which, page_asked
from bot.domain.ideas import check_text
from bot.domain.sources import Source
from bot.kit.words import later
from bot.services.homes import list_ideas
from bot.services.ideas import idea_with_id, share_idea, toggle_support
from bot.slack.listeners import Call, new_idea, on
from bot.slack.ui.ideas import idea_form, list_text

HELP = later(
    "• `{command} what you have in mind` shares it in this channel\n"
    "• `{command}` opens a form\n"
    "• `{command} list` shows this channel's ideas, the latest first; `{command} list open`,"
    " `testing`, `adopted` or `parked` those that are so; `{command} list waiting` those that"
    " wait for a first reply, or for what came of a test\n"
    "• `{command} mine` shows yours; `{command} list open 2` the second page\n"
    "Just writing `idea: …` in a channel that I am in works as well. On an idea's card,"
    " everybody can support it, build on it or test it; *More …* does the rest."
)


@on.command("idea", "Share an idea", "what you have in mind", guide=HELP)
def idea_command(call: Call) -> str | None:
    channel = call.body["channel_id"]
    match call.text.lower():
        case "":
            call.channel_to_post_in(channel)
            call.open_view(idea_form(call.reader, channel=channel))
        case asked if found := _list_asked(asked.split()):
            return _list(call, channel, *found)
        case _:
            _share(call, channel, call.text, Source.COMMAND.of(call.body["trigger_id"]))
    return None


@on.view("ideas.share")
def idea_form_sent(call: Call) -> None:
    channel, parent = call.meta["channel"] or call.values["channel"], call.meta["parent"]
    _share(call, channel, call.typed("text"), call.form, (parent,) if parent else ())


@on.action("home.share")
def share_pressed(call: Call) -> None:
    """On the Home tab: the form asks where."""
    call.open_view(idea_form(call.reader, channel=None))


@on.action("ideas.support", members_only=True)
def support_pressed(call: Call) -> None:
    toggle_support(call.store, call.workspace, call.target, call.user, call.now)


@on.action("ideas.build")
def build_pressed(call: Call) -> None:
    parent = idea_with_id(call.store, call.workspace, call.target)
    call.open_view(idea_form(call.reader, channel=parent.channel, parent=parent))


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
    place = {"workspace": call.workspace, "channel": channel, "person": call.user}
    found = list_ideas(call.store, which, page, call.now, **place)
    return list_text(which, found, call.reader)
