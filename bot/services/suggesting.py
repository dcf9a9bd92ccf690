"""A leader gets a nudge, or it is held back: chosen among those that apply, kept in the ledger."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import NamedTuple

from bot.domain.choosing import (
    LOOK_BACK,
    NOTHING,
    Outcomes,
    choose,
    is_held_back,
    is_too_soon,
    kinds_on,
    left_alone,
    why_off,
)
from bot.domain.ideas import Idea, Reply
from bot.domain.kudos import Kudos
from bot.domain.nudges import (
    CardNudge,
    DigestNudge,
    Followed,
    LeaderWeek,
    Moment,
    ShownNudge,
    Suggestion,
    Way,
    nudges,
)
from bot.domain.nudges.others_first import THREADS
from bot.domain.people import Team, zone_named
from bot.kit.grouping import grouped
from bot.kit.weeks import iso_week
from bot.services.deeds import followed_by_now
from bot.services.leader_weeks import weeks_of
from bot.storage import Transaction

Shown = Mapping[str, Sequence[ShownNudge]]  # by leader


class Chosen(NamedTuple):
    """What is suggested to a team's leader. `id` is that of the nudge, once it is kept."""

    team: Team
    suggestion: Suggestion
    id: int = 0


def suggest_for(
    tx: Transaction, teams: Sequence[Team], now: datetime, *, quiet: Collection[int] = ()
) -> tuple[Sequence[Chosen], Mapping[int, Followed]]:
    """For digests that are shown now, to teams of one workspace; and what followed open nudges.

    None for most of the teams of a leader who has several. The digests of `quiet` teams say nothing
    else. Nothing is written: `keep` does that.
    """
    wanting = [team for team in teams if team.wants_nudges]
    if not wanting:
        return [], {}
    workspace = wanting[0].workspace
    shown, followed = _shown_to(tx, workspace, {team.leader for team in wanting}, now)
    ready = _one_each(team for team in wanting if not _is_too_soon(team, shown, Way.DIGEST, now))
    learned = tx.nudges.outcomes_in(workspace)
    own = tx.nudges.outcomes_of(workspace, {team.leader for team in ready})
    chosen = [
        Chosen(week.team, suggestion)
        for week in weeks_of(tx, ready, shown, now)
        if (
            suggestion := _choose(
                week, own.get(week.team.leader, {}), learned, is_quiet=week.team.id in quiet
            )
        )
    ]
    return chosen, followed


def keep(tx: Transaction, chosen: Sequence[Chosen], way: Way, now: datetime) -> Sequence[Chosen]:
    """Keep them in the ledger. Answers those that are shown; the others are held back."""
    held = {
        team.id
        for team, suggestion, _ in chosen
        if is_held_back(team.seed, suggestion.kind, suggestion.trigger)
    }
    suggested = [(team, suggestion) for team, suggestion, _ in chosen]
    ids = tx.nudges.add(suggested, now, way=way, held_back=held)
    return [each._replace(id=ids[each.team.id]) for each in chosen if each.team.id not in held]


def _choose(
    week: LeaderWeek, own: Outcomes, workspace: Outcomes, *, is_quiet: bool
) -> Suggestion | None:
    applying = {
        nudge.kind: suggestion
        for nudge in kinds_on(workspace)
        if isinstance(nudge, DigestNudge) and (nudge.is_worth_a_digest or not is_quiet)
        if (suggestion := nudge.suggest(week))
    }
    if not applying:
        return None
    label = iso_week(week.shown_at, zone_named(week.team.zone))
    return applying[choose(applying, own, workspace, seed=week.team.seed, week=label)]


def cards_for_idea(tx: Transaction, idea: Idea, now: datetime) -> Sequence[Chosen]:
    """Cards for those who lead its author, about this fresh idea."""
    teams = [
        team
        for team in tx.teams.having(idea.workspace, idea.author)
        if idea.is_open_to(team.channels)
    ]
    unnamed = tx.people.unnamed(idea.workspace, [idea.author])
    moments = [
        Moment(team, now, idea=idea, unnamed=unnamed, spoke_first=_spoke_first(tx, team, idea))
        for team in _carded(tx, teams, now)
    ]
    return _cards(tx, moments, now)


