"""Marks that people set and take back: of two events, the later one wins, in whatever order."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import Connection, Table, select

from bot.storage.rows import counted, insert_into


def set_mark(
    connection: Connection, table: Table, key: Mapping[str, object], at: datetime, *, present: bool
) -> bool:
    """Set or take back the mark at `key`; True when it is now different from before.

    What was taken back stays as a row, so that the older event changes nothing when it comes late.
    """
    here = [table.c[name] == value for name, value in key.items()]
    before = connection.execute(select(table.c.is_present).where(*here)).scalar()
    insert = insert_into(table)
    wanted = insert.on_conflict_do_update(
        index_elements=[table.c[name] for name in key],
        set_={"at": insert.excluded.at, "is_present": insert.excluded.is_present},
        where=insert.excluded.at > table.c.at,
    )
    values = {**key, "at": at, "is_present": present}
    changed = connection.execute(counted(wanted), values).rowcount > 0
    return changed and bool(before) != present
