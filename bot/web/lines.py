"""Text broken into lines by how wide it is drawn, roughly: SVG does not break text itself."""

import unicodedata
from collections.abc import Iterator

NARROW = frozenset("fijlrtI.,:;'|!()[]{}/\\ -`\u2019")
BROAD = frozenset("mwMW@%&\u2026\u2014")
JOINER = "\u200d"


def in_lines(text: str, width: float, most: int) -> list[str]:
    """At most so many lines, each no wider than `width` ems; the last ends in … if more is left."""
    lines, line = [], ""
    for word in _words(text, width):
        longer = f"{line} {word}" if line else word
        if width_of(longer) <= width:
            line = longer
            continue
        lines.append(line)
        line = word
        if len(lines) == most:
            return [*lines[:-1], shortened(f"{lines[-1]} {word}", width)]
    return [*lines, line] if line else lines


def shortened(text: str, width: float) -> str:
    """The text, or as much of it as there is room for and …"""
    if width_of(text) <= width:
        return text
    kept = ""
    for sign in _signs(text):
        if width_of(f"{kept}{sign}…") > width:
            break
        kept += sign
    return f"{kept.rstrip()}…"


def width_of(text: str) -> float:
    """In ems, and rather too wide than too narrow."""
    return sum(max(map(_width, sign)) for sign in _signs(text))


def is_from_right(text: str) -> bool:
    """Whether the first letter that has a direction is written from right to left."""
    directions = (unicodedata.bidirectional(each) for each in text)
    return next((found != "L" for found in directions if found in ("L", "R", "AL")), False)


def _words(text: str, width: float) -> Iterator[str]:
    """Its words; one that is wider than a line comes in pieces."""
    for word in text.split():
        piece = ""
        for sign in _signs(word):
            if piece and width_of(piece + sign) > width:
                yield piece
                piece = ""
            piece += sign
        yield piece


def _signs(text: str) -> Iterator[str]:
    """What is drawn as one: a letter with its accents, an emoji of several."""
    sign = ""
    for each in text:
        joins = _is_drawn_over(each) or each == JOINER or sign.endswith(JOINER)
        if sign and not joins:
            yield sign
            sign = ""
        sign += each
    if sign:
        yield sign


def _width(sign: str) -> float:
    if _is_drawn_over(sign) or sign == JOINER:
        return 0.0
    if unicodedata.east_asian_width(sign) in "WF":
        return 1.05
    if sign in NARROW:
        return 0.36
    return 0.95 if sign in BROAD else 0.75 if sign.isupper() else 0.6


def _is_drawn_over(sign: str) -> bool:
    return unicodedata.category(sign) in ("Mn", "Me", "Cf") or "\U0001f3fb" <= sign <= "\U0001f3ff"