def cards_for_kudos(tx: Transaction, kudos: Kudos, now: datetime) -> Sequence[Chosen]:
    """Cards for leaders who were thanked."""
    teams = tx.teams.led_by(kudos.workspace, *kudos.receivers)
    unnamed = tx.people.unnamed(kudos.workspace, [kudos.giver])
    moments = [Moment(team, now, kudos=kudos, unnamed=unnamed) for team in _carded(tx, teams, now)]
    return _cards(tx, moments, now)


def _carded(tx: Transaction, teams: Sequence[Team], now: datetime) -> Sequence[Team]:
    """One team for each of the leaders who may get a card: members who want it, not in a pause."""
    wanting = [
        team
        for team in teams
        if team.wants_nudges and not (team.paused_until and now < team.paused_until)
    ]
    if not wanting:
        return []
    leaders = {team.leader for team in wanting}
    gone = tx.people.who_lead_no_more(wanting[0].workspace, leaders)
    return _one_each(team for team in wanting if team.leader not in gone)


def _cards(tx: Transaction, moments: Sequence[Moment], now: datetime) -> Sequence[Chosen]:
    """Of one workspace; at most one for each leader. Most moments call for none."""
    cards = sorted(
        (nudge for nudge in nudges().values() if isinstance(nudge, CardNudge)),
        key=lambda nudge: nudge.value,
    )
    calling = [moment for moment in moments if any(nudge.suggest(moment) for nudge in cards)]
    if not calling:
        return []
    workspace = calling[0].team.workspace
    shown, followed = _shown_to(tx, workspace, {moment.team.leader for moment in calling}, now)
    tx.nudges.followed(workspace, followed)
    ready = [each for each in calling if not _is_too_soon(each.team, shown, Way.CARD, now)]
    chosen = [_card(tx, cards, each, shown.get(each.team.leader, ())) for each in ready]
    return keep(tx, [each for each in chosen if each], Way.CARD, now)


def _card(
    tx: Transaction, cards: Iterable[CardNudge], moment: Moment, shown: Sequence[ShownNudge]
) -> Chosen | None:
    alone = {kind for kind, subject in left_alone(shown, moment.at) if not subject}
    for nudge in cards:
        suggestion = nudge.suggest(moment)
        is_alone = nudge.kind in alone
        if suggestion and not is_alone and not _is_off(tx, moment.team.workspace, nudge.kind):
            return Chosen(moment.team, suggestion)
    return None


def _is_off(tx: Transaction, workspace: str, kind: str) -> bool:
    return why_off(tx.nudges.outcomes_in(workspace, kind).get(kind, NOTHING)) is not None


def _shown_to(
    tx: Transaction, workspace: str, leaders: Collection[str], now: datetime
) -> tuple[Shown, Mapping[int, Followed]]:
    """What each was shown in `LOOK_BACK`, with what followed it by now; the latter is not kept."""
    found = tx.nudges.shown_to(workspace, leaders, now - LOOK_BACK)
    followed = followed_by_now(
        tx, [nudge for nudge in found if not (nudge.followed_at or nudge.settled_at)]
    )
    told = (
        replace(nudge, followed_at=deed.at, followed_by=deed.by)
        if (deed := followed.get(nudge.id))
        else nudge
        for nudge in found
    )
    return grouped(told, lambda nudge: nudge.leader), followed


def _is_too_soon(team: Team, shown: Shown, way: Way, now: datetime) -> bool:
    theirs = shown.get(team.leader, ())
    return is_too_soon(theirs, way, team.fewer_nudges, zone_named(team.zone), now)


def _one_each(teams: Iterable[Team]) -> Sequence[Team]:
    """Of several teams of one leader, the first."""
    found: dict[str, Team] = {}
    for team in teams:
        found.setdefault(team.leader, team)
    return list(found.values())


def _spoke_first(tx: Transaction, team: Team, fresh: Idea) -> tuple[bool, ...]:
    """Of the team's latest ideas that the leader replied to, whether nobody else did before."""
    found = tx.deeds.replied_to(team.workspace, team.leader, team.members, THREADS + 1)
    lately = [idea for idea in found if idea.id != fresh.id][:THREADS]
    replies = tx.deeds.replies(team.workspace, [idea.id for idea in lately])
    return tuple(_is_first(team.leader, idea, replies[idea.id]) for idea in lately)


def _is_first(leader: str, idea: Idea, replies: Iterable[Reply]) -> bool:
    return next((each.person for each in replies if each.person != idea.author), "") == leader
