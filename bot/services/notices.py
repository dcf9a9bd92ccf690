"""Everybody who had a part in an idea hears of its moves, in one message a day at most."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from itertools import groupby
from operator import attrgetter

from bot.domain.ideas import Idea
from bot.domain.moves import Move
from bot.domain.notices import TELL_AGAIN_AFTER, Moved, Notice, due_at
from bot.domain.outgoing import MovesTold
from bot.storage import Store, Transaction

WORKSPACE = attrgetter("workspace")
AT_ONCE = 200  # due notices in one transaction, with what else waits for the same people


def tell_contributors(
    tx: Transaction,
    idea: Idea,
    event: int,
    move: Move,
    now: datetime,
    *,
    but: Collection[str],
) -> None:
    """Whoever had a part in it, or, once it is adopted, in what it grew from.

    `but` know it already: who did it, and who was told first.
    """
    workspace = idea.workspace
    about = {idea.id}
    if move in (Move.ADOPT, Move.KEEP):
        about |= _told_of_it(tx, idea, tx.families.ancestors(idea))
    parts = tx.ideas.parts(workspace, about)
    people = {each.person for found in parts.values() for each in found} - {"", *but}
    people -= tx.notices.stopped(workspace, idea.id)
    people -= tx.people.no_members(workspace, people)
    told = tx.people.told_at(workspace, people)
    tx.notices.add(
        [
            Notice(workspace, person, event, idea.id, due_at(now, told.get(person)))
            for person, wishes in tx.people.wishes(workspace, sorted(people)).items()
            if wishes.notices
        ]
    )


def _told_of_it(tx: Transaction, idea: Idea, ancestors: frozenset[int]) -> frozenset[int]:
    """Those whose contributors may read it: what is private is told in its channel alone."""
    if not idea.is_private:
        return ancestors
    found = tx.ideas.by_ids(idea.workspace, ancestors, also_withdrawn=True)
    return frozenset(id_ for id_, each in found.items() if each.channel == idea.channel)


def stop_notices_of(store: Store, workspace: str, person: str, idea: int) -> None:
    with store.begin() as tx:
        if tx.ideas.by_id(workspace, idea):
            tx.notices.stop(workspace, person, idea)


def send_due_notices(store: Store, now: datetime) -> int:
    """Put what is due into the outbox, a message for each person. Answers how many."""
    return store.do_all(
        lambda tx: [
            (workspace, list(notices))
            for workspace, notices in groupby(tx.notices.due(now, AT_ONCE), WORKSPACE)
        ],
        lambda tx, due: _tell(tx, *due, now),
    )


def _tell(tx: Transaction, workspace: str, notices: Sequence[Notice], now: datetime) -> int:
    """All at once to each; who was told something within a day hears of these after it."""
    news = _news(tx, workspace, notices)
    last = {each.person: each.event for each in notices}
    told = tx.people.note_told(workspace, news, now, unless_since=now - TELL_AGAIN_AFTER)
    for person in sorted(told):
        tx.outbox.put(
            MovesTold(tuple(news[person])),
            workspace=workspace,
            to=person,
            once=f"moves:{person}:{last[person]}",
            at=now,
        )
    later = tx.people.told_at(workspace, news.keys() - told)
    for person, at in later.items():
        theirs = [each.id for each in notices if each.person == person]
        tx.notices.postpone(theirs, due_at(now, at))
    tx.notices.remove([each.id for each in notices if each.person not in later])
    return len(told)


def _news(
    tx: Transaction, workspace: str, notices: Sequence[Notice]
) -> Mapping[str, Sequence[Moved]]:
    """What is left to tell each of those who want to hear of it."""
    wishes = tx.people.wishes(workspace, {each.person for each in notices})
    ideas = tx.ideas.by_ids(workspace, {each.idea for each in notices})
    events = tx.moves.by_ids(workspace, {each.event for each in notices})
    moves = {
        event.id: Moved(ideas[event.idea], event.what, event.actor, event.at)
        for event in events
        if event.idea in ideas and isinstance(event.what, Move)
    }
    news: defaultdict[str, list[Moved]] = defaultdict(list)
    for each in notices:
        if wishes[each.person].notices and each.event in moves:
            news[each.person].append(moves[each.event])
    return news
