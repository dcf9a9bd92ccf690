"""What leaders' measures are counted from, asked for any number of teams of a workspace at once.

Few teams are asked about by their people. For many, what happened in the window is read in the
order of time and sorted out here: however long the history, that is as much as the window holds.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import (
    BigInteger,
    Column,
    ColumnElement,
    Connection,
    Select,
    case,
    func,
    or_,
    select,
    union,
)
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement

from bot.domain.ideas import Part, Stage
from bot.domain.measures import TeamFacts
from bot.domain.people import Recognition, Team
from bot.domain.sources import Source
from bot.domain.team_facts import AUTHORED, BUILT, HELPED, Gathering, NamedRow
from bot.kit.garbage import searched_later
from bot.storage.among import FEW, among
from bot.storage.idea_tests import TESTS
from bot.storage.ideas import IDEAS, LINKS, PARTS
from bot.storage.kudos import KUDOS, RECEIVERS
from bot.storage.people import PEOPLE, PREFERENCES
from bot.storage.replies import REPLIES
from bot.storage.rows import EPOCH, MICROSECOND, Repository

WINDOW = timedelta(days=28)
EIGHT_WEEKS = timedelta(weeks=8)

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


class _Instant(FunctionElement[int]):
    """Microseconds since 1970: making datetimes of them would take as long as reading them.

    Where it is compared, no index of the instant serves.
    """

    type = BigInteger()
    inherit_cache = True


@compiles(_Instant, "sqlite")
def _kept_so(element: _Instant, compiler: SQLCompiler, **how: Any) -> str:
    return f"+{compiler.process(element.clauses, **how)}"


@compiles(_Instant, "postgresql")
def _as_number(element: _Instant, compiler: SQLCompiler, **how: Any) -> str:
    """A double holds seconds to a quarter of a microsecond, and the cast rounds."""
    seconds = f"date_part('epoch', {compiler.process(element.clauses, **how)})"
    return f"CAST({seconds} * 1000000 AS BIGINT)"


def _number(instant: datetime) -> int:
    return (instant - EPOCH) // MICROSECOND


class MeasureRepository(Repository):
    def facts(self, teams: Sequence[Team], until: datetime) -> Mapping[int, TeamFacts]:
        """By team, from the rows as they are now. All of them are of one workspace."""
        with searched_later():
            return self._facts(teams, until) if teams else {}

    def _facts(self, teams: Sequence[Team], until: datetime) -> Mapping[int, TeamFacts]:
        people = {person for team in teams for person in (*team.members, team.leader)}
        leaders = {team.leader for team in teams}
        asked = _Asked(self._connection, teams[0].workspace, until, people)
        absent = set(self._run(asked.no_members(people)).scalars())
        found = Gathering(teams, _number(until), absent)
        found.note_given(self._run(asked.given_by(leaders)))
        found.note_received(self._run(asked.received_by(leaders)))
        found.note_work(self._run(asked.work()))
        found.note_moved(self._run(asked.moved()))
        if found.shared:
            found.note_replies(self._run(asked.replies_to(found.shared)))
        if found.adopted:
            found.note_contributors(self._run(asked.contributors()))
            found.note_parents(self._run(asked.parents_of(found.adopted)))
            found.note_named(self._named(asked, found.adopted))
        if asked.are_few:
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

    def __init__(
        self, connection: Connection, workspace: str, until: datetime, people: Collection[str]
    ) -> None:
        self._connection = connection
        self._workspace = workspace
        self._until = until
        self._since, self._earliest = until - WINDOW, until - EIGHT_WEEKS
        self._few = people if len(people) <= FEW else None

    @property
    def are_few(self) -> bool:
        return self._few is not None

    def given_by(self, leaders: Collection[str]) -> Select[Any]:
        query = select(KUDOS.c.id, _Instant(KUDOS.c.given_at), KUDOS.c.giver, RECEIVERS.c.person)
        # Joined outwards, as in `moved`: SQLite would else begin with what it should look up.
        return query.outerjoin(RECEIVERS, _AS_RECEIVER).where(
            KUDOS.c.workspace == self._workspace,
            among(self._connection, KUDOS.c.giver, leaders),
            *self._between(KUDOS.c.given_at, self._earliest),
        )

    def received_by(self, leaders: Collection[str]) -> Select[Any]:
        query = select(_Instant(RECEIVERS.c.given_at), KUDOS.c.giver, RECEIVERS.c.person)
        return query.join(KUDOS, _AS_RECEIVER).where(
            RECEIVERS.c.workspace == self._workspace,
            among(self._connection, RECEIVERS.c.person, leaders),
            *self._between(RECEIVERS.c.given_at, self._since),
            KUDOS.c.giver != RECEIVERS.c.person,
        )

    def work(self) -> Select[Any]:
        columns = (_Instant(PARTS.c.at), PARTS.c.person, _MADE, PARTS.c.idea, _HOME)
        as_idea = (IDEAS.c.workspace == PARTS.c.workspace) & (IDEAS.c.id == PARTS.c.idea)
        return (
            select(*columns)
            .join(IDEAS, as_idea)
            .where(
                PARTS.c.workspace == self._workspace,
                *self._by_few(PARTS.c.person),
                *self._between(PARTS.c.at, self._earliest),
                PARTS.c.is_present,
                _STANDS,
            )
        )

    def replies_to(self, ideas: Collection[int]) -> Select[Any]:
        """Of many teams, all that is there between the first and the last of their ideas."""
        query = select(REPLIES.c.idea, _Instant(REPLIES.c.at), REPLIES.c.person)
        these = among(self._connection, REPLIES.c.idea, ideas)
        if self._few is None:
            these = REPLIES.c.idea.between(min(ideas), max(ideas))
        before = REPLIES.c.at < self._until
        return query.where(REPLIES.c.workspace == self._workspace, these, before)

    def moved(self) -> Select[Any]:
        """Ideas that were decided or tested, a row for each of their tests."""
        opened = (TESTS.c.workspace == IDEAS.c.workspace) & (TESTS.c.idea == IDEAS.c.id)
        return (
            select(
                *(IDEAS.c.id, IDEAS.c.author, _Instant(IDEAS.c.shared_at), _HOME),
                case((_DECIDED, _Instant(IDEAS.c.stage_at))),
                _IS_ADOPTED,
                *(_Instant(TESTS.c.opened_at), TESTS.c.owner),
            )
            .outerjoin(TESTS, opened)
            .where(IDEAS.c.workspace == self._workspace, _STANDS)
            .where(IDEAS.c.id.in_(union(*self._which_moved())))
        )

    def _which_moved(self) -> Sequence[Select[Any]]:
        tested = select(TESTS.c.idea).where(
            TESTS.c.workspace == self._workspace, *self._lately(TESTS.c.opened_at)
        )
        decided = self._decided(IDEAS.c.id)
        if self._few is None:
            return decided, tested
        theirs = select(IDEAS.c.id).where(
            IDEAS.c.workspace == self._workspace, *self._by_few(IDEAS.c.author)
        )
        by_them = tested.where(*self._by_few(TESTS.c.owner))
        return decided, by_them, tested.where(TESTS.c.idea.in_(theirs))

    def _decided(self, *columns: ColumnElement[Any]) -> Select[Any]:
        return select(*columns).where(
            IDEAS.c.workspace == self._workspace,
            *self._by_few(IDEAS.c.author),
            *self._lately(IDEAS.c.stage_at),
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
            select(found.c.of, func.min(_Instant(PARTS.c.at)), PARTS.c.person)
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
                among(self._connection, LINKS.c.child, ideas),
                or_(~IDEAS.c.is_private, IDEAS.c.channel == child.c.channel),
            )
            .group_by(LINKS.c.child)
        )

    def rolls_of(self, ideas: Collection[int]) -> Select[Any]:
        sources = [Source.ROLL.of(idea) for idea in ideas]
        at = _Instant(KUDOS.c.given_at)
        query = select(KUDOS.c.source, at, KUDOS.c.giver, RECEIVERS.c.person)
        return query.outerjoin(RECEIVERS, _AS_RECEIVER).where(
            KUDOS.c.workspace == self._workspace,
            among(self._connection, KUDOS.c.source, sources),
        )

    def no_members(self, people: Collection[str]) -> Select[Any]:
        none = or_(PEOPLE.c.is_bot, PEOPLE.c.is_deactivated, PEOPLE.c.is_stranger)
        here = (PEOPLE.c.workspace == self._workspace, *self._if_few(PEOPLE.c.id, people))
        return select(PEOPLE.c.id).where(*here, none)

    def unthanked(self, people: Collection[str]) -> Select[Any]:
        theirs = PREFERENCES.c.person
        return select(theirs).where(
            PREFERENCES.c.workspace == self._workspace,
            *self._if_few(theirs, people),
            PREFERENCES.c.recognition == Recognition.NONE.value,
        )

    def _lately(self, at: Column[Any]) -> Conditions:
        """In the window. What few people did is looked for by them, not by time."""
        if self._few is None:
            return self._between(at, self._since)
        since, until = (_number(each) for each in (self._since, self._until))
        return (_Instant(at) >= since, _Instant(at) < until)

    def _between(self, at: Column[Any], since: datetime) -> Conditions:
        return at >= since, at < self._until

    def _by_few(self, person: Column[Any]) -> Conditions:
        return self._if_few(person, self._few or ())

    def _if_few(self, column: Column[Any], people: Collection[str]) -> Conditions:
        """Those people, where the teams are few."""
        return () if self._few is None else (among(self._connection, column, people),)
