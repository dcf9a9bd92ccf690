"""A digest that stands in Slack is changed: buttons that were used give way to what was done."""

from collections.abc import Collection

import structlog

from bot.domain.outgoing import SendError
from bot.i18n import Words
from bot.slack.listeners import Kit
from bot.slack.ui.digests import without_thanks

log = structlog.get_logger()


def show_thanked(kit: Kit, words: Words, channel: str, ts: str, *, people: Collection[str]) -> None:
    """In the digest that stands there. The thanks are kept: when Slack refuses, so be it."""
    try:
        at = {"channel": channel, "latest": ts, "oldest": ts, "inclusive": True, "limit": 1}
        for message in kit.slack.call("conversations.history", **at).get("messages", ()):
            blocks = message.get("blocks") or []
            changed = without_thanks(blocks, people, words)
            if changed != blocks:
                kit.slack.call(
                    "chat.update", channel=channel, ts=ts, text=message["text"], blocks=changed
                )
    except SendError as error:
        log.info("digest_left_as_it_was", why=str(error))
