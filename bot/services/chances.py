"""What a leader may set out to do now: who waits for thanks, which ideas for a reply or a test."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime, timedelta

from bot.domain.ideas import Contribution, Idea, Part, Stage
from bot.domain.kudos import Kudos
from bot.domain.nudges import IdeaFacts
from bot.domain.people import Team
from bot.domain.promises import Offer, TeamWeek, offers, one_each
from bot.storage import Transaction

WORK_WITHIN = timedelta(days=14)
IDEAS_WITHIN = timedelta(days=28)
THANKS_WITHIN = timedelta(days=7)


def chances_for(tx: Transaction, teams: Iterable[Team], now: datetime) -> Sequence[Offer]:
    """Over all teams of one leader."""
    return one_each(offer for team in teams for offer in offers(_week(tx, team, now)))


def _week(tx: Transaction, team: Team, now: datetime) -> TeamWeek:
    workspace, leader = team.workspace, team.leader
    given = tx.kudos.given_by(workspace, [leader], now - WORK_WITHIN, now)
    got = tx.kudos.received_by(workspace, [leader], now - THANKS_WITHIN, now)
    people = team.members | {kudos.giver for kudos in got}
    unnamed = tx.people.hidden(workspace, people) | tx.people.no_members(workspace, people)
    work = tx.work.by(workspace, team.members - unnamed, now - WORK_WITHIN, now)
    return TeamWeek(
        team,
        waiting=_waiting([each for each in work if each[1].is_open_to(team.channels)], given),
        ideas=_ideas(tx, team, now),
        thanks=[kudos for kudos in got if kudos.giver not in unnamed],
    )


def _waiting(
    work: Iterable[tuple[Contribution, Idea]], given: Iterable[Kudos]
) -> Sequence[tuple[str, Idea]]:
    """Whose latest work the leader has not thanked for since, the longest waiting first."""
    thanked = _thanked_at(given)
    latest = {part.person: (part, idea) for part, idea in sorted(work, key=lambda each: each[0].at)}
    return [
        (part.person, idea)
        for part, idea in sorted(latest.values(), key=lambda each: each[0].at)
        if part.person not in thanked or thanked[part.person] < part.at
    ]


def _thanked_at(given: Iterable[Kudos]) -> Mapping[str, datetime]:
    thanked: dict[str, datetime] = {}
    for kudos in given:
        for receiver in kudos.receivers:
            thanked[receiver] = max(kudos.given_at, thanked.get(receiver, kudos.given_at))
    return thanked


def _ideas(tx: Transaction, team: Team, now: datetime) -> Sequence[IdeaFacts]:
    """Those that nothing has come of yet, the oldest first."""
    people = team.members | {team.leader}
    shared = tx.deeds.shared_by(team.workspace, people, now - IDEAS_WITHIN, now)
    ideas = [
        idea
        for idea in tx.ideas.by_ids(team.workspace, shared).values()
        if idea.stage is Stage.SHARED and idea.is_open_to(team.channels)
    ]
    return _facts(tx, team.workspace, sorted(ideas, key=lambda idea: (idea.shared_at, idea.id)))


def _facts(tx: Transaction, workspace: str, ideas: Collection[Idea]) -> Sequence[IdeaFacts]:
    ids = [idea.id for idea in ideas]
    replied, tests = tx.replies.first_of(workspace, ids), tx.tests.of(workspace, ids)
    parts = tx.ideas.parts(workspace, ids)
    return [
        IdeaFacts(
            idea,
            is_replied=idea.id in replied,
            supporters=sum(part.part is Part.SUPPORT for part in parts.get(idea.id, ())),
            tests=len(tests.get(idea.id, ())),
        )
        for idea in ideas
    ]
