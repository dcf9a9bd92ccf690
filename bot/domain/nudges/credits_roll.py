"""An idea was adopted, and not everybody who had a part in it is named."""

from datetime import timedelta

from bot.domain.ideas import Idea, Stage
from bot.domain.kudos import Kudos
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
    by_kudos,
    first,
)
from bot.kit.words import later

ADOPTED_WITHIN = timedelta(days=14)
FOLLOW_WITHIN = timedelta(hours=72)


def suggest(week: LeaderWeek) -> Suggestion | None:
    """The latest adopted. The leader's own counts too: others had a part in it."""
    incomplete = [each for each in week.ideas if _lacks_names(each, week)]
    if not incomplete:
        return None
    facts = max(incomplete, key=lambda each: (each.idea.stage_at, each.idea.id))
    return about(
        facts.idea,
        NUDGE.kind,
        week.shown_at + FOLLOW_WITHIN,
        contributors=len(facts.contributors),
        named=len(facts.named),
    )


def _lacks_names(facts: IdeaFacts, week: LeaderWeek) -> bool:
    idea = facts.idea
    return (
        idea.stage is Stage.ADOPTED
        and idea.stage_at is not None
        and week.until - ADOPTED_WITHIN <= idea.stage_at < week.until
        and not facts.contributors - {week.team.leader} <= facts.named
        and week.may_bring_up(NUDGE.kind, f"idea:{idea.id}")
    )


def followed(shown: ShownNudge, deeds: Deeds) -> Followed | None:
    """The kudos with which everybody was named: its credits roll, or the leader's since."""
    idea, contributors = deeds.ideas.get(shown.idea), deeds.contributors.get(shown.idea)
    if idea is None or not contributors:
        return None
    missing = contributors - {shown.leader}
    for kudos in _naming(idea, shown.leader, deeds):
        missing -= {kudos.giver, *kudos.receivers}
        if not missing:
            return first([by_kudos(kudos)], shown.covers)
    return None


def _naming(idea: Idea, leader: str, deeds: Deeds) -> list[Kudos]:
    given = {
        kudos.id: kudos
        for kudos in deeds.kudos.get(leader, ())
        if idea.stage_at is not None and kudos.given_at >= idea.stage_at
    }
    if roll := deeds.rolls.get(idea.id):
        given[roll.id] = roll
    return sorted(given.values(), key=lambda kudos: (kudos.given_at, kudos.id))


NUDGE = DigestNudge(
    kind="credits_roll",
    value=3,
    says=later("An idea was adopted, and not everybody who had a part in it is named yet: {text}"),
    why=later(
        "You see this because an idea by your team or by you was adopted in the last 14 days, and"
        " not everybody who had a part in it is named, in the post about it or by thanks from you."
        " It counts as followed when all of them are named within 72 hours. Nobody but you sees it."
    ),
    acts=(Act.POST_ROLL, Act.EDIT_ROLL, Act.OWNER_POSTS),
    followed=followed,
    suggest=suggest,
)
