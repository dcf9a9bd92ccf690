"""An author answers whether to keep their message as kudos or as an idea."""

from bot.domain.messages import MessageRef
from bot.domain.outgoing import Offered
from bot.services.answers import agree, decline
from bot.slack.history import message_at
from bot.slack.listeners import Call
from bot.slack.listening import on


@on.action("offers.keep")
def keep_pressed(call: Call) -> None:
    kit, offer = call.kit, call.value
    message = message_at(kit.slack, _message(call), offer["thread"])
    if message is None or message.author != call.user:
        sentence = call.say("That message is no longer there. Nothing was kept.")
    else:
        what, offered = Offered(offer["what"]), offer["for"]
        agree(kit.store, kit.directory, message, what, kit.marks, call.now, offered=offered)
        sentence = call.say("Kept. Thank you for saying it.")
    call.replace_message(text=sentence)


@on.action("offers.decline")
def decline_pressed(call: Call) -> None:
    _decline(call, stop_asking=False)
    call.replace_message(text=call.say("Fine, nothing was kept."))


@on.action("offers.stop")
def stop_pressed(call: Call) -> None:
    _decline(call, stop_asking=True)
    sentence = call.say(
        "Fine, I won't ask you again. `{command} privacy` changes that.",
        command=call.reader.command("groundswell"),
    )
    call.replace_message(text=sentence)


def _message(call: Call) -> MessageRef:
    return MessageRef(call.workspace, call.value["in"], call.value["ts"])


def _decline(call: Call, *, stop_asking: bool) -> None:
    decline(
        call.store,
        _message(call),
        person=call.user,
        what=Offered(call.value["what"]),
        stop_asking=stop_asking,
        marks=call.kit.marks,
        now=call.now,
    )
