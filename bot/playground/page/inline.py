"""The small coloured things inside a sentence: people, channels, groups, links, dates."""

import html
import re

from bot.playground.page.reader import Reader
from bot.playground.page.times import date_markup

# a message of this workspace: it opens in the box, not at an address outside of it
_PERMALINK = re.compile(r"/archives/([CDG][A-Z0-9]+)/p(\d{10})(\d{6})")
SAFE_SCHEMES = ("https://", "http://", "mailto:", "tel:", "slack://")


def escape(text: str) -> str:
    return html.escape(text, quote=True)


def person(user: str, reader: Reader) -> str:
    mine = " me" if user == reader.me else ""
    name = escape(reader.people.get(user, "unknown person"))
    return f'<span class="mention{mine}" data-user="{escape(user)}">@{name}</span>'


def group(group_id: str, reader: Reader, label: str = "") -> str:
    mine = " me" if group_id in reader.my_groups else ""
    handle = reader.groups.get(group_id) or label.lstrip("@") or group_id
    return f'<span class="mention{mine}">@{escape(handle)}</span>'


def broadcast(span: str) -> str:
    return f'<span class="mention me">@{escape(span)}</span>'


def channel(channel_id: str, reader: Reader, label: str = "") -> str:
    name = reader.channels.get(channel_id) or label
    if not name:
        return '<span class="mention">🔒 private channel</span>'
    return f'<span class="mention" data-go="{escape(channel_id)}">#{escape(name)}</span>'


def link(url: str, label: str = "") -> str:
    """A link with its label already as HTML; an address we do not know stays text."""
    shown = label or escape(url.removeprefix("mailto:"))
    if not url.startswith(SAFE_SCHEMES):
        return shown
    if inside := _PERMALINK.search(url):
        place = f"{inside[1]} {inside[2]}.{inside[3]}"
        return f'<a href="{escape(url)}" data-go="{place}">{shown}</a>'
    return f'<a href="{escape(url)}" target="_blank" rel="noopener noreferrer">{shown}</a>'


def date(ts: str, pattern: str, fallback: str, url: str, reader: Reader) -> str:
    try:
        text = escape(date_markup(ts, pattern, reader))
    except (ValueError, OverflowError, OSError):
        return escape(fallback)
    return link(url, text) if url else text
