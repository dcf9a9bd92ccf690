"""Put an idea's card in the outbox when the idea is shared, and an update when it changes."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from uuid import uuid4

from bot.domain.idea_tests import IdeaTest
from bot.domain.ideas import Contribution, Idea, IdeaNamed, Part, Stage
from bot.domain.moves import Event, Move
from bot.domain.outgoing import IdeaCard, Posted
from bot.domain.people import Channel
from bot.domain.relatives import Relatives
from bot.domain.similar import MOST_SHOWN, similar_idea
from bot.storage import Transaction

NAMED = 5  # ideas above and below that a card names; the others are counted


def show_card(tx: Transaction, idea: Idea, relatives: Relatives, place: Channel | None) -> None:
    """Post the first card of an idea that was just shared."""
    _put(tx, card_of(idea, relatives, place), card_key(idea.id), idea.shared_at)


def refresh_cards(tx: Transaction, workspace: str, ideas: Iterable[int], now: datetime) -> None:
    """Lock these ideas, and show the cards of those that are not withdrawn as they are now."""
    refresh_held(tx, tx.ideas.held(workspace, set(ideas)), now)


def refresh_held(tx: Transaction, ideas: Mapping[int, Idea], now: datetime) -> None:
    """Show the cards of these locked ideas of one workspace as they are now.

    An update that still waits is replaced. Slack refuses posts in archived channels.
    """
    if not ideas:
        return
    workspace = next(iter(ideas.values())).workspace
    tx.outbox.supersede(workspace, [card_lane(id) for id in ideas], IdeaCard)
    places = tx.channels.by_ids(workspace, {idea.channel for idea in ideas.values()})
    shown = [
        idea
        for idea in ideas.values()
        if not (idea.channel in places and places[idea.channel].is_archived)
    ]
    ids = [idea.id for idea in shown]
    parts, rounds = tx.ideas.parts(workspace, ids), tx.tests.of(workspace, ids)
    relatives = tx.families.relatives(workspace, ids)
    for idea in sorted(shown, key=lambda each: each.id):
        parked = idea.stage is Stage.PARKED
        card = card_of(
            idea,
            relatives[idea.id],
            places.get(idea.channel),
            parts.get(idea.id, ()),
            rounds.get(idea.id, ()),
            tx.moves.last(workspace, idea.id, Move.PARK, Move.STOP) if parked else None,
        )
        key = card_key(idea.id)
        _put(tx, card, f"{key}:{uuid4().hex}", now, edits=key)


def note_card(tx: Transaction, workspace: str, id: int, posted: Posted, now: datetime) -> None:
    """Remember where a card was posted.

    If the idea has no message of its own, the cards of its parents can link to it from now on.
    """
    idea = tx.ideas.by_id(workspace, id)
    parents = idea.parents if idea and idea.place is None else ()
    if parents:
        tx.ideas.hold(workspace, (id, *parents))
    tx.ideas.change(workspace, id, card_channel=posted.channel, card_ts=posted.ts)
    refresh_cards(tx, workspace, parents, now)


def card_of(
    idea: Idea,
    relatives: Relatives,
    place: Channel | None,
    parts: Sequence[Contribution] = (),
    rounds: Sequence[IdeaTest] = (),
    parked: Event | None = None,
) -> IdeaCard:
    """What the card says in `place`, the idea's channel as far as it is known."""
    parents = _told_beside(idea, relatives.parents, place)
    children = _told_beside(idea, relatives.children, place)
    builders = (child.author for child in children if child.author != idea.author)
    lessons = [each.learned for each in rounds if each.learned]
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
        reason=parked.reason if parked else "",
        change=parked.change if parked else "",
        waiting_for=len({each.author for each in relatives.asked}),
        similar=tuple(map(similar_idea, _similar(idea, relatives, place)[:MOST_SHOWN])),
    )


def _similar(idea: Idea, relatives: Relatives, place: Channel | None) -> Sequence[Idea]:
    family = {each.id for each in (*relatives.parents, *relatives.children)}
    near = [each for each in relatives.similar if each.text and each.id not in family]
    return _told_beside(idea, near, place)


def _named(idea: Idea) -> IdeaNamed:
    return IdeaNamed(idea.id, idea.author, idea.text, idea.channel, idea.place)


def _with(parts: Sequence[Contribution], part: Part) -> tuple[str, ...]:
    return tuple(found.person for found in parts if found.part is part)


def _told_beside(idea: Idea, others: Collection[Idea], place: Channel | None) -> Sequence[Idea]:
    """Those that the card may name: in a shared channel only ideas of that channel."""
    if place and place.is_external:
        return [each for each in others if each.channel == idea.channel]
    return [each for each in others if idea.may_name(each)]


def _put(
    tx: Transaction, card: IdeaCard, once: str, now: datetime, *, edits: str | None = None
) -> None:
    tx.outbox.put(
        card,
        workspace=card.idea.workspace,
        to=card.idea.channel,
        thread_ts=card.idea.thread_ts or card.idea.ts,
        once=once,
        lane=card_lane(card.idea.id),
        edits=edits,
        at=now,
    )


def card_key(idea: int) -> str:
    return f"idea:{idea}:card"


def card_lane(idea: int) -> str:
    return f"idea:{idea}"
