"""Somebody contributed, and has had no kudos from the leader for a while."""

from datetime import timedelta

from bot.domain.ideas import Contribution
from bot.domain.nudges import (
    Act,
    Deeds,
    DigestNudge,
    Followed,
    LeaderWeek,
    ShownNudge,
    Suggestion,
    about,
    by_kudos,
    first,
)
from bot.domain.people import zone_named
from bot.domain.waiting import work_on
from bot.kit.weeks import add_work_days
from bot.kit.words import later

CONTRIBUTED_WITHIN = timedelta(days=14)
UNTHANKED_FOR = timedelta(days=21)
FOLLOW_WITHIN_WORK_DAYS = 5


def suggest(week: LeaderWeek) -> Suggestion | None:
    """The member whose unthanked work has waited longest."""
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
        and part.person in week.team.members - week.unnamed - thanked
        and week.may_bring_up(NUDGE.kind, part.person)
        and not _is_said(week, part)
    ]
    if not overdue:
        return None
    part, idea = min(overdue, key=lambda found: (found[0].at, found[0].person))
    zone = zone_named(week.team.zone)
    return about(
        idea,
        NUDGE.kind,
        add_work_days(week.shown_at, FOLLOW_WITHIN_WORK_DAYS, zone),
        person=part.person,
        part=part.part.value,
        at=int(part.at.timestamp()),
    )


def _is_said(week: LeaderWeek, part: Contribution) -> bool:
    """Whether the leader thanked for it by word of mouth since."""
    said_at = week.in_person.get((part.person, work_on(part.idea)))
    return said_at is not None and said_at >= part.at


def followed(shown: ShownNudge, deeds: Deeds) -> Followed | None:
    given = deeds.kudos.get(shown.leader, ())
    thanks = (by_kudos(kudos) for kudos in given if shown.person in kudos.receivers)
    return first(thanks, shown.covers)


NUDGE = DigestNudge(
    kind="thank_overdue",
    value=1,
    says=later(
        "<@{person}> {part} on {day}, and has had no thanks from you in three weeks: {text}"
    ),
    why=later(
        "You see this because somebody in your team shared, built on or tested an idea in the last"
        " 14 days, and no kudos from you named them in the last 21. It counts as followed when you"
        " thank them within five work days. Nobody but you sees it."
    ),
    acts=(Act.THANK, Act.IN_PERSON),
    followed=followed,
    suggest=suggest,
)
