"""Things to keep, made with as few words as a test needs."""

from datetime import UTC, datetime, time, timedelta

from bot.domain.ideas import Idea
from bot.domain.kudos import Kudos
from bot.domain.nudges import Suggestion
from bot.domain.people import Team
from bot.storage import Transaction

NOW = datetime(2026, 11, 24, 9, 0, 0, 123456, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def a_kudos(
    *,
    giver: str = "UANA",
    receivers: tuple[str, ...] = ("UBEN",),
    reason: str = "the release",
    given_at: datetime = NOW,
    source: str = "message:C1:1.0",
    workspace: str = "T1",
    channel: str | None = "C1",
    ts: str | None = None,
    is_private: bool = False,
) -> Kudos:
    return Kudos(
        workspace, giver, receivers, reason, given_at, source, channel, ts, is_private=is_private
    )


def an_idea(
    *,
    author: str = "UANA",
    text: str = "a quieter office",
    shared_at: datetime = NOW,
    source: str = "message:C1:1.0",
    workspace: str = "T1",
    channel: str = "C1",
    ts: str | None = None,
    parents: tuple[int, ...] = (),
    captured_by: str | None = None,
) -> Idea:
    return Idea(
        workspace,
        author,
        text,
        shared_at,
        source,
        channel,
        ts,
        parents=parents,
        captured_by=captured_by,
    )


def a_team(
    *,
    leader: str = "ULEA",
    members: frozenset[str] = frozenset({"UANA", "UBEN"}),
    channels: frozenset[str] = frozenset(),
    workspace: str = "T1",
    zone: str = "Europe/Berlin",
    name: str = "",
) -> Team:
    return Team(workspace, leader, members, channels, at=time(10, 30), zone=zone, name=name)


def keep_nudge(
    tx: Transaction,
    workspace: str,
    team: int,
    leader: str,
    suggestion: Suggestion,
    at: datetime,
    *,
    is_held_back: bool = False,
) -> int:
    """It is shown to that leader, or held back, then. Answers its id."""
    to = Team(workspace, leader, frozenset(), id=team)
    held_back = [team] if is_held_back else []
    return tx.nudges.add([(to, suggestion)], at, held_back=held_back)[team]
