"""What a leader reads once a week: what the team made, whom they credited, whom not yet."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.domain.ideas import Part
from bot.domain.nudges import Suggestion


class BestKind(StrEnum):
    """The best thing of the week, best first."""

    ADOPTED = "adopted"
    TESTED = "tested"
    BUILT_ON = "built_on"
    SUPPORTED = "supported"
    SHARED = "shared"
    THANKED = "thanked"


@dataclass(frozen=True, slots=True)
class Best:
    kind: BestKind
    people: tuple[str, ...]
    text: str
    channel: str | None = None
    ts: str | None = None


@dataclass(frozen=True, slots=True)
class Credit:
    """One kudos that the leader gave."""

    receivers: tuple[str, ...]
    reason: str
    given_at: datetime
    channel: str | None = None
    ts: str | None = None


@dataclass(frozen=True, slots=True)
class CreditGiven:
    """This week's kudos by the leader to the team, beside the four weeks before."""

    items: tuple[Credit, ...]
    kudos: int
    people: int
    usual: float  # kudos a week, mean of the four weeks before


@dataclass(frozen=True, slots=True)
class Waiting:
    """Work by somebody in the team that nobody has thanked them for yet."""

    person: str
    part: Part
    idea: int
    text: str
    at: datetime
    channel: str | None = None
    ts: str | None = None


@dataclass(frozen=True, slots=True)
class IdeaFigures:
    by_team: int
    by_leader: int
    people: int  # of the team, who shared or built on an idea
    waiting: int  # ideas that nobody has replied to for two days
    testing: int
    adopted: int
    hours_to_reply: float | None  # median; None below three replied ideas


@dataclass(frozen=True, slots=True)
class Digest:
    """`waiting` holds the first few; `waiting_in_all` counts them. The week ends at `until`."""

    team: int
    week: str
    since: datetime
    until: datetime
    best: Best | None
    credit: CreditGiven
    waiting: tuple[Waiting, ...]
    waiting_in_all: int
    ideas: IdeaFigures
    nudge: Suggestion | None = None
    nudge_id: int = 0  # of the nudge as it is kept, for its buttons

    @property
    def is_empty(self) -> bool:
        """Nothing happened and nothing is asked: such a digest is not sent."""
        ideas = self.ideas.by_team + self.ideas.by_leader + self.ideas.waiting
        happened = self.best or self.credit.kudos or self.waiting or ideas
        return not (happened or self.nudge)
