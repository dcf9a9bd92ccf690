"""Promises: one thing that a leader plans to do for a team, and the day for it.

A promise is kept when the rows show that it was done by the end of the second day after that day.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum

from bot.domain.ideas import Idea, Stage
from bot.domain.kudos import Kudos
from bot.domain.leading_errors import DayNotOfferedError
from bot.domain.nudges import Deeds, Followed, IdeaFacts, by_kudos, by_reply, by_test, first
from bot.domain.people import Team, zone_named
from bot.kit.weeks import local_instant

GRACE_DAYS = 2
DAYS_AHEAD = 7
MOST_OFFERED = 40  # over several teams
OF_EACH = 3  # things of one kind that are offered
WORK_DAYS = range(5)
NEVER = datetime.min.replace(tzinfo=UTC)  # no day was chosen yet


class Deed(StrEnum):
    """What may be promised, in the order in which it is offered."""

    THANK = "thank"  # somebody whose work the leader has not thanked for
    REPLY = "reply"  # under an idea that has no reply
    TEST = "test"  # find who tests an idea
    CREDIT = "credit"  # on the thanks that somebody gave the leader
    ASK = "ask"  # the team something

    @property
    def is_of_an_idea(self) -> bool:
        """Whether it needs an idea."""
        return self in (Deed.REPLY, Deed.TEST)


@dataclass(frozen=True, slots=True)
class Aim:
    """One thing to do for a team. `person` and `idea` are what it is about, if anything."""

    deed: Deed
    team: int
    person: str = ""
    idea: int = 0

    @property
    def key(self) -> str:
        return f"{self.deed}:{self.team}:{self.person}:{self.idea}"


def aim_of(key: str) -> Aim:
    """What `Aim.key` says. Raises `ValueError`."""
    deed, team, person, idea = key.split(":")
    return Aim(Deed(deed), int(team), person, int(idea))


@dataclass(frozen=True, slots=True)
class Promise:
    """`next_at` is when the scheduler reminds the leader of it, and then when it settles it."""

    workspace: str
    leader: str
    aim: Aim
    made_at: datetime
    source: str
    remind_at: datetime = NEVER
    until: datetime = NEVER
    next_at: datetime | None = None
    kept_at: datetime | None = None
    kept_by: str | None = None  # the event that did it: "kudos:12"
    id: int = 0  # 0 until it is kept

    @property
    def is_settled(self) -> bool:
        """Tell whether the outcome is final."""
        return self.next_at is None

    @property
    def is_kept(self) -> bool:
        return self.kept_at is not None

    def is_open(self, now: datetime) -> bool:
        return not self.is_kept and now < self.until

    def covers(self, at: datetime) -> bool:
        return self.made_at <= at < self.until


@dataclass(frozen=True, slots=True)
class PromiseTold:
    """A promise as its leader is told of it, with the idea that it is about."""

    promise: Promise
    idea: Idea | None = None


def is_for(aim: Aim, team: Team) -> bool:
    """Whether this team has the person that it is about."""
    return aim.deed is not Deed.THANK or aim.person in team.members


def is_possible(told: PromiseTold, team: Team) -> bool:
    """Whether it can still be done: the leader may read the idea, and nobody tests it yet."""
    deed, idea = told.promise.aim.deed, told.idea
    if not deed.is_of_an_idea:
        return True
    is_open = idea is not None and idea.is_open_to(team.channels)
    return is_open and (deed is Deed.REPLY or (idea is not None and idea.stage is Stage.SHARED))


# Which days


def days_for(team: Team, now: datetime) -> Sequence[date]:
    """Work days from today to a week ahead, without today once the digest's hour has passed."""
    today = now.astimezone(zone_named(team.zone)).date()
    days = (today + timedelta(days=ahead) for ahead in range(DAYS_AHEAD + 1))
    return [day for day in days if day.weekday() in WORK_DAYS and _hour(team, day) > now]


def on_day(promise: Promise, team: Team, day: date, now: datetime) -> Promise:
    """Set its day, at the hour of the team's digest. Raises `DayNotOfferedError`."""
    if day not in days_for(team, now):
        raise DayNotOfferedError
    remind_at = _hour(team, day)
    return replace(promise, remind_at=remind_at, until=_end(team, day), next_at=remind_at)


def in_zone(promise: Promise, team: Team, zone: str) -> Promise:
    """Move it to the leader's new time zone: the date stays the same there."""
    day = promise.remind_at.astimezone(zone_named(team.zone)).date()
    moved = replace(team, zone=zone)
    remind_at, until = _hour(moved, day), _end(moved, day)
    is_reminded = promise.next_at == promise.until
    return replace(
        promise, remind_at=remind_at, until=until, next_at=until if is_reminded else remind_at
    )


