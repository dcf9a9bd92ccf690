"""Somebody keeps what was said as an idea: it stays its author's, who is told and can refuse."""

from dataclasses import dataclass, replace
from datetime import datetime

from bot.domain.detector import judge
from bot.domain.errors import (
    AuthorRefusedError,
    ChannelOffError,
    IdeaGoneError,
    LeaversIdeaError,
    LeftAloneError,
    NotByPersonError,
    NoWordsError,
    StrangersIdeaError,
)
from bot.domain.feedback import Label, Verdict
from bot.domain.ideas import TEXT_LIMIT, Idea
from bot.domain.messages import Message
from bot.domain.outgoing import Hint, IdeaCaptured, Offered
from bot.domain.people import Directory, Person, Watch
from bot.domain.thresholds import marked
from bot.kit.mrkdwn import shorten
from bot.services.feedback import note_answer, note_taken_back
from bot.services.ideas import hold_with_relatives, present_idea, take_back_idea
from bot.services.intake import idea_of, keep_said_idea
from bot.services.marks import Marks
from bot.services.offers import case_of, put_offer
from bot.storage import Store, Transaction


@dataclass(frozen=True, slots=True)
class Capture:
    """What keeping a message leads to, or led to."""

    author: Person
    known: Idea | None = None  # it was an idea already
    parent: Idea | None = None  # in whose thread it was said: it builds on that one
    asks: bool = False  # its author is asked first


def look_at(store: Store, directory: Directory, message: Message, by: str) -> Capture:
    """What would come of it if `by` kept this message. Raises the `BotError` that says why not."""
    author = _author(directory, message)
    with store.read() as tx:
        return _capture(tx, message, author, by)


def capture_idea(
    store: Store, directory: Directory, message: Message, marks: Marks, now: datetime, *, by: str
) -> Capture:
    """Keep this message as an idea of its author, or ask them where nothing is kept unasked.

    Raises the `BotError` that says why not.
    """
    author, judged = _author(directory, message), judge(message)
    with store.begin() as tx:
        found = _capture(tx, message, author, by)
        if found.known:
            return found
        if found.asks:
            what = Offered.BUILD if found.parent else Offered.IDEA
            noticed = marked(judged.idea)
            put_offer(tx, message, what, noticed, now, Hint.SAVER, by=by)
            return found
        proposal = judged.findings.idea
        text = shorten(proposal.text if proposal else message.text, TEXT_LIMIT)
        parents = (found.parent.id,) if found.parent else ()
        idea = idea_of(message, text, parents=parents, agreed=True)
        if by == message.author:
            keep_said_idea(tx, idea, marks, now)
            note_answer(tx, case_of(message, Offered.IDEA), Verdict.KEEP, now)
        elif kept := keep_said_idea(tx, replace(idea, captured_by=by), marks, now):
            _tell_author(tx, kept, message, by, now)
        return found


def approve_capture(store: Store, workspace: str, idea: int, person: str, now: datetime) -> None:
    """Its author is fine with it. Raises `IdeaGoneError`."""
    with store.begin() as tx:
        if case := _own(tx, workspace, idea, person).case:
            note_answer(tx, case, Verdict.KEEP, now)


def refuse_capture(
    store: Store, workspace: str, idea: int, person: str, marks: Marks, now: datetime
) -> None:
    """Its author would rather not: it goes, and others cannot save that message again.

    Raises `IdeaGoneError`.
    """
    with store.begin() as tx:
        hold_with_relatives(tx, _own(tx, workspace, idea, person))
        found = _own(tx, workspace, idea, person)
        take_back_idea(tx, found, now, marks.idea)
        note_taken_back(tx, found, now, Verdict.NOT_THIS)


def _author(directory: Directory, message: Message) -> Person:
    author = directory.person(message.workspace, message.author)
    if author.is_bot:
        raise NotByPersonError
    if author.is_deactivated:
        raise LeaversIdeaError(name=author.name)
    if author.is_stranger:
        raise StrangersIdeaError(name=author.name)
    return author


def _capture(tx: Transaction, message: Message, author: Person, by: str) -> Capture:
    if known := tx.ideas.at_message(message.ref):
        return Capture(author, known=known)
    watch = tx.channels.known(message.workspace, message.channel).watch
    if watch is Watch.OFF:
        raise ChannelOffError
    if not message.text.strip():
        raise NoWordsError
    if by != author.id:
        _check_may_be_saved(tx, message, author)
    parent = tx.ideas.at_thread(message.thread) if message.thread else None
    return Capture(author, parent=parent, asks=watch is Watch.ASK and by != author.id)


def _check_may_be_saved(tx: Transaction, message: Message, author: Person) -> None:
    """By others: nobody's words are kept against their wish."""
    verdict = tx.feedback.verdict(message.ref, Label.IDEA)
    if verdict not in (None, Verdict.KEEP):
        raise AuthorRefusedError
    if not tx.people.may_be_asked(message.workspace, author.id):
        raise LeftAloneError(name=author.name)


def _tell_author(tx: Transaction, idea: Idea, message: Message, by: str, now: datetime) -> None:
    tx.outbox.put(
        IdeaCaptured(idea.id, by, message.channel, message.ts),
        workspace=idea.workspace,
        to=idea.author,
        once=f"idea:{idea.id}:captured",
        at=now,
    )


def _own(tx: Transaction, workspace: str, idea: int, person: str) -> Idea:
    found = present_idea(tx, workspace, idea)
    if found.author != person:
        raise IdeaGoneError
    return found
