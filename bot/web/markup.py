"""HTML and SVG by hand: whatever is not markup already is escaped."""

from html import escape


class Markup(str):
    """Text that is markup, made by `element` alone."""

    __slots__ = ()


VOID = frozenset({"meta"})
# Seen by nobody, or turning around what follows: of no use in a picture.
_DROPPED = dict.fromkeys(
    [*range(9), *range(0xB, 0x20), 0x7F, *range(0x202A, 0x202F), *range(0x2066, 0x206A)]
)


def element(tag: str, *inside: str, **attributes: object) -> Markup:
    """An element. Names of attributes are written as Python can: `class_`, `aria_label`."""
    named = "".join(
        f' {name.rstrip("_").replace("_", "-")}="{_text(str(value))}"'
        for name, value in attributes.items()
        if value is not None
    )
    if tag in VOID:
        return Markup(f"<{tag}{named}>")
    return Markup(f"<{tag}{named}>{joined(*inside)}</{tag}>")


def joined(*parts: str) -> Markup:
    return Markup("".join(part if isinstance(part, Markup) else _text(part) for part in parts))


def _text(text: str) -> str:
    return escape(text.translate(_DROPPED), quote=True)
