"""Ideas are shared, edited, supported, built on and taken back; the card follows."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from uuid import uuid4

from bot.domain.combining import may_combine
from bot.domain.errors import IdeaGoneError, PrivateParentError, SupportingOneselfError
from bot.domain.idea_tests import Outcome
from bot.domain.ideas import Contribution, Idea, Part, Stage, check_text
from bot.domain.messages import is_from_message
from bot.domain.moves import Event, Happening, Move
from bot.domain.outgoing import IdeaCard, IdeaNamed, Posted
from bot.domain.people import Channel
from bot.services.consents import drop_requests
from bot.services.marks import Mark, remove_mark
from bot.services.nudge_cards import withdraw_cards_for_idea
from bot.services.rounds import end_round
from bot.services.similar import note_similar, similar_on_card
from bot.storage import Store, Transaction

NAMED = 5  # ideas above and below that a card names; the others are counted


def share_idea(store: Store, idea: Idea) -> Idea | None:
    """Keep the idea and show its card. None when it is already kept.

    Raises `EmptyIdeaError`, `TooLongError`, `IdeaGoneError` when what it builds on is gone, and
    `PrivateParentError` when that belongs to a private channel elsewhere.
    """
    check_text(idea.text)
    with store.begin() as tx:
        if idea.parents:
            _check_parents(tx, idea)
        return keep_idea(tx, idea)


def _check_parents(tx: Transaction, idea: Idea) -> None:
    """They are held first: what they are now they stay."""
    tx.ideas.hold(idea.workspace, idea.parents)
    parents = tx.ideas.by_ids(idea.workspace, idea.parents)
    if parents.keys() != set(idea.parents):
        raise IdeaGoneError
    if not all(map(idea.may_name, parents.values())):
        raise PrivateParentError


def keep_idea(tx: Transaction, idea: Idea) -> Idea | None:
    tx.ideas.hold(idea.workspace, idea.parents)
    # A message of before its channel became private may come after that.
    is_private = idea.is_private or tx.channels.is_private(idea.workspace, idea.channel)
    kept = tx.ideas.add(replace(idea, is_private=is_private))
    if kept is not None:
        _note_shared(tx, kept)
        note_similar(tx, kept, kept.parents)
        place = tx.channels.get(kept.workspace, kept.channel)
        _put_card(tx, _card_of(tx, kept, place), _card_key(kept), idea.shared_at)
        refresh_cards(tx, kept.workspace, kept.parents, idea.shared_at)
    return kept


def _note_shared(tx: Transaction, idea: Idea) -> None:
    at = Event(idea.workspace, idea.id, Happening.SHARE, idea.author, idea.shared_at)
    tx.moves.add(at)
    for parent in idea.parents:
        tx.moves.add(replace(at, what=Happening.JOIN, other=parent))
        tx.moves.add(replace(at, idea=parent, what=Happening.BUILD, other=idea.id))


def hold_with_relatives(tx: Transaction, idea: Idea, *others: int) -> None:
    """Hold it with all whose cards speak of it, for what changes them too; then look at it again.

    At once, and so in the one order: who held it and only then the others could wait for somebody
    who waits for it.
    """
    tx.ideas.hold(idea.workspace, {*relatives_of(tx, idea), *others})


def relatives_of(tx: Transaction, idea: Idea) -> frozenset[int]:
    """The idea with all whose cards speak of it, or wait for it."""
    children = [child.id for child in _children(tx, idea)]
    asking = tx.combining.children_asked(idea.workspace, [idea.id])
    similar = tx.similar.paired(idea.workspace, idea.id)
    return frozenset({idea.id, *idea.parents, *children, *similar, *asking})


def edit_idea(tx: Transaction, idea: Idea, text: str, now: datetime) -> None:
    """The message that carries the idea was edited: its card says so, and those that quote it."""
    if text == idea.text:
        return
    family = (*idea.parents, *(child.id for child in _children(tx, idea)))
    shown = (idea.id, *family, *tx.similar.paired(idea.workspace, idea.id))
    tx.ideas.hold(idea.workspace, shown)
    tx.ideas.edit(idea.workspace, idea.id, text)
    tx.moves.add(Event(idea.workspace, idea.id, Happening.EDIT, idea.author, now))
    note_similar(tx, replace(idea, text=text), family)
    refresh_cards(tx, idea.workspace, shown, now)


def take_back_idea(tx: Transaction, idea: Idea, now: datetime, mark: str) -> None:
    """The idea is gone, and the cards that spoke of it follow."""
    refresh_cards(tx, idea.workspace, remove_idea(tx, idea, now, mark), now)


def remove_idea(tx: Transaction, idea: Idea, now: datetime, mark: str) -> Collection[int]:
    """It goes with its card, its mark, and its author's part in what it built on.

    What was built on it stays, and with it the idea's place in the lineage, without its words.
    Answers the ideas whose cards spoke of it.
    """
    others = set(relatives_of(tx, idea))
    tx.ideas.hold(idea.workspace, others)
    others |= drop_requests(tx, idea)
    others.discard(idea.id)
    tx.outbox.supersede(idea.workspace, card_lane(idea), IdeaCard)
    test = tx.tests.open_of(idea.workspace, idea.id)
    _withdraw(tx, idea, now)
    if test:
        end_round(tx, test, Outcome.DROPPED, now)
    tx.tests.drop_words(idea.workspace, idea.id)
    tx.moves.drop_words(idea.workspace, idea.id)
    tx.outbox.withdraw(idea.workspace, _card_key(idea), now)
    withdraw_cards_for_idea(tx, idea, now)
    if is_from_message(idea.source) and idea.ts:
        remove_mark(tx, idea.workspace, Mark(idea.channel, idea.ts, mark), f"idea:{idea.id}", now)
    return others


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


def toggle_support(store: Store, workspace: str, idea: int, person: str, now: datetime) -> bool:
    """Support the idea, or no longer. Answers whether it is supported now.

    Raises `IdeaGoneError`, and `SupportingOneselfError` to its author.
    """
    with store.begin() as tx:
        tx.ideas.hold(workspace, [idea])
        found = present_idea(tx, workspace, idea)
        if person == found.author:
            raise SupportingOneselfError
        present = person not in _people(tx, found, Part.SUPPORT)
        if tx.ideas.support(workspace, idea, person, now, present):
            what = Happening.SUPPORT if present else Happening.UNSUPPORT
            tx.moves.add(Event(workspace, idea, what, person, now))
        refresh_cards(tx, workspace, [idea], now)
        return present


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


def refresh_cards(tx: Transaction, workspace: str, ideas: Iterable[int], now: datetime) -> None:
    """Show those of them that are still there as they are now."""
    wanted = frozenset(ideas)
    tx.ideas.hold(workspace, wanted)
    found = tx.ideas.by_ids(workspace, wanted)
    for id in sorted(found):
        _refresh_card(tx, found[id], now)


def note_card(tx: Transaction, idea: int, workspace: str, posted: Posted, now: datetime) -> None:
    """Its card stands there: where that is all there is of it, others can link to it now."""
    before = tx.ideas.by_id(workspace, idea)
    parents = before.parents if before and before.place is None else ()
    tx.ideas.hold(workspace, (idea, *parents))
    tx.ideas.note_card(workspace, idea, posted.channel, posted.ts)
    refresh_cards(tx, workspace, parents, now)


def _refresh_card(tx: Transaction, idea: Idea, now: datetime) -> None:
    """An update that still waits says less, and goes. An archived channel takes none."""
    tx.outbox.supersede(idea.workspace, card_lane(idea), IdeaCard)
    place = tx.channels.get(idea.workspace, idea.channel)
    if place and place.is_archived:
        return
    card, key = _card_of(tx, idea, place), _card_key(idea)
    posted = tx.outbox.posted(idea.workspace, key)
    if posted is None and _put_card(tx, card, key, now):
        return  # the first card was still waiting: it is shown as it is now
    _put_card(tx, card, f"{key}:{uuid4().hex}", now, edits=key)


def _card_of(tx: Transaction, idea: Idea, place: Channel | None) -> IdeaCard:
    """As it is in that place, its channel as far as we know it."""
    parts = tx.ideas.parts(idea.workspace, [idea.id]).get(idea.id, ())
    rounds = tx.tests.of(idea.workspace, [idea.id]).get(idea.id, ())
    above = tx.ideas.by_ids(idea.workspace, idea.parents)
    parents = _told_beside(idea, [above[id] for id in idea.parents if id in above], place)
    grown = _children(tx, idea)
    children = _told_beside(idea, grown, place)
    relatives = {*idea.parents, *(child.id for child in grown)}
    builders = (child.author for child in children if child.author != idea.author)
    lessons = [each.learned for each in rounds if each.learned]
    is_parked = idea.stage is Stage.PARKED
    why = tx.moves.last(idea.workspace, idea.id, Move.PARK, Move.STOP) if is_parked else None
    return IdeaCard(
        idea=idea,
        supporters=_with(parts, Part.SUPPORT),
        builders=tuple(dict.fromkeys(builders)),
        testers=_with(parts, Part.TEST),
        askers=_with(parts, Part.QUESTION),
        parents=tuple(map(_named, parents[:NAMED])),
        children=tuple(map(_named, children[:NAMED])),
        parents_in_all=len(parents),
        children_in_all=len(children),
        test=next((each for each in rounds if each.is_open), None),
        learned=lessons[-1] if lessons else "",
        reason=why.reason if why else "",
        change=why.change if why else "",
        waiting_for=tx.combining.authors_asked(idea.workspace, idea.id),
        similar=similar_on_card(tx, idea, relatives, place),
    )


def _named(idea: Idea) -> IdeaNamed:
    return IdeaNamed(idea.text, idea.author, idea.channel, idea.place)


def _with(parts: Sequence[Contribution], part: Part) -> tuple[str, ...]:
    return tuple(found.person for found in parts if found.part is part)


def _told_beside(idea: Idea, others: Sequence[Idea], place: Channel | None) -> Sequence[Idea]:
    """Those of them that its card may speak of: strangers of a shared channel hear of its own."""
    if place and place.is_external:
        return [each for each in others if each.channel == idea.channel]
    return [each for each in others if idea.may_name(each)]


def _children(tx: Transaction, idea: Idea) -> Sequence[Idea]:
    return tx.ideas.built_on(idea.workspace, [idea.id]).get(idea.id, ())


def _put_card(
    tx: Transaction, card: IdeaCard, key: str, now: datetime, *, edits: str | None = None
) -> bool:
    return tx.outbox.put(
        card,
        workspace=card.idea.workspace,
        to=card.idea.channel,
        thread_ts=card.idea.thread_ts or card.idea.ts,
        once=key,
        lane=card_lane(card.idea),
        edits=edits,
        at=now,
    )


def present_idea(tx: Transaction, workspace: str, idea: int) -> Idea:
    """Raises `IdeaGoneError`."""
    found = tx.ideas.by_id(workspace, idea)
    if found is None:
        raise IdeaGoneError
    return found


def _people(tx: Transaction, idea: Idea, part: Part) -> tuple[str, ...]:
    return _with(tx.ideas.parts(idea.workspace, [idea.id]).get(idea.id, ()), part)


def _card_key(idea: Idea) -> str:
    return f"idea:{idea.id}:card"


def card_lane(idea: Idea) -> str:
    return f"idea:{idea.id}"
