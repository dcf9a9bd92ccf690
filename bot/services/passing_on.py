"""A leader who was thanked names who else had a part."""

from collections.abc import Sequence
from datetime import datetime

from bot.domain.errors import NudgeGoneError
from bot.domain.kudos import Kudos, as_seen_by
from bot.domain.nudges import Act
from bot.services.nudges import open_nudge
from bot.storage import Store


def thanks_of_nudge(store: Store, workspace: str, leader: str, nudge: int, now: datetime) -> Kudos:
    """The kudos that set it off, as the leader may see them. Raises as `open_nudge` does."""
    with store.read() as tx:
        shown = open_nudge(tx, workspace, leader, nudge, Act.NAME_PEOPLE, now)
        found = tx.kudos.by_ids(workspace, [int(shown.facts.get("kudos", 0))])
        if not found:
            raise NudgeGoneError
        return as_seen_by(leader, found[0])


def who_else(
    store: Store, thanks: Kudos, leader: str, thread: tuple[str, Sequence[str]] | None
) -> Sequence[str]:
    """Others than the leader and who thanked: thanked with them, or of that thread.

    `thread` is its ts, and who wrote there. Where an idea began it, whoever had a part in the idea
    is of it too. Who hides is not named.
    """
    workspace, people = thanks.workspace, list(thanks.receivers)
    with store.read() as tx:
        if thanks.channel and thread:
            began, wrote = thread
            idea = tx.ideas.at_thread(workspace, thanks.channel, began)
            parts = tx.ideas.parts(workspace, [idea.id]).get(idea.id, ()) if idea else ()
            people += [*wrote, *(part.person for part in parts)]
        found = dict.fromkeys(people)
        unnamed = tx.people.hidden(workspace, found) | {leader, thanks.giver, ""}
        return [person for person in found if person not in unnamed]
