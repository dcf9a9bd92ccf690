"""Ideas are shared, edited, supported, built on and taken back; the card follows."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import datetime

from bot.domain.combining import may_combine
from bot.domain.errors import IdeaGoneError, PrivateParentError, SupportingOneselfError
from bot.domain.idea_tests import Outcome
from bot.domain.ideas import Idea, check_text
from bot.domain.moves import Event, Happening
from bot.domain.outgoing import IdeaCard
from bot.domain.people import Channel
from bot.domain.relatives import Relatives
from bot.services.cards import card_key, card_lane, refresh_cards, refresh_held, show_card
from bot.services.marks import mark
from bot.services.nudge_cards import withdraw_cards_for_idea
from bot.services.rounds import end_round
from bot.services.similar import note_similar
from bot.storage import Store, Transaction


def share_idea(store: Store, idea: Idea) -> Idea | None:
    """Keep the idea and show its card. None when it is already kept.

    Raises `EmptyIdeaError`, `TooLongError`, `IdeaGoneError` when what it builds on is gone, and
    `PrivateParentError` when that belongs to a private channel elsewhere.
    """
    check_text(idea.text)
    with store.begin() as tx:
        parents = tx.ideas.held(idea.workspace, idea.parents)
        if parents.keys() != set(idea.parents):
            raise IdeaGoneError
        if not all(map(idea.may_name, parents.values())):
            raise PrivateParentError
        return keep_idea(tx, idea)


def keep_idea(tx: Transaction, idea: Idea, place: Channel | None = None) -> Idea | None:
    """Store the idea and post its card; None when it is stored already.

    `place` is its channel, if that was read before.
    """
    parents = tx.ideas.held(idea.workspace, idea.parents)
    place = place or tx.channels.get(idea.workspace, idea.channel)
    # A message from before its channel became private may arrive after that.
    is_private = idea.is_private or bool(place and place.is_private)
    kept = tx.ideas.add(replace(idea, is_private=is_private))
    if kept is not None:
        _note_shared(tx, kept)
        similar = note_similar(tx, kept, kept.parents, is_new=True)
        above = [parents[id] for id in kept.parents if id in parents]
        show_card(tx, kept, Relatives(parents=above, similar=similar), place)
        refresh_held(tx, parents, idea.shared_at)
    return kept


def _note_shared(tx: Transaction, idea: Idea) -> None:
    at = Event(idea.workspace, idea.id, Happening.SHARE, idea.author, idea.shared_at)
    events = [at]
    for parent in idea.parents:
        events.append(replace(at, what=Happening.JOIN, other=parent))
        events.append(replace(at, idea=parent, what=Happening.BUILD, other=idea.id))
    tx.moves.add_all(events)


def hold_with_relatives(tx: Transaction, idea: Idea, *others: int) -> Relatives:
    """Lock it with all ideas whose cards name it; then read it again.

    They are locked together, in the order of ids: locking one first can deadlock.
    """
    relatives = tx.families.relatives(idea.workspace, [idea.id])[idea.id]
    tx.ideas.hold(idea.workspace, {idea.id, *idea.parents, *relatives.ids, *others})
    return relatives


def edit_idea(tx: Transaction, idea: Idea, text: str, now: datetime) -> None:
    """Change its text as its message was edited, and all cards that quote it."""
    if text == idea.text:
        return
    relatives = hold_with_relatives(tx, idea)
    tx.ideas.change(idea.workspace, idea.id, text=text)
    tx.moves.add(Event(idea.workspace, idea.id, Happening.EDIT, idea.author, now))
    family = (*idea.parents, *(child.id for child in relatives.children))
    note_similar(tx, replace(idea, text=text), family)
    shown = (idea.id, *family, *(each.id for each in relatives.similar))
    refresh_cards(tx, idea.workspace, shown, now)


def take_back_idea(tx: Transaction, idea: Idea, now: datetime, emoji: str) -> None:
    """The idea is gone, and the cards that spoke of it follow."""
    refresh_cards(tx, idea.workspace, remove_idea(tx, idea, now, emoji), now)


def remove_idea(tx: Transaction, idea: Idea, now: datetime, emoji: str) -> Collection[int]:
    """It goes with its card, its mark, and its author's part in what it built on.

    What was built on it stays, and with it the idea's place in the lineage, without its words.
    Answers the ideas whose cards spoke of it.
    """
    others = set(hold_with_relatives(tx, idea).ids) | set(idea.parents)
    others |= _drop_requests(tx, idea)
    others.discard(idea.id)
    tx.outbox.supersede(idea.workspace, [card_lane(idea.id)], IdeaCard)
    test = tx.tests.open_of(idea.workspace, idea.id)
    _withdraw(tx, idea, now)
    if test:
        end_round(tx, test, Outcome.DROPPED, now)
    for worded in (tx.tests, tx.moves):  # that it was tested and moved stays
        worded.drop_words(workspace=idea.workspace, idea=idea.id)
    tx.outbox.withdraw(idea.workspace, card_key(idea.id), now)
    withdraw_cards_for_idea(tx, idea, now)
    if idea.said_in:
        mark(tx, idea.said_in, emoji, f"idea:{idea.id}", now, is_kept=False)
    return others


def _drop_requests(tx: Transaction, idea: Idea) -> set[int]:
    """Nobody is asked for it, or to be a part of it. Answers the ideas that wait for less.

    Who was asked already is told so when they answer.
    """
    dropped = tx.combining.drop_open(idea.workspace, idea.id)
    for child, parent in dropped:
        tx.outbox.drop(idea.workspace, request_key(child, parent))
    return {child for child, _ in dropped}


def request_key(child: int, parent: int) -> str:
    """Under which the author of the parent is asked whether it may be a part of the child."""
    return f"combine:{child}:{parent}"


def _withdraw(tx: Transaction, idea: Idea, now: datetime) -> None:
    """And with the last that built on them, those above it that were withdrawn before."""
    gone = Event(idea.workspace, idea.id, Happening.WITHDRAW, idea.author, now)
    if not tx.ideas.withdraw(idea.workspace, idea.id, now):
        tx.moves.add(gone)
        tx.similar.drop(idea.workspace, idea.id)
        return
    for parent in idea.parents:
        tx.ideas.drop_build(idea.workspace, parent, idea.author)
        tx.moves.add(replace(gone, idea=parent, what=Happening.UNBUILD, other=idea.id))
    for left in tx.ideas.left_behind(idea.workspace, idea.parents):
        _withdraw(tx, left, now)


def toggle_support(store: Store, workspace: str, idea: int, person: str, now: datetime) -> None:
    """Support the idea, or no longer.

    Raises `IdeaGoneError`, and `SupportingOneselfError` to its author.
    """
    with store.begin() as tx:
        found = held_idea(tx, workspace, idea)
        if person == found.author:
            raise SupportingOneselfError
        present = tx.ideas.toggle_support(workspace, idea, person, now)
        if present is not None:
            what = Happening.SUPPORT if present else Happening.UNSUPPORT
            tx.moves.add(Event(workspace, idea, what, person, now))
            refresh_held(tx, {idea: found}, now)


def idea_with_id(store: Store, workspace: str, idea: int) -> Idea:
    """Raises `IdeaGoneError`."""
    with store.read() as tx:
        return present_idea(tx, workspace, idea)


def ideas_to_combine(
    store: Store, first: Idea, limit: int, *, only_there: bool = False
) -> Sequence[Idea]:
    """The latest that the first may be combined with: of its channel, and public ones of others."""
    with store.read() as tx:
        here = tx.ideas.in_channel(first.workspace, first.channel, limit)
        elsewhere = () if only_there else tx.ideas.latest_public(first.workspace, limit)
    found = {idea.id: idea for idea in (*here, *elsewhere) if may_combine(first, idea)}
    found.pop(first.id, None)
    return list(found.values())[:limit]


def idea_seen_by_leader(store: Store, workspace: str, idea: int, leader: str) -> Idea | None:
    """The idea, unless it is gone or stands in a private channel that is not the leader's."""
    with store.read() as tx:
        found = tx.ideas.by_id(workspace, idea)
        if found is None or not found.is_private:
            return found
        teams = tx.teams.led_by(workspace, leader)
        return found if any(found.channel in team.channels for team in teams) else None


def present_idea(tx: Transaction, workspace: str, idea: int) -> Idea:
    """Raises `IdeaGoneError`."""
    found = tx.ideas.by_id(workspace, idea)
    if found is None:
        raise IdeaGoneError
    return found


def held_idea(tx: Transaction, workspace: str, idea: int) -> Idea:
    """Nobody else changes it until the transaction ends. Raises `IdeaGoneError`."""
    held = tx.ideas.held(workspace, [idea])
    if idea not in held:
        raise IdeaGoneError
    return held[idea]
