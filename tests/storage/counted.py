"""What a board should say, counted from the ideas in the plainest way: slow, and hard to doubt."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time

from sqlalchemy import select, update

from bot.domain.idea_tests import IdeaTest, Outcome
from bot.domain.ideas import Idea, Part, Stage
from bot.domain.leaderboards import ChannelFigures, Tally
from bot.storage.idea_tests import TESTS
from bot.storage.ideas import IDEAS, LINKS, PARTS
from bot.storage.store import Transaction

WORK = ("author", "build", "test")


def counted(
    tx: Transaction, workspace: str, channel: str, since: date | None, until: date
) -> tuple[Sequence[Tally], ChannelFigures]:
    """As `tx.boards.of`."""
    run = tx._connection.execute
    ideas = {
        idea.id: idea
        for idea in run(select(IDEAS).where(IDEAS.c.workspace == workspace))
        if idea.channel == channel
        and _is_between(idea.shared_at, since, until)
        and idea.withdrawn_at is None
    }
    parts = [
        part
        for part in run(select(PARTS).where(PARTS.c.workspace == workspace, PARTS.c.is_present))
        if part.idea in ideas and part.part in WORK
    ]
    told = _told_builds(tx, workspace)
    parts = [part for part in parts if part.part != "build" or (part.idea, part.person) in told]
    children = list(run(select(LINKS.c.child).where(LINKS.c.workspace == workspace)).scalars())
    tested = list(run(select(TESTS.c.idea).where(TESTS.c.workspace == workspace)).scalars())
    tallies = []
    for person in {idea.author for idea in ideas.values()}:
        theirs = {id for id, idea in ideas.items() if idea.author == person}
        by_others = {part.idea for part in parts if part.part == "build" and part.person != person}
        built_on, tried = len(theirs & by_others), len(theirs & set(tested))
        tallies.append(Tally(person, len(theirs), built_on, tried))
    figures = ChannelFigures(
        ideas=len(ideas),
        people=len({part.person for part in parts}),
        combined=sum(children.count(id) >= 2 for id in ideas),
        tests=sum(idea in ideas for idea in tested),
        adopted=sum(idea.stage == Stage.ADOPTED.value for idea in ideas.values()),
    )
    return sorted(tallies, key=lambda tally: (-tally.shared, tally.person)), figures


def _told_builds(tx: Transaction, workspace: str) -> set[tuple[int, str]]:
    """Who built on what, but for what a private channel elsewhere keeps to itself."""
    run = tx._connection.execute
    ideas = {idea.id: idea for idea in run(select(IDEAS).where(IDEAS.c.workspace == workspace))}
    links = run(select(LINKS).where(LINKS.c.workspace == workspace))
    pairs = [(ideas[link.parent], ideas[link.child]) for link in links]
    return {
        (parent.id, child.author)
        for parent, child in pairs
        if not child.is_private or child.channel == parent.channel
    }


def a_test_of(tx: Transaction, idea: Idea, person: str) -> None:
    """One that is over, so that there may be another."""
    at = idea.shared_at
    tx.tests.add(IdeaTest(idea.workspace, idea.id, person, "?", 1, at, at, Outcome.KEPT))
    tx.ideas.add_part(idea.workspace, idea.id, person, Part.TEST, at)


def adopted(tx: Transaction, idea: Idea) -> None:
    this = (IDEAS.c.workspace == idea.workspace, IDEAS.c.id == idea.id)
    tx._connection.execute(update(IDEAS).where(*this).values(stage=Stage.ADOPTED.value))


def _is_between(at: datetime, since: date | None, until: date) -> bool:
    begun = datetime.combine(since, time(), UTC) if since else datetime.min.replace(tzinfo=UTC)
    return begun <= at < datetime.combine(until, time(), UTC)
