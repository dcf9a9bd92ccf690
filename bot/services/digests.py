"""Each leader's digest is composed when it is due, once a week."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

import structlog

from bot.domain.choosing import Outcomes
from bot.domain.digests import NOTHING_MEASURED, Digest, compose, who_waits
from bot.domain.growing import could_grow
from bot.domain.leading_errors import NotYourTeamError, TeamGoneError
from bot.domain.measures import Measures
from bot.domain.outgoing import DigestReady
from bot.domain.people import Team, zone_named
from bot.domain.practices import practice_for
from bot.domain.waiting import Waiting
from bot.kit.weeks import is_work_day
from bot.services.digest_facts import Due, Gathered, gather, gather_facts
from bot.services.suggesting import suggest_for
from bot.storage import StorageError, Store, Transaction

AT_ONCE = 500  # teams of a workspace whose facts are asked for together
IN_ONE_TURN = 20  # digests kept in one transaction: other writers wait so long

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
    """Ask what there is to tell without keeping anybody waiting, and keep it a few at a time."""
    with store.read() as tx:
        teams = tx.teams.by_ids(workspace, ids)
        working = [team for team in teams if is_work_day(now, zone_named(team.zone))]
        gathered = gather(tx, [Due(team, team.last_digest_before(now)) for team in working])
        learned = tx.nudges.outcomes_in(workspace)
    known = {team.id: team for team in teams}
    sent = 0
    for start in range(0, len(teams), IN_ONE_TURN):
        few = [team.id for team in teams[start : start + IN_ONE_TURN]]
        with store.begin() as tx:
            claimed = tx.teams.claim(workspace, few, now)
            # One that was changed meanwhile is due still: the next look finds it as it is then.
            unchanged = [team for team in claimed if team == known[team.id]]
            sent += _send_few(tx, unchanged, gathered, learned, now)
    return sent


def _put_off(store: Store, workspace: str, ids: Sequence[int], now: datetime) -> None:
    with store.begin() as tx:
        for team in tx.teams.claim(workspace, ids, now):
            tx.teams.set_next_digest(workspace, team.id, team.next_digest_after(now))


def _send_few(
    tx: Transaction, teams: Sequence[Team], gathered: Gathered, learned: Outcomes, now: datetime
) -> int:
    """Their digests, with a nudge where there is one: by what nudges came to in the workspace."""
    ready = [team for team in teams if _is_ready(tx, team, gathered, now)]
    digests = {team.id: _compose(team, gathered, team.last_digest_before(now)) for team in ready}
    wanting = [team for team in ready if _is_wanted(tx, team, digests[team.id])]
    quiet = [team.id for team in wanting if digests[team.id].is_empty]
    chosen = suggest_for(tx, wanting, now, quiet=quiet, outcomes=learned)
    sent = 0
    for team in wanting:
        digest = digests[team.id]
        if nudge := chosen.get(team.id):
            digest = replace(digest, nudge=nudge.suggestion, nudge_id=nudge.id)
        sent += _put(tx, team, digest, now)
    return sent


def _is_ready(tx: Transaction, team: Team, gathered: Gathered, now: datetime) -> bool:
    """Its next one is due next week; on a weekend this one waits, and who left hears nothing."""
    is_work = is_work_day(now, zone_named(team.zone))
    next_at = team.next_digest_after(now) if is_work else _monday(team, now)
    tx.teams.set_next_digest(team.workspace, team.id, next_at)
    return is_work and team.leader not in gathered.gone


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
        DigestReady(_with_practice(digest, team)),
        workspace=team.workspace,
        to=team.leader,
        once=team.digest_key(digest.week),
        at=now,
    )


def _compose(team: Team, gathered: Gathered, until: datetime) -> Digest:
    digest = compose(team, gathered.facts, until)
    before = gathered.before.get(team.id, NOTHING_MEASURED)
    promise = gathered.promises.get(team.id)
    return replace(digest, promise=promise, measures=gathered.measures[team.id], before=before)


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
        return _compose(found[0], gather(tx, [Due(found[0], now)]), now)


def waiting_of(
    store: Store, workspace: str, leader: str, team: int, now: datetime
) -> Sequence[Waiting]:
    """Everybody in the team who waits for the leader's thanks. Raises `NotYourTeamError`."""
    with store.read() as tx:
        led = _led(tx, workspace, leader, team)
        return who_waits(led, gather_facts(tx, [Due(led, now)]), now)


def figures_of(
    store: Store, workspace: str, leader: str, team: int, now: datetime
) -> tuple[Measures, Measures]:
    """The leader's measures of that team, now and four weeks before.

    Raises `NotYourTeamError`: nobody else's are ever answered.
    """
    with store.read() as tx:
        led = _led(tx, workspace, leader, team)
        gathered = gather(tx, [Due(led, now)])
        return gathered.measures[team], gathered.before.get(team, NOTHING_MEASURED)


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


def _monday(team: Team, now: datetime) -> datetime:
    """The team's hour on the next Monday: what is due on a weekend waits for work."""
    return replace(team, weekday=0).next_digest_after(now)
