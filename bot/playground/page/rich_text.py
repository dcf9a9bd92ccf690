"""Slack's rich_text block, as HTML."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from bot.playground.page import emoji, inline
from bot.playground.page.reader import Reader

Piece = Mapping[str, Any]


def to_html(block: Piece, reader: Reader) -> str:
    return "".join(_part(part, reader) for part in block.get("elements", []))


def _part(part: Piece, reader: Reader) -> str:
    kind = part.get("type")
    inner = _inline(part.get("elements", []), reader) if kind != "rich_text_list" else ""
    match kind:
        case "rich_text_list":
            return _list(part, reader)
        case "rich_text_quote":
            return f"<blockquote>{inner}</blockquote>"
        case "rich_text_preformatted":
            return f"<pre>{inner.replace('<br>', chr(10))}</pre>"
        case _:
            return f'<div class="rich-line">{inner}</div>'


def _list(part: Piece, reader: Reader) -> str:
    tag = "ol" if part.get("style") == "ordered" else "ul"
    indent = int(part.get("indent", 0))
    start = f' start="{int(part["offset"]) + 1}"' if part.get("offset") else ""
    items = "".join(
        f"<li>{_inline(item.get('elements', []), reader)}</li>" for item in part["elements"]
    )
    return f'<{tag} class="indent-{indent}"{start}>{items}</{tag}>'


def _inline(elements: Sequence[Piece], reader: Reader) -> str:
    return "".join(_styled(_element(element, reader), element) for element in elements)


def _element(element: Piece, reader: Reader) -> str:
    writer = _WRITERS.get(element.get("type", ""))
    return writer(element, reader) if writer else ""


def _text(element: Piece, reader: Reader) -> str:
    del reader
    return inline.escape(element.get("text", "")).replace("\n", "<br>")


def _link(element: Piece, reader: Reader) -> str:
    del reader
    return inline.link(element["url"], inline.escape(element.get("text", "")))


def _emoji(element: Piece, reader: Reader) -> str:
    del reader
    codes = element.get("unicode")
    known = emoji.character(element["name"])
    if codes and not known:
        return "".join(chr(int(code, 16)) for code in codes.split("-"))
    return emoji.shown(element["name"])


def _date(element: Piece, reader: Reader) -> str:
    stamp, pattern = str(element["timestamp"]), element.get("format", "{date}")
    return inline.date(stamp, pattern, element.get("fallback", ""), element.get("url", ""), reader)


_WRITERS: dict[str, Callable[[Piece, Reader], str]] = {
    "text": _text,
    "link": _link,
    "emoji": _emoji,
    "date": _date,
    "user": lambda element, reader: inline.person(element["user_id"], reader),
    "usergroup": lambda element, reader: inline.group(element["usergroup_id"], reader),
    "channel": lambda element, reader: inline.channel(element["channel_id"], reader),
    "broadcast": lambda element, _: inline.broadcast(element["range"]),
    "color": lambda element, _: inline.escape(element["value"]),
}

_STYLE_TAGS = (("code", "code"), ("bold", "strong"), ("italic", "em"), ("strike", "s"))


def _styled(markup: str, element: Piece) -> str:
    style = element.get("style")
    if not isinstance(style, Mapping):
        return markup
    for name, tag in (*_STYLE_TAGS, ("underline", "u")):
        if style.get(name):
            markup = f"<{tag}>{markup}</{tag}>"
    return markup
