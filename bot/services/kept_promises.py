"""What became of promises: leaders are reminded on the day, and then it shows what was done."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from bot.domain.outgoing import PromiseDue
from bot.domain.people import Team, zone_named
from bot.domain.promises import (
    DAYS_AHEAD,
    GRACE_DAYS,
    Promise,
    PromiseTold,
    in_zone,
    is_its_day,
    is_possible,
    to_tell,
)
from bot.kit.grouping import grouped
from bot.kit.weeks import WEEK, week_before
from bot.services.deeds import judged_now
from bot.storage import Store, Transaction

AT_ONCE = 100  # promises in one transaction
LONGEST = timedelta(days=DAYS_AHEAD + GRACE_DAYS) + WEEK  # from when one is made until it is told


def promises_to_tell(
    tx: Transaction, due: Collection[tuple[Team, datetime]]
) -> Mapping[int, PromiseTold]:
    """By team of one workspace, the promise that its digest of the week up to then tells of.

    What was promised for a team that is gone is told with the first that the leader still has.
    """
    spans = {team.id: (week_before(until, zone_named(team.zone)), until) for team, until in due}
    workspace = next(team.workspace for team, _ in due)
    leaders = {team.leader for team, _ in due}
    earliest = min(since for since, _ in spans.values())
    promises = judged_now(tx, tx.promises.made_since(workspace, leaders, earliest - LONGEST))
    teams = _teams_for(tx, workspace, promises)
    placed = [each for each in promises if each.id in teams]
    by_team = grouped(placed, lambda promise: teams[promise.id].id)
    chosen = {team.id: to_tell(by_team.get(team.id, ()), *spans[team.id]) for team, _ in due}
    told = told_of(tx, workspace, [promise for promise in chosen.values() if promise])
    return {
        team.id: told[promise.id]
        for team, _ in due
        if (promise := chosen[team.id]) and promise.id in told and _may_read(told[promise.id], team)
    }


def _may_read(told: PromiseTold, team: Team) -> bool:
    """Not what it was about once the leader has left its private channel."""
    return told.idea is None or told.idea.is_open_to(team.channels)


def told_of(
    tx: Transaction, workspace: str, promises: Sequence[Promise]
) -> Mapping[int, PromiseTold]:
    """Those that may be told of: who hides or left is not named, nor what was withdrawn shown."""
    unnamed = tx.people.unnamed(workspace, {promise.aim.person for promise in promises} - {""})
    ideas = tx.ideas.by_ids(workspace, {promise.aim.idea for promise in promises} - {0})
    told = (PromiseTold(promise, ideas.get(promise.aim.idea)) for promise in promises)
    return {
        each.promise.id: each
        for each in told
        if each.promise.aim.person not in unnamed
        and (each.idea or not each.promise.aim.deed.is_of_an_idea)
    }


def team_for(promise: Promise, led: Sequence[Team]) -> Team | None:
    """Of the leader's teams the one that it is for, or the first once that is gone."""
    return next((team for team in led if team.id == promise.aim.team), led[0] if led else None)


def _teams_for(
    tx: Transaction, workspace: str, promises: Collection[Promise]
) -> Mapping[int, Team]:
    """Find the team that each promise is for, by the promise's id."""
    teams = tx.teams.led_by(workspace, *{promise.leader for promise in promises})
    led = grouped(teams, lambda team: team.leader)
    found = {promise.id: team_for(promise, led.get(promise.leader, ())) for promise in promises}
    return {id: team for id, team in found.items() if team}


def follow_zones(tx: Transaction, workspace: str, zones: Mapping[str, str]) -> None:
    """These leaders are in these time zones now: the days that they chose are days there.

    To be asked before their teams follow them.
    """
    promises = tx.promises.unsettled(workspace, zones.keys())
    teams = _teams_for(tx, workspace, promises)
    tx.promises.save(
        in_zone(each, team, zones[each.leader])
        for each in promises
        if (team := teams.get(each.id)) and team.zone != zones[each.leader]
    )


def send_due_promises(store: Store, now: datetime) -> int:
    """Remind of those whose hour has come, and settle those that are over. Answers how many.

    Twice does no harm.
    """
    done = 0
    while True:
        with store.begin() as tx:
            due = tx.promises.due(now, AT_ONCE)
            for workspace, theirs in grouped(due, lambda promise: promise.workspace).items():
                _see_to(tx, workspace, theirs, now)
        if not due:
            return done
        done += len(due)


def _see_to(tx: Transaction, workspace: str, due: Sequence[Promise], now: datetime) -> None:
    promises = judged_now(tx, due)
    tx.promises.save(
        replace(each, next_at=each.until if now < each.until else None) for each in promises
    )
    waiting = [each for each in promises if now < each.until and not each.is_kept]
    left = tx.people.no_members(workspace, {promise.leader for promise in waiting})
    teams = _teams_for(tx, workspace, [each for each in waiting if each.leader not in left])
    told = told_of(tx, workspace, waiting)
    possible = [
        each
        for each in waiting
        if each.id in teams and each.id in told and is_possible(told[each.id], teams[each.id])
    ]
    # Nobody is held to what cannot be done.
    tx.promises.remove(workspace, {each.id for each in waiting} - {each.id for each in possible})
    reminders = {
        reminder_key(each): (each.leader, PromiseDue(told[each.id]))
        for each in possible
        if is_its_day(each, teams[each.id], now)
    }
    tx.outbox.put_all(workspace, reminders, at=now)


def reminder_key(promise: Promise) -> str:
    """One for each day that was chosen."""
    return f"promise:{promise.id}:due:{promise.remind_at.date()}"
