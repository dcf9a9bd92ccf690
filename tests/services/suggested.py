"""What leaders were suggested, as tests of services set it up and read it."""

from collections.abc import Sequence
from datetime import datetime

from bot.domain.nudges import Answer, ShownNudge, Suggestion, Way
from bot.domain.people import Team
from bot.services.nudges import settle_due
from bot.services.suggesting import Chosen, keep, suggest_for
from bot.storage import Store
from tests.services.world import (
    DAY,
    NOW,
    WEEK,
    a_team,
)
from tests.storage.builders import keep_nudge


def kept(store: Store, leader: str = "ULEA") -> Sequence[ShownNudge]:
    with store.read() as tx:
        return tx.nudges.shown_to("T1", [leader], NOW - WEEK)


def another_team(store: Store, **changes: object) -> Team:
    """Of the same leader."""
    with store.begin() as tx:
        team = a_team(name="Design", **changes)
        return tx.teams.save(team, team.next_digest_after(NOW - DAY))


def suggested(store: Store, team: Team, at: datetime = NOW, **more: object) -> Chosen | None:
    with store.begin() as tx:
        chosen, followed = suggest_for(tx, [team], at, **more)  # type: ignore[arg-type]
        tx.nudges.followed("T1", followed)
        return next(iter(keep(tx, chosen, Way.DIGEST, at)), None)


def settle(store: Store, kind: str, times: int, *, answer: Answer | None = None) -> None:
    """So many of others were shown long ago, and none was followed."""
    with store.begin() as tx:
        for number in range(times):
            long_ago = Suggestion(kind, f"week:{number}", NOW - 99 * DAY)
            id = keep_nudge(tx, "T1", 9, f"UOTHER{number}", long_ago, NOW - 100 * DAY)
            if answer:
                tx.nudges.answer("T1", id, answer, NOW - 99 * DAY)
    settle_due(store, NOW - 98 * DAY)
