"""What is known of leaders' weeks and of one moment: what nudges look at, asked for at once."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.domain.choosing import left_alone
from bot.domain.ideas import Contribution, Idea, Part, Stage
from bot.domain.kudos import Kudos
from bot.domain.nudges import IdeaFacts, LeaderWeek, ShownNudge
from bot.domain.nudges.credits_roll import ADOPTED_WITHIN
from bot.domain.people import Team
from bot.kit.weeks import WEEK
from bot.services.deeds import contributors_of, rolls_of
from bot.storage import Transaction

KUDOS_WITHIN = timedelta(days=35)
WORK_WITHIN = timedelta(days=28)
IDEAS_WITHIN = timedelta(days=90)  # what is older is not brought up any more


def weeks_of(
    tx: Transaction,
    teams: Sequence[Team],
    shown: Mapping[str, Sequence[ShownNudge]],
    now: datetime,
) -> Sequence[LeaderWeek]:
    """One for each of these teams of one workspace. `shown` is by leader.

    Windows reach back a week further than the newest digest needs, for those that come late.
    """
    if not teams:
        return []
    known = _gather(tx, teams, now)
    return [_week(team, known, shown.get(team.leader, ()), now) for team in teams]


@dataclass(frozen=True, slots=True)
class _Known:
    """Of all these teams. The mappings are by idea, but for `asked_at`, which is by leader."""

    kudos: Sequence[Kudos]
    work: Sequence[tuple[Contribution, Idea]]
    children: Mapping[int, Sequence[Idea]]
    ideas: Sequence[Idea]
    replied: Collection[int]
    supporters: Mapping[int, int]
    tests: Mapping[int, int]
    contributors: Mapping[int, frozenset[str]]
    rolls: Mapping[int, Kudos]
    in_person: Mapping[tuple[str, str, str], datetime]
    asked_at: Mapping[str, datetime]
    have_promised: frozenset[str]
    unnamed: frozenset[str]


def _gather(tx: Transaction, teams: Sequence[Team], now: datetime) -> _Known:
    workspace = teams[0].workspace
    leaders = {team.leader for team in teams}
    members = {member for team in teams for member in team.members}
    shared = tx.deeds.shared_by(workspace, members | leaders, now - IDEAS_WITHIN - WEEK, now)
    ideas = tx.ideas.by_ids(workspace, shared)
    open_ = [idea.id for idea in ideas.values() if idea.stage is Stage.SHARED]
    adopted = [idea for idea in ideas.values() if _is_newly_adopted(idea, now)]
    parts = tx.ideas.parts(workspace, open_)
    work = tx.work.by(workspace, members, now - WORK_WITHIN - WEEK, now)
    built = {idea.id for part, idea in work if part.part is Part.BUILD}
    return _Known(
        kudos=tx.kudos.given_by(workspace, leaders, now - KUDOS_WITHIN - WEEK, now),
        work=work,
        children=tx.ideas.built_on(workspace, built),
        ideas=list(ideas.values()),
        replied=tx.replies.first_of(workspace, open_).keys(),
        supporters={
            id: sum(part.part is Part.SUPPORT for part in found) for id, found in parts.items()
        },
        tests={id: len(rounds) for id, rounds in tx.tests.of(workspace, open_).items()},
        contributors=contributors_of(tx, workspace, adopted),
        rolls=rolls_of(tx, workspace, adopted),
        in_person=tx.in_person.by(workspace, leaders, now - WORK_WITHIN - WEEK),
        asked_at=tx.deeds.asked_at(workspace, leaders),
        have_promised=tx.deeds.with_open_promise(workspace, leaders, now),
        unnamed=tx.people.unnamed(workspace, members),
    )


def _is_newly_adopted(idea: Idea, now: datetime) -> bool:
    since = now - ADOPTED_WITHIN - WEEK
    return idea.stage is Stage.ADOPTED and idea.stage_at is not None and idea.stage_at >= since


def _week(team: Team, known: _Known, shown: Sequence[ShownNudge], now: datetime) -> LeaderWeek:
    until = team.last_digest_before(now)
    given = tuple(kudos for kudos in known.kudos if kudos.giver == team.leader)
    people = team.members | {team.leader}
    return LeaderWeek(
        team=team,
        until=until,
        shown_at=now,
        kudos=given,
        work=tuple(
            (part, idea)
            for part, idea in known.work
            if part.person in team.members
            and part.at < until
            and _may_see(team, part, idea, known.children.get(idea.id, ()))
        ),
        ideas=tuple(
            _facts(idea, known, given)
            for idea in known.ideas
            if idea.author in people and idea.shared_at < until and idea.is_open_to(team.channels)
        ),
        in_person={
            (person, work): at
            for (leader, person, work), at in known.in_person.items()
            if leader == team.leader
        },
        asked_at=known.asked_at.get(team.leader),
        has_promised=team.leader in known.have_promised,
        unnamed=known.unnamed,
        left_alone=left_alone(shown, now),
    )


def _may_see(team: Team, part: Contribution, idea: Idea, children: Sequence[Idea]) -> bool:
    """Whether the leader reads it, and, where somebody built on it, any of what they built."""
    if not idea.is_open_to(team.channels):
        return False
    read = team.channels | {idea.channel}
    built = (child for child in children if child.author == part.person)
    return part.part is not Part.BUILD or any(child.is_open_to(read) for child in built)


def _facts(idea: Idea, known: _Known, given: Sequence[Kudos]) -> IdeaFacts:
    return IdeaFacts(
        idea,
        is_replied=idea.id in known.replied,
        supporters=known.supporters.get(idea.id, 0),
        tests=known.tests.get(idea.id, 0),
        contributors=known.contributors.get(idea.id, frozenset()),
        named=_named(idea, known.rolls.get(idea.id), given),
    )


def _named(idea: Idea, roll: Kudos | None, given: Sequence[Kudos]) -> frozenset[str]:
    """For an adopted idea: by its credits roll, or by its leader since it was adopted."""
    if idea.stage is not Stage.ADOPTED or idea.stage_at is None:
        return frozenset()
    naming = [kudos for kudos in given if kudos.given_at >= idea.stage_at]
    named = {person for kudos in naming for person in kudos.receivers}
    return frozenset(named | {roll.giver, *roll.receivers} if roll else named)
