"""Work by the team that its leader has not thanked for yet."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from enum import StrEnum

from bot.domain.idea_tests import IdeaTest
from bot.domain.ideas import Contribution, Idea, Part
from bot.domain.kudos import Kudos
from bot.domain.people import Team

WAITS_FOR = timedelta(days=14)  # older work is not brought up


class Done(StrEnum):
    """What somebody did. Of one person the most remarkable is shown: these, in this order."""

    ADOPTED = "adopted"  # had a part in an idea that was adopted
    TESTED = "tested"  # ran a test to its end
    HELPED = "helped"  # gave an answer that somebody marked as helpful
    BUILT = "built"
    THANKED = "thanked"  # by a colleague
    SHARED = "shared"


_RANK = {done: place for place, done in enumerate(Done)}


@dataclass(frozen=True, slots=True)
class Waiting:
    """Somebody's work. `work` names what it was about for good: "idea:7", "kudos:12".

    `others` is how much more of theirs waits.
    """

    person: str
    done: Done
    work: str
    text: str
    at: datetime
    idea: int = 0
    channel: str | None = None
    ts: str | None = None
    kudos: int = 0  # of a colleague
    others: int = 0


@dataclass(frozen=True, slots=True)
class Helpful:
    """An answer under an idea that somebody else marked as helpful."""

    idea: int
    person: str
    ts: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Work:
    """What was done in the last `WAITS_FOR`, by people of any team; asked of storage at once.

    `adopted` are ideas with everybody who had a part; `in_person` is when leaders said that they
    thanked by word of mouth, by leader, person and work.
    """

    parts: Sequence[tuple[Contribution, Idea]] = ()
    adopted: Sequence[tuple[Contribution, Idea]] = ()
    tests: Sequence[tuple[IdeaTest, Idea]] = ()
    helpful: Sequence[tuple[Helpful, Idea]] = ()
    received: Sequence[Kudos] = ()
    in_person: Mapping[tuple[str, str, str], datetime] = field(default_factory=dict)


def work_on(idea: int) -> str:
    """What thanks in person for a part in that idea are kept under."""
    return f"idea:{idea}"


def waiting_for_credit(
    team: Team,
    work: Work,
    given: Iterable[Kudos],
    unnamed: Collection[str],
    until: datetime,
) -> list[Waiting]:
    """What each member waits for, once a person; the longest waiting first.

    `given` are the leader's own kudos: whoever was named since is thanked for all before it.
    """
    people = team.members - set(unnamed)
    thanked: dict[str, datetime] = {}
    for kudos in given:
        for receiver in kudos.receivers:
            thanked[receiver] = max(kudos.given_at, thanked.get(receiver, kudos.given_at))
    waiting: dict[str, list[Waiting]] = {}
    for each in _all(team, work):
        is_of_now = until - WAITS_FOR <= each.at < until
        spoken = work.in_person.get((team.leader, each.person, each.work))
        latest = (thanked.get(each.person), spoken)
        is_thanked = any(at is not None and at >= each.at for at in latest)
        if each.person in people and is_of_now and not is_thanked:
            waiting.setdefault(each.person, []).append(each)
    shown = [_most_remarkable(found) for found in waiting.values()]
    return sorted(shown, key=lambda each: (each.at, each.person))


def _most_remarkable(found: Sequence[Waiting]) -> Waiting:
    best = min(found, key=lambda each: (_RANK[each.done], -each.at.timestamp(), each.work))
    return replace(best, others=len({each.work for each in found}) - 1)


def _all(team: Team, work: Work) -> Iterable[Waiting]:
    made = {Part.AUTHOR: Done.SHARED, Part.BUILD: Done.BUILT}
    for part, idea in work.parts:
        if part.part in made:
            yield from _for_idea(team, part.person, made[part.part], idea, part.at)
    for part, idea in work.adopted:
        if idea.stage_at:
            yield from _for_idea(team, part.person, Done.ADOPTED, idea, idea.stage_at)
    for test, idea in work.tests:
        if test.ended_at:
            yield from _for_idea(team, test.owner, Done.TESTED, idea, test.ended_at)
    for answer, idea in work.helpful:
        found = _for_idea(team, answer.person, Done.HELPED, idea, answer.at)
        yield from (replace(each, ts=answer.ts) for each in found)
    for kudos in work.received:
        yield from _for_kudos(team, kudos)


def _for_idea(team: Team, person: str, done: Done, idea: Idea, at: datetime) -> Iterable[Waiting]:
    """Nothing of a private channel that is not the team's."""
    if not idea.is_open_to(team.channels):
        return
    yield Waiting(person, done, work_on(idea.id), idea.text, at, idea.id, idea.channel, idea.place)


def _for_kudos(team: Team, kudos: Kudos) -> Iterable[Waiting]:
    """What a colleague thanked them for, where everybody could read it."""
    if kudos.is_private or kudos.giver == team.leader:
        return
    for person in kudos.receivers:
        about, place = f"kudos:{kudos.id}", (kudos.channel, kudos.ts)
        said = (kudos.reason, kudos.given_at)
        yield Waiting(person, Done.THANKED, about, *said, 0, *place, kudos=kudos.id)
