"""`/family/<ticket>`: an idea's family as a picture, for whoever has the link, for an hour."""

from base64 import b64encode
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cache, partial
from hashlib import sha256
from http import HTTPStatus
from pathlib import Path
from typing import TYPE_CHECKING

import structlog

from bot.domain.errors import IdeaGoneError
from bot.domain.families import Branch, Family, branches
from bot.domain.ideas import Idea, Stage
from bot.domain.people import Directory
from bot.domain.sending import SendError
from bot.i18n import Words, words_for
from bot.kit.clock import Clock
from bot.kit.mrkdwn import plain
from bot.services.families import family_seen_in
from bot.services.tickets import Ticket, opened
from bot.storage import StorageError, Store
from bot.web import not_found
from bot.web.drawings import drawing_of

if TYPE_CHECKING:
    from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

    from jinja2 import Environment

PATH = "/family/"
NAMED = 80  # characters of another parent
TEMPLATES = Path(__file__).parent / "templates"
HEADERS = (
    ("content-type", "text/html; charset=utf-8"),
    ("cache-control", "no-store"),
    ("referrer-policy", "no-referrer"),
    ("x-content-type-options", "nosniff"),
    ("x-robots-tag", "noindex, nofollow"),
)
# Control characters, and those that change the direction of the text that follows them.
DROPPED = dict.fromkeys(
    [*range(9), *range(0xB, 0x20), 0x7F, *range(0x202A, 0x202F), *range(0x2066, 0x206A)]
)

log = structlog.get_logger()

Answer = tuple[HTTPStatus, dict[str, object]]  # and the variables of the templates


@dataclass(frozen=True, slots=True)
class Gallery:
    """What the pages of families need. Slack's side lends what it alone knows."""

    store: Store
    clock: Clock
    directory: Directory
    name_of: Callable[[Words, str, str], str]  # of whom in which workspace, in those words
    permalink: Callable[[str, str], str]
    stage_label: Callable[[Stage, Words], str]
    language: str  # of those who have no ticket
    secret: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Shown:
    """An idea in plain words, as its reader sees it."""

    author: str
    text: str
    stage: str
    link: str | None


def with_families(inner: "WSGIApplication", gallery: Gallery) -> "WSGIApplication":
    """Answer with the pages of families, and pass on everything else to `inner`."""

    def application(environ: "WSGIEnvironment", start: "StartResponse") -> Iterable[bytes]:
        path, method = environ["PATH_INFO"], environ["REQUEST_METHOD"]
        if not path.startswith(PATH):
            return inner(environ, start)
        if method not in ("GET", "HEAD"):
            return not_found(environ, start)
        status, variables = _answer(path.removeprefix(PATH), gallery)
        style = _templates().get_template("family.css").render(variables)
        page = _templates().get_template("family.html").render(variables, style=style)
        body = page.encode("utf-8", "replace")
        headers = [("content-security-policy", _policy(style)), ("content-length", str(len(body)))]
        start(f"{status} {status.phrase}", [*HEADERS, *headers])
        return [body] if method == "GET" else []

    return application


@cache
def _templates() -> "Environment":
    """Import Jinja2 with the first page: that takes 11 ms and a megabyte."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    return Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        finalize=lambda value: value.translate(DROPPED) if isinstance(value, str) else value,
    )


def _policy(style: str) -> str:
    """Forbid the browser to load or to run anything but this style."""
    known = b64encode(sha256(style.encode()).digest()).decode()
    return (
        f"default-src 'none'; style-src 'sha256-{known}'; base-uri 'none'; form-action 'none';"
        " frame-ancestors 'none'"
    )


def _answer(text: str, gallery: Gallery) -> Answer:
    words = words_for(gallery.language)
    ticket = opened(text, gallery.secret)
    if ticket is None:
        sentence = words.gettext("This link leads nowhere. In Slack, the card has a fresh one.")
        return HTTPStatus.NOT_FOUND, _note(sentence, words)
    try:
        return _answer_to(ticket, gallery)
    except (StorageError, SendError) as error:
        log.warning("picture_failed", why=type(error).__name__)
        sentence = words.gettext("This cannot be shown right now. Please try again in a minute.")
        return HTTPStatus.SERVICE_UNAVAILABLE, _note(sentence, words)


def _answer_to(ticket: Ticket, gallery: Gallery) -> Answer:
    reader = gallery.directory.person(ticket.workspace, ticket.reader)
    words = words_for(reader.locale)
    if gallery.clock() >= ticket.until or not reader.is_member:
        sentence = words.gettext(
            "This link is no longer valid. In Slack, the card has a fresh one."
        )
        return HTTPStatus.GONE, _note(sentence, words)
    try:
        family = family_seen_in(gallery.store, ticket.workspace, ticket.idea, ticket.channel)
    except IdeaGoneError as gone:
        return HTTPStatus.GONE, _note(words.error(gone), words)
    until = words.hour(ticket.until, reader.time_zone)
    return HTTPStatus.OK, _page(family, until, words, gallery)


def _note(sentence: str, words: Words) -> dict[str, object]:
    """Say one sentence instead of showing a family."""
    return {"title": words.gettext("An idea's family"), "words": words, "note": sentence}


def _page(family: Family, until: str, words: Words, gallery: Gallery) -> dict[str, object]:
    shown = {idea.id: _shown(idea, words, gallery) for idea in family.ideas}
    left_out = words.count(
        "And {count} more idea, further away.",
        "And {count} more ideas, further away.",
        family.left_out,
    )
    return {
        "title": words.gettext("An idea's family"),
        "words": words,
        "order": words.gettext("Each idea stands to the right of what it builds on."),
        "family": family,
        "shown": shown,
        "drawing": drawing_of(family),
        "left_out": left_out if family.left_out else "",
        "as_list": words.gettext("As a list"),
        "items": [(branch, _also(branch, shown, words)) for branch in branches(family)],
        "valid": words.say("Whoever has this link sees this page until {hour}.", hour=until),
    }


def _shown(idea: Idea, words: Words, gallery: Gallery) -> Shown:
    """Turn an idea into plain words. One that is old, or was withdrawn, has no text any more."""
    name_of = partial(gallery.name_of, words, idea.workspace)
    text = " ".join(plain(idea.text, name_of).split()) or words.gettext("(no longer here)")
    link = gallery.permalink(idea.channel, idea.place) if idea.place else None
    return Shown(name_of(idea.author), text, gallery.stage_label(idea.stage, words), link)


def _also(branch: Branch, shown: dict[int, Shown], words: Words) -> str:
    """Name the other parents, which stand further up in the list."""
    others = "; ".join(shown[each.id].text[:NAMED] for each in branch.also)
    return words.say("builds on this too: {ideas}", ideas=others) if others else ""
