"""What was done that may have followed a nudge: others' tables, asked for many nudges at once."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Select, func, select

from bot.domain.ideas import Reply
from bot.domain.messages import MessageRef
from bot.domain.moves import Move
from bot.domain.nudges import AskedQuestion, KeptPromise
from bot.storage.among import among
from bot.storage.ideas import IDEAS, LINKS
from bot.storage.moves import EVENTS
from bot.storage.promises import PROMISES
from bot.storage.questions import ANSWERS, QUESTIONS
from bot.storage.replies import REPLIES
from bot.storage.rows import Repository, at_message


class DeedRepository(Repository):
    """It has no tables of its own."""

    def shared_by(
        self, workspace: str, authors: Collection[str], since: datetime, until: datetime
    ) -> Sequence[int]:
        """The ideas of theirs that stand, shared from `since` up to `until`."""
        query = select(IDEAS.c.id).where(
            IDEAS.c.workspace == workspace,
            among(IDEAS.c.author, authors),
            IDEAS.c.shared_at >= since,
            IDEAS.c.shared_at < until,
            IDEAS.c.withdrawn_at.is_(None),
        )
        return list(self._run(query).scalars())

    def lineages(self, workspace: str, homes: Mapping[int, str]) -> Mapping[int, frozenset[int]]:
        """Each of those ideas with all that it grew from, withdrawn ones too.

        `homes` are the channels they stand in: nothing that is private elsewhere is among them,
        nor what leads there alone.
        """
        parents: dict[int, dict[int, str | None]] = {}
        level = set(homes)
        while level:
            parents |= {id: {} for id in level}
            for child, parent, is_private, channel in self._run(self._above(workspace, level)):
                parents[child][parent] = channel if is_private else None
            level = {parent for each in level for parent in parents[each]} - parents.keys()
        return {id: _grown_from(id, home, parents) for id, home in homes.items()}

    def _above(self, workspace: str, ids: Collection[int]) -> Select[Any]:
        there = (IDEAS.c.workspace == LINKS.c.workspace) & (IDEAS.c.id == LINKS.c.parent)
        columns = (LINKS.c.child, LINKS.c.parent, IDEAS.c.is_private, IDEAS.c.channel)
        return (
            select(*columns)
            .join(IDEAS, there)
            .where(LINKS.c.workspace == workspace, among(LINKS.c.child, ids))
        )

    def replies(self, workspace: str, ideas: Collection[int]) -> Mapping[int, Sequence[Reply]]:
        """All under each of those ideas, the first first."""
        query = select(REPLIES.c.idea, REPLIES.c.ts, REPLIES.c.person, REPLIES.c.at).where(
            REPLIES.c.workspace == workspace, among(REPLIES.c.idea, ideas)
        )
        found: defaultdict[int, list[Reply]] = defaultdict(list)
        for row in self._run(query.order_by(REPLIES.c.at, REPLIES.c.ts)):
            found[row.idea].append(Reply(*row))
        return found

    def idea_replied_to_at(self, ref: MessageRef) -> int | None:
        """The idea under which that message stands."""
        query = select(REPLIES.c.idea).where(*at_message(REPLIES, ref))
        found: int | None = self._run(query).scalar()
        return found

    def replied_to(
        self, workspace: str, person: str, among_authors: Collection[str], limit: int
    ) -> Sequence[int]:
        """The latest of these authors' ideas that somebody replied to, by when they were shared."""
        theirs = (REPLIES.c.workspace == workspace, REPLIES.c.person == person)
        query = (
            select(IDEAS.c.id)
            .where(IDEAS.c.workspace == workspace, IDEAS.c.withdrawn_at.is_(None))
            .where(IDEAS.c.id.in_(select(REPLIES.c.idea).where(*theirs)))
            .where(among(IDEAS.c.author, among_authors))
            .order_by(IDEAS.c.shared_at.desc(), IDEAS.c.id.desc())
            .limit(limit)
        )
        return list(self._run(query).scalars())

    def parked(self, workspace: str, ideas: Collection[int]) -> Sequence[int]:
        """The ids of the events by which any of those ideas was parked."""
        query = select(EVENTS.c.id).where(
            EVENTS.c.workspace == workspace,
            among(EVENTS.c.idea, ideas),
            EVENTS.c.what == Move.PARK.value,
        )
        return list(self._run(query).scalars())

    def questions(
        self, workspace: str, leaders: Collection[str], since: datetime, until: datetime
    ) -> Sequence[AskedQuestion]:
        """What they asked from `since` up to `until`, and who answered when."""
        theirs = among(QUESTIONS.c.leader, leaders)
        asked = select(QUESTIONS.c.id, QUESTIONS.c.leader, QUESTIONS.c.asked_at).where(
            QUESTIONS.c.workspace == workspace,
            theirs,
            QUESTIONS.c.asked_at >= since,
            QUESTIONS.c.asked_at < until,
        )
        rows = self._run(asked.order_by(QUESTIONS.c.id)).all()
        given: defaultdict[int, list[tuple[str, datetime]]] = defaultdict(list)
        answers = select(ANSWERS.c.question, ANSWERS.c.person, ANSWERS.c.at).where(
            ANSWERS.c.workspace == workspace,
            among(ANSWERS.c.question, [row.id for row in rows]),
        )
        for question, person, at in self._run(answers) if rows else ():
            given[question].append((person, at))
        return [AskedQuestion(*row, tuple(given[row.id])) for row in rows]

    def asked_at(self, workspace: str, leaders: Collection[str]) -> Mapping[str, datetime]:
        """When each of them last asked something."""
        theirs = among(QUESTIONS.c.leader, leaders)
        query = select(QUESTIONS.c.leader, func.max(QUESTIONS.c.asked_at)).where(
            QUESTIONS.c.workspace == workspace, theirs
        )
        return {leader: at for leader, at in self._run(query.group_by(QUESTIONS.c.leader))}  # noqa: C416 - rows are not pairs to mypy

    def kept_promises(
        self, workspace: str, leaders: Collection[str], since: datetime
    ) -> Sequence[KeptPromise]:
        """Those made since then, by them."""
        own = (PROMISES.c.id, PROMISES.c.leader, PROMISES.c.made_at, PROMISES.c.kept_at)
        query = select(*own).where(
            PROMISES.c.workspace == workspace,
            among(PROMISES.c.leader, leaders),
            PROMISES.c.made_at >= since,
            PROMISES.c.kept_at.is_not(None),
        )
        return [KeptPromise(*row) for row in self._run(query.order_by(PROMISES.c.id))]

    def with_open_promise(
        self, workspace: str, leaders: Collection[str], now: datetime
    ) -> frozenset[str]:
        """Which of them promised something that is not yet over, nor done."""
        query = select(PROMISES.c.leader).where(
            PROMISES.c.workspace == workspace,
            among(PROMISES.c.leader, leaders),
            PROMISES.c.kept_at.is_(None),
            PROMISES.c.until > now,
        )
        return frozenset(self._run(query).scalars())


def _grown_from(
    id_: int, home: str, parents: Mapping[int, Mapping[int, str | None]]
) -> frozenset[int]:
    """`parents` are by child, each with the channel that it is private to, if it is."""
    found: set[int] = set()
    level = {id_}
    while level:
        found |= level
        above = ((each, private) for child in level for each, private in parents[child].items())
        level = {each for each, private in above if private in (None, home)} - found
    return frozenset(found)
