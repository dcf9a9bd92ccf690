"""An idea has support, and nobody tests it."""

from datetime import timedelta

from bot.domain.ideas import Stage
from bot.domain.moves import Move
from bot.domain.nudges import (
    Act,
    Deeds,
    DigestNudge,
    Followed,
    IdeaFacts,
    LeaderWeek,
    ShownNudge,
    Suggestion,
    about,
    by_test,
    first,
)
from bot.kit.words import later

SUPPORTERS = 3
OLD_ENOUGH = timedelta(days=7)
FOLLOW_WITHIN = timedelta(days=7)


def suggest(week: LeaderWeek) -> Suggestion | None:
    """The one with the most support. The leader's own are not for the leader to push."""
    ripe = [each for each in week.ideas if _is_ripe(each, week)]
    if not ripe:
        return None
    facts = max(ripe, key=lambda each: (each.supporters, -each.idea.id))
    return about(
        facts.idea,
        NUDGE.kind,
        week.shown_at + FOLLOW_WITHIN,
        person=facts.idea.author,
        supporters=facts.supporters,
        days=(week.until - facts.idea.shared_at).days,
    )


def _is_ripe(facts: IdeaFacts, week: LeaderWeek) -> bool:
    idea = facts.idea
    return (
        facts.supporters >= SUPPORTERS
        and not facts.tests
        and idea.stage is Stage.SHARED
        and idea.shared_at <= week.until - OLD_ENOUGH
        and idea.author in week.team.members - week.unnamed
        and week.may_bring_up(NUDGE.kind, f"idea:{idea.id}")
    )


def followed(shown: ShownNudge, deeds: Deeds) -> Followed | None:
    """Somebody else than the leader tests it, or it is parked, which always gives a reason."""
    if shown.idea not in deeds.ideas:
        return None
    tests, events = deeds.tests.get(shown.idea, ()), deeds.events.get(shown.idea, ())
    tested = [by_test(test) for test in tests if test.owner != shown.leader]
    parked = [
        Followed(event.at, f"event:{event.id}") for event in events if event.what is Move.PARK
    ]
    return first(tested + parked, shown.covers)


NUDGE = DigestNudge(
    kind="small_test",
    value=5,
    says=later(
        "<@{person}>'s idea has {supporters} supporters and is {days} days old, and nobody tests"
        " it yet: {text}"
    ),
    why=later(
        "You see this because an idea by your team has three supporters or more, is a week old and"
        " was never tested. It counts as followed when somebody else than you opens a test, or the"
        " idea is parked with a reason, within seven days. Nobody but you sees it."
    ),
    acts=(Act.ASK_OWNER, Act.PARK),
    followed=followed,
    suggest=suggest,
)
