"""Help, privacy, and how much the bot does in a channel."""

from typing import Any

from slack_bolt import App, Respond

from bot.config import Settings
from bot.domain.errors import UnknownWatchError
from bot.domain.people import Recognition, Watch, Wishes
from bot.services.channels import set_watch, watch_of
from bot.services.notices import want_notices
from bot.services.privacy import (
    ask_person,
    choose_recognition,
    forget_person,
    hide_person,
    privacy_of,
    want_thanks,
)
from bot.slack.home import publish_home
from bot.slack.listeners import Ack, Call
from bot.slack.manifest import all_needs
from bot.slack.needs import Command, Needs, command_name
from bot.slack.ui.groundswell import (
    MOVES,
    THANKS,
    forgotten_sentence,
    help_text,
    privacy_blocks,
    watch_sentence,
)

NEEDS = Needs(
    commands=(
        Command(
            "groundswell", "Help, privacy, this channel's setting", "[help|privacy|channel ask]"
        ),
    ),
    scopes=("commands",),
)


def register(app: App, settings: Settings) -> None:
    app.command(command_name(settings, "groundswell"))(groundswell_command)
    app.action("privacy.hide")(hide_pressed)
    app.action("privacy.show")(show_pressed)
    app.action("privacy.stop_asking")(stop_asking_pressed)
    app.action("privacy.ask_again")(ask_again_pressed)
    app.action("privacy.notices")(notices_chosen)
    app.action("privacy.recognition")(recognition_chosen)
    app.action("privacy.forget")(forget_pressed)


def groundswell_command(ack: Ack, command: dict[str, Any], call: Call) -> None:
    match command.get("text", "").lower().split():
        case ["privacy"]:
            ack(call.reader.words.gettext("Your privacy"), blocks=_privacy(call))
        case ["channel", *words]:
            # A change concerns everybody there, so everybody sees it.
            seen_by = "in_channel" if words else "ephemeral"
            ack(_channel(call, command["channel_id"], " ".join(words)), response_type=seen_by)
        case _:
            ack(help_text(all_needs().commands, call.reader))


def hide_pressed(ack: Ack, respond: Respond, call: Call) -> None:
    hide_person(call.store, call.workspace, call.user, hidden=True)
    _show_again(respond, call)
    ack()


def show_pressed(ack: Ack, respond: Respond, call: Call) -> None:
    hide_person(call.store, call.workspace, call.user, hidden=False)
    _show_again(respond, call)
    ack()


def stop_asking_pressed(ack: Ack, respond: Respond, call: Call) -> None:
    ask_person(call.store, call.workspace, call.user, ask=False)
    _show_again(respond, call)
    ack()


def ask_again_pressed(ack: Ack, respond: Respond, call: Call) -> None:
    ask_person(call.store, call.workspace, call.user, ask=True)
    _show_again(respond, call)
    ack()


def notices_chosen(ack: Ack, action: dict[str, Any], call: Call) -> None:
    wanted = {each["value"] for each in action["selected_options"]}
    want_thanks(call.store, call.workspace, call.user, wanted=THANKS in wanted)
    want_notices(call.store, call.workspace, call.user, wanted=MOVES in wanted)
    ack()


def recognition_chosen(ack: Ack, action: dict[str, Any], call: Call) -> None:
    wish = Recognition(action["selected_option"]["value"])
    choose_recognition(call.store, call.workspace, call.user, wish)
    ack()


def forget_pressed(ack: Ack, respond: Respond, call: Call) -> None:
    # Who they are is asked for first and then only remembered: to ask Slack would keep it again.
    words = call.reader.words
    wishes = forget_person(call.store, call.workspace, call.user, call.kit.marks, call.now)
    text = forgotten_sentence(words, wished=wishes != Wishes())
    if call.is_from_view:
        publish_home(call)
    else:
        respond(text=text, replace_original=True)
    call.kit.directory.forget(call.workspace, call.user)
    ack()


def _show_again(respond: Respond, call: Call) -> None:
    """The buttons as they are now, where they were pressed: a message, or the Home tab."""
    if call.is_from_view:
        publish_home(call)
    else:
        respond(blocks=_privacy(call), replace_original=True)


def _privacy(call: Call) -> list[dict[str, Any]]:
    return privacy_blocks(privacy_of(call.store, call.workspace, call.user), call.reader)


def _channel(call: Call, channel: str, word: str) -> str:
    if word and word not in set(Watch):
        raise UnknownWatchError(word=word)
    if word:
        set_watch(call.store, call.channel(channel), Watch(word), call.now)
    watch = watch_of(call.store, call.workspace, channel)
    return watch_sentence(watch, call.reader.words)
