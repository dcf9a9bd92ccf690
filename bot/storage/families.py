"""Who builds on whom around an idea, at any depth, in one question for each direction."""

from sqlalchemy import Column, Connection, Table, or_, select

from bot.domain.families import Link
from bot.domain.ideas import Idea

READ = 5_000  # links in each direction: no family is so large, and none shall hold up the others


def links_around(connection: Connection, ideas: Table, links: Table, idea: Idea) -> list[Link]:
    """The links to its ancestors and descendants, but none past an idea that it may not name."""
    up = _links(connection, ideas, links, idea, links.c.child, links.c.parent)
    return up + _links(connection, ideas, links, idea, links.c.parent, links.c.child)


def _links(
    connection: Connection,
    ideas: Table,
    links: Table,
    idea: Idea,
    here: Column[int],
    there: Column[int],
) -> list[Link]:
    """From `here` to `there`, and on from where that leads; the nearest come first."""
    may_name = or_(~ideas.c.is_private, ideas.c.channel == idea.channel)
    that = (ideas.c.workspace == idea.workspace) & (ideas.c.id == there)
    step = (
        select(links.c.parent, links.c.child)
        .join(ideas, that)
        .where(links.c.workspace == idea.workspace, may_name)
    )
    found = step.where(here == idea.id).cte("found", recursive=True)
    found = found.union(step.join(found, here == found.c[there.name]))
    rows = connection.execute(select(found.c.parent, found.c.child).limit(READ))
    return [(parent, child) for parent, child in rows]
