"""Messages to judge, written as Slack's text with short names for people."""

import re
from datetime import UTC, datetime

from bot.domain.messages import Message
from bot.domain.mrkdwn import spans_of

AUTHOR = "UZOE"
_PERSON = re.compile(r"(?<![\w@<&;!|])@(ana|ben|cara|dan|zoe)\b")


def a_message(said: str) -> Message:
    """`@ana` stands for `<@UANA>`, `@infra` for a user group; `@zoe` is the author."""
    text = _PERSON.sub(lambda found: f"<@U{found[1].upper()}>", said)
    text = re.sub(r"(?<![\w|])@infra\b", "<!subteam^SINFRA|@infra>", text)
    sent_at = datetime(2026, 11, 24, 9, tzinfo=UTC)
    return Message("T1", "C1", "1.0", AUTHOR, text, spans_of(text), sent_at, "1.0")
