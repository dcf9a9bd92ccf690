"""Credit is passed on: who else may have had a part in what a leader was thanked for."""

from collections.abc import Sequence

from bot.domain.kudos import Kudos
from bot.services.deeds import contributors_of
from bot.services.nudges import nudge_shown_to
from bot.storage import Store, Transaction


def people_to_credit(store: Store, workspace: str, leader: str, nudge: int) -> Sequence[str]:
    """Who took part in the thread in which the leader was thanked, for a form to propose.

    Known are the threads under ideas: who replied, and who had a part in the idea. Nobody who was
    thanked along with the leader, who hides, or who is no member; nobody of a private channel that
    the leader does not read.

    Raises `ForLeadersOnlyError`.
    """
    shown = nudge_shown_to(store, workspace, leader, nudge)
    with store.read() as tx:
        found = tx.kudos.by_ids(workspace, [int(shown.facts.get("kudos", 0))])
        idea = _idea_of(tx, found[0], leader) if found else None
        if idea is None:
            return []
        replied = [reply.person for reply in tx.deeds.replies(workspace, [idea]).get(idea, ())]
        people = {*replied, *contributors_of(tx, workspace, [idea])[idea]}
        unnamed = tx.people.hidden(workspace, people) | tx.people.no_members(workspace, people)
    return sorted(people - unnamed - {found[0].giver, *found[0].receivers})


def _idea_of(tx: Transaction, kudos: Kudos, leader: str) -> int | None:
    """The idea under which the leader was thanked, where they read that channel."""
    if not kudos.channel or not kudos.ts:
        return None
    teams = tx.teams.led_by(kudos.workspace, leader)
    if kudos.is_private and not any(kudos.channel in team.channels for team in teams):
        return None
    return tx.deeds.idea_replied_to_at(kudos.workspace, kudos.channel, kudos.ts)
