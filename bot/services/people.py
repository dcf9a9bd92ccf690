"""Leaders set up their teams; people are followed as Slack tells of them."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta

from bot.domain.errors import EmptyTeamError, NotYourTeamError
from bot.domain.outgoing import TeamKept
from bot.domain.people import NOTHING_LEFT_OUT, LeftOut, Person, Team
from bot.services.following import cards_naming
from bot.services.idea_tests import drop_tests_of
from bot.services.ideas import refresh_cards
from bot.storage import Store, Transaction


def lead_team(
    store: Store,
    team: Team,
    now: datetime,
    *,
    form: str | None = None,
    left_out: LeftOut = NOTHING_LEFT_OUT,
) -> Team:
    """Set up or change the leader's team; the next digest comes at its next hour.

    A leader is not part of their own team. A pause, and what they said to nudges, stay as they
    were. Who sent a form, and sees it close, is told what it set and left out.

    Raises `EmptyTeamError`.
    """
    members = team.members - {team.leader}
    if not members:
        raise EmptyTeamError
    with store.begin() as tx:
        known = next(iter(tx.teams.led_by(team.workspace, team.leader)), team)
        kept = replace(
            team,
            members=members,
            id=known.id,
            paused_until=known.paused_until,
            fewer_nudges=known.fewer_nudges,
        )
        kept = tx.teams.save(kept, kept.next_digest_after(max(now, kept.paused_until or now)))
        if form:
            _confirm(tx, TeamKept(kept, left_out), form, now)
        return kept


def _confirm(tx: Transaction, kept: TeamKept, form: str, now: datetime) -> None:
    team = kept.team
    tx.outbox.put(
        kept,
        workspace=team.workspace,
        to=team.leader,
        once=f"team:{team.id}:kept:{form}",
        due_at=now,
        at=now,
    )


def team_of(store: Store, workspace: str, leader: str) -> Team | None:
    with store.read() as tx:
        teams = tx.teams.led_by(workspace, leader)
        return teams[0] if teams else None


def pause_digest(
    store: Store, workspace: str, leader: str, length: timedelta, now: datetime
) -> datetime:
    """No digest for so long. Answers until when. Raises `NotYourTeamError`."""
    until = now + length
    with store.begin() as tx:
        for team in _teams(tx.teams.led_by(workspace, leader)):
            tx.teams.pause(workspace, team.id, until)
            tx.teams.set_next_digest(workspace, team.id, team.next_digest_after(until))
    return until


def resume_digest(store: Store, workspace: str, leader: str, now: datetime) -> datetime:
    """Digests come again. Answers when the next one does. Raises `NotYourTeamError`."""
    with store.begin() as tx:
        teams = _teams(tx.teams.led_by(workspace, leader))
        for team in teams:
            if team.paused_until:
                tx.teams.pause(workspace, team.id, None)
                tx.teams.set_next_digest(workspace, team.id, team.next_digest_after(now))
    return min(team.next_digest_after(now) for team in teams)


def stop_leading(store: Store, workspace: str, leader: str) -> None:
    """The team and its digests are gone. Raises `NotYourTeamError`."""
    with store.begin() as tx:
        for team in _teams(tx.teams.led_by(workspace, leader)):
            tx.teams.remove(workspace, team.id)


def leave_channel(store: Store, workspace: str, person: str, channel: str) -> None:
    """What they cannot read any more counts in no digest of theirs."""
    with store.begin() as tx:
        tx.teams.leave_channel(workspace, person, channel)


def _teams(teams: Iterable[Team]) -> tuple[Team, ...]:
    found = tuple(teams)
    if not found:
        raise NotYourTeamError
    return found


def learn_people(
    store: Store, people: Iterable[Person], now: datetime, *, hides_former: bool = False
) -> None:
    """Slack told of these people: digests follow their leaders' time zones.

    With `hides_former` the cards that name somebody who left, or came back, follow too.
    """
    by_workspace: dict[str, dict[str, Person]] = {}
    for person in people:
        by_workspace.setdefault(person.workspace, {})[person.id] = person
    with store.begin() as tx:
        for workspace, found in by_workspace.items():
            left = [person.id for person in found.values() if person.is_deactivated]
            # Cards first: what somebody tests is among the newest, and so held with them at once.
            cards = _cards_of_turned(tx, workspace, found) if hides_former else ()
            drop_tests_of(tx, workspace, left, now)
            tx.people.keep(found.values(), now)
            refresh_cards(tx, workspace, cards, now)
            for leader in tx.teams.leaders_among(workspace, found):
                for team in tx.teams.rezone(workspace, leader, found[leader].zone):
                    # An hour that the new zone has passed today is due at once, and once.
                    next_at = team.next_digest_after(now - timedelta(days=1))
                    tx.teams.set_next_digest(workspace, team.id, next_at)


def _cards_of_turned(
    tx: Transaction, workspace: str, found: Mapping[str, Person]
) -> Collection[int]:
    """The newest cards that name those who left, or came back, since we last heard of them."""
    known = tx.people.get(workspace, found)
    turned = [id for id, before in known.items() if before.has_left != found[id].has_left]
    return cards_naming(tx, workspace, turned)
