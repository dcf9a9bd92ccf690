"""Slack's markdown block: standard Markdown, without any HTML of its own."""

import re

from bot.playground.page import mrkdwn
from bot.playground.page.reader import Reader

_HEADING = re.compile(r"^#{1,6} +(.+)$", re.MULTILINE)
_BOLD = re.compile(r"\*\*(.+?)\*\*|__(.+?)__")
_ITALIC = re.compile(r"(?<!\*)\*([^*\n]+)\*(?!\*)")
_LINK = re.compile(r"\[([^\]\n]+)\]\((https?://[^\s)]+)\)")
_STRIKE = re.compile(r"~~(.+?)~~")
_BULLET = re.compile(r"^( *)[-*+] +", re.MULTILINE)


def to_html(text: str, reader: Reader) -> str:
    """By way of mrkdwn, which has all that the box needs of it."""
    work = _BULLET.sub(r"\1• ", text)
    work = _ITALIC.sub(r"_\1_", work)
    work = _HEADING.sub(r"*\1*", work)
    work = _BOLD.sub(lambda found: f"*{found[1] or found[2]}*", work)
    work = _STRIKE.sub(r"~\1~", work)
    work = _LINK.sub(lambda found: f"<{found[2]}|{found[1]}>", work)
    return mrkdwn.to_html(work, reader)
