"""Text objects as elements of the page."""

from nicegui import ui

from bot.playground.page import emoji, inline, mrkdwn
from bot.playground.page.reader import Reader
from bot.playground.page.surface import Json


def as_html(text: Json, reader: Reader) -> str:
    words = str(text.get("text", ""))
    if text.get("type") == "mrkdwn":
        return mrkdwn.to_html(words, reader, verbatim=bool(text.get("verbatim")))
    shown = inline.escape(words)
    return emoji.replace_names_in_html(shown).replace("\n", "<br>")


def markup(html: str, classes: str = "") -> ui.html:
    """Markup of our own making: every piece a person or an app wrote was escaped in it."""
    return ui.html(html, sanitize=False).classes(classes)


def label(text: object) -> str:
    """The words of a button or an option, with emoji in place of their names."""
    return emoji.replace_names(str(text.get("text", "")) if isinstance(text, dict) else "")
