"""Teams: who leads whom, where they work, and when the leader's next digest is due."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, time
from typing import Any

from sqlalchemy import (
    Column,
    ColumnElement,
    Index,
    Select,
    Table,
    UniqueConstraint,
    delete,
    exists,
    select,
    text,
    update,
)
from sqlalchemy import Row as Found
from sqlalchemy.sql.dml import ReturningUpdate

from bot.domain.leading_errors import TeamNameTakenError
from bot.domain.people import Source, Team
from bot.storage.among import among
from bot.storage.people import NO_MEMBER, PEOPLE
from bot.storage.rows import (
    CHANNEL,
    PERSON,
    REF,
    Repository,
    belongs_to,
    column,
    each_row,
    insert_into,
    keyed,
    made_of,
    numbered,
    values_of,
)

TEAMS = numbered(
    "teams",
    column("leader", PERSON),
    column("weekday", int),
    column("at", time),
    column("zone"),
    column("wants_nudges", bool),
    column("paused_until", datetime, null=True),
    column("fewer_nudges", int),
    column("next_digest_at", datetime),
    column("name", server_default=text("''")),
    column("source", server_default="people"),
    column("source_id", CHANNEL, null=True),  # or of the user group
    column("source_lost_at", datetime, null=True),  # since then nothing tells who is in it
    column("seed", REF, server_default=text("0")),
    column("digests_sent", int, server_default=text("0")),
    UniqueConstraint("workspace", "id"),
    Index(None, "workspace", "leader", "name", unique=True),
    Index(None, "workspace", "source_id"),
    # The clock asks for all workspaces at once what is due.
    Index(None, "next_digest_at", "workspace"),
)
MEMBERS = keyed(
    "team_members",
    column("team", REF, key=True),
    column("person", PERSON, key=True),
    belongs_to("teams", "team"),
    Index(None, "workspace", "person"),
)
PLACES = keyed(
    "team_channels",
    column("team", REF, key=True),
    column("channel", CHANNEL, key=True),
    belongs_to("teams", "team"),
)
# Who left the workspace stays in the rows and is in no team, until they come back.
IS_MEMBER = ~exists().where(
    PEOPLE.c.workspace == MEMBERS.c.workspace, PEOPLE.c.id == MEMBERS.c.person, NO_MEMBER
)
_ADD = insert_into(TEAMS).on_conflict_do_nothing(
    index_elements=[TEAMS.c.workspace, TEAMS.c.leader, TEAMS.c.name]
)
_SCHEDULE = update(TEAMS).where(*each_row(TEAMS))


class TeamRepository(Repository):
    tables = (PLACES, MEMBERS, TEAMS)

    def led_by(self, workspace: str, *leaders: str) -> Sequence[Team]:
        """All teams that any of them leads, the first first."""
        if not leaders:
            return []
        return self._find(TEAMS.c.workspace == workspace, among(TEAMS.c.leader, leaders))

    def having(self, workspace: str, person: str) -> Sequence[Team]:
        """The teams that they are in."""
        theirs = (MEMBERS.c.workspace == workspace, MEMBERS.c.person == person)
        having = TEAMS.c.id.in_(select(MEMBERS.c.team).where(*theirs))
        return self._find(TEAMS.c.workspace == workspace, having)

    def leaders_among(self, workspace: str, people: Collection[str]) -> Sequence[str]:
        """Which of them lead a team."""
        theirs = (TEAMS.c.workspace == workspace, TEAMS.c.leader.in_(people))
        return sorted(self._run(select(TEAMS.c.leader).where(*theirs).distinct()).scalars())

    def has_leader(self, workspace: str, person: str) -> bool:
        """Whether they are in a team."""
        theirs = (MEMBERS.c.workspace == workspace, MEMBERS.c.person == person)
        return self._run(select(MEMBERS.c.team).where(*theirs).limit(1)).first() is not None

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

    def hold(self, workspace: str, leader: str) -> None:
        """Until the transaction ends nobody else changes theirs. SQLite has one writer."""
        self._run(select(TEAMS.c.id).where(*_led(workspace, leader)).with_for_update())

    def save(self, team: Team, next_at: datetime) -> Team:
        """Keep it as it is now, answered with its id; its next digest is due at `next_at`.

        Whatever it followed was there a moment ago. Raises `TeamNameTakenError`.
        """
        values = values_of(team, TEAMS, next_digest_at=next_at, source_lost_at=None)
        if team.id:
            self._run(update(TEAMS).where(*_this(team.workspace, team.id)).values(values))
            kept = team
        else:
            number = self._run(_ADD.returning(TEAMS.c.id), values).scalar()
            if number is None:
                raise TeamNameTakenError
            kept = replace(team, id=number)
        self._name(MEMBERS, "person", kept, kept.members)
        self._name(PLACES, "channel", kept, kept.channels)
        return kept

    def remove(self, workspace: str, leader: str, *only: int) -> None:
        """Those of their teams, or all."""
        these = [TEAMS.c.id.in_(only)] if only else []
        self._run(delete(TEAMS).where(*_led(workspace, leader), *these))

    def due(self, now: datetime) -> Mapping[str, Sequence[int]]:
        """The teams whose digest is due, by workspace; the longest due first."""
        query = select(TEAMS.c.workspace, TEAMS.c.id).where(TEAMS.c.next_digest_at <= now)
        found: defaultdict[str, list[int]] = defaultdict(list)
        for workspace, id_ in self._run(query.order_by(TEAMS.c.next_digest_at, TEAMS.c.id)):
            found[workspace].append(id_)
        return found

    def by_ids(self, workspace: str, ids: Collection[int]) -> Sequence[Team]:
        return self._find(TEAMS.c.workspace == workspace, among(TEAMS.c.id, ids))

    def claim(self, workspace: str, ids: Collection[int], now: datetime) -> Sequence[Team]:
        """Those of them that are due still: nobody else sends theirs until this is over."""
        these = (TEAMS.c.workspace == workspace, among(TEAMS.c.id, ids))
        query = select(TEAMS).where(*these, TEAMS.c.next_digest_at <= now).order_by(TEAMS.c.id)
        return self._complete(query.with_for_update(skip_locked=True))

    def set_next_digests(self, workspace: str, next_at: Mapping[int, datetime]) -> None:
        """When the digest of each of these teams is due."""
        rows = [
            {"within": workspace, "this": id, "next_digest_at": at}
            for id, at in sorted(next_at.items())
        ]
        if rows:
            self._run(_SCHEDULE, rows)

    def pause(self, workspace: str, leader: str, until: datetime | None) -> None:
        """No digest of any of their teams until then."""
        self._change(*_led(workspace, leader), paused_until=until)

    def following(self, workspace: str, source_id: str) -> Sequence[Team]:
        """The teams of that user group's, or that channel's people."""
        return self._find(TEAMS.c.workspace == workspace, TEAMS.c.source_id == source_id)

    def is_followed(self, workspace: str, source_id: str) -> bool:
        theirs = (TEAMS.c.workspace == workspace, TEAMS.c.source_id == source_id)
        return self._run(select(TEAMS.c.id).where(*theirs).limit(1)).first() is not None

    def sources(self, workspace: str) -> Mapping[str, Source]:
        """What teams follow, by id."""
        query = select(TEAMS.c.source_id, TEAMS.c.source).where(
            TEAMS.c.workspace == workspace, TEAMS.c.source_id.is_not(None)
        )
        return {row.source_id: Source(row.source) for row in self._run(query.distinct())}

    def is_lost(self, workspace: str, id: int) -> bool:
        """Whether what it follows tells no more who is in it."""
        query = select(TEAMS.c.source_lost_at).where(*_this(workspace, id))
        return self._run(query).scalar() is not None

    def note_lost(self, workspace: str, id: int, at: datetime) -> bool:
        """What it follows is gone; answers whether that is news."""
        news = (*_this(workspace, id), TEAMS.c.source_lost_at.is_(None))
        return self._run(update(TEAMS).where(*news).values(source_lost_at=at)).rowcount > 0

    def set_members(self, team: Team, people: Collection[str]) -> None:
        """These are in it, as what it follows says."""
        self._change(*_this(team.workspace, team.id), source_lost_at=None)
        self._name(MEMBERS, "person", team, people)

    def add_member(self, team: Team, person: str) -> None:
        row = {"workspace": team.workspace, "team": team.id, "person": person}
        self._run(insert_into(MEMBERS).on_conflict_do_nothing(), row)

    def remove_member(self, team: Team, person: str) -> None:
        key = (MEMBERS.c.workspace == team.workspace, MEMBERS.c.team == team.id)
        self._run(delete(MEMBERS).where(*key, MEMBERS.c.person == person))

    def note_digests(self, workspace: str, ids: Collection[int]) -> None:
        """One more was sent to the leader of each."""
        if ids:
            these = (TEAMS.c.workspace == workspace, among(TEAMS.c.id, ids))
            self._change(*these, digests_sent=TEAMS.c.digests_sent + 1)

    def fewer_nudges(self, workspace: str, leader: str) -> None:
        """Fewer for each of their teams."""
        self._change(*_led(workspace, leader), fewer_nudges=TEAMS.c.fewer_nudges + 1)

    def stop_nudges(self, workspace: str, leader: str) -> None:
        """None for any of their teams."""
        self._change(*_led(workspace, leader), wants_nudges=False)

    def rezone(self, workspace: str, leader: str, zone: str) -> Sequence[Team]:
        """The leader moved: their teams that were in another time zone, as they are now."""
        moved = update(TEAMS).where(*_led(workspace, leader), TEAMS.c.zone != zone)
        return self._complete(moved.values(zone=zone).returning(*TEAMS.c))

    def leave_channel(self, workspace: str, leader: str, channel: str) -> None:
        """The teams that they lead work there no longer."""
        led = select(TEAMS.c.id).where(*_led(workspace, leader))
        there = (PLACES.c.workspace == workspace, PLACES.c.channel == channel)
        self._run(delete(PLACES).where(*there, PLACES.c.team.in_(led)))

    def drop_channel(self, workspace: str, channel: str) -> None:
        """No team works there any longer, as far as we can tell."""
        there = (PLACES.c.workspace == workspace, PLACES.c.channel == channel)
        self._run(delete(PLACES).where(*there))

    def forget(self, workspace: str, person: str) -> None:
        """The teams they lead go, and their place in others'."""
        self._drop(workspace, person, TEAMS.c.leader, MEMBERS.c.person)

    def _change(self, *these: ColumnElement[bool], **values: object) -> None:
        self._run(update(TEAMS).where(*these).values(**values))

    def _name(self, table: Table, column: str, team: Team, named: Collection[str]) -> None:
        """Whom or what it names from now on; what stays as it was is not touched."""
        key = {"workspace": team.workspace, "team": team.id}
        its = (table.c.workspace == team.workspace, table.c.team == team.id)
        before = set(self._run(select(table.c[column]).where(*its)).scalars())
        if gone := before.difference(named):
            is_gone = among(table.c[column], gone)
            self._run(delete(table).where(*its, is_gone))
        if new := set(named) - before:
            again = insert_into(table).on_conflict_do_nothing()
            self._run(again, [{**key, column: each} for each in sorted(new)])

    def _find(self, *conditions: ColumnElement[bool]) -> Sequence[Team]:
        return self._complete(select(TEAMS).where(*conditions).order_by(TEAMS.c.id))

    def _complete(self, query: Select[Any] | ReturningUpdate[Any]) -> Sequence[Team]:
        """These teams, with whom and which channels they name."""
        rows = self._run(query).all()
        members = self._named(MEMBERS.c.person, rows, IS_MEMBER)
        channels = self._named(PLACES.c.channel, rows)
        return [
            made_of(
                Team,
                row,
                members=frozenset(members[row.id]),
                channels=frozenset(channels[row.id]),
                source=Source(row.source),
            )
            for row in rows
        ]

    def _named(
        self, column: Column[str], rows: Sequence[Found[Any]], *only: ColumnElement[bool]
    ) -> defaultdict[int, set[str]]:
        """Who or what each of these teams names, in one query for all of them."""
        named: defaultdict[int, set[str]] = defaultdict(set)
        if rows:
            of = column.table.c
            theirs = (of.workspace == rows[0].workspace, among(of.team, [row.id for row in rows]))
            for team, each in self._run(select(of.team, column).where(*theirs, *only)):
                named[team].add(each)
        return named


def _this(workspace: str, id_: int) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    return TEAMS.c.workspace == workspace, TEAMS.c.id == id_


def _led(workspace: str, leader: str) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    return TEAMS.c.workspace == workspace, TEAMS.c.leader == leader
