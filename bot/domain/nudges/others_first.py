"""The team has a fresh idea, and the leader tends to be the first to reply."""

from datetime import timedelta

from bot.domain.ideas import LATE_ENOUGH, OTHERS_FIRST
from bot.domain.nudges import (
    Act,
    CardNudge,
    Deeds,
    Followed,
    Moment,
    ShownNudge,
    Suggestion,
    about,
    by_reply,
)
from bot.kit.words import later

THREADS = 6  # of the team's ideas, the latest that the leader replied to
FEWEST = 3  # of one or two, half is chance
FOLLOW_WITHIN = timedelta(days=7)  # whoever has not replied by then let others first, and no more


def suggest(moment: Moment) -> Suggestion | None:
    idea = moment.idea
    if idea is None or idea.author not in moment.team.members - moment.unnamed:
        return None
    lately = moment.spoke_first[:THREADS]
    tends_to = len(lately) >= FEWEST and sum(lately) * 2 >= len(lately)
    if not (tends_to and idea.is_open_to(moment.team.channels)):
        return None
    until, told = moment.at + FOLLOW_WITHIN, {"first": sum(lately), "threads": len(lately)}
    return about(idea, NUDGE.kind, until, person=idea.author, **told)


def followed(shown: ShownNudge, deeds: Deeds) -> Followed | None:
    """The leader's first reply comes after three others', or a day after the idea."""
    idea, replies = deeds.ideas.get(shown.idea), deeds.replies.get(shown.idea, ())
    theirs = (reply for reply in replies if reply.person == shown.leader)
    own = min(theirs, key=lambda reply: (reply.at, reply.ts), default=None)
    if idea is None or own is None or not shown.covers(own.at):
        return None
    before = {reply.person for reply in replies if reply.at < own.at} - {idea.author}
    if len(before) < OTHERS_FIRST and own.at < idea.shared_at + LATE_ENOUGH:
        return None
    return by_reply(own)


NUDGE = CardNudge(
    kind="others_first",
    value=6,
    says=later(
        "<@{person}> has an idea: {text}\nOf the last {threads} ideas of your team that you replied"
        " to, you were the first at {first}. What would the others say?"
    ),
    why=later(
        "You see this because your team has a new idea, and you were the first to reply to half or"
        " more of the last six that you replied to. It counts as followed when three others reply"
        " before you do, or when you reply after 24 hours. Nobody but you sees it."
    ),
    acts=(Act.PING, Act.REPLY),
    followed=followed,
    suggest=suggest,
)
