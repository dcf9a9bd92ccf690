"""Ideas that say nearly the same are found while somebody writes, and shown on cards."""

from collections.abc import Collection, Mapping, Sequence

from bot.domain.ideas import Idea
from bot.domain.people import Channel
from bot.domain.similar import (
    MOST_SHOWN,
    SimilarIdea,
    common_here,
    most_shared,
    ranked,
    telling,
    terms,
)
from bot.storage import Store, Transaction

CANDIDATES = 24  # of those that share most, read and compared in full
MOST_KEPT = 2 * MOST_SHOWN  # some of them may be taken back
BATCH = 200  # ideas read at once, so that nobody waits for long


def ideas_like(
    store: Store,
    workspace: str,
    text: str,
    *,
    channel: str | None,
    without: Collection[int] = (),
    only_there: bool = False,
) -> Sequence[SimilarIdea]:
    """What says nearly the same as this text, among what may be named in that channel."""
    with store.read() as tx:
        near = list(_near(tx, workspace, terms(text), channel, without))
        shown = near if only_there else near[:MOST_SHOWN]
        return tx.similar.ideas(workspace, shown, channel, only_there=only_there)[:MOST_SHOWN]


def note_similar(tx: Transaction, idea: Idea, relatives: Collection[int] = ()) -> None:
    """The idea says this now: keep what it is about, and what is like it."""
    tx.similar.unpair(idea.workspace, idea.id)
    mine = terms(idea.text)
    near = _near(tx, idea.workspace, mine, idea.channel, {idea.id, *relatives})
    tx.similar.set_terms(idea.workspace, idea.id, mine)
    tx.similar.pair(idea.workspace, idea.id, dict(list(near.items())[:MOST_KEPT]))


def similar_on_card(
    tx: Transaction, idea: Idea, relatives: Collection[int], place: Channel | None
) -> tuple[SimilarIdea, ...]:
    """What its card names there. People from elsewhere see only what they can read anyway."""
    near = [id for id in tx.similar.paired(idea.workspace, idea.id) if id not in relatives]
    if not near:
        return ()
    is_external = place is not None and place.is_external
    found = tx.similar.ideas(idea.workspace, near, idea.channel, only_there=is_external)
    return tuple(found[:MOST_SHOWN])


def read_unread(store: Store) -> None:
    """Look for the terms of ideas that were kept before anybody looked for terms."""
    last = 0
    while True:
        with store.read() as tx:
            unread = tx.similar.unread(BATCH, after=last)
        if not unread:
            return
        with store.begin() as tx:
            for workspace, idea, text in tx.similar.still_unread(unread):
                tx.similar.set_terms(workspace, idea, terms(text))
        last = unread[-1]


def _near(
    tx: Transaction,
    workspace: str,
    mine: frozenset[str],
    channel: str | None,
    without: Collection[int],
) -> Mapping[int, float]:
    found = tx.similar.with_terms(workspace, telling(mine))
    common = common_here(found)
    ids = [id for id in most_shared(found, common, CANDIDATES + len(without)) if id not in without]
    texts = tx.similar.texts(workspace, ids, channel) if ids else {}
    return ranked(mine, {id: terms(text) for id, text in texts.items()}, common)
