"""Ideas are combined: into a new one, which each author is asked to let theirs be a part of."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from bot.domain.combining import MOST, SILENCE, Consent, Request, may_combine
from bot.domain.errors import (
    AnsweredAlreadyError,
    IdeaGoneError,
    NotAskedError,
    PrivateParentError,
    TooFewIdeasError,
)
from bot.domain.ideas import Idea, Part, check_text
from bot.domain.moves import Event, Happening
from bot.domain.outgoing import CombineAsked
from bot.services.cards import refresh_cards
from bot.services.ideas import keep_idea, request_key
from bot.storage import Store, Transaction

AT_ONCE = 100  # requests in one transaction


def combine_ideas(store: Store, combined: Idea, parts: Sequence[int]) -> Idea | None:
    """Keep the combined idea, and ask the authors of its parts. None when it is already kept.

    What its own author had joins at once; what nobody can be asked for stays out.

    Raises `EmptyIdeaError`, `TooLongError`, `TooFewIdeasError`, `IdeaGoneError` and
    `PrivateParentError`.
    """
    check_text(combined.text)
    wanted = list(dict.fromkeys(parts))[:MOST]
    if len(wanted) < 2:
        raise TooFewIdeasError
    with store.begin() as tx:
        held = tx.ideas.held(combined.workspace, wanted)
        if held.keys() != set(wanted):
            raise IdeaGoneError
        found = [held[id_] for id_ in wanted]
        if not all(may_combine(combined, idea) for idea in found):
            raise PrivateParentError
        own = tuple(idea.id for idea in found if idea.author == combined.author)
        kept = keep_idea(tx, replace(combined, parents=own))
        if kept:
            _ask_authors(tx, kept, [idea for idea in found if idea.author != kept.author])
        return kept


def answer_request(
    store: Store, workspace: str, child: int, parent: int, by: str, consent: Consent, now: datetime
) -> Idea:
    """The parent's author says whether it may be part of the child. Answers the child.

    A no keeps it out, and nobody hears of it.

    Raises `IdeaGoneError`, `NotAskedError` and `AnsweredAlreadyError`.
    """
    with store.begin() as tx:
        held = tx.ideas.held(workspace, [parent, child])
        if held.keys() != {parent, child}:
            raise IdeaGoneError
        found, whole = held[parent], held[child]
        request = tx.combining.one(workspace, child, parent)
        if request is None or request.author != by:
            raise NotAskedError
        if not tx.combining.answer(workspace, child, parent, consent):
            raise AnsweredAlreadyError
        if consent is Consent.YES and may_combine(whole, found):
            _join(tx, whole, found, now)
        refresh_cards(tx, workspace, [parent, child], now)
        return whole


def close_silent_requests(store: Store, now: datetime) -> int:
    """After two weeks of silence an idea stays out, as after a no. Answers how many."""
    return store.do_all(
        lambda tx: tx.combining.silent_since(now - SILENCE, AT_ONCE),
        lambda tx, request: _close(tx, request, now),
    )


def _close(tx: Transaction, request: Request, now: datetime) -> None:
    if tx.combining.answer(request.workspace, request.child, request.parent, Consent.NO):
        refresh_cards(tx, request.workspace, [request.child], now)


def _ask_authors(tx: Transaction, kept: Idea, parts: Sequence[Idea]) -> None:
    workspace, now = kept.workspace, kept.shared_at
    gone = tx.people.no_members(workspace, {idea.author for idea in parts}) | {""}
    asked = [idea for idea in parts if idea.author not in gone]
    tx.combining.ask([Request(workspace, kept.id, idea.id, idea.author, now) for idea in asked])
    for idea in asked:
        tx.outbox.put(
            CombineAsked(kept, idea),
            workspace=workspace,
            to=idea.author,
            once=request_key(kept.id, idea.id),
            at=now,
        )
    refresh_cards(tx, workspace, [kept.id], now)  # it says how many it waits for


def _join(tx: Transaction, child: Idea, parent: Idea, now: datetime) -> None:
    if not tx.ideas.add_parent(child.workspace, child.id, parent.id):
        return
    tx.ideas.add_part(child.workspace, parent.id, child.author, Part.BUILD, now)
    joined = Event(child.workspace, child.id, Happening.JOIN, child.author, now, other=parent.id)
    built = replace(joined, idea=parent.id, what=Happening.BUILD, other=child.id)
    tx.moves.add_all([joined, built])
