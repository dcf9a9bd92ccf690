"""What became of promises: leaders are reminded on the day, and then it shows what was done."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from bot.domain.outgoing import PromiseDue
from bot.domain.people import Team
from bot.domain.promises import (
    DAYS_AHEAD,
    GRACE_DAYS,
    Promise,
    PromiseTold,
    in_zone,
    is_its_day,
    is_possible,
    judged,
    to_tell,
)
from bot.kit.weeks import WEEK
from bot.services.deeds import gather_done
from bot.storage import Store, Transaction

AT_ONCE = 100  # promises in one transaction
LONGEST = timedelta(days=DAYS_AHEAD + GRACE_DAYS) + WEEK  # from when one is made until it is told


def refresh_promises(tx: Transaction, workspace: str, leaders: Collection[str]) -> None:
    """Those of theirs that may still change are as rows are now."""
    unsettled = tx.promises.unsettled(workspace, leaders)
    for before, promise in zip(unsettled, judged_now(tx, unsettled), strict=True):
        if promise != before:
            tx.promises.save(promise)


def judged_now(tx: Transaction, promises: Sequence[Promise]) -> Sequence[Promise]:
    """Promises of one workspace, with whether they are kept."""
    deeds = gather_done(tx, promises)
    return [judged(promise, deeds) for promise in promises]


def promises_to_tell(
    tx: Transaction, digests: Iterable[tuple[Team, datetime, datetime]]
) -> Mapping[int, PromiseTold]:
    """By team, the promise that its digest tells of: from then up to then, kept or not.

    The teams are of one workspace. What was promised for a team that is gone is told with the
    first that the leader still has.
    """
    spans = {team.id: (team, since, until) for team, since, until in digests}
    if not spans:
        return {}
    workspace = next(iter(spans.values()))[0].workspace
    leaders = {team.leader for team, _, _ in spans.values()}
    earliest = min(since for _, since, _ in spans.values())
    made = tx.promises.made_since(workspace, leaders, earliest - LONGEST)
    by_team: defaultdict[int, list[Promise]] = defaultdict(list)
    for promise in judged_now(tx, made):
        known = spans.get(promise.aim.team)
        is_theirs = known is not None and known[0].leader == promise.leader
        team = known[0] if known and is_theirs else team_of(tx, promise)
        if team and team.id in spans:
            by_team[team.id].append(promise)
    found = {
        id: chosen for id, theirs in by_team.items() if (chosen := to_tell(theirs, *spans[id][1:]))
    }
    told = told_of(tx, workspace, list(found.values()))
    return {
        team: told[chosen.id]
        for team, chosen in found.items()
        if chosen.id in told and _may_read(told[chosen.id], spans[team][0])
    }


def _may_read(told: PromiseTold, team: Team) -> bool:
    """Not what it was about once the leader has left its private channel."""
    return told.idea is None or told.idea.is_open_to(team.channels)


def told_of(
    tx: Transaction, workspace: str, promises: Sequence[Promise]
) -> Mapping[int, PromiseTold]:
    """Those that may be told of: who hides or left is not named, nor what was withdrawn shown."""
    if not promises:
        return {}
    people = {promise.aim.person for promise in promises} - {""}
    unnamed = tx.people.unnamed(workspace, people)
    ideas = tx.ideas.by_ids(workspace, {promise.aim.idea for promise in promises} - {0})
    told = (PromiseTold(promise, ideas.get(promise.aim.idea)) for promise in promises)
    return {
        each.promise.id: each
        for each in told
        if each.promise.aim.person not in unnamed
        and (each.idea or not each.promise.aim.deed.is_of_an_idea)
    }


def team_of(tx: Transaction, promise: Promise) -> Team | None:
    """The team that it is for, or the leader's first once that is gone."""
    team = tx.teams.by_id(promise.workspace, promise.aim.team)
    if team and team.leader == promise.leader:
        return team
    return next(iter(tx.teams.led_by(promise.workspace, promise.leader)), None)


def follow_zones(tx: Transaction, workspace: str, zones: Mapping[str, str]) -> None:
    """These leaders are in these time zones now: the days that they chose are days there.

    To be asked before their teams follow them.
    """
    for promise in tx.promises.unsettled(workspace, zones):
        team = team_of(tx, promise)
        if team and team.zone != zones[promise.leader]:
            tx.promises.save(in_zone(promise, team, zones[promise.leader]))


def send_due_promises(store: Store, now: datetime) -> int:
    """Remind of those whose hour has come, and settle those that are over. Answers how many.

    Twice does no harm.
    """
    done = 0
    while True:
        with store.begin() as tx:
            due = tx.promises.due(now, AT_ONCE)
            for workspace in sorted({promise.workspace for promise in due}):
                theirs = [promise for promise in due if promise.workspace == workspace]
                left = tx.people.no_members(workspace, {promise.leader for promise in theirs})
                for promise in judged_now(tx, theirs):
                    _see_to(tx, promise, now, is_there=promise.leader not in left)
        if not due:
            return done
        done += len(due)


def _see_to(tx: Transaction, promise: Promise, now: datetime, *, is_there: bool) -> None:
    if now >= promise.until:
        tx.promises.save(replace(promise, next_at=None))
        return
    tx.promises.save(replace(promise, next_at=promise.until))
    if promise.is_kept:
        return
    team = team_of(tx, promise) if is_there else None
    told = told_of(tx, promise.workspace, [promise]).get(promise.id)
    if team is None or told is None or not is_possible(told, team):
        tx.promises.remove(promise.workspace, promise.id)  # nobody is held to what cannot be done
    elif is_its_day(promise, team, now):
        _remind(tx, told, now)


def _remind(tx: Transaction, told: PromiseTold, now: datetime) -> None:
    promise = told.promise
    tx.outbox.put(
        PromiseDue(told),
        workspace=promise.workspace,
        to=promise.leader,
        once=reminder_key(promise),
        at=now,
    )


def reminder_key(promise: Promise) -> str:
    """One for each day that was chosen."""
    return f"promise:{promise.id}:due:{promise.remind_at.date()}"
