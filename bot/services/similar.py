"""Ideas that say nearly the same are found while somebody writes, and shown on cards."""

from collections.abc import Collection, Sequence

from bot.domain.ideas import Idea, IdeaNamed
from bot.domain.similar import (
    MOST_SHOWN,
    common_here,
    most_shared,
    ranked,
    similar_idea,
    telling,
    terms,
)
from bot.storage import Store, Transaction

CANDIDATES = 24  # of those that share most, read and compared in full
MOST_KEPT = 2 * MOST_SHOWN  # some of them may be taken back


def ideas_like(
    store: Store,
    workspace: str,
    text: str,
    *,
    channel: str | None,
    without: Collection[int] = (),
    only_there: bool = False,
) -> Sequence[IdeaNamed]:
    """What says nearly the same as this text, among what may be named in that channel."""
    with store.read() as tx:
        near = [idea for idea, _ in _near(tx, workspace, terms(text), channel, without)]
    shown = [idea for idea in near if idea.channel == channel or not only_there]
    return [similar_idea(idea) for idea in shown[:MOST_SHOWN]]


def note_similar(
    tx: Transaction, idea: Idea, relatives: Collection[int] = (), *, is_new: bool = False
) -> list[Idea]:
    """Store the idea's terms and the ideas like it, and answer these.

    `is_new`: nothing is stored of it yet.
    """
    if not is_new:
        tx.similar.drop(idea.workspace, idea.id)
    mine = terms(idea.text)
    near = _near(tx, idea.workspace, mine, idea.channel, {idea.id, *relatives})[:MOST_KEPT]
    tx.similar.add_terms(idea.workspace, idea.id, mine)
    likeness = {other.id: likeness for other, likeness in near}
    paired = tx.similar.pair(idea.workspace, idea.id, likeness)
    return [other for other, _ in near if other.id in paired]


def _near(
    tx: Transaction,
    workspace: str,
    mine: frozenset[str],
    channel: str | None,
    without: Collection[int],
) -> list[tuple[Idea, float]]:
    """The ideas that say nearly the same with their likeness, the nearest first."""
    found = tx.similar.with_terms(workspace, telling(mine))
    common = common_here(found)
    ids = [id for id in most_shared(found, common, CANDIDATES + len(without)) if id not in without]
    ideas = tx.similar.named_in(workspace, ids, channel)
    likeness = ranked(mine, {id: terms(idea.text) for id, idea in ideas.items()}, common)
    return [(ideas[id], likeness[id]) for id in likeness]
