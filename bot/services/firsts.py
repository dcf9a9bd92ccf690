"""The first idea that somebody shares: they are thanked once, and their leaders hear of it."""

from collections.abc import Iterator
from datetime import date, datetime

from bot.domain.ideas import Idea
from bot.domain.outgoing import FirstIdeaThanked, FirstIdeaTold, Posted
from bot.domain.people import Team, zone_named
from bot.storage import Transaction


def welcome_first_idea(tx: Transaction, idea: Idea, card: Posted, now: datetime) -> bool:
    """The card of an idea stands: thank its author if it is their first, once ever.

    What somebody else saved of theirs is not shared by them. Who hides is thanked too, and no
    leader hears of it.
    """
    workspace, author = idea.workspace, idea.author
    if idea.captured_by or tx.ideas.has_shared_before(workspace, author, idea.id):
        return False
    if tx.ideas.by_id(workspace, idea.id) is None:
        return False
    is_first = tx.outbox.put(
        FirstIdeaThanked(card.channel, card.ts),
        workspace=workspace,
        to=author,
        once=f"first-idea:{author}",
        at=now,
    )
    if is_first and not tx.people.hidden(workspace, [author]):
        _tell_leaders(tx, idea, card, now)
    return is_first


def _tell_leaders(tx: Transaction, idea: Idea, card: Posted, now: datetime) -> None:
    """Each once a day at most: of several first ideas they hear of one, and the digest has all."""
    teams = list(_teams_that_see(tx, idea, now))
    left = tx.people.no_members(idea.workspace, [team.leader for team in teams])
    told = FirstIdeaTold(idea.author, card.channel, card.ts)
    messages = {
        f"first-idea-told:{team.leader}:{_today(team, now)}": (team.leader, told)
        for team in teams
        if team.leader not in left
    }
    tx.outbox.put_all(idea.workspace, messages, at=now)


def _today(team: Team, now: datetime) -> date:
    return now.astimezone(zone_named(team.zone)).date()


def _teams_that_see(tx: Transaction, idea: Idea, now: datetime) -> Iterator[Team]:
    """Those with its author whose leader may read it, and wants to hear from us now."""
    for team in tx.teams.having(idea.workspace, idea.author):
        is_paused = team.paused_until is not None and team.paused_until > now
        if not is_paused and (not idea.is_private or idea.channel in team.channels):
            yield team
