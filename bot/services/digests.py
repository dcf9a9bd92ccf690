"""Each leader's digest is composed when it is due, once a week."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

import structlog

from bot.domain.digests import LOOK_BACK, WORK_WITHIN, Digest, Facts, compose
from bot.domain.errors import NotYourTeamError, TeamGoneError
from bot.domain.ideas import Part
from bot.domain.outgoing import DigestReady
from bot.domain.people import Team, zone_named
from bot.kit.weeks import WEEK, is_work_day
from bot.services.suggesting import suggest_for
from bot.storage import StorageError, Store, Transaction

# Teams in one transaction: their facts are asked for together, and writers wait so long.
AT_ONCE = 10
IDEAS_WITHIN = timedelta(days=28)

log = structlog.get_logger()


def send_due_digests(store: Store, now: datetime) -> int:
    """Put every digest that is due into the outbox. Answers how many.

    However often this runs, a leader gets one digest for a week of their calendar. When some teams
    fail together they are tried one by one, and one that fails alone is put off for a week: it
    must not hold up all the others. Raises `StorageError`, and what is due stays due.
    """
    sent, at_once = 0, AT_ONCE
    while True:
        teams: Sequence[Team] = ()
        try:
            with store.begin() as tx:
                teams = tx.teams.due(now, at_once)
                put = _send_all(tx, teams, now)
        except StorageError:
            raise
        except Exception:
            if not teams:
                raise
            log.exception("digests_failed", teams=[team.id for team in teams])
            if len(teams) == 1:
                _put_off(store, teams[0], now)
            at_once = 1
            continue
        if not teams:
            return sent
        sent += put


def _send_all(tx: Transaction, teams: Sequence[Team], now: datetime) -> int:
    workspaces = sorted({team.workspace for team in teams})
    return sum(
        [_send(tx, [team for team in teams if team.workspace == each], now) for each in workspaces]
    )


def _put_off(store: Store, team: Team, now: datetime) -> None:
    with store.begin() as tx:
        tx.teams.set_next_digest(team.workspace, team.id, team.next_digest_after(now))


def _send(tx: Transaction, teams: Sequence[Team], now: datetime) -> int:
    """The digests of some teams of one workspace."""
    ready = []
    left = tx.people.no_members(teams[0].workspace, {team.leader for team in teams})
    for team in teams:
        if team.leader in left:  # in a week that they are back, they hear of it
            tx.teams.set_next_digest(team.workspace, team.id, team.next_digest_after(now))
        elif is_work_day(now, zone_named(team.zone)):
            tx.teams.set_next_digest(team.workspace, team.id, team.next_digest_after(now))
            ready.append(team)
        else:
            tx.teams.set_next_digest(team.workspace, team.id, _monday(team, now))
    facts = gather(tx, ready, now)
    digests = {team.id: compose(team, facts, team.last_digest_before(now)) for team in ready}
    wanting = [team for team in ready if _is_wanted(tx, team, digests[team.id])]
    quiet = [team.id for team in wanting if digests[team.id].is_empty]
    chosen = suggest_for(tx, wanting, now, quiet=quiet)
    sent = 0
    for team in wanting:
        digest = digests[team.id]
        if nudge := chosen.get(team.id):
            digest = replace(digest, nudge=nudge.suggestion, nudge_id=nudge.id)
        sent += _put(tx, team, digest, now)
    return sent


def _is_wanted(tx: Transaction, team: Team, digest: Digest) -> bool:
    """Not in a pause, and not when the week has had one."""
    if team.paused_until and digest.until < team.paused_until:
        return False
    return not tx.outbox.is_known(team.workspace, team.digest_key(digest.week))


def _put(tx: Transaction, team: Team, digest: Digest, now: datetime) -> bool:
    """One leader's digest, unless it is empty."""
    if digest.is_empty:
        log.info("digest_empty", workspace=team.workspace, team=team.id, week=digest.week)
        return False
    tx.teams.note_digest(team.workspace, team.id)
    return tx.outbox.put(
        DigestReady(digest),
        workspace=team.workspace,
        to=team.leader,
        once=team.digest_key(digest.week),
        due_at=now,
        at=now,
    )


def digest_so_far(
    store: Store, workspace: str, leader: str, now: datetime, team: int | None = None
) -> Digest:
    """The digest of the seven days up to now, without a nudge: of their first team, or of that.

    Raises `NotYourTeamError`, and `TeamGoneError` when that one is not theirs.
    """
    with store.read() as tx:
        teams = tx.teams.led_by(workspace, leader)
        found = [each for each in teams if team in (None, each.id)]
        if not found:
            raise TeamGoneError if teams else NotYourTeamError
        return compose(found[0], gather(tx, found[:1], now), now)


def gather(tx: Transaction, teams: Sequence[Team], now: datetime) -> Facts:
    """What the digests of these teams of one workspace are made of, asked for at once.

    Windows reach back a week further than the newest digest needs, for those that come late.
    """
    if not teams:
        return Facts((), (), (), {}, {}, {})
    workspace = teams[0].workspace
    leaders = {team.leader for team in teams}
    members = {member for team in teams for member in team.members}
    work = tx.ideas.work_by(workspace, members | leaders, now - IDEAS_WITHIN - WEEK, now)
    ideas = {idea.id for _, idea in work}
    parts = tx.ideas.parts(workspace, ideas)
    children = tx.ideas.built_on(workspace, ideas)
    builders = {child.author for built in children.values() for child in built}
    return Facts(
        kudos=tx.kudos.given_by(workspace, leaders, now - LOOK_BACK - WEEK, now),
        received=tx.kudos.received_by(workspace, members, now - WORK_WITHIN - WEEK, now),
        work=work,
        first_replies=tx.replies.first_of(workspace, ideas),
        children=children,
        supporters={
            idea: sum(part.part is Part.SUPPORT for part in found) for idea, found in parts.items()
        },
        stopped=tx.tests.stopped(workspace, ideas),
        unnamed=_unnamed(tx, workspace, members | builders),
        seen_since=tx.kudos.first_at(workspace),
    )


def _unnamed(tx: Transaction, workspace: str, people: Collection[str]) -> frozenset[str]:
    """Who of them hides, or is no member any more."""
    return tx.people.hidden(workspace, people) | tx.people.no_members(workspace, people)


def _monday(team: Team, now: datetime) -> datetime:
    """The team's hour on the next Monday: what is due on a weekend waits for work."""
    return replace(team, weekday=0).next_digest_after(now)
