"""What somebody's Home asks of ideas, tests and kudos, a page at a time."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Integer,
    and_,
    cast,
    exists,
    func,
    or_,
    select,
)

from bot.domain.homes import LATELY, PAGE, Effects, Tally
from bot.domain.ideas import REPLY_WITHIN, Part, Stage
from bot.storage.among import among
from bot.storage.builds import BUILT_ON, CHILDREN, BuildRepository, told_builds
from bot.storage.idea_tests import TESTS
from bot.storage.ideas import IDEAS, LINKS, PARTS, STANDS
from bot.storage.kudos import RECEIVERS
from bot.storage.replies import REPLIED
from bot.storage.rows import Repository

_OF_IT = (PARTS.c.workspace == IDEAS.c.workspace, PARTS.c.idea == IDEAS.c.id)
_OTHERS = PARTS.alias("others")
_OF_OTHERS = (
    _OTHERS.c.workspace == IDEAS.c.workspace,
    _OTHERS.c.idea == IDEAS.c.id,
    _OTHERS.c.is_present,
    _OTHERS.c.person != IDEAS.c.author,
)
# The last says nothing new. Without it PostgreSQL may read the tests of all ideas there are, once,
# rather than ask the index for each of a few. `ends_at` is in no index, which SQLite would take.
_TESTS_OF_IT = (
    TESTS.c.workspace == IDEAS.c.workspace,
    TESTS.c.idea == IDEAS.c.id,
    TESTS.c.ends_at >= IDEAS.c.shared_at,
)
_TESTED = exists().where(*_TESTS_OF_IT)
_IS_ADOPTED = IDEAS.c.stage == Stage.ADOPTED.value
_ABOVE = IDEAS.alias("above")
_IS_ABOVE = and_(_ABOVE.c.workspace == LINKS.c.workspace, _ABOVE.c.id == LINKS.c.parent)
_IS_BELOW = and_(
    IDEAS.c.workspace == LINKS.c.workspace, IDEAS.c.id == LINKS.c.child, LINKS.c.place >= 0
)
_NEWEST_IDEA = (IDEAS.c.shared_at.desc(), IDEAS.c.id.desc())


class HomeRepository(Repository):
    """It has no tables of its own."""

    def ideas(self, workspace: str, author: str, page: int) -> Sequence[int]:
        """The ids of theirs on that page, the newest first."""
        query = select(IDEAS.c.id).where(*_theirs(workspace, author)).order_by(*_NEWEST_IDEA)
        return self._run(query.limit(PAGE).offset((page - 1) * PAGE)).scalars().all()

    def effects(self, workspace: str, author: str) -> Effects:
        """How many they shared, and of how many something came."""
        counts = (_how_many(BUILT_ON), _how_many(_TESTED), _how_many(_IS_ADOPTED))
        query = select(func.count(), *counts).select_from(IDEAS)
        found = self._run(query.where(*_theirs(workspace, author))).one()
        shared, built_on, tested, adopted = found
        return Effects(shared, built_on, tested, adopted, self._grown(workspace, author))

    def _grown(self, workspace: str, author: str) -> int:
        """Of how many another idea was adopted that grew from them, at whatever remove."""
        own = select(IDEAS.c.id).where(*_theirs(workspace, author)).correlate(None)
        links = self._links_from(workspace, LINKS.c.parent.in_(own))
        theirs = {link.parent for link in links}
        level = {link.child for link in links}
        while level:
            below = self._links_from(workspace, among(LINKS.c.parent, level))
            level = {link.child for link in below} - {link.child for link in links}
            links += below
        grown: set[int] = set()
        for link in sorted(links, key=lambda link: -link.child):  # a parent has the smaller id
            if link.is_adopted or link.child in grown:
                grown.add(link.parent)
        return len(theirs & grown)

    def _links_from(self, workspace: str, parents: ColumnElement[bool]) -> list[Any]:
        """To what grew from them, but for what a private channel elsewhere keeps to itself."""
        is_told = or_(~IDEAS.c.is_private, IDEAS.c.channel == _ABOVE.c.channel)
        is_adopted = and_(_IS_ADOPTED, STANDS).label("is_adopted")
        query = select(LINKS.c.parent, LINKS.c.child, is_adopted)
        query = query.join(_ABOVE, _IS_ABOVE).join(IDEAS, _IS_BELOW)
        return [*self._run(query.where(LINKS.c.workspace == workspace, parents, is_told))]

    def tallies(self, workspace: str, ids: Collection[int]) -> Mapping[int, Tally]:
        """What others did for each of those ideas, as far as it may be told where it stands."""
        if not ids:
            return {}
        rounds = select(TESTS.c.idea, func.count()).where(
            TESTS.c.workspace == workspace, among(TESTS.c.idea, ids)
        )
        tests = {idea: count for idea, count in self._run(rounds.group_by(TESTS.c.idea))}  # noqa: C416 - rows are not pairs to mypy
        support = (
            select(PARTS.c.idea, func.count())
            .join(IDEAS, and_(*_OF_IT))
            .where(PARTS.c.workspace == workspace, among(PARTS.c.idea, ids))
            .where(PARTS.c.is_present, PARTS.c.person != IDEAS.c.author)
            .where(PARTS.c.part == Part.SUPPORT.value)
        )
        supporters = {idea: count for idea, count in self._run(support.group_by(PARTS.c.idea))}  # noqa: C416 - as above
        built = BuildRepository(self._connection).told(workspace, ids)
        builders = Counter(idea for idea, _ in built)
        return {
            idea: Tally(supporters.get(idea, 0), builders[idea], tests.get(idea, 0)) for idea in ids
        }

    def waiting(self, workspace: str, author: str, now: datetime) -> Sequence[int]:
        """Theirs that wait for a first reply, or for what comes after a test; the oldest first."""
        query = select(IDEAS.c.id).where(*_theirs(workspace, author), _waits(now))
        return self._run(query.order_by(IDEAS.c.shared_at, IDEAS.c.id)).scalars().all()

    def kudos_to(self, workspace: str, person: str, page: int) -> Sequence[int]:
        """The ids of kudos to them on that page, the newest first."""
        query = select(RECEIVERS.c.kudos).where(*_to(workspace, person))
        newest = query.order_by(RECEIVERS.c.given_at.desc(), RECEIVERS.c.kudos.desc())
        return self._run(newest.limit(PAGE).offset((page - 1) * PAGE)).scalars().all()

    def count_kudos_to(self, workspace: str, person: str) -> int:
        query = select(func.count()).select_from(RECEIVERS).where(*_to(workspace, person))
        return self._run(query).scalar_one()

    def helped(self, workspace: str, person: str, page: int) -> Mapping[int, tuple[Part, ...]]:
        """Ideas of others that came to something, in which they have these parts; newest first."""
        last = func.max(PARTS.c.at).label("last")
        # A sum is in no index: SQLite would else read everybody's parts in the order of ideas.
        idea = (PARTS.c.idea + 0).label("idea")
        some = (
            select(idea, last)
            .join(IDEAS, and_(*_OF_IT))
            .where(*_helping(workspace, person))
            .group_by(idea)
            .order_by(last.desc(), idea.desc())
            .limit(PAGE)
            .offset((page - 1) * PAGE)
        )
        ids = self._run(some).scalars().all()
        if not ids:
            return {}
        parts = select(PARTS.c.idea, PARTS.c.part).where(
            PARTS.c.workspace == workspace,
            PARTS.c.person == person,
            among(PARTS.c.idea, ids),
            PARTS.c.is_present,
        )
        found: dict[int, list[Part]] = {idea: [] for idea in ids}
        for idea, part in self._run(parts.order_by(PARTS.c.at, PARTS.c.part)):
            found[idea].append(Part(part))
        return {idea: tuple(each) for idea, each in found.items()}

    def count_helped(self, workspace: str, person: str) -> int:
        query = select(func.count(PARTS.c.idea.distinct())).join(IDEAS, and_(*_OF_IT))
        return self._run(query.where(*_helping(workspace, person))).scalar_one()


def _theirs(workspace: str, author: str) -> tuple[ColumnElement[bool], ...]:
    return IDEAS.c.workspace == workspace, IDEAS.c.author == author, STANDS


def _to(workspace: str, person: str) -> tuple[ColumnElement[bool], ...]:
    return RECEIVERS.c.workspace == workspace, RECEIVERS.c.person == person


def _helping(workspace: str, person: str) -> tuple[ColumnElement[bool], ...]:
    """Their parts in ideas of others that were adopted, or that somebody else worked on."""
    tested = exists().where(
        *_OF_OTHERS, _OTHERS.c.person != person, _OTHERS.c.part == Part.TEST.value
    )
    built = exists().where(*told_builds(IDEAS), CHILDREN.c.author != person)
    return (
        PARTS.c.workspace == workspace,
        PARTS.c.person == person,
        PARTS.c.is_present,
        IDEAS.c.author != person,
        STANDS,
        or_(_IS_ADOPTED, tested, built),
    )


def waits_for_reply(now: datetime) -> ColumnElement[bool]:
    """Nobody has done anything with it for two days: replied, built on it, or tested it."""
    is_old = IDEAS.c.shared_at <= now - REPLY_WITHIN
    is_open = IDEAS.c.stage == Stage.SHARED.value
    return and_(is_open, is_old, ~REPLIED, ~BUILT_ON, ~_TESTED)


def waits_for_outcome(now: datetime, *owners: ColumnElement[bool]) -> ColumnElement[bool]:
    """Its test is past its end, without a word."""
    overdue = (*_TESTS_OF_IT, TESTS.c.outcome.is_(None), TESTS.c.ends_at <= now, *owners)
    return and_(IDEAS.c.stage == Stage.TESTING.value, exists().where(*overdue))


def _waits(now: datetime) -> ColumnElement[bool]:
    """For its author, now: of late, and not for a test of their own, of which Home tells above."""
    since = now - LATELY
    ended = exists().where(*_TESTS_OF_IT, TESTS.c.ended_at >= since)
    return or_(
        waits_for_outcome(now, TESTS.c.owner != IDEAS.c.author),
        and_(waits_for_reply(now), IDEAS.c.shared_at >= since),
        and_(IDEAS.c.stage == Stage.SHARED.value, ended),
    )


def _how_many(condition: ColumnElement[bool]) -> ColumnElement[int]:
    return func.coalesce(func.sum(cast(condition, Integer)), 0)
