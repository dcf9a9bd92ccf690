"""What leaders' measures are counted from, asked for any number of teams of a workspace at once.

Each question has a window of time and an index that begins with it or with the people, so that what
is older costs nothing.
"""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

from bot.domain.ideas import Idea, Part, Stage
from bot.domain.measures import WEEK, WEEKS, WINDOW, TeamFacts
from bot.domain.people import Recognition, Team
from bot.domain.sources import Source
from bot.domain.team_facts import Credit, History, Tests, facts_of
from bot.kit.grouping import by_key, grouped
from bot.storage.deeds import DeedRepository
from bot.storage.idea_tests import IdeaTestRepository
from bot.storage.ideas import IdeaRepository
from bot.storage.kudos import KudosRepository
from bot.storage.people import PeopleRepository
from bot.storage.rows import Repository


class MeasureRepository(Repository):
    """It has no tables of its own."""

    def facts(self, teams: Sequence[Team], until: datetime) -> Mapping[int, TeamFacts]:
        """By team, from the rows as they are now. All of them are of one workspace."""
        if not teams:
            return {}
        workspace, leaders = teams[0].workspace, {team.leader for team in teams}
        people = leaders.union(*(team.members for team in teams))
        since, earliest = until - WINDOW, until - WEEKS * WEEK
        kudos, deeds = KudosRepository(self._connection), DeedRepository(self._connection)
        given = kudos.given_by(workspace, leaders, earliest, until)
        received = kudos.received_by(workspace, leaders, since, until)
        work = deeds.work(workspace, people, earliest, until, tuple(Part))
        moved = deeds.moved(workspace, people, since, until)
        tests = self._tests(workspace, moved, until)
        shared = {idea.id for part, idea in work if part.part is Part.AUTHOR and part.at >= since}
        replies = deeds.replies(workspace, shared)
        adopted = [idea for idea in moved if idea.stage is Stage.ADOPTED]
        credit = self._credit(workspace, adopted, until)
        others = {
            *(person for each in given for person in each.receivers),
            *(each.giver for each in received),
            *(reply.person for found in replies.values() for reply in found),
            *(owner for found in tests.values() for _, owner in found),
            *(person for each in credit.values() for person in each.contributors),
        }
        history = History(
            until=until,
            given=grouped(given, lambda each: each.giver),
            received=by_key(
                (leader, each) for each in received for leader in leaders & {*each.receivers}
            ),
            work=grouped(work, lambda each: each[0].person),
            replies=replies,
            moved=by_key(
                (person, idea)
                for idea in moved
                for person in {idea.author, *(owner for _, owner in tests.get(idea.id, ()))}
            ),
            tests=tests,
            credit=credit,
            absent=PeopleRepository(self._connection).no_members(workspace, people | others),
        )
        return {team.id: facts_of(team, history) for team in teams}

    def _tests(
        self, workspace: str, ideas: Collection[Idea], until: datetime
    ) -> Mapping[int, Tests]:
        """By idea, when each of its tests began, and who ran it."""
        found = IdeaTestRepository(self._connection).of(workspace, [idea.id for idea in ideas])
        begun = (test for tests in found.values() for test in tests if test.opened_at < until)
        by_idea = grouped(begun, lambda test: test.idea)
        return {
            idea: sorted((test.opened_at, test.owner) for test in tests)
            for idea, tests in by_idea.items()
        }

    def _credit(
        self, workspace: str, adopted: Sequence[Idea], until: datetime
    ) -> Mapping[int, Credit]:
        """Load, by adopted idea, its number of parents, its contributors and who was named."""
        if not adopted:
            return {}
        ideas = IdeaRepository(self._connection)
        lineages = DeedRepository(self._connection).lineages(
            workspace, [each.id for each in adopted]
        )
        parts = ideas.parts(workspace, {id for found in lineages.values() for id in found})
        people = {part.person for found in parts.values() for part in found}
        wishes = PeopleRepository(self._connection).recognition(workspace, people)
        spared = {person for person, wish in wishes.items() if wish is Recognition.NONE}
        above = {parent for idea in adopted for parent in idea.parents}
        parents = ideas.by_ids(workspace, above, also_withdrawn=True)
        sources = [Source.ROLL.of(idea.id) for idea in adopted]
        rolls = KudosRepository(self._connection).by_sources(workspace, sources)
        named = {
            Source.ROLL.number_in(roll.source): {roll.giver, *roll.receivers}
            for roll in rolls
            if roll.given_at < until
        }
        return {
            idea.id: Credit(
                parents=sum(idea.may_name(parents[id]) for id in idea.parents if id in parents),
                contributors={
                    part.person
                    for id in lineages[idea.id]
                    for part in parts.get(id, ())
                    if part.at < until and part.person not in spared
                },
                named=named.get(idea.id, frozenset()),
            )
            for idea in adopted
        }
