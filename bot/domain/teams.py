"""What a team may be: how it is called, how large, and what it can follow."""

from collections.abc import Collection
from enum import StrEnum

from bot.domain.leading_errors import TeamTooLargeError, TooManyNamedError
from bot.domain.people import Source, Team

NAME_LIMIT = 60  # characters
MOST_TEAMS = 10  # of a leader: each brings a message a week
MOST_NAMED = 100  # that a form of Slack's shows
# Nobody leads more from behind: a digest that names five of a thousand credits few. It also keeps
# looking them all up within the three seconds that a form has.
MOST_MEMBERS = 1_000
JOINERS = "\u200c\u200d"  # parts of words and of emoji


class Lost(StrEnum):
    """Why a team follows its user group or channel no more."""

    GONE = "gone"  # deleted, archived, or we are not in there
    LEFT = "left"  # the leader did
    LARGE = "large"


def tidy(name: str) -> str:
    """In one line, without what nobody sees and what turns the direction of what follows."""
    seen = (each for each in name if each.isprintable() or each.isspace() or each in JOINERS)
    return " ".join("".join(seen).split())


def check_size(team: Team) -> None:
    """Raises `TooManyNamedError` and `TeamTooLargeError`."""
    count = len(team.members)
    if team.source is Source.PEOPLE and count > MOST_NAMED:
        raise TooManyNamedError(count=count, most=MOST_NAMED)
    if count > MOST_MEMBERS:
        raise TeamTooLargeError(most=MOST_MEMBERS)


def why_lost(team: Team, people: Collection[str] | None) -> Lost | None:
    """Why it cannot have these people, who are all in what it follows; None when it can."""
    if people is None:
        return Lost.GONE
    if team.source is Source.CHANNEL and team.leader not in people:
        return Lost.LEFT
    return Lost.LARGE if len(set(people) - {team.leader}) > MOST_MEMBERS else None


def is_sure(team: Team, person: str) -> bool:
    """Whether somebody who joined is in it, without another look at all the others."""
    return person != team.leader and len(team.members) < MOST_MEMBERS
