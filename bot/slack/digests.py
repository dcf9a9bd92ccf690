"""A digest or a card that stands in Slack is changed: buttons give way to what was done."""

from collections.abc import Callable, Collection

import structlog

from bot.domain.sending import SendError
from bot.slack.listeners import Call, Kit
from bot.slack.ui.blocks import Blocks, replaced
from bot.slack.ui.digests import without_thanks
from bot.slack.ui.nudges import block_ids

log = structlog.get_logger()

Place = tuple[str, str]  # channel and ts of a message


def place_of(call: Call) -> Place | None:
    """Where it stands; what only one person sees for a while cannot be changed later."""
    container = call.body.get("container") or {}
    if container.get("is_ephemeral") or not container.get("message_ts"):
        return None
    return container["channel_id"], container["message_ts"]


def show_thanked(call: Call, place: Place, *, people: Collection[str], nudge: int = 0) -> None:
    """In the digest or the card that stands there."""
    sentence = call.say("Thanked.")

    def changed(blocks: Blocks) -> Blocks:
        thanked = without_thanks(blocks, people, sentence)
        return replaced(thanked, block_ids(nudge), sentence) if nudge else thanked

    _change(call.kit, place, changed)


def show_answered(kit: Kit, place: Place | None, nudge: int, sentence: str) -> None:
    """The nudge was answered in a form that its button had opened."""
    if place:
        _change(kit, place, lambda blocks: replaced(blocks, block_ids(nudge), sentence))


def show_done(call: Call, nudge: int, sentence: str) -> None:
    """A button of the nudge was pressed, and what it does is done."""
    show_pressed(call, block_ids(nudge), sentence)


def show_pressed(call: Call, ids: Collection[str], sentence: str) -> None:
    """In place of these blocks of the message; where Slack does not show us that, under it."""
    message = call.body.get("message") or {}
    blocks = message.get("blocks") or []
    changed = replaced(blocks, ids, sentence)
    if changed != blocks:
        call.replace_message(text=message["text"], blocks=changed)
    else:
        call.whisper(sentence)


def _change(kit: Kit, place: Place, change: Callable[[Blocks], Blocks]) -> None:
    """What was done is done: when Slack refuses, so be it."""
    channel, ts = place
    try:
        at = {"channel": channel, "latest": ts, "oldest": ts, "inclusive": True, "limit": 1}
        for message in kit.slack.call("conversations.history", **at).get("messages", ()):
            blocks = message.get("blocks") or []
            changed = change(blocks)
            if changed != blocks:
                kit.slack.call(
                    "chat.update", channel=channel, ts=ts, text=message["text"], blocks=changed
                )
    except SendError as error:
        log.info("digest_left_as_it_was", why=str(error))
