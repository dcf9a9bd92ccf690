"""Channel leaderboards: ideas shared, and what became of them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum

SHOWN = 10  # lines on a board


class Period(StrEnum):
    """How far back a board looks, in days up to now: nobody's Monday board begins empty.

    Days are whole ones in UTC, today and so many before it: what was shared later in the day than
    last week's board was posted stands on this week's.
    """

    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    ALL = "all"

    def since(self, now: datetime) -> date | None:
        """The first day of the period, or None when it has none."""
        days = {Period.WEEK: 7, Period.MONTH: 30, Period.QUARTER: 91}
        return today(now) - timedelta(days=days[self]) if self in days else None


def today(now: datetime) -> date:
    return now.astimezone(UTC).date()


@dataclass(frozen=True, slots=True)
class Tally:
    """What one person shared in a channel and period."""

    person: str
    shared: int
    built_on: int  # of those shared, how many somebody built on
    tested: int  # of those shared, how many were tested


@dataclass(frozen=True, slots=True)
class ChannelFigures:
    """The channel's own line: everybody counts here, by number alone."""

    ideas: int
    people: int  # who shared, built on or tested what was shared here then
    combined: int  # ideas with two parents or more
    tests: int
    adopted: int


@dataclass(frozen=True, slots=True)
class BoardLine:
    place: int
    name: str
    shared: int
    built_on: int
    tested: int


@dataclass(frozen=True, slots=True)
class Leaderboard:
    channel: str
    period: Period
    lines: tuple[BoardLine, ...]
    figures: ChannelFigures


def places(tallies: Iterable[Tally], names: Mapping[str, str]) -> tuple[BoardLine, ...]:
    """The board's lines. Those who shared as many share a place, and the next place is skipped.

    Only people in `names` stand on it; among equals the order is by name, which says nothing.
    Everybody who shares the last place shown is shown.
    """
    ranked = sorted(
        (tally for tally in tallies if tally.person in names),
        key=lambda tally: (-tally.shared, names[tally.person].casefold(), tally.person),
    )
    lines: list[BoardLine] = []
    for count, tally in enumerate(ranked, start=1):
        tied = bool(lines) and lines[-1].shared == tally.shared
        place = lines[-1].place if tied else count
        if place > SHOWN:
            break
        name = names[tally.person]
        lines.append(BoardLine(place, name, tally.shared, tally.built_on, tally.tested))
    return tuple(lines)
