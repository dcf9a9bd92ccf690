"""What a leader may set out to do now: who waits for thanks, which ideas for a reply or a test."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from bot.domain.digests import who_waits
from bot.domain.ideas import Stage
from bot.domain.people import Team
from bot.domain.promises import Offer, TeamWeek, offers, one_each
from bot.services.digest_facts import gather_facts
from bot.services.leader_weeks import facts_of
from bot.storage import Transaction

IDEAS_WITHIN = timedelta(days=28)
THANKS_WITHIN = timedelta(days=7)


def chances_for(tx: Transaction, teams: Sequence[Team], now: datetime) -> Sequence[Offer]:
    """Over all teams of one leader."""
    workspace, leader = teams[0].workspace, teams[0].leader
    members = frozenset[str]().union(*(team.members for team in teams))
    facts = gather_facts(tx, [(team, now) for team in teams])
    shared = tx.deeds.shared_by(workspace, members | {leader}, now - IDEAS_WITHIN, now)
    ideas = facts_of(tx, workspace, [idea for idea in shared if idea.stage is Stage.SHARED])
    got = tx.kudos.received_by(workspace, [leader], now - THANKS_WITHIN, now)
    unnamed = tx.people.unnamed(workspace, {kudos.giver for kudos in got})
    weeks = [
        TeamWeek(
            team,
            waiting=[each.person for each in who_waits(team, facts, now)],
            ideas=[
                each
                for each in ideas
                if each.idea.author in team.members | {leader}
                and each.idea.is_open_to(team.channels)
            ],
            thanks=[kudos for kudos in got if kudos.giver not in unnamed],
        )
        for team in teams
    ]
    return one_each(offer for week in weeks for offer in offers(week))
