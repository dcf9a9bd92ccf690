"""Which versions of which messages were seen: ids and times alone, so that repeats do no harm."""

from dataclasses import asdict
from datetime import datetime, timedelta

from sqlalchemy import delete, or_

from bot.domain.messages import MessageRef
from bot.storage.rows import CHANNEL, Repository, column, keyed, upsert

SEEN = keyed(
    "message_versions",
    column("channel", CHANNEL, key=True),
    column("ts", key=True),
    column("version"),
    column("is_deleted", bool),
    sqlite_with_rowid=False,
)
_NEWER = upsert(
    SEEN, "version", where=lambda new: (new.version > SEEN.c.version) & ~SEEN.c.is_deleted
)
_DELETED = upsert(SEEN, "is_deleted", where=lambda _: ~SEEN.c.is_deleted)
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
