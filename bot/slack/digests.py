"""A digest or a card that stands in Slack is changed: buttons give way to what was done."""

from collections.abc import Callable, Collection

import structlog
from slack_bolt import Respond

from bot.domain.sending import SendError
from bot.i18n import Words
from bot.slack.listeners import Call, Kit
from bot.slack.ui.blocks import Blocks
from bot.slack.ui.digests import without_thanks
from bot.slack.ui.nudges import without_nudge

log = structlog.get_logger()


def place_of(call: Call) -> tuple[str, str] | None:
    """Where it stands; what only one person sees for a while cannot be changed later."""
    container = call.body.get("container") or {}
    if container.get("is_ephemeral") or not container.get("message_ts"):
        return None
    return container["channel_id"], container["message_ts"]


def show_thanked(
    kit: Kit, words: Words, channel: str, ts: str, *, people: Collection[str], nudge: int = 0
) -> None:
    """In the digest or the card that stands there."""

    def changed(blocks: Blocks) -> Blocks:
        thanked = without_thanks(blocks, people, words)
        return without_nudge(thanked, nudge, words.gettext("Thanked.")) if nudge else thanked

    _change(kit, channel, ts, changed)


def show_answered(kit: Kit, place: Collection[str] | None, nudge: int, sentence: str) -> None:
    """The nudge was answered in a form that its button had opened."""
    if place:
        channel, ts = place
        _change(kit, channel, ts, lambda blocks: without_nudge(blocks, nudge, sentence))


def show_done(call: Call, respond: Respond, nudge: int, sentence: str) -> None:
    """A button of the nudge was pressed, and what it does is done."""
    show_changed(call, respond, lambda blocks: without_nudge(blocks, nudge, sentence), sentence)


def show_changed(
    call: Call, respond: Respond, change: Callable[[Blocks], Blocks], sentence: str
) -> None:
    """In the message itself; where Slack does not show us that, the sentence stands under it."""
    message = call.body.get("message") or {}
    blocks = message.get("blocks") or []
    changed = change(blocks)
    if changed != blocks:
        respond(text=message["text"], blocks=changed, replace_original=True)
    else:
        respond(text=sentence, response_type="ephemeral", replace_original=False)


def _change(kit: Kit, channel: str, ts: str, change: Callable[[Blocks], Blocks]) -> None:
    """What was done is done: when Slack refuses, so be it."""
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
