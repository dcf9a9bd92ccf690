"""Which versions of which messages were seen: ids and times alone, so that repeats do no harm."""

from datetime import datetime

from sqlalchemy import bindparam, delete, select
from sqlalchemy.orm import Mapped, mapped_column

from bot.storage.prepared import Prepared
from bot.storage.rows import ChannelId, Repository, Row, insert_into, table_of


class MessageVersionRow(Row):
    __tablename__ = "message_versions"
    # One tree instead of two: written once for every message that is seen.
    __table_args__ = {"sqlite_with_rowid": False}  # noqa: RUF012 - SQLAlchemy's own way

    workspace: Mapped[str] = mapped_column(primary_key=True)
    channel: Mapped[ChannelId] = mapped_column(primary_key=True)
    ts: Mapped[str] = mapped_column(primary_key=True)
    version: Mapped[str]
    is_deleted: Mapped[bool]


SEEN = table_of(MessageVersionRow)
_KEY = [SEEN.c.workspace, SEEN.c.channel, SEEN.c.ts]
_INSERT = insert_into(SEEN)
_COLUMNS = ("workspace", "channel", "ts", "version", "is_deleted")
_NEWER = Prepared(
    _INSERT.on_conflict_do_update(
        index_elements=_KEY,
        set_={"version": _INSERT.excluded.version},
        where=(_INSERT.excluded.version > SEEN.c.version) & ~SEEN.c.is_deleted,
    ),
    *_COLUMNS,
)
_DELETED = Prepared(
    _INSERT.on_conflict_do_update(
        index_elements=_KEY,
        set_={"is_deleted": _INSERT.excluded.is_deleted},
        where=~SEEN.c.is_deleted,
    ),
    *_COLUMNS,
)
_KNOWN = select(SEEN.c.ts).where(
    SEEN.c.workspace == bindparam("workspace"),
    SEEN.c.channel == bindparam("channel"),
    SEEN.c.ts == bindparam("ts"),
)


class MessageRepository(Repository):
    tables = (SEEN,)

    def newer(self, workspace: str, channel: str, ts: str, version: str) -> bool:
        """Note this version; False when it, a newer one, or the deletion is already known."""
        return self._changed(_NEWER, workspace, channel, ts, version, is_deleted=False)

    def deleted(self, workspace: str, channel: str, ts: str) -> bool:
        """Note the deletion for good; False when it is already known."""
        return self._changed(_DELETED, workspace, channel, ts, "", is_deleted=True)

    def is_known(self, workspace: str, channel: str, ts: str) -> bool:
        asked = {"workspace": workspace, "channel": channel, "ts": ts}
        return self._run(_KNOWN, asked).first() is not None

    def drop_before(self, instant: datetime) -> int:
        """Forget messages older than that. Slack's ids are seconds, so they sort as times do."""
        return self._run(delete(SEEN).where(SEEN.c.ts < f"{instant.timestamp():.6f}")).rowcount

    def _changed(
        self,
        statement: Prepared,
        workspace: str,
        channel: str,
        ts: str,
        version: str,
        *,
        is_deleted: bool,
    ) -> bool:
        values = {"workspace": workspace, "channel": channel, "ts": ts, "version": version}
        return statement.write(self._connection, {**values, "is_deleted": is_deleted}) > 0
