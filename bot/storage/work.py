"""What people did for ideas, each part with its idea."""

from collections.abc import Collection, Sequence
from datetime import datetime
from operator import attrgetter

from sqlalchemy import select

from bot.domain.ideas import Contribution, Idea, Stage
from bot.storage.among import among
from bot.storage.ideas import IDEAS, PARTS, STANDS, WORK, IdeaRepository, contribution_of
from bot.storage.rows import Repository


class WorkRepository(Repository):
    """It has no tables of its own."""

    def by(
        self, workspace: str, people: Collection[str], since: datetime, until: datetime
    ) -> Sequence[tuple[Contribution, Idea]]:
        """What they shared, built and tested, each with its idea. Support is not work."""
        query = (
            select(PARTS)
            .where(PARTS.c.workspace == workspace, among(PARTS.c.person, people))
            .where(PARTS.c.at >= since, PARTS.c.at < until)
            .where(PARTS.c.part.in_([part.value for part in WORK]), PARTS.c.is_present)
        )
        # Sorted here: in the order of time SQLite would read what all the others did too.
        work = sorted(map(contribution_of, self._run(query)), key=attrgetter("person"))
        work.sort(key=attrgetter("at", "idea"), reverse=True)
        ideas = IdeaRepository(self._connection).by_ids(workspace, {each.idea for each in work})
        return [(each, ideas[each.idea]) for each in work if each.idea in ideas]

    def adopted_with(
        self, workspace: str, people: Collection[str], since: datetime, until: datetime
    ) -> Sequence[tuple[Contribution, Idea]]:
        """The parts that these people had in ideas which were adopted then, each with its idea."""
        adopted = select(IDEAS.c.id).where(
            IDEAS.c.workspace == workspace,
            IDEAS.c.stage_at >= since,
            IDEAS.c.stage_at < until,
            IDEAS.c.stage == Stage.ADOPTED.value,
            STANDS,
        )
        query = select(PARTS).where(
            PARTS.c.workspace == workspace,
            PARTS.c.idea.in_(adopted),
            among(PARTS.c.person, people),
            PARTS.c.is_present,
        )
        parts = [contribution_of(row) for row in self._run(query)]
        ideas = IdeaRepository(self._connection).by_ids(workspace, {each.idea for each in parts})
        return [(each, ideas[each.idea]) for each in parts if each.idea in ideas]
