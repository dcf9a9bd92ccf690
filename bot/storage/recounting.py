"""A board's totals are counted anew, where a transaction changed something, and added up anew.

Nothing is ever added to a total or taken from it, so none can go wrong and stay so.
"""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    FromClause,
    Integer,
    Select,
    bindparam,
    case,
    cast,
    delete,
    exists,
    func,
    or_,
    select,
)

from bot.domain.ideas import Part, Stage
from bot.storage.boards import (
    COUNTS,
    DAY,
    EVER,
    FOUR_WEEKS,
    TOTALS,
    WEEK,
    Stale,
    hold_boards,
    start_of,
)
from bot.storage.families import BUILT_ON, CHILDREN, told_builds
from bot.storage.idea_tests import TESTS
from bot.storage.ideas import IDEAS, LINKS, PARTS
from bot.storage.rows import insert_into

Counts = Sequence[int]

ALWAYS = (0, 2**31 - 1)
NAMES = tuple(count.name for count in COUNTS)
KEY = ("workspace", "channel", "span", "day", "person")

_AS_CHILD = (LINKS.c.workspace == IDEAS.c.workspace, LINKS.c.child == IDEAS.c.id)
_AS_TEST = (TESTS.c.workspace == IDEAS.c.workspace, TESTS.c.idea == IDEAS.c.id)
_PARENTS = select(func.count()).select_from(LINKS).where(*_AS_CHILD).scalar_subquery()
_TESTS = select(func.count()).select_from(TESTS).where(*_AS_TEST).scalar_subquery()


def _shared_then(ideas: FromClause) -> Sequence[ColumnElement[bool]]:
    return (
        ideas.c.workspace == bindparam("workspace"),
        ideas.c.channel == bindparam("channel"),
        ideas.c.shared_at >= bindparam("since"),
        ideas.c.shared_at < bindparam("until"),
        ideas.c.withdrawn_at.is_(None),
    )


def _how_many(condition: ColumnElement[bool]) -> ColumnElement[int]:
    return _sum(case((condition, 1), else_=0))


def _sum(number: ColumnElement[int]) -> ColumnElement[int]:
    return cast(func.coalesce(func.sum(number), 0), Integer)


def _counted() -> Select[tuple[int, ...]]:
    """What somebody came to on a day, as it is in `NAMES`; then whether they had a part at all."""
    others = IDEAS.alias("others")
    built = exists().where(*told_builds(others), CHILDREN.c.author == PARTS.c.person)
    took_part = exists().where(
        *_shared_then(others),
        PARTS.c.workspace == others.c.workspace,
        PARTS.c.idea == others.c.id,
        PARTS.c.is_present,
        PARTS.c.person == bindparam("person"),
        or_(
            PARTS.c.part == Part.AUTHOR.value,
            PARTS.c.part == Part.TEST.value,
            (PARTS.c.part == Part.BUILD.value) & built,
        ),
    )
    return select(
        func.count(),
        _how_many(BUILT_ON),
        _how_many(_TESTS >= 1),
        _how_many(_PARENTS >= 2),
        _sum(_TESTS),
        _how_many(IDEAS.c.stage == Stage.ADOPTED.value),
        case((func.count() > 0, 1), (took_part, 1), else_=0),
    ).where(*_shared_then(IDEAS), IDEAS.c.author == bindparam("person"))


_COUNT = _counted()
_SUM = select(*(cast(func.sum(count), Integer) for count in COUNTS)).where(
    TOTALS.c.workspace == bindparam("workspace"),
    TOTALS.c.person == bindparam("person"),
    TOTALS.c.channel == bindparam("channel"),
    TOTALS.c.span == bindparam("span"),
    TOTALS.c.day >= bindparam("first"),
    TOTALS.c.day < bindparam("last"),
)
_INSERT = insert_into(TOTALS)
_KEEP = _INSERT.on_conflict_do_update(
    index_elements=[TOTALS.c[name] for name in KEY],
    set_={name: _INSERT.excluded[name] for name in NAMES},
)


def recount(connection: Connection, stale: Collection[Stale]) -> None:
    """Bring these totals up to date, as the last thing in a transaction.

    One transaction at a time does so in a channel, and sees what the one before it has kept.
    """
    hold_boards(connection, {each[:2] for each in stale})
    for workspace, channel, day, person in sorted(stale):
        theirs = {"workspace": workspace, "channel": channel, "person": person}
        _recount(connection, theirs, day)


def _recount(connection: Connection, theirs: Mapping[str, str], day: int) -> None:
    counts = _count(connection, theirs, day)
    if counts == _added_up(connection, theirs, DAY, (day, day + 1)):
        return
    _keep(connection, theirs, (DAY, day), counts)
    for span, of in ((WEEK, DAY), (FOUR_WEEKS, WEEK)):
        first = day // span * span
        within = _added_up(connection, theirs, of, (first, first + span))
        _keep(connection, theirs, (span, first), within)
    _keep(connection, theirs, (EVER, 0), _added_up(connection, theirs, FOUR_WEEKS, ALWAYS))


def _count(connection: Connection, theirs: Mapping[str, str], day: int) -> Counts | None:
    """From the ideas. None when they had no part in any."""
    between = {"since": start_of(day), "until": start_of(day + 1)}
    row: Any = connection.execute(_COUNT, {**theirs, **between}).one()
    counts: Counts = tuple(row[:-1])
    return counts if row[0] or row[-1] else None


def _added_up(
    connection: Connection, theirs: Mapping[str, str], span: int, within: tuple[int, int]
) -> Counts | None:
    """From their totals of that span. None when there are none."""
    first, last = within
    found = connection.execute(_SUM, {**theirs, "span": span, "first": first, "last": last}).first()
    return tuple(found) if found and found[0] is not None else None


def _keep(
    connection: Connection, theirs: Mapping[str, str], when: tuple[int, int], counts: Counts | None
) -> None:
    key = {**theirs, "span": when[0], "day": when[1]}
    if counts is not None:
        connection.execute(_KEEP, {**key, **dict(zip(NAMES, counts, strict=True))})
        return
    here = (TOTALS.c[name] == value for name, value in key.items())
    connection.execute(delete(TOTALS).where(*here))
