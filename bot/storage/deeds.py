"""What people did for ideas and what leaders asked: others' tables, asked for many at once."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from operator import attrgetter
from typing import Any

from sqlalchemy import CTE, Select, func, or_, select, union

from bot.domain.ideas import Contribution, Idea, Part, Reply, Stage
from bot.domain.moves import Event, Move
from bot.domain.nudges import AskedQuestion
from bot.storage.among import among
from bot.storage.idea_tests import TESTS
from bot.storage.ideas import IDEAS, LINKS, PARTS, STANDS, WORK, IdeaRepository, contribution_of
from bot.storage.moves import EVENTS, event_of
from bot.storage.questions import ANSWERS, QUESTIONS
from bot.storage.replies import REPLIES
from bot.storage.rows import Repository


def lineage(ideas: Select[Any]) -> CTE:
    """Those ideas with all that they grew from, withdrawn ones too: `of` is grown from `id`.

    Select `workspace`, the id as `of` and as `id`, and `channel`. Nothing that is private to
    another channel is among them, nor what leads there alone.
    """
    found = ideas.cte("found", recursive=True)
    above = (LINKS.c.workspace == found.c.workspace) & (LINKS.c.child == found.c.id)
    told = (IDEAS.c.workspace == LINKS.c.workspace) & (IDEAS.c.id == LINKS.c.parent)
    step = (
        select(found.c.workspace, found.c.of, LINKS.c.parent, found.c.channel)
        .join(LINKS, above)
        .join(IDEAS, told)
        .where(or_(~IDEAS.c.is_private, IDEAS.c.channel == found.c.channel))
    )
    return found.union(step)


class DeedRepository(Repository):
    """It has no tables of its own."""

    def shared_by(
        self, workspace: str, authors: Collection[str], since: datetime, until: datetime
    ) -> Sequence[Idea]:
        """The ideas of theirs that stand, shared from `since` up to `until`, the oldest first."""
        query = select(IDEAS.c.id).where(
            IDEAS.c.workspace == workspace,
            among(IDEAS.c.author, authors),
            IDEAS.c.shared_at >= since,
            IDEAS.c.shared_at < until,
            STANDS,
        )
        found = self._ideas(workspace, self._run(query).scalars().all()).values()
        return sorted(found, key=lambda idea: (idea.shared_at, idea.id))

    def work(
        self,
        workspace: str,
        people: Collection[str],
        since: datetime,
        until: datetime,
        kinds: Collection[Part] = WORK,
    ) -> Sequence[tuple[Contribution, Idea]]:
        """The parts of these kinds that they had in ideas then, the latest first."""
        query = (
            select(PARTS)
            .where(PARTS.c.workspace == workspace, among(PARTS.c.person, people))
            .where(PARTS.c.at >= since, PARTS.c.at < until)
            .where(PARTS.c.part.in_([kind.value for kind in kinds]), PARTS.c.is_present)
        )
        # Sorted here: in the order of time SQLite would read what all the others did too.
        work = sorted(map(contribution_of, self._run(query)), key=attrgetter("person"))
        work.sort(key=attrgetter("at", "idea"), reverse=True)
        return self._with_ideas(workspace, work)

    def adopted(
        self, workspace: str, people: Collection[str], since: datetime, until: datetime
    ) -> Sequence[tuple[Contribution, Idea]]:
        """The parts that these people had in ideas which were adopted then."""
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
        return self._with_ideas(workspace, [contribution_of(row) for row in self._run(query)])

    def moved(
        self, workspace: str, people: Collection[str], since: datetime, until: datetime
    ) -> Collection[Idea]:
        """Ideas of theirs that were adopted, parked or tested then, and ideas that they tested."""
        of_it = (IDEAS.c.workspace == TESTS.c.workspace) & (IDEAS.c.id == TESTS.c.idea)
        decided = select(IDEAS.c.id).where(
            IDEAS.c.workspace == workspace,
            among(IDEAS.c.author, people),
            IDEAS.c.stage_at >= since,
            IDEAS.c.stage_at < until,
            IDEAS.c.stage.in_([Stage.ADOPTED.value, Stage.PARKED.value]),
        )
        tested = (
            select(TESTS.c.idea)
            .join(IDEAS, of_it)
            .where(TESTS.c.workspace == workspace)
            .where(or_(among(TESTS.c.owner, people), among(IDEAS.c.author, people)))
            .where(TESTS.c.opened_at >= since, TESTS.c.opened_at < until)
        )
        ids = self._run(union(decided, tested)).scalars().all()
        return self._ideas(workspace, ids).values()

    def lineages(self, workspace: str, ideas: Collection[int]) -> Mapping[int, Collection[int]]:
        """Each of those ideas with all that it grew from."""
        grown: defaultdict[int, set[int]] = defaultdict(set)
        if ideas:
            own = (IDEAS.c.workspace, IDEAS.c.id.label("of"), IDEAS.c.id, IDEAS.c.channel)
            these = (IDEAS.c.workspace == workspace, among(IDEAS.c.id, ideas))
            found = lineage(select(*own).where(*these))
            for of, id_ in self._run(select(found.c.of, found.c.id)):
                grown[of].add(id_)
        return grown

    def replies(self, workspace: str, ideas: Collection[int]) -> Mapping[int, Sequence[Reply]]:
        """All under each of those ideas, the first first."""
        found: defaultdict[int, list[Reply]] = defaultdict(list)
        if ideas:
            query = select(REPLIES.c.idea, REPLIES.c.ts, REPLIES.c.person, REPLIES.c.at).where(
                REPLIES.c.workspace == workspace, among(REPLIES.c.idea, ideas)
            )
            for row in self._run(query.order_by(REPLIES.c.at, REPLIES.c.ts)):
                found[row.idea].append(Reply(*row))
        return found

    def replied_to(
        self, workspace: str, person: str, among_authors: Collection[str], limit: int
    ) -> Sequence[Idea]:
        """The latest of these authors' ideas that somebody replied to, by when they were shared."""
        theirs = (REPLIES.c.workspace == workspace, REPLIES.c.person == person)
        query = (
            select(IDEAS.c.id)
            .where(IDEAS.c.workspace == workspace, STANDS)
            .where(IDEAS.c.id.in_(select(REPLIES.c.idea).where(*theirs)))
            .where(among(IDEAS.c.author, among_authors))
            .order_by(IDEAS.c.shared_at.desc(), IDEAS.c.id.desc())
            .limit(limit)
        )
        ids = self._run(query).scalars().all()
        ideas = self._ideas(workspace, ids)
        return [ideas[id] for id in ids if id in ideas]

    def parked(self, workspace: str, ideas: Collection[int]) -> Sequence[Event]:
        """The events by which any of those ideas was parked, in their order."""
        if not ideas:
            return []
        query = select(EVENTS).where(
            EVENTS.c.workspace == workspace,
            among(EVENTS.c.idea, ideas),
            EVENTS.c.what == Move.PARK.value,
        )
        return [event_of(row) for row in self._run(query.order_by(EVENTS.c.id))]

    def questions(
        self, workspace: str, leaders: Collection[str], since: datetime, until: datetime
    ) -> Sequence[AskedQuestion]:
        """What they asked from `since` up to `until`, and who answered when."""
        answered = (ANSWERS.c.workspace == QUESTIONS.c.workspace) & (
            ANSWERS.c.question == QUESTIONS.c.id
        )
        own = (QUESTIONS.c.id, QUESTIONS.c.leader, QUESTIONS.c.asked_at)
        query = select(*own, ANSWERS.c.person, ANSWERS.c.at).outerjoin(ANSWERS, answered)
        asked = query.where(
            QUESTIONS.c.workspace == workspace,
            among(QUESTIONS.c.leader, leaders),
            QUESTIONS.c.asked_at >= since,
            QUESTIONS.c.asked_at < until,
        )
        given: defaultdict[tuple[int, str, datetime], list[tuple[str, datetime]]]
        given = defaultdict(list)
        for *question, person, at in self._run(asked.order_by(QUESTIONS.c.id)):
            answers = given[tuple(question)]
            if person:
                answers.append((person, at))
        return [AskedQuestion(*question, tuple(answers)) for question, answers in given.items()]

    def asked_at(self, workspace: str, leaders: Collection[str]) -> Mapping[str, datetime]:
        """When each of them last asked something."""
        query = select(QUESTIONS.c.leader, func.max(QUESTIONS.c.asked_at)).where(
            QUESTIONS.c.workspace == workspace, among(QUESTIONS.c.leader, leaders)
        )
        return {leader: at for leader, at in self._run(query.group_by(QUESTIONS.c.leader))}  # noqa: C416 - rows are not pairs to mypy

    def _with_ideas(
        self, workspace: str, parts: Sequence[Contribution]
    ) -> Sequence[tuple[Contribution, Idea]]:
        """Each with its idea, where that stands."""
        ideas = self._ideas(workspace, {each.idea for each in parts})
        return [(each, ideas[each.idea]) for each in parts if each.idea in ideas]

    def _ideas(self, workspace: str, ids: Collection[int]) -> Mapping[int, Idea]:
        return IdeaRepository(self._connection).by_ids(workspace, ids)
