"""Leaders set out to do one thing, give it another day, or let it go."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from bot.domain.leading_errors import (
    AimGoneError,
    NotYourTeamError,
    PromiseOpenError,
    PromiseOverError,
)
from bot.domain.outgoing import PromiseNoted
from bot.domain.people import Team
from bot.domain.promises import (
    Aim,
    Offer,
    Promise,
    PromiseTold,
    days_for,
    is_for,
    is_possible,
    on_day,
)
from bot.services.chances import chances_for
from bot.services.deeds import judged_now
from bot.services.kept_promises import LONGEST, reminder_key, team_for, told_of
from bot.storage import Store, Transaction


@dataclass(frozen=True, slots=True)
class Chances:
    """What a leader may set out to do, and when; or, in place of it, what they have already."""

    offers: Sequence[Offer]
    days: Sequence[date]
    open: PromiseTold | None = None


def chances_of(store: Store, workspace: str, leader: str, now: datetime) -> Chances:
    """Raises `NotYourTeamError`."""
    with store.read() as tx:
        teams = _teams(tx, workspace, leader)
        if found := _open_of(tx, teams, now):
            return Chances((), days_for(_team(found, teams), now), found)
        days = sorted({day for team in teams for day in days_for(team, now)})
        return Chances(chances_for(tx, teams, now), days)


def promise_of(store: Store, workspace: str, leader: str, id: int, now: datetime) -> Chances:
    """One that is to get another day. Raises `PromiseOverError` and `NotYourTeamError`."""
    with store.read() as tx:
        teams = _teams(tx, workspace, leader)
        told = _unkept(tx, teams, id, now)
        return Chances((), days_for(_team(told, teams), now), told)


def make_promise(
    store: Store, workspace: str, leader: str, aim: Aim, day: date, now: datetime, *, source: str
) -> Promise | None:
    """One at a time. None when it is kept already: hearing of it twice changes nothing.

    Raises `NotYourTeamError`, `PromiseOpenError`, `AimGoneError` and `DayNotOfferedError`.
    """
    with store.begin() as tx:
        tx.teams.hold(workspace, leader)
        teams = _teams(tx, workspace, leader)
        team = next((each for each in teams if each.id == aim.team), None)
        if team is None or not is_for(aim, team):
            raise AimGoneError
        promise = on_day(Promise(workspace, leader, aim, now, source), team, day, now)
        open_ = _open_of(tx, teams, now)
        if open_ and open_.promise.source != source:
            raise PromiseOpenError
        told = told_of(tx, workspace, [promise]).get(promise.id)
        if told is None or not is_possible(told, team):
            raise AimGoneError
        kept = tx.promises.add(promise)
        if kept:
            _tell(tx, PromiseTold(kept, told.idea), now)
        return kept


def change_day(
    store: Store, workspace: str, leader: str, id: int, day: date, now: datetime
) -> Promise:
    """Raises `PromiseOverError`, `PromiseOpenError`, `DayNotOfferedError`, `NotYourTeamError`."""
    with store.begin() as tx:
        tx.teams.hold(workspace, leader)
        teams = _teams(tx, workspace, leader)
        told = _unkept(tx, teams, id, now)
        other = _open_of(tx, teams, now)
        if other and other.promise.id != id:
            raise PromiseOpenError
        moved = on_day(told.promise, _team(told, teams), day, now)
        tx.promises.save([moved])  # first: a reminder that the clock is just adding is dropped too
        tx.outbox.drop(workspace, reminder_key(told.promise))
        _tell(tx, PromiseTold(moved, told.idea), now)
        return moved


def let_go(store: Store, workspace: str, leader: str, id: int) -> None:
    """Not after all: nothing of it is kept. Raises `PromiseOverError`."""
    with store.begin() as tx:
        promise = tx.promises.by_id(workspace, id)
        if promise is None or promise.leader != leader:
            raise PromiseOverError
        tx.promises.remove(workspace, [id])
        tx.outbox.drop(workspace, reminder_key(promise))


def _teams(tx: Transaction, workspace: str, leader: str) -> Sequence[Team]:
    teams = tx.teams.led_by(workspace, leader)
    if not teams:
        raise NotYourTeamError
    return teams


def _open_of(tx: Transaction, teams: Sequence[Team], now: datetime) -> PromiseTold | None:
    """The leader's that is neither done nor over, unless nobody could do it any more."""
    workspace, leader = teams[0].workspace, teams[0].leader
    unsettled = judged_now(tx, tx.promises.unsettled(workspace, [leader]))
    open_ = [promise for promise in unsettled if promise.is_open(now)]
    found = told_of(tx, workspace, open_).values()
    return next((told for told in found if is_possible(told, _team(told, teams))), None)


def _unkept(tx: Transaction, teams: Sequence[Team], id_: int, now: datetime) -> PromiseTold:
    """One of the leader's that is not done and not long over."""
    workspace, leader = teams[0].workspace, teams[0].leader
    promise = tx.promises.by_id(workspace, id_)
    if promise is None or promise.leader != leader or promise.until < now - LONGEST:
        raise PromiseOverError
    [promise] = judged_now(tx, [promise])
    told = told_of(tx, workspace, [promise]).get(id_)
    if promise.is_kept or told is None or not is_possible(told, _team(told, teams)):
        raise PromiseOverError
    return told


def _team(told: PromiseTold, teams: Sequence[Team]) -> Team:
    return team_for(told.promise, teams) or teams[0]


def _tell(tx: Transaction, told: PromiseTold, now: datetime) -> None:
    promise = told.promise
    tx.outbox.put(
        PromiseNoted(told),
        workspace=promise.workspace,
        to=promise.leader,
        once=f"promise:{promise.id}:noted:{now.isoformat()}",
        at=now,
    )
