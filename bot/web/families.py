"""`/family/<ticket>`: an idea's family as a picture, for whoever has the link, for an hour."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import partial
from http import HTTPStatus
from typing import TYPE_CHECKING

import structlog

from bot.domain.drawings import drawing_of
from bot.domain.errors import IdeaGoneError
from bot.domain.families import Branch, Family, branches
from bot.domain.ideas import Idea, Stage
from bot.domain.people import Directory, Person
from bot.domain.sending import SendError
from bot.i18n import Words, words_for
from bot.kit.clock import Clock
from bot.kit.mrkdwn import plain
from bot.services.families import family_seen_in
from bot.services.tickets import Ticket, opened
from bot.storage import StorageError, Store
from bot.web import not_found
from bot.web.markup import Markup, element
from bot.web.pages import answered, note, page
from bot.web.pictures import Shown, picture_of

if TYPE_CHECKING:
    from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

PATH = "/family/"
NAMED = 80  # characters of another parent
DEEPEST = 6  # steps to the right in the list, as the style has them

log = structlog.get_logger()


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


class _RefusedError(Exception):
    """There is a page to answer with, but not the one that was asked for."""

    def __init__(self, status: HTTPStatus, words: Words, sentence: str) -> None:
        super().__init__(sentence)
        self.status, self.words, self.sentence = status, words, sentence


def with_families(inner: "WSGIApplication", gallery: Gallery) -> "WSGIApplication":
    """The pages of families, and `inner` for all else."""

    def application(environ: "WSGIEnvironment", start: "StartResponse") -> Iterable[bytes]:
        path, method = environ["PATH_INFO"], environ["REQUEST_METHOD"]
        if path.startswith(PATH) and method in ("GET", "HEAD"):
            status, html = _answer(path.removeprefix(PATH), gallery)
            return answered(start, f"{status} {status.phrase}", html, bare=method == "HEAD")
        return not_found(environ, start) if path.startswith(PATH) else inner(environ, start)

    return application


def _answer(ticket: str, gallery: Gallery) -> tuple[HTTPStatus, str]:
    try:
        return HTTPStatus.OK, _family_page(ticket, gallery)
    except _RefusedError as refused:
        title = refused.words.gettext("An idea's family")
        return refused.status, note(title, refused.words.language, refused.sentence)


def _family_page(text: str, gallery: Gallery) -> str:
    ticket = opened(text, gallery.secret)
    if ticket is None:
        words = words_for(gallery.language)
        sentence = words.gettext("This link leads nowhere. In Slack, the card has a fresh one.")
        raise _RefusedError(HTTPStatus.NOT_FOUND, words, sentence)
    try:
        return _page_for(ticket, gallery)
    except (StorageError, SendError) as error:
        log.warning("picture_failed", why=type(error).__name__)
        words = words_for(gallery.language)
        sentence = words.gettext("This cannot be shown right now. Please try again in a minute.")
        raise _RefusedError(HTTPStatus.SERVICE_UNAVAILABLE, words, sentence) from None


def _page_for(ticket: Ticket, gallery: Gallery) -> str:
    reader = gallery.directory.person(ticket.workspace, ticket.reader)
    words = words_for(reader.locale)
    if gallery.clock() >= ticket.until or not reader.is_member:
        sentence = words.gettext(
            "This link is no longer valid. In Slack, the card has a fresh one."
        )
        raise _RefusedError(HTTPStatus.GONE, words, sentence)
    try:
        family = family_seen_in(gallery.store, ticket.workspace, ticket.idea, ticket.channel)
    except IdeaGoneError as gone:
        raise _RefusedError(HTTPStatus.GONE, words, words.error(gone)) from None
    return _page(family, ticket, reader, words, gallery)


def _page(family: Family, ticket: Ticket, reader: Person, words: Words, gallery: Gallery) -> str:
    title = words.gettext("An idea's family")
    shown = {idea.id: _shown(idea, words, gallery) for idea in family.ideas}
    picture = picture_of(drawing_of(family), family.of, title, lambda idea: shown[idea.id])
    told = words.say(
        "Whoever has this link sees this page until {hour}.",
        hour=words.hour(ticket.until, reader.time_zone),
    )
    order = words.gettext("Each idea stands to the right of what it builds on.")
    return page(
        title,
        words.language,
        element("h1", title),
        element("p", order, class_="quiet"),
        element("figure", picture, class_="frame", tabindex=0),
        *_left_out(family, words),
        element("h2", words.gettext("As a list")),
        element("ul", *(_item(each, family.of, shown, words) for each in branches(family))),
        element("p", told, class_="quiet"),
    )


def _left_out(family: Family, words: Words) -> list[Markup]:
    if not family.left_out:
        return []
    sentence = words.count(
        "And {count} more idea, further away.",
        "And {count} more ideas, further away.",
        family.left_out,
    )
    return [element("p", sentence, class_="quiet")]


def _item(branch: Branch, of: Idea, shown: dict[int, Shown], words: Words) -> Markup:
    """The idea with all of its text: what the picture cuts short is here."""
    idea, told = branch.idea, shown[branch.idea.id]
    text = element("a", told.text, href=told.link, rel="noreferrer") if told.link else told.text
    also = ""
    if branch.also:
        others = "; ".join(shown[each.id].text[:NAMED] for each in branch.also)
        also = " · " + words.say("builds on this too: {ideas}", ideas=others)
    classes = f"{idea.stage.value} in{min(branch.depth, DEEPEST)}"
    return element(
        "li",
        element("div", text, dir="auto"),
        element("span", told.author, " · ", class_="who"),
        element("span", told.stage, class_="stage"),
        element("span", also, class_="who"),
        class_=f"{classes} it" if idea.id == of.id else classes,
    )


def _shown(idea: Idea, words: Words, gallery: Gallery) -> Shown:
    """In plain words. What is old, or was withdrawn, has lost its text."""
    name_of = partial(gallery.name_of, words, idea.workspace)
    text = " ".join(plain(idea.text, name_of).split()) or words.gettext("(no longer here)")
    link = gallery.permalink(idea.channel, idea.place) if idea.place else None
    return Shown(name_of(idea.author), text, gallery.stage_label(idea.stage, words), link)
