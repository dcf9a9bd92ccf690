"""Teams: who leads whom, where they work, and when the leader's next digest is due."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from datetime import datetime, time
from typing import Any

from sqlalchemy import ColumnElement, Index, Table, UniqueConstraint, delete, select, text, update
from sqlalchemy import Row as Found
from sqlalchemy.orm import Mapped, mapped_column

from bot.domain.people import Team
from bot.storage.rows import (
    NEVER_AGAIN,
    ChannelId,
    Id,
    PersonId,
    Ref,
    Repository,
    Row,
    belongs_to,
    insert_into,
    table_of,
)


class TeamRow(Row):
    __tablename__ = "teams"
    __table_args__ = (
        UniqueConstraint("workspace", "id"),
        Index(None, "workspace", "leader"),
        Index(None, "workspace", "source_id"),
        # The clock asks for all workspaces at once what is due.
        Index(None, "next_digest_at", "workspace"),
        NEVER_AGAIN,
    )

    id: Mapped[Id]
    workspace: Mapped[str]
    leader: Mapped[PersonId]
    weekday: Mapped[int]
    at: Mapped[time]
    zone: Mapped[str]
    wants_nudges: Mapped[bool]
    paused_until: Mapped[datetime | None]
    fewer_nudges: Mapped[int]
    next_digest_at: Mapped[datetime]
    name: Mapped[str] = mapped_column(server_default=text("''"))
    source: Mapped[str] = mapped_column(server_default="people")
    source_id: Mapped[str | None]  # of the user group or the channel
    seed: Mapped[Ref] = mapped_column(server_default=text("0"))
    digests_sent: Mapped[int] = mapped_column(server_default=text("0"))


class TeamMemberRow(Row):
    __tablename__ = "team_members"
    __table_args__ = (belongs_to("teams", "team"), Index(None, "workspace", "person"))

    workspace: Mapped[str] = mapped_column(primary_key=True)
    team: Mapped[Ref] = mapped_column(primary_key=True)
    person: Mapped[PersonId] = mapped_column(primary_key=True)


class TeamChannelRow(Row):
    __tablename__ = "team_channels"
    __table_args__ = (belongs_to("teams", "team"),)

    workspace: Mapped[str] = mapped_column(primary_key=True)
    team: Mapped[Ref] = mapped_column(primary_key=True)
    channel: Mapped[ChannelId] = mapped_column(primary_key=True)


TEAMS, MEMBERS, PLACES = (table_of(row) for row in (TeamRow, TeamMemberRow, TeamChannelRow))
_OWN = ("leader", "weekday", "at", "zone", "wants_nudges", "paused_until", "fewer_nudges", "seed")


class TeamRepository(Repository):
    tables = (PLACES, MEMBERS, TEAMS)

    def led_by(self, workspace: str, leader: str) -> Sequence[Team]:
        theirs = (TEAMS.c.workspace == workspace, TEAMS.c.leader == leader)
        query = select(TEAMS).where(*theirs).order_by(TEAMS.c.id)
        return self._complete(self._run(query).all())

    def having(self, workspace: str, person: str) -> Sequence[Team]:
        """The teams that they are in."""
        theirs = (MEMBERS.c.workspace == workspace, MEMBERS.c.person == person)
        having = TEAMS.c.id.in_(select(MEMBERS.c.team).where(*theirs))
        query = select(TEAMS).where(TEAMS.c.workspace == workspace, having)
        return self._complete(self._run(query.order_by(TEAMS.c.id)).all())

    def leaders_among(self, workspace: str, people: Iterable[str]) -> Sequence[str]:
        """Which of them lead a team."""
        theirs = (TEAMS.c.workspace == workspace, TEAMS.c.leader.in_(list(people)))
        return sorted(self._run(select(TEAMS.c.leader).where(*theirs).distinct()).scalars())

    def leads(self, workspace: str, leader: str, person: str) -> bool:
        """Is that person in a team of theirs?"""
        query = select(MEMBERS.c.team).where(
            MEMBERS.c.workspace == workspace,
            MEMBERS.c.person == person,
            TEAMS.c.workspace == workspace,
            TEAMS.c.id == MEMBERS.c.team,
            TEAMS.c.leader == leader,
        )
        return self._run(query).first() is not None

    def save(self, team: Team, next_at: datetime) -> Team:
        """Keep it as it is now, answered with its id; its next digest is due at `next_at`."""
        values = {name: getattr(team, name) for name in _OWN}
        values |= {"workspace": team.workspace, "next_digest_at": next_at}
        if team.id:
            self._run(update(TEAMS).where(*_this(team.workspace, team.id)).values(values))
            kept = team
        else:
            number = self._run(insert_into(TEAMS).returning(TEAMS.c.id), values).scalar_one()
            kept = replace(team, id=number)
        self._name(MEMBERS, "person", kept, kept.members)
        self._name(PLACES, "channel", kept, kept.channels)
        return kept

    def remove(self, workspace: str, id: int) -> None:
        self._run(delete(TEAMS).where(*_this(workspace, id)))

    def due(self, now: datetime, limit: int) -> Sequence[Team]:
        """Teams of all workspaces whose digest is due."""
        return self._complete(self._due(TEAMS.c.next_digest_at, now, limit))

    def set_next_digest(self, workspace: str, id: int, next_at: datetime) -> None:
        self._change(workspace, id, next_digest_at=next_at)

    def pause(self, workspace: str, id: int, until: datetime | None) -> None:
        self._change(workspace, id, paused_until=until)

    def fewer_nudges(self, workspace: str, id: int) -> None:
        self._change(workspace, id, fewer_nudges=TEAMS.c.fewer_nudges + 1)

    def stop_nudges(self, workspace: str, leader: str) -> None:
        """None for any of their teams."""
        theirs = (TEAMS.c.workspace == workspace, TEAMS.c.leader == leader)
        self._run(update(TEAMS).where(*theirs).values(wants_nudges=False))

    def rezone(self, workspace: str, leader: str, zone: str) -> Sequence[Team]:
        """The leader moved: their teams that were in another time zone, as they are now."""
        moved = update(TEAMS).where(
            TEAMS.c.workspace == workspace, TEAMS.c.leader == leader, TEAMS.c.zone != zone
        )
        rows = self._run(moved.values(zone=zone).returning(*TEAMS.c)).all()
        return self._complete(rows)

    def leave_channel(self, workspace: str, leader: str, channel: str) -> None:
        """The teams that they lead work there no longer."""
        led = select(TEAMS.c.id).where(TEAMS.c.workspace == workspace, TEAMS.c.leader == leader)
        there = (PLACES.c.workspace == workspace, PLACES.c.channel == channel)
        self._run(delete(PLACES).where(*there, PLACES.c.team.in_(led)))

    def forget(self, workspace: str, person: str) -> None:
        """The teams they lead go, and their place in others'."""
        self._drop(workspace, person, TEAMS.c.leader, MEMBERS.c.person)

    def _change(self, workspace: str, id_: int, **values: object) -> None:
        self._run(update(TEAMS).where(*_this(workspace, id_)).values(**values))

    def _name(self, table: Table, column: str, team: Team, named: Collection[str]) -> None:
        key = {"workspace": team.workspace, "team": team.id}
        self._run(delete(table).where(table.c.workspace == team.workspace, table.c.team == team.id))
        if named:
            self._run(insert_into(table), [{**key, column: each} for each in sorted(named)])

    def _complete(self, rows: Sequence[Found[Any]]) -> Sequence[Team]:
        members = self._named(MEMBERS, "person", rows)
        channels = self._named(PLACES, "channel", rows)
        return [_team(row, members[row.id], channels[row.id]) for row in rows]

    def _named(
        self, table: Table, column: str, rows: Sequence[Found[Any]]
    ) -> defaultdict[int, set[str]]:
        """Who or what each of these teams names, in one query for all of them."""
        query = select(table.c.team, table.c[column]).where(
            table.c.workspace.in_({row.workspace for row in rows}),
            table.c.team.in_([row.id for row in rows]),
        )
        named: defaultdict[int, set[str]] = defaultdict(set)
        for team, each in self._run(query) if rows else ():
            named[team].add(each)
        return named


def _this(workspace: str, id_: int) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    return TEAMS.c.workspace == workspace, TEAMS.c.id == id_


def _team(row: Found[Any], members: set[str], channels: set[str]) -> Team:
    own = {name: getattr(row, name) for name in _OWN}
    return Team(
        workspace=row.workspace,
        id=row.id,
        members=frozenset(members),
        channels=frozenset(channels),
        **own,
    )