def is_its_day(promise: Promise, team: Team, now: datetime) -> bool:
    zone = zone_named(team.zone)
    return now.astimezone(zone).date() == promise.remind_at.astimezone(zone).date()


def _hour(team: Team, day: date) -> datetime:
    return local_instant(datetime.combine(day, team.at), team.at, zone_named(team.zone))


def _end(team: Team, day: date) -> datetime:
    after = datetime.combine(day + timedelta(days=GRACE_DAYS + 1), time())
    return local_instant(after, time(), zone_named(team.zone))


# What became of it


def judged(promise: Promise, deeds: Deeds) -> Promise:
    """Say whether it is kept by the rows as they are now; what was undone does not count."""
    if promise.is_settled:
        return promise
    done = first(_done(promise, deeds), promise.covers)
    return replace(promise, kept_at=done.at if done else None, kept_by=done.by if done else None)


def _done(promise: Promise, deeds: Deeds) -> list[Followed]:
    """All that keeps a promise of this kind, whenever it happened."""
    aim, leader = promise.aim, promise.leader
    given, replies = deeds.kudos.get(leader, ()), deeds.replies.get(aim.idea, ())
    match aim.deed:
        case Deed.THANK:
            return [by_kudos(kudos) for kudos in given if aim.person in kudos.receivers]
        case Deed.CREDIT:  # somebody else than who had thanked the leader
            return [by_kudos(kudos) for kudos in given if set(kudos.receivers) - {aim.person}]
        case Deed.REPLY:
            return [by_reply(reply) for reply in replies if reply.person == leader]
        case Deed.TEST:  # by somebody else: a leader who tests it has not found an owner
            tests = deeds.tests.get(aim.idea, ())
            return [by_test(test) for test in tests if test.owner not in ("", leader)]
        case Deed.ASK:
            asked = deeds.questions.get(leader, ())
            return [Followed(each.asked_at, f"question:{each.id}") for each in asked]


# What is offered


@dataclass(frozen=True, slots=True)
class Offer:
    """An aim, with the idea that it is about, as far as there is one."""

    aim: Aim
    idea: Idea | None = None


@dataclass(frozen=True, slots=True)
class TeamWeek:
    """What there is to do for a team. `waiting` are its members with work not thanked for."""

    team: Team
    waiting: Sequence[str] = ()
    ideas: Sequence[IdeaFacts] = ()  # that stand as they were shared
    thanks: Sequence[Kudos] = ()  # to the leader, lately, from members who may be named


def offers(week: TeamWeek) -> Sequence[Offer]:
    """Offer a few aims of each kind. A question to the team can always be asked."""
    id_, leader = week.team.id, week.team.leader
    thank = _few(Offer(Aim(Deed.THANK, id_, person)) for person in week.waiting)
    reply = _few(
        Offer(Aim(Deed.REPLY, id_, idea=each.idea.id), each.idea)
        for each in week.ideas
        if not each.is_replied and each.idea.author != leader
    )
    test = _few(
        Offer(Aim(Deed.TEST, id_, idea=each.idea.id), each.idea)
        for each in sorted(week.ideas, key=lambda each: -each.supporters)
        if each.supporters and not each.tests and each.idea.stage is Stage.SHARED
    )
    pass_on = _few(Offer(Aim(Deed.CREDIT, id_, kudos.giver)) for kudos in week.thanks)
    return [*thank, *reply, *test, *pass_on, Offer(Aim(Deed.ASK, id_))]


def one_each(found: Iterable[Offer]) -> Sequence[Offer]:
    """Merge the offers of several teams, each aim once, in the order of `Deed`."""
    each: dict[tuple[Deed, str, int], Offer] = {}
    for offer in found:
        each.setdefault((offer.aim.deed, offer.aim.person, offer.aim.idea), offer)
    return sorted(each.values(), key=lambda offer: list(Deed).index(offer.aim.deed))[:MOST_OFFERED]


def _few(found: Iterable[Offer]) -> Sequence[Offer]:
    """Each once."""
    return list({offer.aim: offer for offer in found}.values())[:OF_EACH]


def to_tell(promises: Iterable[Promise], since: datetime, until: datetime) -> Promise | None:
    """Choose the promise that a leader's digest from `since` up to `until` mentions.

    It was kept in that week, or its day was. The reminder of one that is due now is sent apart.
    """
    told = [each for each in promises if since <= (each.kept_at or each.remind_at) < until]
    return max(told, key=lambda each: (each.made_at, each.id), default=None)
