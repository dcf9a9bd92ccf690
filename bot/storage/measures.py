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

from bot.domain.ideas import Stage
from bot.domain.measures import TeamFacts
from bot.domain.people import Recognition, Team
from bot.domain.team_facts import Gathering
from bot.storage.among import FEW, among
from bot.storage.idea_tests import TESTS
from bot.storage.ideas import IDEAS, LINKS, PARTS
from bot.storage.kudos import KUDOS, RECEIVERS
from bot.storage.people import PEOPLE, PREFERENCES
from bot.storage.replies import REPLIES
from bot.storage.rows import EPOCH, MICROSECOND, Repository

WINDOW = timedelta(days=28)
EIGHT_WEEKS = timedelta(weeks=8)
ROLL = "roll:"  # and the idea's id: the source of the kudos that a credits roll is

Conditions = tuple[ColumnElement[bool], ...]

_STANDS = IDEAS.c.withdrawn_at.is_(None)
_HOME = case((IDEAS.c.is_private, IDEAS.c.channel))
_AS_RECEIVER = (RECEIVERS.c.workspace == KUDOS.c.workspace) & (RECEIVERS.c.kudos == KUDOS.c.id)
_DECIDED = IDEAS.c.stage.in_([Stage.ADOPTED.value, Stage.PARKED.value])


class _Instant(FunctionElement[int]):
    """Microseconds since 1970. Making datetimes of them would take longer than asking."""

    type = BigInteger()
    inherit_cache = True


@compiles(_Instant, "sqlite")
def _kept_so(element: _Instant, compiler: SQLCompiler, **how: Any) -> str:
    return compiler.process(element.clauses, **how)


@compiles(_Instant, "postgresql")
def _as_number(element: _Instant, compiler: SQLCompiler, **how: Any) -> str:
    """A double holds seconds to a quarter of a microsecond, and the cast rounds."""
    seconds = f"date_part('epoch', {compiler.process(element.clauses, **how)})"
    return f"CAST({seconds} * 1000000 AS BIGINT)"


class MeasureRepository(Repository):
    def facts(self, teams: Sequence[Team], until: datetime) -> Mapping[int, TeamFacts]:
        """By team, from the rows as they are now. All of them are of one workspace."""
        if not teams:
            return {}
        found = Gathering(teams, (until - EPOCH) // MICROSECOND)
        asked = _Asked(self._connection, teams[0].workspace, until, found.people)
        leaders = {team.leader for team in teams}
        found.note_given(self._run(asked.given_by(leaders)))
        found.note_received(self._run(asked.received_by(leaders)))
        found.note_work(self._run(asked.work()))
        found.note_moved(self._run(asked.moved()))
        if found.shared:
            found.note_replies(self._run(asked.replies_to(found.shared)))
        if found.adopted:
            found.note_contributors(self._run(asked.contributors_to(found.adopted)))
            found.note_parents(self._run(asked.parents_of(found.adopted)))
            found.note_named(self._named(asked, found.adopted))
        absent = set(self._run(asked.no_members(found.everybody)).scalars())
        unthanked = set(self._run(asked.unthanked(found.contributors)).scalars())
        return found.facts(absent, unthanked)

    def _named(self, asked: "_Asked", ideas: Collection[int]) -> Iterator[tuple[int, str]]:
        """Who posted the roll of each, and whom it names."""
        for source, giver, receiver in self._run(asked.rolls_of(ideas)):
            idea = int(source.removeprefix(ROLL))
            yield idea, giver
            yield idea, receiver


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

    def given_by(self, leaders: Collection[str]) -> Select[Any]:
        query = select(KUDOS.c.id, _Instant(KUDOS.c.given_at), KUDOS.c.giver, RECEIVERS.c.person)
        return query.join(RECEIVERS, _AS_RECEIVER).where(
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
        columns = (_Instant(PARTS.c.at), PARTS.c.person, PARTS.c.part, PARTS.c.idea, _HOME)
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
                IDEAS.c.stage == Stage.ADOPTED.value,
                *(_Instant(TESTS.c.opened_at), TESTS.c.owner),
            )
            .outerjoin(TESTS, opened & (TESTS.c.opened_at < self._until))
            .where(IDEAS.c.workspace == self._workspace, _STANDS)
            .where(IDEAS.c.id.in_(union(*self._which_moved())))
        )

    def _which_moved(self) -> Sequence[Select[Any]]:
        in_test = (
            TESTS.c.workspace == self._workspace,
            *self._between(TESTS.c.opened_at, self._since),
        )
        decided = select(IDEAS.c.id).where(
            IDEAS.c.workspace == self._workspace,
            *self._by_few(IDEAS.c.author),
            *self._between(IDEAS.c.stage_at, self._since),
            _DECIDED,
        )
        tested = select(TESTS.c.idea).where(*in_test, *self._by_few(TESTS.c.owner))
        if self._few is None:
            return decided, tested
        as_idea = (IDEAS.c.workspace == TESTS.c.workspace) & (IDEAS.c.id == TESTS.c.idea)
        own = select(IDEAS.c.id).join(TESTS, as_idea).where(*in_test, *self._by_few(IDEAS.c.author))
        return decided, tested, own.where(IDEAS.c.workspace == self._workspace)

    def contributors_to(self, ideas: Collection[int]) -> Select[Any]:
        """Who had a part in each, or in what it builds on as far as it may name that."""
        begins = select(IDEAS.c.workspace, IDEAS.c.id.label("of"), IDEAS.c.id, IDEAS.c.channel)
        found = begins.where(
            IDEAS.c.workspace == self._workspace, among(self._connection, IDEAS.c.id, ideas)
        ).cte("found", recursive=True)
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
            select(found.c.of, PARTS.c.person)
            .distinct()
            .join(PARTS, theirs)
            .where(PARTS.c.is_present, PARTS.c.at < self._until)
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
        sources = [f"{ROLL}{idea}" for idea in ideas]
        query = select(KUDOS.c.source, KUDOS.c.giver, RECEIVERS.c.person)
        return query.join(RECEIVERS, _AS_RECEIVER).where(
            KUDOS.c.workspace == self._workspace,
            among(self._connection, KUDOS.c.source, sources),
            KUDOS.c.given_at < self._until,
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

    def _between(self, at: Column[Any], since: datetime) -> Conditions:
        return at >= since, at < self._until

    def _by_few(self, person: Column[Any]) -> Conditions:
        return self._if_few(person, self._few or ())

    def _if_few(self, column: Column[Any], people: Collection[str]) -> Conditions:
        """Those people, where the teams are few."""
        return () if self._few is None else (among(self._connection, column, people),)
