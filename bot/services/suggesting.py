"""A leader gets a nudge, or it is held back: chosen among those that apply, kept in the ledger."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

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
    LeaderWeek,
    Moment,
    ShownNudge,
    Suggestion,
    Way,
    nudges,
)
from bot.domain.nudges.others_first import THREADS
from bot.domain.people import Team, zone_named
from bot.kit.weeks import iso_week
from bot.services.kept_promises import refresh_promises
from bot.services.leader_weeks import weeks_of
from bot.services.nudges import mark_followed
from bot.storage import Transaction


@dataclass(frozen=True, slots=True)
class Chosen:
    """What a leader is to be shown. `id` is that of the nudge as it is kept."""

    team: Team
    suggestion: Suggestion
    id: int


def suggest_for(
    tx: Transaction,
    teams: Sequence[Team],
    now: datetime,
    *,
    quiet: Collection[int] = (),
    outcomes: Outcomes | None = None,
) -> Mapping[int, Chosen]:
    """By team, of one workspace: the nudge for the digest that is shown now.

    None for most of the teams of a leader who has several, nor where it is held back. The digests
    of `quiet` teams say nothing else. `outcomes` are the workspace's, where they are known already.
    """
    wanting = [team for team in teams if team.wants_nudges]
    if not wanting:
        return {}
    workspace = wanting[0].workspace
    leaders = {team.leader for team in wanting}
    shown = _shown_to(tx, workspace, leaders, now)
    refresh_promises(tx, workspace, leaders)
    ready = _one_each(team for team in wanting if not _is_too_soon(team, shown, Way.DIGEST, now))
    learned = tx.nudges.outcomes_in(workspace) if outcomes is None else outcomes
    own = tx.nudges.outcomes_of(workspace, {team.leader for team in ready})
    chosen = {}
    for week in weeks_of(tx, ready, shown, now):
        is_quiet = week.team.id in quiet
        suggestion = _choose(week, own[week.team.leader], learned, is_quiet=is_quiet)
        if suggestion and (kept := _keep(tx, week.team, suggestion, Way.DIGEST, now)):
            chosen[week.team.id] = kept
    return chosen


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
    return _cards(
        tx,
        [
            Moment(team, now, idea=idea, unnamed=unnamed, spoke_first=_spoke_first(tx, team, idea))
            for team in _carded(tx, teams, now)
        ],
    )


def cards_for_kudos(tx: Transaction, kudos: Kudos, now: datetime) -> Sequence[Chosen]:
    """Cards for leaders who were thanked."""
    leaders = tx.teams.leaders_among(kudos.workspace, kudos.receivers)
    teams = [team for each in leaders for team in tx.teams.led_by(kudos.workspace, each)]
    unnamed = tx.people.unnamed(kudos.workspace, [kudos.giver])
    return _cards(
        tx,
        [Moment(team, now, kudos=kudos, unnamed=unnamed) for team in _carded(tx, teams, now)],
    )


def _carded(tx: Transaction, teams: Sequence[Team], now: datetime) -> Sequence[Team]:
    """One team for each of the leaders who may get a card: members who want it, not in a pause."""
    wanting = [
        team
        for team in teams
        if team.wants_nudges and not (team.paused_until and now < team.paused_until)
    ]
    if not wanting:
        return []
    workspace = wanting[0].workspace
    gone = tx.people.who_lead_no_more(workspace, {team.leader for team in wanting})
    return _one_each(team for team in wanting if team.leader not in gone)


def _cards(tx: Transaction, moments: Sequence[Moment]) -> Sequence[Chosen]:
    """Of one instant and workspace; at most one for each leader."""
    return [card for moment in moments if (card := _card(tx, moment))]


def _card(tx: Transaction, moment: Moment) -> Chosen | None:
    """Most moments call for none, which is found out first."""
    team, now = moment.team, moment.at
    cards = [nudge for nudge in nudges().values() if isinstance(nudge, CardNudge)]
    cards.sort(key=lambda nudge: nudge.value)
    suggested = [found for nudge in cards if (found := nudge.suggest(moment))]
    if not suggested:
        return None
    shown = _shown_to(tx, team.workspace, {team.leader}, now)
    if _is_too_soon(team, shown, Way.CARD, now):
        return None
    alone = {kind for kind, subject in left_alone(shown[team.leader], now) if not subject}
    for suggestion in suggested:
        if suggestion.kind not in alone and not _is_off(tx, team.workspace, suggestion.kind):
            return _keep(tx, team, suggestion, Way.CARD, now)
    return None


def _is_off(tx: Transaction, workspace: str, kind: str) -> bool:
    return why_off(tx.nudges.outcomes_in(workspace, kind).get(kind, NOTHING)) is not None


def _keep(
    tx: Transaction, team: Team, suggestion: Suggestion, way: Way, now: datetime
) -> Chosen | None:
    """Kept in the ledger either way; None when it is held back."""
    held = is_held_back(team.seed, suggestion.kind, suggestion.trigger)
    id_ = tx.nudges.add(
        team.workspace, team.id, team.leader, suggestion, now, way=way, is_held_back=held
    )
    return None if held else Chosen(team, suggestion, id_)


def _shown_to(
    tx: Transaction, workspace: str, leaders: Collection[str], now: datetime
) -> Mapping[str, Sequence[ShownNudge]]:
    """What each was shown in `LOOK_BACK`, with what was done since."""
    shown = tx.nudges.shown_to(workspace, leaders, now - LOOK_BACK)
    open_ = [
        nudge
        for theirs in shown.values()
        for nudge in theirs
        if not (nudge.followed_at or nudge.settled_at)
    ]
    is_news = mark_followed(tx, open_)
    return tx.nudges.shown_to(workspace, leaders, now - LOOK_BACK) if is_news else shown


def _is_too_soon(
    team: Team, shown: Mapping[str, Sequence[ShownNudge]], way: Way, now: datetime
) -> bool:
    return is_too_soon(shown[team.leader], way, team.fewer_nudges, zone_named(team.zone), now)


def _one_each(teams: Iterable[Team]) -> Sequence[Team]:
    """Of several teams of one leader, the first."""
    found: dict[str, Team] = {}
    for team in teams:
        found.setdefault(team.leader, team)
    return list(found.values())


def _spoke_first(tx: Transaction, team: Team, fresh: Idea) -> tuple[bool, ...]:
    """Of the team's latest ideas that the leader replied to, whether nobody else did before."""
    workspace = team.workspace
    ids = tx.deeds.replied_to(workspace, team.leader, team.members, THREADS + 1)
    ideas, replies = tx.ideas.by_ids(workspace, ids), tx.deeds.replies(workspace, ids)
    lately = [ideas[id] for id in ids if id in ideas and id != fresh.id]
    return tuple(_is_first(team.leader, idea, replies[idea.id]) for idea in lately[:THREADS])


def _is_first(leader: str, idea: Idea, replies: Iterable[Reply]) -> bool:
    return next((each.person for each in replies if each.person != idea.author), "") == leader
