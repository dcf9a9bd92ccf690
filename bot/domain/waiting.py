"""Work by the team that its leader has not thanked for yet."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from enum import StrEnum

from bot.domain.idea_tests import IdeaTest
from bot.domain.ideas import Contribution, Idea, Part, Reply
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
class Facts:
    """What is known of some teams and their leaders up to one moment, read for all at once.

    `kudos` were given by the leaders in the last eight weeks. `work` is every part that members
    and leaders had in ideas in the last 28 days. By idea: the first reply by somebody else, the
    ideas that build on it, and how many people support it.

    From the last `WAITS_FOR`: the kudos that members `received` from anybody, the parts that they
    had in ideas that were `adopted`, the tests that they `finished`, those of their answers that
    somebody else marked as `helpful`, and when leaders say that they thanked `in_person`, by
    leader, person and work.

    The people who are `unnamed` hide or are no members: they count, without a name.
    """

    kudos: Sequence[Kudos] = ()
    received: Sequence[Kudos] = ()
    work: Sequence[tuple[Contribution, Idea]] = ()
    first_replies: Mapping[int, datetime] = field(default_factory=dict)
    children: Mapping[int, Sequence[Idea]] = field(default_factory=dict)
    supporters: Mapping[int, int] = field(default_factory=dict)
    unnamed: frozenset[str] = frozenset()
    stopped: frozenset[int] = frozenset()  # ideas of which a test was stopped for what it taught
    seen_since: datetime | None = None  # when the workspace's first kudos were given
    adopted: Sequence[tuple[Contribution, Idea]] = ()
    finished: Sequence[tuple[IdeaTest, Idea]] = ()
    helpful: Sequence[tuple[Reply, Idea]] = ()
    in_person: Mapping[tuple[str, str, str], datetime] = field(default_factory=dict)


def work_on(idea: int) -> str:
    """What thanks in person for a part in that idea are kept under."""
    return f"idea:{idea}"


def waiting_for_credit(team: Team, facts: Facts, until: datetime) -> list[Waiting]:
    """What each member waits for, one thing for each person; the longest waiting first.

    Kudos by the leader thank for all that a person did before.
    """
    people = team.members - facts.unnamed
    thanked: dict[str, datetime] = {}
    for kudos in facts.kudos:
        for receiver in kudos.receivers if kudos.giver == team.leader else ():
            thanked[receiver] = max(kudos.given_at, thanked.get(receiver, kudos.given_at))
    waiting: dict[str, list[Waiting]] = {}
    for each in _all(team, facts):
        is_of_now = until - WAITS_FOR <= each.at < until
        spoken = facts.in_person.get((team.leader, each.person, each.work))
        latest = (thanked.get(each.person), spoken)
        is_thanked = any(at is not None and at >= each.at for at in latest)
        if each.person in people and is_of_now and not is_thanked:
            waiting.setdefault(each.person, []).append(each)
    shown = [_most_remarkable(found) for found in waiting.values()]
    return sorted(shown, key=lambda each: (each.at, each.person))


def _most_remarkable(found: Sequence[Waiting]) -> Waiting:
    best = min(found, key=lambda each: (_RANK[each.done], -each.at.timestamp(), each.work))
    return replace(best, others=len({each.work for each in found}) - 1)


def _all(team: Team, facts: Facts) -> Iterable[Waiting]:
    made = {Part.AUTHOR: Done.SHARED, Part.BUILD: Done.BUILT}
    for part, idea in facts.work:
        if part.part in made:
            yield from _for_idea(team, part.person, made[part.part], idea, part.at)
    for part, idea in facts.adopted:
        yield from _for_idea(team, part.person, Done.ADOPTED, idea, idea.stage_at)
    for test, idea in facts.finished:
        yield from _for_idea(team, test.owner, Done.TESTED, idea, test.ended_at)
    for answer, idea in facts.helpful:
        found = _for_idea(team, answer.person, Done.HELPED, idea, answer.at)
        yield from (replace(each, ts=answer.ts) for each in found)
    for kudos in facts.received:
        yield from _for_kudos(team, kudos)


def _for_idea(
    team: Team, person: str, done: Done, idea: Idea, at: datetime | None
) -> Iterable[Waiting]:
    """Nothing of a private channel that is not the team's."""
    if at and idea.is_open_to(team.channels):
        place = (idea.channel, idea.place)
        yield Waiting(person, done, work_on(idea.id), idea.text, at, idea.id, *place)


def _for_kudos(team: Team, kudos: Kudos) -> Iterable[Waiting]:
    """What a colleague thanked them for, where everybody could read it."""
    if kudos.is_private or kudos.giver == team.leader:
        return
    for person in kudos.receivers:
        about, place = f"kudos:{kudos.id}", (kudos.channel, kudos.ts)
        said = (kudos.reason, kudos.given_at)
        yield Waiting(person, Done.THANKED, about, *said, 0, *place, kudos=kudos.id)
