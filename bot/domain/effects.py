"""The effect of nudges: how many are followed, against those held back, with an interval."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import sqrt
from typing import NamedTuple

from bot.domain.choosing import Outcome, Outcomes, why_off

FEWEST_LEADERS = 5  # with fewer, a figure would say what somebody did
Z = 1.959964  # the normal distribution's 97.5 %: both sides leave out 5 %


class Interval(NamedTuple):
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Effect:
    """How much more often what is shown is followed than what was held back."""

    difference: float
    interval: Interval

    @property
    def is_sure(self) -> bool:
        return not self.interval.low <= 0 <= self.interval.high


@dataclass(frozen=True, slots=True)
class KindReport:
    """Of one kind in one workspace. Without an outcome, too few leaders were shown it."""

    kind: str
    outcome: Outcome | None
    effect: Effect | None = None  # where some were shown and some held back
    why_off: str | None = None


Reports = Mapping[str, tuple[KindReport, ...]]  # by workspace


def reports_of(workspace: Outcomes) -> tuple[KindReport, ...]:
    """One report for each kind. There is no sum: it would reveal the kinds with too few leaders."""
    return tuple(_report(kind, outcome) for kind, outcome in sorted(workspace.items()))


def _report(kind: str, outcome: Outcome) -> KindReport:
    if outcome.leaders < FEWEST_LEADERS:
        return KindReport(kind, None)
    effect = effect_of(outcome.followed, outcome.settled, outcome.held_followed, outcome.held)
    return KindReport(kind, outcome, effect, why_off(outcome))


def effect_of(followed: int, shown: int, held_followed: int, held: int) -> Effect | None:
    """The difference of two shares, with its 95 % interval; None when there is nothing of one.

    Newcombe's hybrid score interval: R. G. Newcombe, "Interval estimation for the difference
    between independent proportions: comparison of eleven methods", Statistics in Medicine 17
    (1998), 873-890, method 10. It holds for the few and the extreme, as ours are.
    """
    if not shown or not held:
        return None
    one, other = followed / shown, held_followed / held
    of_one, of_other = share_interval(followed, shown), share_interval(held_followed, held)
    difference = one - other
    below = sqrt((one - of_one.low) ** 2 + (of_other.high - other) ** 2)
    above = sqrt((of_one.high - one) ** 2 + (other - of_other.low) ** 2)
    return Effect(difference, Interval(difference - below, difference + above))


def share_interval(some: int, all_: int) -> Interval:
    """Wilson's score interval for a share of a sample that is not empty."""
    share, z2 = some / all_, Z * Z
    middle = (share + z2 / (2 * all_)) / (1 + z2 / all_)
    half = Z * sqrt(share * (1 - share) / all_ + z2 / (4 * all_ * all_)) / (1 + z2 / all_)
    return Interval(max(0.0, middle - half), min(1.0, middle + half))
