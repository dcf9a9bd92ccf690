"""What a person typed, as Slack's rich_text block tells it: better than its text does.

The block knows a mention from the same letters in code or in a quote. Whatever is malformed or
unknown is no reason to lose a message: then the caller reads its text.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any

from bot.domain.messages import Kind, Span
from bot.domain.mrkdwn import merged

Piece = Mapping[str, Any]
# Elements that hold one text: what that is, and its key.
_INLINE = {
    "text": (Kind.TEXT, "text"),
    "user": (Kind.USER, "user_id"),
    "usergroup": (Kind.GROUP, "usergroup_id"),
    "channel": (Kind.CHANNEL, "channel_id"),
    "broadcast": (Kind.BROADCAST, "range"),
    "color": (Kind.TEXT, "value"),
}


def spans_of_blocks(blocks: object) -> tuple[Span, ...] | None:
    """The spans of a message's rich_text, or None where there is none that can be read."""
    try:
        rich = [block for block in _pieces(blocks) if block.get("type") == "rich_text"]
        parts = [part for block in rich for part in _pieces(block["elements"])]
        return merged(_lines(parts)) if rich else None
    except (KeyError, TypeError, ValueError):
        return None


def _pieces(found: object) -> Sequence[Piece]:
    if not isinstance(found, list) or not all(isinstance(piece, dict) for piece in found):
        raise TypeError
    return found


def _lines(parts: Iterable[Piece]) -> Iterator[Span]:
    """Every part begins a line of its own."""
    ended = True
    for part in parts:
        if not ended:
            yield Span(Kind.TEXT, "\n")
        spans = list(_part(part))
        yield from spans
        last = spans[-1] if spans else None
        ended = last is None or (last.kind is Kind.TEXT and last.value.endswith("\n"))


def _part(part: Piece) -> Iterator[Span]:
    kind = part.get("type")
    elements = _pieces(part["elements"])
    if kind == "rich_text_list":
        return _items(part, elements)
    if kind == "rich_text_quote":
        return iter([Span(Kind.QUOTE, _flat(elements))])
    if kind == "rich_text_preformatted":
        return iter([Span(Kind.CODE, _flat(elements))])
    return _section(elements)


def _items(part: Piece, items: Sequence[Piece]) -> Iterator[Span]:
    """A list, with the marks that Slack's text has before each item."""
    first = _number(part.get("offset", 0)) + 1
    for place, item in enumerate(items):
        mark = f"{first + place}." if part.get("style") == "ordered" else "•"
        yield Span(Kind.TEXT, f"\n{mark} " if place else f"{mark} ")
        yield from _section(_pieces(item["elements"]))


def _section(elements: Iterable[Piece]) -> Iterator[Span]:
    for is_code, together in groupby(elements, _is_code):
        spans = map(_inline, together)
        if is_code:
            yield Span(Kind.CODE, "".join(map(_said, spans)))
        else:
            yield from spans


def _is_code(element: Piece) -> bool:
    style = element.get("style")
    return isinstance(style, dict) and bool(style.get("code"))


def _flat(elements: Iterable[Piece]) -> str:
    return "".join(_said(_inline(element)) for element in elements).strip("\n")


def _said(span: Span) -> str:
    """A span as plain text: in code and quotes nobody is mentioned."""
    signs = {Kind.USER: "@", Kind.GROUP: "@", Kind.BROADCAST: "@", Kind.CHANNEL: "#"}
    if span.kind is Kind.EMOJI:
        return f":{span.value}:"
    return signs.get(span.kind, "") + (span.label.lstrip("@#") or span.value)


def _inline(element: Piece) -> Span:
    match _text(element["type"]):
        case "link":
            url, label = _text(element["url"]), _text(element.get("text", ""))
            return Span(Kind.LINK, url, "" if label == url else label)
        case "emoji":
            name, tone = _text(element["name"]), element.get("skin_tone")
            toned = tone is not None and "::" not in name
            return Span(Kind.EMOJI, f"{name}::skin-tone-{_number(tone)}" if toned else name)
        case "date":
            return Span(Kind.TEXT, _text(element.get("fallback", "")))
        case type_ if type_ in _INLINE:
            kind, key = _INLINE[type_]
            return Span(kind, _text(element[key]))
    return Span(Kind.TEXT, _text(element.get("text", "")))


def _text(found: object) -> str:
    if not isinstance(found, str):
        raise TypeError
    return found


def _number(found: object) -> int:
    if not isinstance(found, int):
        raise TypeError
    return found
