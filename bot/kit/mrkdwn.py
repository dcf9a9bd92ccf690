"""Slack's little markup: escape it, make it safe to show again, cut it, or leave plain text.

Slack knows three entities (`&amp;`, `&lt;`, `&gt;`) and references in angle brackets (`<@U1>`,
`<!here>`, `<#C1|name>`, `<https://…|label>`). Every function here is linear in the text.
"""

import re
import unicodedata
from collections.abc import Callable
from itertools import takewhile

NameOf = Callable[[str], str]  # the name of a member, asked by id

BROADCASTS = ("here", "channel", "everyone")

_REFERENCE = re.compile(r"<([^<>\n]*)>")
_MEMBER = re.compile(r"[UW][A-Z0-9]+\Z")
_CHANNEL = re.compile(r"[CGD][A-Z0-9]+\Z")
_LINK = re.compile(r"(?:https?://|mailto:|tel:)[^\s|]+\Z", re.IGNORECASE)
_BARE_AMPERSAND = re.compile(r"&(?!amp;|lt;|gt;)")
_UNCUT = re.compile(r"<[^<>\n]*>|&(?:amp|lt|gt);|:[^\s:<>&]{1,100}:|.", re.DOTALL)
_JOINER = "\u200d"  # zero width: glues emoji into one picture
_INVISIBLE = dict.fromkeys(map(ord, "\u200b\u200c\u2060\ufeff\u00ad"))


def escape(text: str) -> str:
    """Plain text, as Slack wants to be given it. Nothing in the result is markup with a target."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def unescape(text: str) -> str:
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def defuse(text: str, name_of: NameOf) -> str:
    """What a person typed, safe to show again: it can never ping anybody.

    Mentions, groups and broadcasts become their plain names; links and channels stay alive. Every
    other angle bracket is escaped, so whatever was nested or half-open is only text.
    """

    def inert(body: str) -> str:
        target, _, label = body.partition("|")
        if _LINK.match(target):
            return f"<{_quiet(body)}>"
        if target[:1] == "#" and _CHANNEL.match(target[1:]):
            return f"<{target}>"
        shown = _shown(target, label, name_of)
        return _quiet(f"<{body}>") if shown is None else escape(shown)

    return _each_part(text, _quiet, inert)


def plain(text: str, name_of: NameOf) -> str:
    """Slack's text as plain text. Escape it again wherever Slack reads markup."""

    def said(body: str) -> str:
        target, _, label = body.partition("|")
        shown = _shown(target, label, name_of)
        if shown is not None:
            return shown
        if target[:1] == "#":
            return "#" + unescape(label or target[1:])
        return unescape(label or target) if _LINK.match(target) else unescape(f"<{body}>")

    return _each_part(text, unescape, said)


def shorten(text: str, limit: int) -> str:
    """At most `limit` characters of Slack's text, with … where it was cut.

    The cut never falls inside a reference, an entity, an emoji's name or a combined character.
    """
    if len(text) <= limit:
        return text
    ends = takewhile(lambda end: end < limit, (found.end() for found in _UNCUT.finditer(text)))
    cut = max(ends, default=0)
    while cut and _continues(text, cut):
        cut -= 1
    return (text[:cut].rstrip() + "…")[: max(limit, 0)]


def _continues(text: str, at: int) -> bool:
    """The character there is drawn together with the one before."""
    if text[at] == _JOINER or text[at - 1] == _JOINER:
        return True
    return bool(unicodedata.combining(text[at])) or "\ufe00" <= text[at] <= "\ufe0f"


def _each_part(text: str, outside: Callable[[str], str], inside: Callable[[str], str]) -> str:
    """The text again, with what is in angle brackets and what is around them rewritten."""
    parts = _REFERENCE.split(text)
    return "".join(inside(part) if place % 2 else outside(part) for place, part in enumerate(parts))


def _quiet(text: str) -> str:
    """Escaped text stays as it is; whatever is not escaped becomes so."""
    text = _BARE_AMPERSAND.sub("&amp;", text)
    return text.replace("<", "&lt;").replace(">", "&gt;")


def _shown(target: str, label: str, name_of: NameOf) -> str | None:
    """How a reference to people or a date reads as plain text; None when it is neither."""
    sign, name = target[:1], target[1:].translate(_INVISIBLE).strip()
    if sign == "@" and _MEMBER.match(name):
        return "@" + (name_of(name) or unescape(label) or name)
    if sign == "!" and name.lower() in BROADCASTS:
        return "@" + name.lower()
    if sign == "!" and name.startswith("subteam^"):
        return "@" + unescape(label or name.removeprefix("subteam^")).lstrip("@")
    if sign == "!" and name.startswith("date^"):
        return unescape(label)
    return None
