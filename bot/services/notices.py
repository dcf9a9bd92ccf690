"""Everybody who had a part in an idea hears of its moves, in one message a day at most."""

from collections.abc import Collection, Sequence
from datetime import datetime
from itertools import groupby

from bot.domain.ideas import Idea
from bot.domain.moves import Move
from bot.domain.notices import Moved, Notice, due_at
from bot.domain.outgoing import MovesTold
from bot.storage import Store, Transaction

AT_ONCE = 200  # notices in one transaction


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
        about |= _told_of_it(tx, idea, tx.ideas.ancestors(idea))
    parts = tx.ideas.parts(workspace, about)
    people = {each.person for found in parts.values() for each in found} - {"", *but}
    people -= tx.notices.stopped(workspace, idea.id)
    people -= tx.people.no_members(workspace, people)
    told = tx.people.told_at(workspace, people)
    tx.notices.add(
        [
            Notice(workspace, person, event, idea.id, due_at(now, told.get(person)))
            for person in sorted(people & tx.people.want_notices(workspace, people))
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


def want_notices(store: Store, workspace: str, person: str, *, wanted: bool) -> None:
    """Whether they want to hear of moves at all."""
    with store.begin() as tx:
        tx.people.set_wants_notices(workspace, person, wanted)


def send_due_notices(store: Store, now: datetime) -> int:
    """Put what is due into the outbox, a message for each person. Answers how many."""
    sent = 0
    while True:
        with store.begin() as tx:
            due = tx.notices.due(now, AT_ONCE)
            if not due:
                return sent
            by_person = sorted(due, key=lambda each: (each.workspace, each.person, each.event))
            for (workspace, person), theirs in groupby(by_person, key=_whose):
                sent += _tell(tx, workspace, person, list(theirs), now)
            tx.notices.remove([each.id for each in due])


def _whose(notice: Notice) -> tuple[str, str]:
    return notice.workspace, notice.person


def _tell(
    tx: Transaction, workspace: str, person: str, notices: Sequence[Notice], now: datetime
) -> bool:
    """False when there is nothing left to tell, or they want to hear nothing."""
    if person not in tx.people.want_notices(workspace, [person]):
        return False
    ideas = tx.ideas.by_ids(workspace, {each.idea for each in notices})
    events = tx.moves.by_ids(workspace, [each.event for each in notices])
    moves = tuple(
        Moved(ideas[event.idea], event.what, event.actor, event.at)
        for event in events
        if event.idea in ideas and isinstance(event.what, Move)
    )
    if not moves:
        return False
    tx.people.note_told(workspace, person, now)
    return tx.outbox.put(
        MovesTold(moves),
        workspace=workspace,
        to=person,
        once=f"moves:{person}:{max(each.event for each in notices)}",
        due_at=now,
        at=now,
    )
