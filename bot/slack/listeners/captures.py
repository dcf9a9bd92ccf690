"""A message is kept as an idea by shortcut, or as what the bot takes it for; its author answers."""

from typing import Any

from bot.domain import errors
from bot.domain.ideas import Idea
from bot.domain.messages import Message, MessageRef
from bot.domain.outgoing import Offered
from bot.services.answers import agree, decline
from bot.services.captures import approve_capture, capture_idea, look_at, refuse_capture
from bot.slack.history import message_at
from bot.slack.listeners import Call, on
from bot.slack.payloads import is_typed, message_from
from bot.slack.ui.ideas import asked_notice, keep_form


@on.shortcut("ideas.keep", "Keep as an idea", "Save this message as an idea of its author")
def keep_asked(call: Call) -> None:
    call.check_member()
    message = _message(call)
    found = look_at(call.store, call.kit.directory, message, call.user)
    _check_new(call, found.known)
    is_own = message.author == call.user
    form = keep_form(call.reader, message, is_own=is_own, asks=found.asks, parent=found.parent)
    call.open_view(form)


@on.view("ideas.keep")
def keep_form_sent(call: Call) -> dict[str, Any] | None:
    """The message is read again: it may have been edited or deleted since the form opened."""
    kit, place = call.kit, call.meta
    ref = MessageRef(call.workspace, place["channel"], place["ts"])
    message = message_at(kit.slack, ref, place["thread"])
    if message is None:
        raise errors.MessageGoneError
    found = capture_idea(kit.store, kit.directory, message, kit.marks, call.now, by=call.user)
    _check_new(call, found.known)
    if not found.asks:
        return None
    return {"response_action": "update", "view": asked_notice(call.reader, message.author)}


@on.action("captures.approve")
def approve_pressed(call: Call) -> None:
    approve_capture(call.store, call.workspace, call.target, call.user, call.now)
    call.replace_message(text=call.say("Fine: it stays, as an idea of yours."))


@on.action("captures.refuse")
def refuse_pressed(call: Call) -> None:
    refuse_capture(call.store, call.workspace, call.target, call.user, call.kit.marks, call.now)
    call.replace_message(text=call.say("Taken down. Nobody else can save that message again."))


def _message(call: Call) -> Message:
    """The message, if it is one that may be kept where it stands."""
    told, channel = call.body["message"], call.body["channel"]
    if channel["id"][:1] == "D" or channel.get("name", "").startswith("mpdm-"):
        raise errors.NotInDirectMessagesError
    known = call.channel_to_post_in(channel["id"])
    with call.store.read() as tx:
        _check_new(call, tx.ideas.at_thread(MessageRef(call.workspace, known.id, told["ts"])))
    if told.get("subtype") == "tombstone":
        raise errors.MessageGoneError
    if not is_typed(told):
        raise errors.NotByPersonError
    return message_from(call.workspace, known.id, told, private=known.is_private)


def _check_new(call: Call, known: Idea | None) -> None:
    """Raises `AlreadyIdeaError` with a link to the card, which stands in the idea's own channel."""
    if known:
        ts = known.card_ts or known.ts or ""
        raise errors.AlreadyIdeaError(url=call.kit.identity.permalink(known.channel, ts))


@on.action("offers.keep")
def keep_pressed(call: Call) -> None:
    kit, offer = call.kit, call.value
    message = message_at(kit.slack, _offered(call), offer["thread"])
    if message is None or message.author != call.user:
        sentence = call.say("That message is no longer there. Nothing was kept.")
    else:
        what, offered = Offered(offer["what"]), offer["for"]
        agree(kit.store, kit.directory, message, what, kit.marks, call.now, offered=offered)
        sentence = call.say("Kept. Thank you for saying it.")
    call.replace_message(text=sentence)


@on.action("offers.decline", "offers.stop")
def decline_pressed(call: Call) -> None:
    stops = call.action["action_id"] == "offers.stop"
    decline(
        call.store,
        _offered(call),
        person=call.user,
        what=Offered(call.value["what"]),
        stop_asking=stops,
        marks=call.kit.marks,
        now=call.now,
    )
    sentence = call.say("Fine, nothing was kept.")
    if stops:
        sentence = call.say(
            "Fine, I won't ask you again. `{command} privacy` changes that.",
            command=call.reader.command("groundswell"),
        )
    call.replace_message(text=sentence)


def _offered(call: Call) -> MessageRef:
    """The message that the offer is about."""
    return MessageRef(call.workspace, call.value["in"], call.value["ts"])
