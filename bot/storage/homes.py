"""What Home and lists of ideas ask of ideas, tests and kudos, a page at a time."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Integer, Select, and_, cast, exists, func, or_, select

from bot.domain.homes import LATELY, PAGE, Effects, Tally
from bot.domain.idea_lists import PAGE as LISTED
from bot.domain.idea_lists import Which
from bot.domain.ideas import REPLY_WITHIN, Part, Stage
from bot.domain.pages import Page, place_of
from bot.storage.among import among
from bot.storage.families import BUILT_ON, CHILDREN, FamilyRepository, told_builds
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
_IS_ADOPTED = IDEAS.c.stage == Stage.ADOPTED
_ABOVE = IDEAS.alias("above")
_IS_ABOVE = and_(_ABOVE.c.workspace == LINKS.c.workspace, _ABOVE.c.id == LINKS.c.parent)
_IS_BELOW = and_(
    IDEAS.c.workspace == LINKS.c.workspace, IDEAS.c.id == LINKS.c.child, LINKS.c.place >= 0
)
_NEWEST_IDEA = (IDEAS.c.shared_at.desc(), IDEAS.c.id.desc())


class HomeRepository(Repository):
    """It has no tables of its own."""

    def ideas(self, workspace: str, author: str, wanted: int) -> Page[int]:
        """The ids of theirs on that page, the newest first."""
        own = select(IDEAS.c.id).where(*_theirs(workspace, author)).order_by(*_NEWEST_IDEA)
        return self._page(own, wanted)

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
            .where(PARTS.c.part == Part.SUPPORT)
        )
        supporters = {idea: count for idea, count in self._run(support.group_by(PARTS.c.idea))}  # noqa: C416 - as above
        built = FamilyRepository(self._connection).builders(workspace, ids)
        builders = Counter(idea for idea, _ in built)
        return {
            idea: Tally(supporters.get(idea, 0), builders[idea], tests.get(idea, 0)) for idea in ids
        }

    def waiting(self, workspace: str, author: str, now: datetime) -> Sequence[int]:
        """Theirs that wait for a first reply, or for what comes after a test; the oldest first."""
        query = select(IDEAS.c.id).where(*_theirs(workspace, author), _waits(now))
        return self._run(query.order_by(IDEAS.c.shared_at, IDEAS.c.id)).scalars().all()

    def kudos_to(self, workspace: str, person: str, wanted: int) -> Page[int]:
        """The ids of kudos to them on that page, the newest first."""
        own = select(RECEIVERS.c.kudos).filter_by(workspace=workspace, person=person)
        newest = own.order_by(RECEIVERS.c.given_at.desc(), RECEIVERS.c.kudos.desc())
        return self._page(newest, wanted)

    def helped(self, workspace: str, person: str, wanted: int) -> Page[int]:
        """Ideas of others that came to something, in which they have a part; newest first."""
        # A sum is in no index: SQLite would else read everybody's parts in the order of ideas.
        idea = (PARTS.c.idea + 0).label("idea")
        helping = select(idea).join(IDEAS, and_(*_OF_IT)).where(*_helping(workspace, person))
        newest = helping.group_by(idea).order_by(func.max(PARTS.c.at).desc(), idea.desc())
        return self._page(newest, wanted)

    def listed(
        self,
        which: Which,
        wanted: int,
        now: datetime,
        *,
        workspace: str,
        channel: str,
        person: str,
    ) -> Page[int]:
        """That page of the channel's ideas, or of that person's own. Past the last is the last.

        The latest first; of what waits, what waits longest.
        """
        listed = _listed(which, channel, person, now)
        query = select(IDEAS.c.id).where(IDEAS.c.workspace == workspace, STANDS, listed)
        longest = (IDEAS.c.shared_at, IDEAS.c.id)
        order = longest if which is Which.WAITING else _NEWEST_IDEA
        return self._page(query.order_by(*order), wanted, LISTED)

    def _page(self, query: Select[Any], wanted: int, size: int = PAGE) -> Page[int]:
        in_all = select(func.count()).select_from(query.order_by(None).subquery())
        number, pages = place_of(wanted, self._run(in_all).scalar_one(), size)
        items = self._run(query.limit(size).offset((number - 1) * size)).scalars()
        return Page(tuple(items), number, pages)


def _theirs(workspace: str, author: str) -> tuple[ColumnElement[bool], ...]:
    return IDEAS.c.workspace == workspace, IDEAS.c.author == author, STANDS


def _helping(workspace: str, person: str) -> tuple[ColumnElement[bool], ...]:
    """Their parts in ideas of others that were adopted, or that somebody else worked on."""
    tested = exists().where(*_OF_OTHERS, _OTHERS.c.person != person, _OTHERS.c.part == Part.TEST)
    built = exists().where(*told_builds(IDEAS), CHILDREN.c.author != person)
    return (
        PARTS.c.workspace == workspace,
        PARTS.c.person == person,
        PARTS.c.is_present,
        IDEAS.c.author != person,
        STANDS,
        or_(_IS_ADOPTED, tested, built),
    )


def _listed(which: Which, channel: str, person: str, now: datetime) -> ColumnElement[bool]:
    """Which ideas that list has."""
    if which is Which.MINE:
        return IDEAS.c.author == person
    here = IDEAS.c.channel == channel
    if which.stage:
        return and_(here, IDEAS.c.stage == which.stage)
    if which is Which.WAITING:
        return and_(here, or_(_waits_for_reply(now), _waits_for_outcome(now)))
    return here


def _waits_for_reply(now: datetime) -> ColumnElement[bool]:
    """Nobody has done anything with it for two days: replied, built on it, or tested it."""
    is_old = IDEAS.c.shared_at <= now - REPLY_WITHIN
    is_open = IDEAS.c.stage == Stage.SHARED
    return and_(is_open, is_old, ~REPLIED, ~BUILT_ON, ~_TESTED)


def _waits_for_outcome(now: datetime, *owners: ColumnElement[bool]) -> ColumnElement[bool]:
    """Its test is past its end, without a word."""
    overdue = (*_TESTS_OF_IT, TESTS.c.outcome.is_(None), TESTS.c.ends_at <= now, *owners)
    return and_(IDEAS.c.stage == Stage.TESTING, exists().where(*overdue))


def _waits(now: datetime) -> ColumnElement[bool]:
    """For its author, now: of late, and not for a test of their own, of which Home tells above."""
    since = now - LATELY
    ended = exists().where(*_TESTS_OF_IT, TESTS.c.ended_at >= since)
    return or_(
        _waits_for_outcome(now, TESTS.c.owner != IDEAS.c.author),
        and_(_waits_for_reply(now), IDEAS.c.shared_at >= since),
        and_(IDEAS.c.stage == Stage.SHARED, ended),
    )


def _how_many(condition: ColumnElement[bool]) -> ColumnElement[int]:
    return func.coalesce(func.sum(cast(condition, Integer)), 0)
