"""Channels: what Slack says of them, what we do there, and when the next board is due."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime, time
from typing import Any, NamedTuple

from sqlalchemy import (
    Column,
    ColumnElement,
    Index,
    PrimaryKeyConstraint,
    UniqueConstraint,
    delete,
    exists,
    func,
    literal,
    or_,
    select,
    update,
)
from sqlalchemy import Row as Found

from bot.domain.people import BoardSchedule, Channel, Watch
from bot.domain.thresholds import AS_TESTED, Shifts
from bot.storage.among import among
from bot.storage.rows import (
    CHANNEL,
    KEY,
    METADATA,
    Repository,
    column,
    keyed,
    made_of,
    parameters,
    upsert,
    values_of,
)

CHANNELS = keyed(
    "channels",
    column("id", CHANNEL, key=True),
    column("is_private", bool),
    column("is_external", bool),
    column("is_archived", bool),
    column("has_bot", bool),
    column("watch", Watch),
    column("board_weekday", int, null=True),
    column("board_at", time, null=True),
    column("board_zone", null=True),
    column("board_next_at", datetime, null=True),
    column("kudos_shift", float, server_default="0"),
    column("idea_shift", float, server_default="0"),
    # The clock asks for all workspaces at once what is due.
    Index(None, "board_next_at", "workspace"),
)
_BOARD = ("board_weekday", "board_at", "board_zone", "board_next_at")
_SLACKS_OWN = ("is_private", "is_external", "is_archived", "has_bot")
_KEEP = upsert(CHANNELS, *_SLACKS_OWN)
_SHIFTS = (CHANNELS.c.kudos_shift, CHANNELS.c.idea_shift)
_BY_ID = select(CHANNELS).where(*parameters(CHANNELS, "workspace", "id"))


class Known(NamedTuple):
    """A channel, if it is known, and how far answers of its members shifted the thresholds."""

    channel: Channel | None
    shifts: Shifts

    @property
    def watch(self) -> Watch:
        return self.channel.watch if self.channel else Watch.ON


class ChannelRepository(Repository):
    tables = (CHANNELS,)

    def get(self, workspace: str, id: str) -> Channel | None:
        return self.known(workspace, id).channel

    def by_ids(self, workspace: str, ids: Collection[str]) -> Mapping[str, Channel]:
        wanted = among(CHANNELS.c.id, ids)
        query = select(CHANNELS).where(CHANNELS.c.workspace == workspace, wanted)
        return {row.id: _channel(row) for row in self._run(query)}

    def known(self, workspace: str, id: str) -> Known:
        row = self._run(_BY_ID, {"workspace": workspace, "id": id}).first()
        if row is None:
            return Known(None, AS_TESTED)
        return Known(_channel(row), Shifts(row.kudos_shift, row.idea_shift))

    def all(self, workspace: str) -> Sequence[Channel]:
        query = select(CHANNELS).filter_by(workspace=workspace).order_by(CHANNELS.c.id)
        return [_channel(row) for row in self._run(query)]

    def keep(self, channel: Channel) -> None:
        """What Slack says of it. What people chose (watch and board) stays as it is."""
        self._run(_KEEP, values_of(channel, CHANNELS, id=channel.id))

    def change(self, workspace: str, id: str, **values: object) -> None:
        """Set columns of it: what people chose, and what Slack told of it alone."""
        self._run(update(CHANNELS).filter_by(workspace=workspace, id=id).values(values))

    def hold(self, workspace: str, id: str) -> None:
        """Until the transaction ends nobody else changes it. SQLite has one writer."""
        query = select(CHANNELS.c.id).filter_by(workspace=workspace, id=id)
        self._run(query.with_for_update())

    def shifted(self) -> Sequence[tuple[str, str, Shifts]]:
        """The channels of all workspaces that are stricter than tested."""
        stricter = or_(*(column > 0 for column in _SHIFTS))
        query = select(CHANNELS.c.workspace, CHANNELS.c.id, *_SHIFTS).where(stricter)
        rows = self._run(query.order_by(CHANNELS.c.workspace, CHANNELS.c.id))
        return [(row[0], row[1], Shifts(*row[2:])) for row in rows]

    def set_board(
        self,
        workspace: str,
        id: str,
        schedule: BoardSchedule | None,
        next_at: datetime | None,
    ) -> None:
        """When its leaderboard is posted each week, and when next; None for never."""
        chosen = (schedule.weekday, schedule.at, schedule.zone) if schedule else (None, None, None)
        board = dict(zip(_BOARD, (*chosen, next_at), strict=True))
        self.change(workspace, id, **board)

    def boards_due(self, now: datetime, limit: int) -> Sequence[tuple[Channel, datetime]]:
        """Channels of all workspaces whose board is due, with the instant it was due at."""
        due = self._due(CHANNELS.c.board_next_at, now, limit)
        return [(_channel(row), row.board_next_at) for row in due]

    def change_id(self, workspace: str, old: str, new: str) -> None:
        """Slack gave the channel another id (it does when sharing begins or ends): all follow."""
        self._run(delete(CHANNELS).filter_by(workspace=workspace, id=new))
        for table in METADATA.sorted_tables:
            own = table.c.workspace == workspace
            for each in table.columns:
                if each.info.get("holds") == CHANNEL:
                    self._set_id(each, own & (each == old), literal(new))
                elif each.info.get("holds") == KEY:
                    here = own & each.contains(old, autoescape=True)
                    self._set_id(each, here, func.replace(each, old, new))

    def _set_id(
        self, column: Column[Any], here: ColumnElement[bool], new: ColumnElement[str]
    ) -> None:
        """Rows of the old id that came again under the new one, before we heard of it, go."""
        table, name = column.table, column.name
        other = table.alias("other")
        for key in table.constraints:
            if isinstance(key, PrimaryKeyConstraint | UniqueConstraint) and name in key.columns:
                rest = [other.c[each.name] == each for each in key.columns if each.name != name]
                again = exists().where(other.c[name] == new, *rest)
                self._run(delete(table).where(here, again))
        self._run(update(table).where(here).values({name: new}))


def _channel(row: Found[Any]) -> Channel:
    board = None
    if row.board_weekday is not None:
        board = BoardSchedule(row.board_weekday, row.board_at, row.board_zone)
    return made_of(Channel, row, board=board)
