"""What is known of leaders' weeks: what nudges look at, asked for at once."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from bot.domain.choosing import left_alone
from bot.domain.ideas import Contribution, Idea, Part, Stage
from bot.domain.kudos import Kudos
from bot.domain.nudges import IdeaFacts, LeaderWeek, ShownNudge
from bot.domain.nudges.credits_roll import ADOPTED_WITHIN
from bot.domain.people import Team
from bot.kit.grouping import grouped
from bot.kit.weeks import WEEK
from bot.services.deeds import contributors_of, judged_now, rolls_of
from bot.services.digest_facts import supporters_of
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
    workspace = teams[0].workspace
    leaders = {team.leader for team in teams}
    members = {member for team in teams for member in team.members}
    kudos = tx.kudos.given_by(workspace, leaders, now - KUDOS_WITHIN - WEEK, now)
    given = grouped(kudos, lambda each: each.giver)
    parts = tx.deeds.work(workspace, members, now - WORK_WITHIN - WEEK, now)
    work = grouped(parts, lambda each: each[0].person)
    built = {idea.id for part, idea in parts if part.part is Part.BUILD}
    children = tx.ideas.built_on(workspace, built)
    shared = tx.deeds.shared_by(workspace, members | leaders, now - IDEAS_WITHIN - WEEK, now)
    ideas = grouped(facts_of(tx, workspace, shared), lambda each: each.idea.author)
    newly = [idea for idea in shared if _is_newly_adopted(idea, now)]
    contributors, rolls = contributors_of(tx, workspace, newly), rolls_of(tx, workspace, newly)
    in_person = tx.in_person.by(workspace, leaders, now - WORK_WITHIN - WEEK)
    asked_at = tx.deeds.asked_at(workspace, leaders)
    promises = judged_now(tx, tx.promises.unsettled(workspace, leaders))
    promised = {promise.leader for promise in promises if promise.is_open(now)}
    unnamed = tx.people.unnamed(workspace, members)

    def with_names(facts: IdeaFacts, leader: str) -> IdeaFacts:
        id = facts.idea.id
        named = _named(facts.idea, rolls.get(id), given.get(leader, ()))
        return replace(facts, contributors=contributors.get(id, frozenset()), named=named)

    def week_of(team: Team) -> LeaderWeek:
        until = team.last_digest_before(now)
        return LeaderWeek(
            team=team,
            until=until,
            shown_at=now,
            kudos=given.get(team.leader, ()),
            work=tuple(
                (part, idea)
                for person in team.members
                for part, idea in work.get(person, ())
                if part.at < until and _may_see(team, part, idea, children.get(idea.id, ()))
            ),
            ideas=tuple(
                with_names(facts, team.leader)
                for person in team.members | {team.leader}
                for facts in ideas.get(person, ())
                if facts.idea.shared_at < until and facts.idea.is_open_to(team.channels)
            ),
            in_person={
                (person, about): at
                for (leader, person, about), at in in_person.items()
                if leader == team.leader
            },
            asked_at=asked_at.get(team.leader),
            has_promised=team.leader in promised,
            unnamed=unnamed,
            left_alone=left_alone(shown.get(team.leader, ()), now),
        )

    return list(map(week_of, teams))


def facts_of(tx: Transaction, workspace: str, ideas: Collection[Idea]) -> Sequence[IdeaFacts]:
    """What came of those ideas that stand as they were shared; the others, as they are."""
    open_ = [idea.id for idea in ideas if idea.stage is Stage.SHARED]
    replied, tests = tx.replies.first_of(workspace, open_), tx.tests.of(workspace, open_)
    supporters = supporters_of(tx, workspace, open_)
    return [
        IdeaFacts(
            idea,
            is_replied=idea.id in replied,
            supporters=supporters.get(idea.id, 0),
            tests=len(tests.get(idea.id, ())),
        )
        for idea in ideas
    ]


def _is_newly_adopted(idea: Idea, now: datetime) -> bool:
    since = now - ADOPTED_WITHIN - WEEK
    return idea.stage is Stage.ADOPTED and idea.stage_at is not None and idea.stage_at >= since


def _may_see(team: Team, part: Contribution, idea: Idea, children: Sequence[Idea]) -> bool:
    """Whether the leader reads it, and, where somebody built on it, any of what they built."""
    if not idea.is_open_to(team.channels):
        return False
    read = team.channels | {idea.channel}
    built = (child for child in children if child.author == part.person)
    return part.part is not Part.BUILD or any(child.is_open_to(read) for child in built)


def _named(idea: Idea, roll: Kudos | None, given: Sequence[Kudos]) -> frozenset[str]:
    """For an adopted idea: by its credits roll, or by its leader since it was adopted."""
    if idea.stage is not Stage.ADOPTED or idea.stage_at is None:
        return frozenset()
    naming = [kudos for kudos in given if kudos.given_at >= idea.stage_at]
    named = {person for kudos in naming for person in kudos.receivers}
    return frozenset(named | {roll.giver, *roll.receivers} if roll else named)
