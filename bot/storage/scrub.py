"""Take the id of somebody forgotten out of texts that others wrote."""

import re
from collections.abc import Sequence

from sqlalchemy import Connection, Table, bindparam, select, update

SOMEBODY = "@…"  # stands where a forgotten person was mentioned; the same in every language


def scrub_mentions(
    connection: Connection, table: Table, column: str, workspace: str, person: str
) -> None:
    """Replace mentions of `person` (`<@U1>`, `<@U1|ana>`) in that column of their workspace."""
    text = table.c[column]
    query = select(table.c.id, text).where(
        table.c.workspace == workspace, text.contains(f"<@{person}", autoescape=True)
    )
    mention = re.compile(rf"<@{re.escape(person)}(\|[^>]*)?>")
    found = [(row.id, mention.sub(SOMEBODY, row[1])) for row in connection.execute(query)]
    if not found:
        return
    change = (
        update(table)
        .where(table.c.workspace == workspace, table.c.id == bindparam("this"))
        .values({column: bindparam("scrubbed")})
    )
    connection.execute(change, [{"this": id_, "scrubbed": said} for id_, said in found])


def names(person: str, texts: Sequence[str | None]) -> bool:
    """Is the id in one of these, as a whole word and not as the beginning of another id?"""
    whole = re.compile(rf"(?<![A-Za-z0-9]){re.escape(person)}(?![A-Za-z0-9])")
    return any(whole.search(text) for text in texts if text)
