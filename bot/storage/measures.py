"""What leaders' measures are counted from, asked for any number of teams of a workspace at once.

Each question has a window of time and an index that begins with it or with the people, so that what
is older costs nothing.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import (
    Column,
    ColumnElement,
    Select,
    case,
    func,
    or_,
    select,
    union,
)

from bot.domain.ideas import Part, Stage
from bot.domain.measures import WEEK, WEEKS, WINDOW, TeamFacts
from bot.domain.people import Recognition, Team
from bot.domain.sources import Source
from bot.domain.team_facts import AUTHORED, BUILT, HELPED, Gathering, NamedRow
from bot.storage.among import among
from bot.storage.idea_tests import TESTS
from bot.storage.ideas import IDEAS, LINKS, PARTS
from bot.storage.kudos import KUDOS, RECEIVERS
from bot.storage.people import NO_MEMBER, PEOPLE, PREFERENCES
from bot.storage.replies import REPLIES
from bot.storage.rows import Repository

Conditions = tuple[ColumnElement[bool], ...]

_STANDS = IDEAS.c.withdrawn_at.is_(None)
_HOME = case((IDEAS.c.is_private, IDEAS.c.channel))
_MADE = case(
    (PARTS.c.part == Part.AUTHOR.value, AUTHORED),
    (PARTS.c.part == Part.BUILD.value, BUILT),
    else_=HELPED,
)
_AS_RECEIVER = (RECEIVERS.c.workspace == KUDOS.c.workspace) & (RECEIVERS.c.kudos == KUDOS.c.id)
_IS_ADOPTED = IDEAS.c.stage == Stage.ADOPTED.value
_DECIDED = IDEAS.c.stage.in_([Stage.ADOPTED.value, Stage.PARKED.value])


class MeasureRepository(Repository):
    def facts(self, teams: Sequence[Team], until: datetime) -> Mapping[int, TeamFacts]:
        """By team, from the rows as they are now. All of them are of one workspace."""
        if not teams:
            return {}
        people = {person for team in teams for person in (*team.members, team.leader)}
        leaders = {team.leader for team in teams}
        asked = _Asked(teams[0].workspace, until, people)
        absent = set(self._run(asked.no_members(people)).scalars())
        found = Gathering(teams, until, absent)
        found.note_kudos(self._run(asked.given_by(leaders)), self._run(asked.received_by(leaders)))
        found.note_work(self._run(asked.work()))
        found.note_moved(self._run(asked.moved()))
        if found.shared:
            found.note_replies(self._run(asked.replies_to(found.shared)))
        if found.adopted:
            found.note_credit(
                self._run(asked.contributors()),
                self._named(asked, found.adopted),
                self._run(asked.parents_of(found.adopted)),
            )
        absent.update(self._run(asked.no_members(found.others)).scalars())
        return found.facts(absent, self._unthanked(asked, found.contributors))

    def _unthanked(self, asked: "_Asked", people: Collection[str]) -> set[str]:
        return set(self._run(asked.unthanked(people)).scalars()) if people else set()

    def _named(self, asked: "_Asked", ideas: Collection[int]) -> Iterator[NamedRow]:
        """Who posted the roll of each, and whom it names."""
        for source, at, giver, receiver in self._run(asked.rolls_of(ideas)):
            idea = Source.ROLL.number_in(source)
            yield idea, at, giver
            yield idea, at, receiver


class _Asked:
    """The questions, about some people of a workspace."""

    def __init__(self, workspace: str, until: datetime, people: Collection[str]) -> None:
        self._workspace = workspace
        self._until = until
        self._since, self._earliest = until - WINDOW, until - WEEKS * WEEK
        self._people = people

    def given_by(self, leaders: Collection[str]) -> Select[Any]:
        query = select(KUDOS.c.id, KUDOS.c.given_at, KUDOS.c.giver, RECEIVERS.c.person)
        # Joined outwards, as in `moved`: SQLite would else begin with what it should look up.
        return query.outerjoin(RECEIVERS, _AS_RECEIVER).where(
            KUDOS.c.workspace == self._workspace,
            among(KUDOS.c.giver, leaders),
            *self._between(KUDOS.c.given_at, self._earliest),
        )

    def received_by(self, leaders: Collection[str]) -> Select[Any]:
        query = select(RECEIVERS.c.given_at, KUDOS.c.giver, RECEIVERS.c.person)
        return query.join(KUDOS, _AS_RECEIVER).where(
            RECEIVERS.c.workspace == self._workspace,
            among(RECEIVERS.c.person, leaders),
            *self._between(RECEIVERS.c.given_at, self._since),
            KUDOS.c.giver != RECEIVERS.c.person,
        )

    def work(self) -> Select[Any]:
        columns = (PARTS.c.at, PARTS.c.person, _MADE, PARTS.c.idea, _HOME)
        as_idea = (IDEAS.c.workspace == PARTS.c.workspace) & (IDEAS.c.id == PARTS.c.idea)
        return (
            select(*columns)
            .join(IDEAS, as_idea)
            .where(
                PARTS.c.workspace == self._workspace,
                among(PARTS.c.person, self._people),
                *self._between(PARTS.c.at, self._earliest),
                PARTS.c.is_present,
                _STANDS,
            )
        )

    def replies_to(self, ideas: Collection[int]) -> Select[Any]:
        query = select(REPLIES.c.idea, REPLIES.c.at, REPLIES.c.person)
        these = (REPLIES.c.workspace == self._workspace, among(REPLIES.c.idea, ideas))
        return query.where(*these, REPLIES.c.at < self._until)

    def moved(self) -> Select[Any]:
        """Ideas that were decided or tested, a row for each of their tests."""
        opened = (TESTS.c.workspace == IDEAS.c.workspace) & (TESTS.c.idea == IDEAS.c.id)
        return (
            select(
                *(IDEAS.c.id, IDEAS.c.author, IDEAS.c.shared_at, _HOME),
                case((_DECIDED, IDEAS.c.stage_at)),
                _IS_ADOPTED,
                *(TESTS.c.opened_at, TESTS.c.owner),
            )
            .outerjoin(TESTS, opened)
            .where(IDEAS.c.workspace == self._workspace, _STANDS)
            .where(IDEAS.c.id.in_(union(self._decided(IDEAS.c.id), self._tested())))
        )

    def _tested(self) -> Select[Any]:
        """In the window, by these people or of ideas of theirs."""
        of_it = (IDEAS.c.workspace == TESTS.c.workspace) & (IDEAS.c.id == TESTS.c.idea)
        theirs = or_(among(TESTS.c.owner, self._people), among(IDEAS.c.author, self._people))
        return (
            select(TESTS.c.idea)
            .join(IDEAS, of_it)
            .where(TESTS.c.workspace == self._workspace, theirs)
            .where(*self._between(TESTS.c.opened_at, self._since))
        )

    def _decided(self, *columns: ColumnElement[Any]) -> Select[Any]:
        return select(*columns).where(
            IDEAS.c.workspace == self._workspace,
            among(IDEAS.c.author, self._people),
            *self._between(IDEAS.c.stage_at, self._since),
            _DECIDED,
        )

    def contributors(self) -> Select[Any]:
        """Since when who has a part in each adopted idea, or in what it builds on.

        As far as the idea may name that, as `Lineage` has it.
        """
        own = (IDEAS.c.workspace, IDEAS.c.id.label("of"), IDEAS.c.id, IDEAS.c.channel)
        found = self._decided(*own).where(_IS_ADOPTED).cte("found", recursive=True)
        above = (LINKS.c.workspace == found.c.workspace) & (LINKS.c.child == found.c.id)
        told = (IDEAS.c.workspace == LINKS.c.workspace) & (IDEAS.c.id == LINKS.c.parent)
        step = (
            select(found.c.workspace, found.c.of, LINKS.c.parent, found.c.channel)
            .join(LINKS, above)
            .join(IDEAS, told)
            .where(or_(~IDEAS.c.is_private, IDEAS.c.channel == found.c.channel))
        )
        found = found.union(step)
        theirs = (PARTS.c.workspace == found.c.workspace) & (PARTS.c.idea == found.c.id)
        return (
            select(found.c.of, func.min(PARTS.c.at), PARTS.c.person)
            .join(PARTS, theirs)
            .where(PARTS.c.is_present)
            .group_by(found.c.of, PARTS.c.person)
        )

    def parents_of(self, ideas: Collection[int]) -> Select[Any]:
        """How many each builds on, of those that it may name."""
        child = IDEAS.alias("child")
        as_child = (child.c.workspace == LINKS.c.workspace) & (child.c.id == LINKS.c.child)
        as_parent = (IDEAS.c.workspace == LINKS.c.workspace) & (IDEAS.c.id == LINKS.c.parent)
        return (
            select(LINKS.c.child, func.count())
            .join(child, as_child)
            .join(IDEAS, as_parent)
            .where(
                LINKS.c.workspace == self._workspace,
                among(LINKS.c.child, ideas),
                or_(~IDEAS.c.is_private, IDEAS.c.channel == child.c.channel),
            )
            .group_by(LINKS.c.child)
        )

    def rolls_of(self, ideas: Collection[int]) -> Select[Any]:
        sources = [Source.ROLL.of(idea) for idea in ideas]
        query = select(KUDOS.c.source, KUDOS.c.given_at, KUDOS.c.giver, RECEIVERS.c.person)
        return query.outerjoin(RECEIVERS, _AS_RECEIVER).where(
            KUDOS.c.workspace == self._workspace,
            among(KUDOS.c.source, sources),
        )

    def no_members(self, people: Collection[str]) -> Select[Any]:
        here = (PEOPLE.c.workspace == self._workspace, among(PEOPLE.c.id, people))
        return select(PEOPLE.c.id).where(*here, NO_MEMBER)

    def unthanked(self, people: Collection[str]) -> Select[Any]:
        return select(PREFERENCES.c.person).where(
            PREFERENCES.c.workspace == self._workspace,
            among(PREFERENCES.c.person, people),
            PREFERENCES.c.recognition == Recognition.NONE.value,
        )

    def _between(self, at: Column[Any], since: datetime) -> Conditions:
        return at >= since, at < self._until
