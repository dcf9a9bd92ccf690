"""Leaders set up their teams, pause and leave them; teams follow where their people come from."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from secrets import randbelow

from bot.domain.leading_errors import (
    EmptyTeamError,
    NotYourTeamError,
    TeamGoneError,
    TeamNameTakenError,
    TeamNameTooLongError,
    TeamUnnamedError,
    TooManyTeamsError,
    UnknownTeamError,
)
from bot.domain.outgoing import LeadInvited, SourceLost, TeamKept
from bot.domain.people import NOTHING_LEFT_OUT, LeftOut, Source, Team, zone_named
from bot.domain.teams import (
    MOST_TEAMS,
    NAME_LIMIT,
    Lost,
    check_size,
    is_sure,
    tidy,
    why_lost,
)
from bot.kit.mrkdwn import unescape
from bot.kit.weeks import iso_week
from bot.storage import Store, Transaction

SEEDS = 2**31


def lead_team(
    store: Store,
    team: Team,
    now: datetime,
    *,
    form: str | None = None,
    left_out: LeftOut = NOTHING_LEFT_OUT,
) -> Team:
    """Set up a team, or change the one of that id; its next digest comes at its next hour.

    A leader is not part of their own team. A pause, and what they said to nudges, stay as they
    were. Who sent a form, and sees it close, is told what it set and left out.

    Raises `EmptyTeamError`, `TooManyNamedError`, `TeamTooLargeError`, `TeamGoneError`,
    `TooManyTeamsError`, and what `_check_name` does.
    """
    team = replace(team, members=team.members - {team.leader}, name=tidy(team.name))
    if not team.members:
        raise EmptyTeamError
    check_size(team)
    with store.begin() as tx:
        tx.teams.hold(team.workspace, team.leader)
        others = {each.id: each for each in tx.teams.led_by(team.workspace, team.leader)}
        known = others.pop(team.id, None)
        if team.id and known is None:
            raise TeamGoneError
        if known is None and len(others) >= MOST_TEAMS:
            raise TooManyTeamsError(most=MOST_TEAMS)
        _check_name(team.name, others.values())
        kept = tx.teams.save(*_with_what_stays(tx, team, known, others.values(), now))
        if form:
            _confirm(tx, TeamKept(kept, left_out), form, now)
        return kept


def _check_name(name: str, others: Iterable[Team]) -> None:
    """Raises `TeamNameTooLongError`, `TeamNameTakenError` and `TeamUnnamedError`."""
    if (length := len(unescape(name))) > NAME_LIMIT:
        raise TeamNameTooLongError(length=length, most=NAME_LIMIT)
    taken = {each.name.casefold() for each in others}
    if not name and "" in taken:
        raise TeamUnnamedError
    if name.casefold() in taken:
        raise TeamNameTakenError


def _with_what_stays(
    tx: Transaction, team: Team, known: Team | None, others: Iterable[Team], now: datetime
) -> tuple[Team, datetime]:
    """The team with what no form changes, and when its next digest is due.

    Fewer nudges are a leader's wish, whichever team it was said of.
    """
    if known is None:
        fewer = max((each.fewer_nudges for each in others), default=0)
        new = replace(team, seed=randbelow(SEEDS), fewer_nudges=fewer)
        return new, new.next_digest_after(now)
    kept = replace(
        team,
        paused_until=known.paused_until,
        fewer_nudges=known.fewer_nudges,
        seed=known.seed,
        digests_sent=known.digests_sent,
    )
    next_at = kept.next_digest_after(max(now, kept.paused_until or now))
    if kept.name != known.name and tx.outbox.is_known(kept.workspace, known.digest_key(next_at)):
        next_at = kept.next_digest_after(next_at)  # this week had one, under the name of then
    return kept, next_at


def _confirm(tx: Transaction, kept: TeamKept, form: str, now: datetime) -> None:
    team = kept.team
    tx.outbox.put(
        kept, workspace=team.workspace, to=team.leader, once=f"team:{team.id}:kept:{form}", at=now
    )


def teams_of(store: Store, workspace: str, leader: str) -> Sequence[Team]:
    """What they lead, the first first."""
    with store.read() as tx:
        return tx.teams.led_by(workspace, leader)


def team_of(store: Store, workspace: str, leader: str, id: int) -> Team:
    """That team of theirs. Raises `TeamGoneError`."""
    with store.read() as tx:
        return _theirs(tx, workspace, leader, id)


def team_called(store: Store, workspace: str, leader: str, name: str) -> Team:
    """The team of theirs with that name. Raises `NotYourTeamError` and `UnknownTeamError`."""
    wanted = tidy(name)
    for team in _some(teams_of(store, workspace, leader)):
        if team.name.casefold() == wanted.casefold():
            return team
    raise UnknownTeamError(name=wanted)


def pause_digest(
    store: Store, workspace: str, leader: str, length: timedelta, now: datetime
) -> datetime:
    """No digest for so long. Answers until when. Raises `NotYourTeamError`."""
    until = now + length
    with store.begin() as tx:
        teams = _some(tx.teams.led_by(workspace, leader))
        tx.teams.pause(workspace, leader, until)
        next_at = {team.id: team.next_digest_after(until) for team in teams}
        tx.teams.set_next_digests(workspace, next_at)
    return until


def resume_digest(store: Store, workspace: str, leader: str, now: datetime) -> datetime:
    """Digests come again. Answers when the next one does. Raises `NotYourTeamError`."""
    with store.begin() as tx:
        teams = _some(tx.teams.led_by(workspace, leader))
        next_at = {team.id: team.next_digest_after(now) for team in teams}
        paused = {team.id: next_at[team.id] for team in teams if team.paused_until}
        tx.teams.pause(workspace, leader, None)
        tx.teams.set_next_digests(workspace, paused)
    return min(next_at.values())


def stop_leading(store: Store, workspace: str, leader: str) -> None:
    """Their teams and the digests of them are gone. Raises `NotYourTeamError`."""
    with store.begin() as tx:
        _some(tx.teams.led_by(workspace, leader))
        tx.teams.remove(workspace, leader)


def remove_team(store: Store, workspace: str, leader: str, id: int) -> None:
    """That team of theirs and its digest are gone. Raises `TeamGoneError`."""
    with store.begin() as tx:
        tx.teams.remove(workspace, leader, _theirs(tx, workspace, leader, id).id)


def invite_leader(store: Store, workspace: str, leader: str, by: str, now: datetime) -> None:
    """Somebody is asked whether they would like to set up a team, once a week at most.

    Who leads one already is not asked, and whoever invites does not learn of it.
    """
    with store.begin() as tx:
        if tx.teams.leaders_among(workspace, [leader]):
            return
        tx.outbox.put(
            LeadInvited(by),
            workspace=workspace,
            to=leader,
            once=f"lead-invited:{leader}:{iso_week(now, zone_named('UTC'))}",
            at=now,
        )


# Where its people come from


def is_followed(store: Store, workspace: str, source_id: str) -> bool:
    """Whether a team has the people of that user group or channel."""
    with store.read() as tx:
        return tx.teams.is_followed(workspace, source_id)


def followed(store: Store, workspace: str) -> Mapping[str, Source]:
    """The user groups and channels that teams follow, by id."""
    with store.read() as tx:
        return tx.teams.sources(workspace)


def follow_source(
    store: Store, workspace: str, source_id: str, people: Collection[str] | None, now: datetime
) -> None:
    """These are all who are in that user group or channel now; None when it is gone.

    A team that cannot follow any more keeps the people it had, and its leader is told, once.
    """
    with store.begin() as tx:
        for team in tx.teams.following(workspace, source_id):
            why = why_lost(team, people)
            if people is not None and why is None:
                tx.teams.set_members(team, set(people) - {team.leader})
            elif why and tx.teams.note_lost(workspace, team.id, now):
                _tell_lost(tx, team, why, now)


def _tell_lost(tx: Transaction, team: Team, why: Lost, now: datetime) -> None:
    tx.outbox.put(
        SourceLost(team.name, team.source, team.source_id or "", why),
        workspace=team.workspace,
        to=team.leader,
        once=f"team:{team.id}:lost:{now.isoformat()}",
        at=now,
    )


def join_channel_team(store: Store, workspace: str, channel: str, person: str) -> bool:
    """Somebody joined: they are in the teams that follow it. Answers whether to look closer.

    So for a leader who is back, and for a team that may have become too large.
    """
    with store.begin() as tx:
        following = tx.teams.following(workspace, channel)
        for team in following:
            if is_sure(team, person) and not tx.teams.is_lost(workspace, team.id):
                tx.teams.add_member(team, person)
    return any(not is_sure(team, person) for team in following)


def leave_channel(store: Store, workspace: str, person: str, channel: str, now: datetime) -> None:
    """What they cannot read any more counts in no digest of theirs, nor who comes and goes."""
    with store.begin() as tx:
        tx.teams.leave_channel(workspace, person, channel)
        for team in tx.teams.following(workspace, channel):
            if team.leader != person:
                if not tx.teams.is_lost(workspace, team.id):
                    tx.teams.remove_member(team, person)
            elif tx.teams.note_lost(workspace, team.id, now):
                _tell_lost(tx, team, Lost.LEFT, now)


def _theirs(tx: Transaction, workspace: str, leader: str, id_: int) -> Team:
    for team in tx.teams.led_by(workspace, leader):
        if team.id == id_:
            return team
    raise TeamGoneError


def _some(teams: Sequence[Team]) -> Sequence[Team]:
    if not teams:
        raise NotYourTeamError
    return teams
