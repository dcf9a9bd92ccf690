"""What a channel's leaderboard says, counted from its ideas when somebody asks."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from datetime import UTC, date, datetime, time
from typing import Any

from sqlalchemy import CTE, CompoundSelect, case, func, literal, select, union_all

from bot.domain.ideas import Stage
from bot.domain.leaderboards import ChannelFigures, Tally
from bot.storage.families import CHILDREN, told_builds
from bot.storage.idea_tests import TESTS
from bot.storage.ideas import IDEAS, LINKS, STANDS
from bot.storage.rows import Repository

_IS_ADOPTED = case((IDEAS.c.stage == Stage.ADOPTED.value, 1), else_=0).label("adopted")


class BoardRepository(Repository):
    """It has no tables of its own."""

    def of(
        self, workspace: str, channel: str, since: date | None, until: date
    ) -> tuple[Sequence[Tally], ChannelFigures]:
        """What each person shared there in these days, the most first; and what all came to."""
        counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
        sums: Counter[str] = Counter()
        for what, person, ideas, more in self._run(_counted(workspace, channel, since, until)):
            counts[what][person] = ideas
            sums[what] += more
        shared, built_on, tested = counts["shared"], counts["built on"], counts["tested"]
        tallies = [Tally(who, shared[who], built_on[who], tested[who]) for who in shared]
        figures = ChannelFigures(
            ideas=shared.total(),
            people=len(shared.keys() | counts["builder"].keys() | counts["tester"].keys()),
            combined=counts["combined"].total(),
            tests=sums["tested"],
            adopted=sums["shared"],
        )
        return sorted(tallies, key=lambda tally: (-tally.shared, tally.person)), figures


def _counted(
    workspace: str, channel: str, since: date | None, until: date
) -> CompoundSelect[str, str, int, int]:
    """What is counted, of whom, how many ideas, and how many adopted ones or tests among them."""
    shared = _shared(workspace, channel, since, until)
    built = (
        select(shared.c.id, shared.c.author, CHILDREN.c.author.label("builder"))
        .where(*told_builds(shared, channel))
        .cte("built")
    )
    of_it = (TESTS.c.workspace == shared.c.workspace) & (TESTS.c.idea == shared.c.id)
    tested = select(shared.c.id, shared.c.author, TESTS.c.owner).join(TESTS, of_it).cte("tested")
    as_child = (LINKS.c.workspace == shared.c.workspace) & (LINKS.c.child == shared.c.id)
    several = select(shared.c.id).join(LINKS, as_child).group_by(shared.c.id)
    combined = several.having(func.count() > 1).subquery()
    none: Any = literal(0)
    return union_all(
        select(
            literal("shared"), shared.c.author, func.count(), func.sum(shared.c.adopted)
        ).group_by(shared.c.author),
        select(
            literal("built on"), built.c.author, func.count(built.c.id.distinct()), none
        ).group_by(built.c.author),
        select(
            literal("tested"), tested.c.author, func.count(tested.c.id.distinct()), func.count()
        ).group_by(tested.c.author),
        select(literal("combined"), literal(""), func.count(), none).select_from(combined),
        select(literal("builder"), built.c.builder, none, none).distinct(),
        # Who was forgotten has no name.
        select(literal("tester"), tested.c.owner, none, none)
        .where(tested.c.owner != "")
        .distinct(),
    )


def _shared(workspace: str, channel: str, since: date | None, until: date) -> CTE:
    """The ideas that were shared there in these days and stand: one range of an index."""
    query = select(IDEAS.c.workspace, IDEAS.c.id, IDEAS.c.author, _IS_ADOPTED)
    query = query.where(IDEAS.c.workspace == workspace, IDEAS.c.channel == channel, STANDS)
    query = query.where(IDEAS.c.shared_at < datetime.combine(until, time(), UTC))
    if since:
        query = query.where(IDEAS.c.shared_at >= datetime.combine(since, time(), UTC))
    return query.cte("shared")
