"""A leader's week, a moment, and what was done since, made with as few words as a test needs."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from typing import Any

from bot.domain.idea_tests import IdeaTest
from bot.domain.ideas import Idea, Reply
from bot.domain.kudos import Kudos
from bot.domain.moves import Event, Move
from bot.domain.nudges import (
    AskedQuestion,
    Deeds,
    IdeaFacts,
    KeptPromise,
    LeaderWeek,
    Moment,
    ShownNudge,
)
from tests.domain.builders import DAY, NOW, a_team, an_idea

MOMENT = timedelta(microseconds=1)


def a_week(*ideas: IdeaFacts, **changes: Any) -> LeaderWeek:
    given: dict[str, Any] = {"team": a_team(), "until": NOW, "ideas": ideas}
    given["shown_at"] = changes.get("until", NOW)
    return LeaderWeek(**given | changes)


def some_facts(idea: Idea | None = None, **changes: Any) -> IdeaFacts:
    return IdeaFacts(idea or an_idea(), **changes)


def a_moment(**changes: Any) -> Moment:
    given: dict[str, Any] = {"team": a_team(), "at": NOW}
    return Moment(**given | changes)


def a_shown(kind: str, **changes: Any) -> ShownNudge:
    """Shown to lea about ana's idea, and to be followed within a week."""
    given: dict[str, Any] = {
        "id": 1,
        "workspace": "T1",
        "team": 1,
        "leader": "lea",
        "kind": kind,
        "trigger": "idea:1",
        "person": "ana",
        "idea": 1,
        "shown_at": NOW,
        "followed_until": NOW + 7 * DAY,
    }
    return ShownNudge(**given | changes)


def a_reply(person: str, at: datetime, idea: int = 1) -> Reply:
    return Reply(idea, f"{at.timestamp()}", person, at)


def a_test(owner: str, at: datetime, id: int = 3) -> IdeaTest:
    return IdeaTest("T1", 1, owner, "is it quieter?", 1, at, at + 7 * DAY, id=id)


def a_move(what: Move, at: datetime, id: int = 9) -> Event:
    return Event("T1", 1, what, "lea", at, "no time", "time", id=id)


def deeds(*done: Any, **more: Any) -> Deeds:
    """What was done, each in its place. Idea 1 stands, unless it is among them as another."""
    given: dict[str, Any] = {
        "ideas": _one({1: an_idea()}, done),
        "kudos": _by(done, Kudos, lambda each: each.giver),
        "replies": _by(done, Reply, lambda each: each.idea),
        "tests": _by(done, IdeaTest, lambda each: each.idea),
        "events": _by(done, Event, lambda each: each.idea),
        "questions": _by(done, AskedQuestion, lambda each: each.leader),
        "promises": _by(done, KeptPromise, lambda each: each.leader),
    }
    return Deeds(**given | more)


def _one(known: dict[int, Idea], done: Iterable[Any]) -> dict[int, Idea]:
    return known | {each.id: each for each in done if isinstance(each, Idea)}


def _by(done: Iterable[Any], kind: type, key: Callable[[Any], Any]) -> dict[Any, tuple[Any, ...]]:
    found: defaultdict[Any, list[Any]] = defaultdict(list)
    for each in done:
        if isinstance(each, kind):
            found[key(each)].append(each)
    return {one: tuple(theirs) for one, theirs in found.items()}
