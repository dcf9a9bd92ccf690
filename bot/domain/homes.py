"""App Home: what needs somebody now, and what became of what they did."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from bot.domain.combining import Request
from bot.domain.idea_tests import IdeaTest
from bot.domain.ideas import Idea, Part, Stage
from bot.domain.kudos import Kudos
from bot.domain.outgoing import CombineAsked
from bot.domain.pages import Page
from bot.domain.people import Team, Wishes

PAGE = 5  # items of a list
AT_ONCE = 3  # of each thing that needs somebody: the next ones come up when these are done
LATELY = timedelta(days=28)  # what waits for longer needs nobody *now*


@dataclass(frozen=True, slots=True)
class Pages:
    """Which page of each list somebody looks at; 1 is the first."""

    ideas: int = 1
    kudos: int = 1
    helped: int = 1

    @property
    def text(self) -> str:
        return f"{self.ideas}.{self.kudos}.{self.helped}"


def pages_in(text: str) -> Pages:
    """Parse `Pages.text`; anything else gives the first pages."""
    numbers = text.split(".")
    if len(numbers) != 3 or not all(each.isdecimal() and len(each) < 10 for each in numbers):
        return Pages()
    return Pages(*map(int, numbers))


class Why(StrEnum):
    """Why an idea waits for its author."""

    REPLY = "reply"  # nobody has replied
    OUTCOME = "outcome"  # the test of somebody else is past its end, without a word
    TESTED = "tested"  # its test has ended, and it is open again


@dataclass(frozen=True, slots=True)
class Trial:
    """A test that somebody runs, of which idea."""

    test: IdeaTest
    idea: Idea


@dataclass(frozen=True, slots=True)
class Waiting:
    idea: Idea
    why: Why
    tester: str | None = None  # who runs the test that is past its end


@dataclass(frozen=True, slots=True)
class ForMe:
    """What needs somebody now: the first few of each kind, and how many more there are."""

    ended: tuple[Trial, ...] = ()
    running: tuple[Trial, ...] = ()
    wanted: tuple[CombineAsked, ...] = ()
    waiting: tuple[Waiting, ...] = ()
    more: int = 0

    @property
    def is_empty(self) -> bool:
        return not (self.ended or self.wanted or self.waiting)


def for_me(
    now: datetime,
    *,
    tests: Sequence[IdeaTest],
    requests: Sequence[Request],
    waiting: Sequence[Waiting],
    waiting_in_all: int,
    ideas: Mapping[int, Idea],
) -> ForMe:
    """Gather the tests that they run, the requests to them, and their ideas that wait, in order.

    `ideas` has those that were not withdrawn.
    """
    trials = [Trial(test, ideas[test.idea]) for test in tests if test.idea in ideas]
    ended = [trial for trial in trials if trial.test.ends_at <= now]
    running = [trial for trial in trials if trial.test.ends_at > now]
    wanted = [
        _wanted(ideas[each.child], ideas[each.parent])
        for each in requests
        if each.child in ideas and each.parent in ideas
    ]
    counted = (len(ended), len(running), len(wanted), waiting_in_all)
    return ForMe(
        ended=tuple(ended[:AT_ONCE]),
        running=tuple(running[:AT_ONCE]),
        wanted=tuple(wanted[:AT_ONCE]),
        waiting=tuple(waiting),
        more=sum(max(0, each - AT_ONCE) for each in counted),
    )


def _wanted(whole: Idea, part: Idea) -> CombineAsked:
    """Without the words of the whole, where it stands in another channel that is private."""
    return CombineAsked(whole if part.may_name(whole) else replace(whole, text=""), part)


def waiting_for(idea: Idea, rounds: Sequence[IdeaTest]) -> Waiting:
    """Say why an idea waits. `rounds` are its tests, the earliest first."""
    if idea.stage is Stage.TESTING:
        return Waiting(
            idea, Why.OUTCOME, next((each.owner for each in rounds if each.is_open), None)
        )
    return Waiting(idea, Why.TESTED if rounds else Why.REPLY)


@dataclass(frozen=True, slots=True)
class Tally:
    """What others did for an idea."""

    supporters: int = 0
    builders: int = 0
    tests: int = 0


@dataclass(frozen=True, slots=True)
class Standing:
    """Hold a line of a list: an idea, what others did for it; on Home, the reader's parts too."""

    idea: Idea
    tally: Tally = Tally()
    parts: tuple[Part, ...] = ()


@dataclass(frozen=True, slots=True)
class Effects:
    """How many of somebody's ideas reached which result."""

    shared: int = 0
    built_on: int = 0
    tested: int = 0
    adopted: int = 0
    grown: int = 0  # into another idea, at whatever remove, that was adopted

    @property
    def is_nothing(self) -> bool:
        return not (self.built_on or self.tested or self.adopted or self.grown)


@dataclass(frozen=True, slots=True)
class Home:
    """All that somebody's Home shows. `teams` are what they lead."""

    needs: ForMe
    ideas: Page[Standing]
    effects: Effects
    kudos: Page[Kudos]
    helped: Page[Standing]
    wishes: Wishes
    teams: tuple[Team, ...] = ()

    @property
    def pages(self) -> Pages:
        return Pages(self.ideas.number, self.kudos.number, self.helped.number)
