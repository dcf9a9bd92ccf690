"""One thing that the leader chooses to do, and a day for it."""

from datetime import timedelta

from bot.domain.nudges import (
    Act,
    Deeds,
    DigestNudge,
    Followed,
    LeaderWeek,
    ShownNudge,
    Suggestion,
    first,
)
from bot.kit.weeks import WEEK
from bot.kit.words import later

GRACE = timedelta(days=2)  # after the day that was chosen, which lies within a week


def suggest(week: LeaderWeek) -> Suggestion | None:
    """Every week, unless one is open."""
    if week.has_promised or not week.may_bring_up(NUDGE.kind):
        return None
    return Suggestion(NUDGE.kind, week.trigger, week.shown_at + WEEK + GRACE)


def followed(shown: ShownNudge, deeds: Deeds) -> Followed | None:
    """A promise was made after it, and kept in its own time."""
    kept = (
        Followed(promise.kept_at, f"promise:{promise.id}")
        for promise in deeds.promises.get(shown.leader, ())
        if shown.covers(promise.made_at)
    )
    return first(kept, shown.covers)


NUDGE = DigestNudge(
    kind="promise",
    value=8,
    says=later("Is there one thing that you want to do for your team this week? Choose a day."),
    why=later(
        "You see this because you have no open promise. It counts as followed when what you choose"
        " is done by its day, or at most two days later. Nobody but you sees it."
    ),
    acts=(Act.PROMISE,),
    followed=followed,
    suggest=suggest,
    is_worth_a_digest=False,
)
