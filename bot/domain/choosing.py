"""Choose which nudge a leader gets and how often, and hold some back. Chance comes from a seed.

Pure, so that a choice can be made again, and simulated (docs/nudges.md).
"""

import sys
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from zoneinfo import ZoneInfo

from bot.domain.nudges import Answer, Nudge, ShownNudge, Way, nudges

HELD_BACK = 0.15  # of what would be shown; leaders are told so
COLD = 10  # nudges settled in a workspace; with fewer, kinds go by their value
STRENGTH = 4.0  # how many nudges of a leader's own weigh as much as the workspace's rate
MOST_WEEKS = 8  # between two nudges, however often *Fewer like this* was said
IGNORED_TWICE, IGNORED_FOUR_TIMES = 2, 4
# How far back to look for what was ignored: at the longest gaps, four of them and one more.
LOOK_BACK = timedelta(weeks=MOST_WEEKS * (IGNORED_FOUR_TIMES + 1))
# For how long an answer keeps its subject out of nudges of its kind, from when it was shown. A week
# and a day, as the next digest comes after a week.
LEFT_ALONE = {
    Answer.NOT_NOW: timedelta(days=8),
    Answer.IN_PERSON: timedelta(days=21),
}
ENOUGH_SHOWN, MOST_UNWANTED = 20, 0.10
ENOUGH_SETTLED, FEWEST_FOLLOWED = 60, 0.05


@dataclass(frozen=True, slots=True)
class Outcome:
    """Counts of the nudges of one kind, of one leader or of a workspace.

    `followed` is of those `settled`, and `held_followed` of those `held`, which are settled too.
    """

    shown: int = 0
    settled: int = 0
    followed: int = 0
    held: int = 0
    held_followed: int = 0
    stopped: int = 0
    fewer: int = 0
    in_person: int = 0
    leaders: int = 0  # to whom it was shown


NOTHING = Outcome()
Outcomes = Mapping[str, Outcome]  # by kind


def is_held_back(seed: int, kind: str, trigger: str) -> bool:
    """Whether this nudge is not shown, so that the effect of showing can be measured."""
    return Random(f"{seed}:{kind}:{trigger}").random() < HELD_BACK  # noqa: S311 - to be repeated


def choose(
    kinds: Collection[str], own: Outcomes, workspace: Outcomes, *, seed: int, week: str
) -> str:
    """Draw the kind to show by Thompson sampling: how likely is each to be followed?"""
    by_value = sorted(kinds, key=_value)
    if sum(each.settled for each in workspace.values()) < COLD:
        return by_value[0]
    chance = Random(f"{seed}:{week}")  # noqa: S311 - to be repeated
    draws = {
        kind: chance.betavariate(*_belief(own.get(kind, NOTHING), workspace.get(kind, NOTHING)))
        for kind in by_value
    }
    return max(by_value, key=draws.__getitem__)


def _belief(own: Outcome, workspace: Outcome) -> tuple[float, float]:
    """Return the parameters of the Beta posterior of how often a leader follows a kind.

    The workspace's rate is the prior, with the weight of `STRENGTH` nudges.
    """
    rate = (workspace.followed + 1) / (workspace.settled + 2)
    return (
        STRENGTH * rate + own.followed,
        STRENGTH * (1 - rate) + own.settled - own.followed,
    )


def _value(kind: str) -> tuple[int, str]:
    known = nudges().get(kind)
    return (known.value if known else sys.maxsize, kind)


def why_off(outcome: Outcome) -> str | None:
    """Why a kind is off in a workspace: "unwanted", "unfollowed", or None while it is on."""
    unwanted = outcome.stopped + outcome.fewer
    if outcome.shown >= ENOUGH_SHOWN and unwanted > MOST_UNWANTED * outcome.shown:
        return "unwanted"
    if outcome.settled >= ENOUGH_SETTLED and outcome.followed < FEWEST_FOLLOWED * outcome.settled:
        return "unfollowed"
    return None


def kinds_on(workspace: Outcomes) -> Sequence[Nudge]:
    """The kinds that are not off there, the most valuable first."""
    found = (nudges()[kind] for kind in sorted(nudges(), key=_value))
    return [nudge for nudge in found if not why_off(workspace.get(nudge.kind, NOTHING))]


def left_alone(shown: Iterable[ShownNudge], now: datetime) -> frozenset[tuple[str, str]]:
    """Pairs of kind and subject that the leader's answers keep out of nudges for now."""
    return frozenset(
        subject
        for nudge in shown
        if nudge.answer in LEFT_ALONE and nudge.shown_at > now - LEFT_ALONE[nudge.answer]
        for subject in nudge.subjects
    )


def is_too_soon(
    shown: Collection[ShownNudge], way: Way, fewer: int, zone: ZoneInfo, now: datetime
) -> bool:
    """Whether a leader had a nudge, shown or held back, this week, or a card this day.

    Each *Fewer like this* halves how often; so does ignoring two in a row, and again four.
    `shown` is all that was shown or held back in `LOOK_BACK`, over all teams of that leader.
    """
    gap = min(2**fewer * _times_rarer(shown, now), MOST_WEEKS)
    turn = _turn(way, now, zone)
    return any(turn - _turn(way, each.shown_at, zone) < gap for each in shown if each.way is way)


def _turn(way: Way, at: datetime, zone: ZoneInfo) -> int:
    """The number of the week, for digests, or of the day, for cards, on the leader's calendar."""
    day = at.astimezone(zone).toordinal()  # the first day of the first year was a Monday
    return day if way is Way.CARD else (day - 1) // 7


def _times_rarer(shown: Iterable[ShownNudge], now: datetime) -> int:
    """How many times rarer nudges get because the latest ones were ignored: 1, 2 or 4."""
    newest = sorted(shown, key=lambda each: (each.shown_at, each.id), reverse=True)
    answered = [bool(each.followed_at or each.answer) for each in newest if _is_over(each, now)]
    ignored = [*answered, True].index(True)
    if ignored >= IGNORED_FOUR_TIMES:
        return 4
    return 2 if ignored >= IGNORED_TWICE else 1


def _is_over(nudge: ShownNudge, now: datetime) -> bool:
    """Whether it was shown, and something came of it or can no longer."""
    came_of_it = nudge.followed_at or nudge.answer or nudge.followed_until <= now
    return bool(came_of_it) and not nudge.is_held_back
