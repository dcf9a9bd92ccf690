"""Help, privacy, and how much the bot does in a channel."""

from typing import Any

from bot.domain.errors import UnknownWatchError
from bot.domain.people import Recognition, Watch, Wishes
from bot.services import privacy
from bot.services.channels import set_watch, watch_of
from bot.slack.home import publish_home
from bot.slack.listeners import Call, on
from bot.slack.ui import groundswell as ui
from bot.slack.ui.blocks import Blocks


@on.command("groundswell", "Help, privacy, this channel's setting", "[help|privacy|channel ask]")
def groundswell_command(call: Call) -> dict[str, Any] | str:
    match call.text.lower().split():
        case ["privacy"]:
            return {"text": call.say("Your privacy"), "blocks": _privacy(call)}
        case ["channel", *words]:
            # A change concerns everybody there, so everybody sees it.
            seen_by = "in_channel" if words else "ephemeral"
            return {"text": _channel(call, " ".join(words)), "response_type": seen_by}
        case _:
            return ui.help_text(on.commands, call.reader)


@on.action("privacy.hide", "privacy.show")
def hide_or_show_pressed(call: Call) -> None:
    hidden = call.action["action_id"] == "privacy.hide"
    privacy.choose(call.store, call.workspace, call.user, hidden=hidden)
    _show_again(call)


@on.action("privacy.ask_again", "privacy.stop_asking")
def ask_or_stop_pressed(call: Call) -> None:
    ask = call.action["action_id"] == "privacy.ask_again"
    privacy.choose(call.store, call.workspace, call.user, asked=ask)
    _show_again(call)


@on.action("privacy.notices")
def notices_chosen(call: Call) -> None:
    wanted = {each["value"] for each in call.action["selected_options"]}
    wishes = {"thanks": ui.THANKS in wanted, "notices": ui.MOVES in wanted}
    privacy.choose(call.store, call.workspace, call.user, **wishes)


@on.action("privacy.recognition")
def recognition_chosen(call: Call) -> None:
    wish = Recognition(call.chosen)
    privacy.choose(call.store, call.workspace, call.user, recognition=wish)


@on.action("privacy.forget")
def forget_pressed(call: Call) -> None:
    # Who they are is asked for first and then only remembered: to ask Slack would keep it again.
    words = call.reader.words
    wishes = privacy.forget_person(call.store, call.workspace, call.user, call.kit.marks, call.now)
    if call.is_from_view:
        publish_home(call)
    else:
        call.replace_message(text=words.say(ui.FORGOTTEN if wishes == Wishes() else ui.WISHES_LEFT))
    call.kit.directory.forget(call.workspace, call.user)


def _show_again(call: Call) -> None:
    """The buttons as they are now, where they were pressed: a message, or the Home tab."""
    if call.is_from_view:
        publish_home(call)
    else:
        call.replace_message(blocks=_privacy(call))


def _privacy(call: Call) -> Blocks:
    wishes = privacy.wishes_of(call.store, call.workspace, call.user)
    return ui.privacy_blocks(wishes, call.reader)


def _channel(call: Call, word: str) -> str:
    channel = call.body["channel_id"]
    if word and word not in set(Watch):
        raise UnknownWatchError(word=word)
    if word:
        set_watch(call.store, call.channel(channel), Watch(word), call.now)
    return call.say(ui.WATCHED[watch_of(call.store, call.workspace, channel)])
