"""Each leader's digest is composed when it is due, once a week."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

import structlog

from bot.domain.digests import Digest, who_waits
from bot.domain.growing import could_grow
from bot.domain.leading_errors import NotYourTeamError, TeamGoneError
from bot.domain.measures import Measures
from bot.domain.nudges import Way
from bot.domain.outgoing import DigestReady
from bot.domain.people import Team, zone_named
from bot.domain.practices import practice_for
from bot.domain.waiting import Waiting
from bot.kit.weeks import is_work_day
from bot.services.digest_facts import digests_of, gather_facts
from bot.services.suggesting import keep, suggest_for
from bot.storage import StorageError, Store, Transaction

AT_ONCE = 500  # teams of a workspace in one transaction

log = structlog.get_logger()


def send_due_digests(store: Store, now: datetime) -> int:
    """Put every digest that is due into the outbox. Answers how many.

    However often this runs, a leader gets one digest of a team for a week of their calendar. When
    some teams fail together they are tried one by one, and one that fails alone is put off for a
    week: it must not hold up all the others. Raises `StorageError`, and what is due stays due.
    """
    with store.read() as tx:
        due = tx.teams.due(now)
    return sum(
        _send_together(store, workspace, ids[start : start + AT_ONCE], now)
        for workspace, ids in due.items()
        for start in range(0, len(ids), AT_ONCE)
    )


def _send_together(store: Store, workspace: str, ids: Sequence[int], now: datetime) -> int:
    try:
        return _send(store, workspace, ids, now)
    except StorageError:
        raise
    except Exception:
        log.exception("digests_failed", workspace=workspace, teams=ids)
    if len(ids) == 1:
        _put_off(store, workspace, ids, now)
        return 0
    return sum(_send_together(store, workspace, [id], now) for id in ids)


def _send(store: Store, workspace: str, ids: Sequence[int], now: datetime) -> int:
    """Compose all without keeping anybody waiting, and only then write, all at once.

    A team that was changed meanwhile is due still: the next look finds it as it is then.
    """
    with store.read() as tx:
        teams = tx.teams.by_ids(workspace, ids)
        digests = _compose(tx, workspace, teams, now)
        quiet = [id for id, digest in digests.items() if digest.is_empty]
        telling = [team for team in teams if team.id in digests]
        chosen, followed = suggest_for(tx, telling, now, quiet=quiet)
    with store.begin() as tx:
        claimed = set(teams).intersection(tx.teams.claim(workspace, ids, now))
        next_at = {team.id: _next_after(team, now) for team in claimed}
        tx.teams.set_next_digests(workspace, next_at)
        tx.nudges.followed(workspace, followed)
        shown = keep(tx, [each for each in chosen if each.team in claimed], Way.DIGEST, now)
        for team, nudge, id in shown:
            digests[team.id] = replace(digests[team.id], nudge=nudge, nudge_id=id)
        return _put(tx, [(team, digests[team.id]) for team in telling if team in claimed], now)


def _put_off(store: Store, workspace: str, ids: Sequence[int], now: datetime) -> None:
    with store.begin() as tx:
        claimed = tx.teams.claim(workspace, ids, now)
        next_at = {team.id: team.next_digest_after(now) for team in claimed}
        tx.teams.set_next_digests(workspace, next_at)


def _compose(
    tx: Transaction, workspace: str, teams: Sequence[Team], now: datetime
) -> dict[int, Digest]:
    """By team, without nudges. On weekends they wait; who left, or had this week's, gets none."""
    untils = {team: team.last_digest_before(now) for team in teams if _is_work_day(team, now)}
    gone = tx.people.who_lead_no_more(workspace, {team.leader for team in untils})
    keys = {team: team.digest_key(until) for team, until in untils.items()}
    known = tx.outbox.known(workspace, keys.values())
    return digests_of(
        tx,
        [
            (team, until)
            for team, until in untils.items()
            if team.leader not in gone
            and keys[team] not in known
            and not (team.paused_until and until < team.paused_until)
        ],
    )


def _put(tx: Transaction, digests: Sequence[tuple[Team, Digest]], now: datetime) -> int:
    """To the leader of each, unless it is empty. Answers how many."""
    ready = [(team, digest) for team, digest in digests if not digest.is_empty]
    if not ready:
        return 0
    workspace = ready[0][0].workspace
    tx.teams.note_digests(workspace, [team.id for team, _ in ready])
    messages = {
        team.digest_key(digest.until): (team.leader, DigestReady(_with_practice(digest, team)))
        for team, digest in ready
    }
    return len(tx.outbox.put_all(workspace, messages, at=now))


def _is_work_day(team: Team, now: datetime) -> bool:
    return is_work_day(now, zone_named(team.zone))


def _next_after(team: Team, now: datetime) -> datetime:
    """In a week; what is due on a weekend waits for the team's hour on Monday."""
    return (team if _is_work_day(team, now) else replace(team, weekday=0)).next_digest_after(now)


def _with_practice(digest: Digest, team: Team) -> Digest:
    """With two sentences that fit the nudge or, without one, what could grow."""
    nudge = digest.nudge.kind if digest.nudge else None
    week = team.digests_sent + 1
    practice = practice_for(week=week, nudge=nudge, measures=could_grow(digest.measures))
    return replace(digest, practice=practice.id)


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
        return digests_of(tx, [(found[0], now)])[found[0].id]


def waiting_of(
    store: Store, workspace: str, leader: str, team: int, now: datetime
) -> Sequence[Waiting]:
    """Everybody in the team who waits for the leader's thanks. Raises `NotYourTeamError`."""
    with store.read() as tx:
        led = _led(tx, workspace, leader, team)
        return who_waits(led, gather_facts(tx, [(led, now)]), now)


def figures_of(
    store: Store, workspace: str, leader: str, team: int, now: datetime
) -> tuple[Measures, Measures]:
    """The leader's measures of that team, now and four weeks before.

    Raises `NotYourTeamError`: nobody else's are ever answered.
    """
    with store.read() as tx:
        digest = digests_of(tx, [(_led(tx, workspace, leader, team), now)])[team]
        return digest.measures, digest.before


def thank_in_person(
    store: Store, workspace: str, leader: str, person: str, work: str, now: datetime
) -> None:
    """The leader says that they thanked by word of mouth: it waits no longer.

    Kept apart from what events show. Raises `NotYourTeamError` about somebody they do not lead.
    """
    with store.begin() as tx:
        if not tx.teams.leads(workspace, leader, person):
            raise NotYourTeamError
        tx.in_person.add(workspace, leader, person, work, now)


def _led(tx: Transaction, workspace: str, leader: str, team: int) -> Team:
    for led in tx.teams.led_by(workspace, leader):
        if led.id == team:
            return led
    raise NotYourTeamError
