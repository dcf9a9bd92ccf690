"""What a channel's leaderboard says, kept as totals: for each person, by day and by longer spans.

A board adds totals up and never asks for the ideas. Totals are counted anew from the ideas
(`recounting`) at the end of each transaction that changed something.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any

from sqlalchemy import (
    CTE,
    ColumnElement,
    Connection,
    Index,
    Integer,
    Text,
    bindparam,
    cast,
    delete,
    func,
    select,
    true,
    union_all,
    update,
)

from bot.domain.leaderboards import ChannelFigures, Tally
from bot.storage.among import among
from bot.storage.ideas import IDEAS, PARTS, WORK
from bot.storage.rows import (
    PERSON,
    Repository,
    column,
    keyed,
)

DAY, WEEK, FOUR_WEEKS = 1, 7, 28  # the days in a span; a longer one is the sum of shorter ones
EVER = 0
FROM_LONGEST = (FOUR_WEEKS, WEEK, DAY)
_WORK = [part.value for part in WORK]

Stale = tuple[str, str, int, str]  # workspace, channel, day, person


# What `person` came to in a channel, of the ideas shared there in `span` days from `day` on.
#
# Days are counted from 1970, in UTC. Who only built on or tested one of those has a row as well.
TOTALS = keyed(
    "board_totals",
    column("channel", key=True),  # `BoardRepository.move` changes it
    column("span", int, key=True),
    column("day", int, key=True),
    column("person", PERSON, key=True),
    column("shared", int),
    column("built_on", int),
    column("tested", int),
    column("combined", int),
    column("tests", int),
    column("adopted", int),
    Index(None, "workspace", "person", "channel"),
    sqlite_with_rowid=False,
)
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
NOTHING = ChannelFigures(0, 0, 0, 0, 0)
COUNTS = tuple(
    TOTALS.c[name] for name in ("shared", "built_on", "tested", "combined", "tests", "adopted")
)

_HOLD = select(func.pg_advisory_xact_lock(func.hashtextextended(bindparam("key", type_=Text()), 0)))


class BoardRepository(Repository):
    tables = (TOTALS,)

    __slots__ = ("_changed", "_stale")

    def __init__(self, connection: Connection) -> None:
        super().__init__(connection)
        self._changed: defaultdict[str, set[int]] = defaultdict(set)  # ideas, by workspace
        self._stale: set[Stale] = set()

    def top(
        self, workspace: str, channel: str, since: date | None, until: date, limit: int
    ) -> tuple[Sequence[Tally], ChannelFigures]:
        """Who shared most there in these days, and what all came to, in one question."""
        all_ = _everybody(workspace, channel, since, until)
        own_line = ("shared", "person", "combined", "tests", "adopted")
        whole = select(*(_in_all(all_.c[name]) for name in own_line)).subquery()
        query = (
            select(all_.c.person, all_.c.shared, all_.c.built_on, all_.c.tested, whole)
            .join_from(all_, whole, true())
            .where(all_.c.shared > 0)
            .order_by(all_.c.shared.desc(), all_.c.person)
            .limit(limit)
        )
        rows = self._run(query).all()
        figures = ChannelFigures(*rows[0][4:]) if rows else NOTHING
        return [Tally(*row[:4]) for row in rows], figures

    def recount(self, workspace: str, ideas: Collection[int]) -> None:
        """Something became of these ideas: whoever has a part in them is counted anew.

        To be called before an idea or a part in one is removed, and before or after what else
        there is. It is counted when the transaction ends.
        """
        self._changed[workspace].update(ideas)
        self._note(workspace, among(IDEAS.c.id, ideas))

    def stale(self) -> Collection[Stale]:
        """The totals that may not be right any more, also of who came to have a part since."""
        for workspace, ideas in self._changed.items():
            self._note(workspace, among(IDEAS.c.id, ideas))
        return self._stale

    def forget(self, workspace: str, person: str) -> None:
        """Nothing is left to count for them once their ideas and parts are gone."""
        theirs = select(TOTALS.c.channel, TOTALS.c.day).where(
            TOTALS.c.workspace == workspace, TOTALS.c.person == person, TOTALS.c.span == DAY
        )
        self._stale |= {(workspace, channel, day, person) for channel, day in self._run(theirs)}

    def move(self, workspace: str, *, old: str, new: str) -> None:
        """The channel has another id: as the last thing in a transaction, once its ideas have it.

        Where something was counted under the new one already, two became one: all is counted anew.
        """
        hold_boards(self._connection, {(workspace, old), (workspace, new)})
        was = (TOTALS.c.workspace == workspace, TOTALS.c.channel == old)
        if self._knows(workspace, new):
            self._run(delete(TOTALS).where(*was))
            self.count_anew(workspace, new)
        else:
            self._run(update(TOTALS).where(*was).values(channel=new))

    def count_anew(self, workspace: str, channel: str) -> None:
        """All that was ever shared there; its board is held."""
        here = (TOTALS.c.workspace == workspace, TOTALS.c.channel == channel)
        self._run(delete(TOTALS).where(*here))
        self._note(workspace, IDEAS.c.channel == channel)

    def _knows(self, workspace: str, channel: str) -> bool:
        here = (TOTALS.c.workspace == workspace, TOTALS.c.channel == channel)
        return self._run(select(TOTALS.c.person).where(*here).limit(1)).first() is not None

    def _note(self, workspace: str, which: ColumnElement[bool]) -> None:
        """The totals of everybody who has a part in these ideas, for the day and the channel."""
        query = (
            select(IDEAS.c.channel, IDEAS.c.shared_at, PARTS.c.person)
            .join(PARTS, (PARTS.c.workspace == IDEAS.c.workspace) & (PARTS.c.idea == IDEAS.c.id))
            .where(IDEAS.c.workspace == workspace, which, PARTS.c.part.in_(_WORK))
        )
        self._stale |= {
            (workspace, channel, number_of(at), person) for channel, at, person in self._run(query)
        }


def hold_boards(connection: Connection, boards: Collection[tuple[str, str]]) -> None:
    """Until the transaction ends nobody else counts in these channels. SQLite has one writer.

    To be done last: who counts asks for nothing more than that, so no two wait for each other.
    """
    if connection.dialect.name == "postgresql":
        for workspace, channel in sorted(boards):
            connection.execute(_HOLD, {"key": f"boards:{workspace}:{channel}"})


def _everybody(workspace: str, channel: str, since: date | None, until: date) -> CTE:
    """What each person came to there in these days."""
    parts = [
        select(TOTALS.c.person, *COUNTS).where(
            TOTALS.c.workspace == workspace,
            TOTALS.c.channel == channel,
            TOTALS.c.span == span,
            TOTALS.c.day >= first,
            TOTALS.c.day < last,
        )
        for span, first, last in spans(since, until)
    ]
    there = union_all(*parts).subquery()
    sums = (func.sum(there.c[count.name]).label(count.name) for count in COUNTS)
    return select(there.c.person, *sums).group_by(there.c.person).cte("everybody")


def _in_all(column: ColumnElement[Any]) -> ColumnElement[int]:
    if column.name == "person":
        return func.count().label("people")
    return cast(func.sum(column), Integer).label(f"all_{column.name}")


def number_of(instant: datetime) -> int:
    """The day of that instant."""
    return (instant - EPOCH).days


def start_of(day: int) -> datetime:
    return EPOCH + timedelta(days=day)


def spans(since: date | None, until: date) -> Sequence[tuple[int, int, int]]:
    """Spans whose totals together cover these days: its length, the first `day`, and no longer."""
    if since is None:
        return [(EVER, 0, 1)]
    first, last = (day.toordinal() - EPOCH.toordinal() for day in (since, until))
    return list(_within(first, last, FROM_LONGEST))


def _within(first: int, last: int, lengths: Sequence[int]) -> Iterator[tuple[int, int, int]]:
    """As many of the longest as fit between these days, and shorter ones around them."""
    if first >= last:
        return
    longest, *shorter = lengths
    begun, ended = -(-first // longest) * longest, last // longest * longest
    if begun >= ended:
        yield from _within(first, last, shorter)
        return
    yield longest, begun, ended
    yield from _within(first, begun, shorter)
    yield from _within(ended, last, shorter)
