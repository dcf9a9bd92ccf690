"""Credit is passed on: who else may have had a part in what a leader was thanked for."""

from collections.abc import Collection, Sequence
from datetime import datetime

from bot.domain.ideas import Idea
from bot.domain.kudos import Kudos, as_seen_by
from bot.domain.leading_errors import NudgeGoneError
from bot.domain.nudges import Act
from bot.services.deeds import contributors_of
from bot.services.nudges import nudge_shown_to, open_nudge
from bot.storage import Store, Transaction


def thanks_of_nudge(store: Store, workspace: str, leader: str, nudge: int, now: datetime) -> Kudos:
    """The kudos that set it off, as the leader may see them. Raises as `open_nudge` does."""
    with store.read() as tx:
        shown = open_nudge(tx, workspace, leader, nudge, Act.NAME_PEOPLE, now)
        found = tx.kudos.by_ids(workspace, [int(shown.facts.get("kudos", 0))])
        if not found:
            raise NudgeGoneError
        return as_seen_by(leader, found[0])


def people_to_credit(
    store: Store, workspace: str, leader: str, nudge: int, wrote: Collection[str] = ()
) -> Sequence[str]:
    """Who took part in the thread in which the leader was thanked, for a form to propose.

    Known are the threads under ideas: who replied, and who had a part in the idea; of others is
    told who `wrote` there. Nobody who was thanked along with the leader, who hides, or who is no
    member; nobody of a private channel that the leader does not read.

    Raises `ForLeadersOnlyError`.
    """
    shown = nudge_shown_to(store, workspace, leader, nudge)
    with store.read() as tx:
        found = tx.kudos.by_ids(workspace, [int(shown.facts.get("kudos", 0))])
        if not found:
            return []
        people = {*wrote, *_of_idea(tx, found[0], leader)}
        unnamed = tx.people.unnamed(workspace, people)
    return sorted(people - unnamed - {found[0].giver, *found[0].receivers})


def _of_idea(tx: Transaction, kudos: Kudos, leader: str) -> frozenset[str]:
    """Who replied to the idea under which the leader was thanked, or had a part in it."""
    idea = _idea_of(tx, kudos, leader)
    if idea is None:
        return frozenset()
    replies = tx.deeds.replies(kudos.workspace, [idea.id]).get(idea.id, ())
    replied = frozenset(reply.person for reply in replies)
    return replied | contributors_of(tx, kudos.workspace, [idea])[idea.id]


def _idea_of(tx: Transaction, kudos: Kudos, leader: str) -> Idea | None:
    """The idea under which the leader was thanked, where they read that channel."""
    ref = kudos.ref
    if ref is None:
        return None
    teams = tx.teams.led_by(kudos.workspace, leader)
    if kudos.is_private and not any(ref.channel in team.channels for team in teams):
        return None
    found = tx.ideas.by_ids(kudos.workspace, tx.replies.under(ref))
    return next(iter(found.values()), None)
