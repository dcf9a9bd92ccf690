"""Which versions of which messages were seen: ids and times alone, so that repeats do no harm."""

from dataclasses import asdict
from datetime import datetime, timedelta

from sqlalchemy import delete, or_
from sqlalchemy.orm import Mapped, mapped_column

from bot.domain.messages import MessageRef
from bot.storage.rows import ChannelId, Repository, Row, counted, insert_into, table_of


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
_NEWER = counted(
    _INSERT.on_conflict_do_update(
        index_elements=_KEY,
        set_={"version": _INSERT.excluded.version},
        where=(_INSERT.excluded.version > SEEN.c.version) & ~SEEN.c.is_deleted,
    )
)
_DELETED = counted(
    _INSERT.on_conflict_do_update(
        index_elements=_KEY,
        set_={"is_deleted": _INSERT.excluded.is_deleted},
        where=~SEEN.c.is_deleted,
    )
)
# Thanks that were taken back leave the message standing: its author may edit it months later.
DELETED_FOR = timedelta(days=400)


class MessageRepository(Repository):
    tables = (SEEN,)

    def newer(self, ref: MessageRef, version: str) -> bool:
        """Note this version; False when it, a newer one, or the deletion is already known."""
        values = {**asdict(ref), "version": version, "is_deleted": False}
        return self._run(_NEWER, values).rowcount > 0

    def deleted(self, ref: MessageRef) -> bool:
        """Note the deletion for good; False when it is already known."""
        values = {**asdict(ref), "version": "", "is_deleted": True}
        return self._run(_DELETED, values).rowcount > 0

    def drop_before(self, instant: datetime) -> int:
        """Forget what was last said before that, and deletions a good year later.

        Slack's ids are seconds, so they sort as times do; a version is the id of the latest edit.
        """
        said = ~SEEN.c.is_deleted & (SEEN.c.version < _ts(instant))
        deleted = SEEN.c.is_deleted & (SEEN.c.ts < _ts(instant - DELETED_FOR))
        return self._run(delete(SEEN).where(or_(said, deleted))).rowcount


def _ts(instant: datetime) -> str:
    return f"{instant.timestamp():.6f}"
