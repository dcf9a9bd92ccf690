"""Nudges: one fact, one small thing to do, and how to tell that it was done.

Each module here defines one `NUDGE`; adding a file adds a nudge.
"""

import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from functools import cache

from bot.domain.ideas import Contribution, Idea, WorkLine
from bot.domain.kudos import Kudos
from bot.domain.people import Team
from bot.kit.registry import modules_in


class Answer(StrEnum):
    """What a leader said to a nudge. Only events count as following it, never an answer."""

    IN_PERSON = "in_person"
    NOT_NOW = "not_now"
    FEWER = "fewer"


@dataclass(frozen=True, slots=True)
class LeaderWeek:
    """What is known of a leader and their team at `until`, in a digest shown at `shown_at`.

    `kudos` are those the leader gave in the 35 days before; `work` is what the team contributed in
    the 28 days before, each part with its idea.
    """

    team: Team
    until: datetime
    shown_at: datetime
    kudos: tuple[Kudos, ...]
    work: tuple[tuple[Contribution, Idea], ...]


@dataclass(frozen=True, slots=True)
class Suggestion(WorkLine):
    """A nudge about somebody's part in an idea. `followed_until` closes its window."""

    kind: str = field(kw_only=True)
    followed_until: datetime = field(kw_only=True)


@dataclass(frozen=True, slots=True)
class ShownNudge:
    """A nudge as it was kept when it was shown."""

    id: int
    workspace: str
    leader: str
    kind: str
    person: str
    shown_at: datetime
    followed_until: datetime
    answer: Answer | None = None
    followed_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Nudge:
    """When it applies (`suggest`, over the people not to be asked about), and what follows it."""

    kind: str
    suggest: Callable[[LeaderWeek, frozenset[str]], Suggestion | None]
    followed: Callable[[ShownNudge, Kudos], bool]


@cache
def nudges() -> Mapping[str, Nudge]:
    """Every nudge in this folder, by kind."""
    found: list[Nudge] = [module.NUDGE for module in modules_in(sys.modules[__name__])]
    return {nudge.kind: nudge for nudge in found}
