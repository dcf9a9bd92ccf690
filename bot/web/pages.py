"""A page without scripts: its head, its headers, and the ways in which a page is refused."""

from base64 import b64encode
from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from bot.web.markup import Markup, element, joined

if TYPE_CHECKING:
    from wsgiref.types import StartResponse

STYLE = Markup((Path(__file__).parent / "family.css").read_text(encoding="utf-8"))
_STYLE_HASH = b64encode(sha256(STYLE.encode()).digest()).decode()
_POLICY = (
    f"default-src 'none'; style-src 'sha256-{_STYLE_HASH}'; base-uri 'none'; form-action 'none';"
    " frame-ancestors 'none'"
)
HEADERS = [
    ("content-type", "text/html; charset=utf-8"),
    ("content-security-policy", _POLICY),
    ("cache-control", "no-store"),
    ("referrer-policy", "no-referrer"),
    ("x-content-type-options", "nosniff"),
    ("x-robots-tag", "noindex, nofollow"),
]


def page(title: str, language: str, *inside: Markup) -> str:
    """The title is all that a preview of the link may show: nothing typed belongs there."""
    head = element(
        "head",
        element("meta", charset="utf-8"),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("meta", name="referrer", content="no-referrer"),
        element("title", title),
        element("style", STYLE),
    )
    body = element("body", element("main", *inside))
    return joined(Markup("<!doctype html>"), element("html", head, body, lang=language))


def note(title: str, language: str, sentence: str) -> str:
    """A page that only says something."""
    return page(title, language, element("h1", title), element("p", sentence))


def answered(start: "StartResponse", status: str, html: str, *, bare: bool) -> Iterable[bytes]:
    """`bare` is for HEAD: the headers alone."""
    body = html.encode("utf-8", "replace")
    start(status, [*HEADERS, ("content-length", str(len(body)))])
    return [] if bare else [body]
