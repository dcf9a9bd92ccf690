"""What somebody does not want to hear of any more."""

from bot.services.notices import stop_notices_of
from bot.services.privacy import choose
from bot.slack.listeners import Call
from bot.slack.listening import on


@on.action("notices.stop")
def stop_pressed(call: Call) -> None:
    stop_notices_of(call.store, call.workspace, call.user, call.target)
    call.whisper(call.say("Fine, you will hear no more of this idea."))


@on.action("notices.stop_all")
def stop_all_pressed(call: Call) -> None:
    choose(call.store, call.workspace, call.user, notices=False)
    sentence = call.say(
        "Fine, you will hear no more of ideas that move. `{command} privacy` changes that.",
        command=call.reader.command("groundswell"),
    )
    call.whisper(sentence)
