"""An idea by the team has had no reply for two days."""

from datetime import timedelta

from bot.domain.ideas import REPLY_WITHIN, Stage
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
    by_reply,
    first,
)
from bot.kit.words import later

NO_OLDER_THAN = timedelta(days=28)  # what nobody answered in a month is no news
FOLLOW_WITHIN = timedelta(hours=48)
MOST = 5  # ideas, of which a reply to any follows it


def suggest(week: LeaderWeek) -> Suggestion | None:
    """About the one that waited longest. The leader's own are for others to bring up."""
    waiting = sorted(
        (each.idea for each in week.ideas if _waits(each, week)),
        key=lambda idea: (idea.shared_at, idea.id),
    )
    if not waiting:
        return None
    idea = waiting[0]
    return about(
        idea,
        NUDGE.kind,
        week.shown_at + FOLLOW_WITHIN,
        person=idea.author,
        days=(week.until - idea.shared_at).days,
        ideas=",".join(str(each.id) for each in waiting[:MOST]),
    )


def _waits(facts: IdeaFacts, week: LeaderWeek) -> bool:
    idea = facts.idea
    return (
        not facts.is_replied
        and idea.stage is Stage.SHARED
        and week.until - NO_OLDER_THAN <= idea.shared_at <= week.until - REPLY_WITHIN
        and idea.author in week.team.members - week.unnamed
        and week.may_bring_up(NUDGE.kind, f"idea:{idea.id}")
    )


def followed(shown: ShownNudge, deeds: Deeds) -> Followed | None:
    """A reply by anybody but the author, to any of them that still stands."""
    replies = (
        by_reply(reply)
        for id in map(int, str(shown.facts.get("ideas", shown.idea)).split(","))
        if id in deeds.ideas
        for reply in deeds.replies.get(id, ())
        if reply.person != deeds.ideas[id].author
    )
    return first(replies, shown.covers)


NUDGE = DigestNudge(
    kind="ideas_waiting",
    value=4,
    says=later("<@{person}> shared an idea {days} days ago, and nobody has replied: {text}"),
    why=later(
        "You see this because an idea by your team has had no reply for 48 hours. It counts as"
        " followed when anybody replies to it, or to another one that waits, within 48 hours."
        " Nobody but you sees it."
    ),
    acts=(Act.SEE, Act.ASK_TEAM),
    followed=followed,
    suggest=suggest,
)
