"""Channels: what Slack says of them, what we do there, and when the next board is due."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime, time
from typing import Any, NamedTuple

from sqlalchemy import (
    ColumnElement,
    Index,
    PrimaryKeyConstraint,
    Table,
    UniqueConstraint,
    bindparam,
    delete,
    exists,
    func,
    literal,
    or_,
    select,
    update,
)
from sqlalchemy import Row as Found
from sqlalchemy.orm import Mapped, mapped_column

from bot.domain.feedback import Label
from bot.domain.people import BoardSchedule, Channel, Watch
from bot.domain.thresholds import AS_TESTED, Shifts
from bot.storage.among import among
from bot.storage.rows import ChannelId, Repository, Row, insert_into, table_of


class ChannelRow(Row):
    __tablename__ = "channels"
    # The clock asks for all workspaces at once what is due.
    __table_args__ = (Index(None, "board_next_at", "workspace"),)

    workspace: Mapped[str] = mapped_column(primary_key=True)
    id: Mapped[ChannelId] = mapped_column(primary_key=True)
    is_private: Mapped[bool]
    is_external: Mapped[bool]
    is_archived: Mapped[bool]
    has_bot: Mapped[bool]
    watch: Mapped[str]
    board_weekday: Mapped[int | None]
    board_at: Mapped[time | None]
    board_zone: Mapped[str | None]
    board_next_at: Mapped[datetime | None]
    kudos_shift: Mapped[float] = mapped_column(server_default="0")
    idea_shift: Mapped[float] = mapped_column(server_default="0")


CHANNELS = table_of(ChannelRow)
_SLACKS_OWN = ("is_private", "is_external", "is_archived", "has_bot")
_INSERT = insert_into(CHANNELS)
_KEEP = _INSERT.on_conflict_do_update(
    index_elements=[CHANNELS.c.workspace, CHANNELS.c.id],
    set_={name: _INSERT.excluded[name] for name in _SLACKS_OWN},
)

_SHIFTS = (CHANNELS.c.kudos_shift, CHANNELS.c.idea_shift)
_THIS = (CHANNELS.c.workspace == bindparam("workspace"), CHANNELS.c.id == bindparam("id"))
_BY_ID = select(CHANNELS).where(*_THIS)


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
        query = select(CHANNELS).where(CHANNELS.c.workspace == workspace).order_by(CHANNELS.c.id)
        return [_channel(row) for row in self._run(query)]

    def keep(self, channel: Channel) -> None:
        """What Slack says of it. What people chose (watch and board) stays as it is."""
        said = {name: getattr(channel, name) for name in _SLACKS_OWN}
        key = {"workspace": channel.workspace, "id": channel.id}
        self._run(_KEEP, {**key, **said, "watch": channel.watch.value})

    def set_watch(self, workspace: str, id: str, watch: Watch) -> None:
        self._change(workspace, id, watch=watch.value)

    def hold(self, workspace: str, id: str) -> None:
        """Until the transaction ends nobody else changes it. SQLite has one writer."""
        self._run(select(CHANNELS.c.id).where(*_this(workspace, id)).with_for_update())

    def set_shift(self, workspace: str, id: str, label: Label, shift: float) -> None:
        self._change(workspace, id, **{f"{label}_shift": shift})

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
        weekday, at, zone = chosen
        board = {"board_weekday": weekday, "board_at": at, "board_zone": zone}
        self._change(workspace, id, **board, board_next_at=next_at if schedule else None)

    def boards_due(self, now: datetime, limit: int) -> Sequence[tuple[Channel, datetime]]:
        """Channels of all workspaces whose board is due, with the instant it was due at."""
        due = self._due(CHANNELS.c.board_next_at, now, limit)
        return [(_channel(row), row.board_next_at) for row in due]

    def set_next_board(self, workspace: str, id: str, next_at: datetime) -> None:
        self._change(workspace, id, board_next_at=next_at)

    def note_left(self, workspace: str, id: str) -> None:
        self._change(workspace, id, has_bot=False)

    def note_archived(self, workspace: str, id: str) -> None:
        self._change(workspace, id, is_archived=True)

    def change_id(self, workspace: str, old: str, new: str) -> None:
        """Slack gave the channel another id (it does when sharing begins or ends): all follow."""
        self._run(delete(CHANNELS).where(*_this(workspace, new)))
        for table in Row.metadata.sorted_tables:
            for column in table.columns:
                if column.info.get("holds") == "channel":
                    self._rename(table, column.name, workspace, old, new)
                elif column.info.get("holds") == "key":
                    self._reword(table, column.name, workspace, old, new)

    def _change(self, workspace: str, id_: str, **values: object) -> None:
        self._run(update(CHANNELS).where(*_this(workspace, id_)).values(**values))

    def _rename(self, table: Table, name: str, workspace: str, old: str, new: str) -> None:
        here = (table.c.workspace == workspace) & (table.c[name] == old)
        self._set(table, name, here, literal(new))

    def _reword(self, table: Table, name: str, workspace: str, old: str, new: str) -> None:
        column = table.c[name]
        here = (table.c.workspace == workspace) & column.contains(old, autoescape=True)
        self._set(table, name, here, func.replace(column, old, new))

    def _set(
        self, table: Table, name: str, here: ColumnElement[bool], new: ColumnElement[str]
    ) -> None:
        """Rows of the old id that came again under the new one, before we heard of it, go."""
        other = table.alias("other")
        for key in table.constraints:
            if isinstance(key, PrimaryKeyConstraint | UniqueConstraint) and name in key.columns:
                rest = [other.c[each.name] == each for each in key.columns if each.name != name]
                again = exists().where(other.c[name] == new, *rest)
                self._run(delete(table).where(here, again))
        self._run(update(table).where(here).values({name: new}))


def _this(workspace: str, id_: str) -> tuple[Any, Any]:
    return CHANNELS.c.workspace == workspace, CHANNELS.c.id == id_


def _channel(row: Found[Any]) -> Channel:
    board = None
    if row.board_weekday is not None:
        board = BoardSchedule(row.board_weekday, row.board_at, row.board_zone)
    said = {name: getattr(row, name) for name in _SLACKS_OWN}
    return Channel(row.workspace, row.id, **said, watch=Watch(row.watch), board=board)
