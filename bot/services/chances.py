"""What a leader may set out to do now: who waits for thanks, which ideas for a reply or a test."""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime, timedelta

from bot.domain.digests import who_waits
from bot.domain.ideas import Idea, Part, Stage
from bot.domain.nudges import IdeaFacts
from bot.domain.people import Team
from bot.domain.promises import Offer, TeamWeek, offers, one_each
from bot.services.digest_facts import Due, gather_facts
from bot.storage import Transaction

IDEAS_WITHIN = timedelta(days=28)
THANKS_WITHIN = timedelta(days=7)


def chances_for(tx: Transaction, teams: Iterable[Team], now: datetime) -> Sequence[Offer]:
    """Over all teams of one leader."""
    return one_each(offer for team in teams for offer in offers(_week(tx, team, now)))


def _week(tx: Transaction, team: Team, now: datetime) -> TeamWeek:
    workspace, leader = team.workspace, team.leader
    got = tx.kudos.received_by(workspace, [leader], now - THANKS_WITHIN, now)
    people = team.members | {kudos.giver for kudos in got}
    unnamed = tx.people.unnamed(workspace, people)
    return TeamWeek(
        team,
        waiting=[each.person for each in who_waits(team, gather_facts(tx, [Due(team, now)]), now)],
        ideas=_ideas(tx, team, now),
        thanks=[kudos for kudos in got if kudos.giver not in unnamed],
    )


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
