"""Somebody contributed, and has had no kudos from the leader for a while."""

from datetime import timedelta

from bot.domain.kudos import Kudos
from bot.domain.nudges import LeaderWeek, Nudge, ShownNudge, Suggestion
from bot.domain.people import zone_named
from bot.kit.weeks import add_work_days

CONTRIBUTED_WITHIN = timedelta(days=14)
UNTHANKED_FOR = timedelta(days=21)
FOLLOW_WITHIN_WORK_DAYS = 5


def suggest(week: LeaderWeek, left_alone: frozenset[str]) -> Suggestion | None:
    """The member whose unthanked work has waited longest; nobody in `left_alone`."""
    thanked = {
        receiver
        for kudos in week.kudos
        if kudos.given_at >= week.until - UNTHANKED_FOR
        for receiver in kudos.receivers
    }
    overdue = [
        (part, idea)
        for part, idea in week.work
        if part.at >= week.until - CONTRIBUTED_WITHIN
        and part.person in week.team.members
        and part.person not in thanked | left_alone
    ]
    if not overdue:
        return None
    part, idea = min(overdue, key=lambda found: (found[0].at, found[0].person))
    zone = zone_named(week.team.zone)
    return Suggestion(
        kind=NUDGE.kind,
        person=part.person,
        part=part.part,
        idea=idea.id,
        text=idea.text,
        at=part.at,
        followed_until=add_work_days(week.shown_at, FOLLOW_WITHIN_WORK_DAYS, zone),
        channel=idea.channel,
        ts=idea.place,
    )


def followed(shown: ShownNudge, kudos: Kudos) -> bool:
    return (
        kudos.giver == shown.leader
        and shown.person in kudos.receivers
        and shown.shown_at <= kudos.given_at < shown.followed_until
    )


NUDGE = Nudge("thank_overdue", suggest, followed)
