"""The leader's measures by the letter of docs/measures.md, over plain lists: slow, easy to read."""

from collections import Counter
from collections.abc import Iterable
from datetime import datetime, timedelta
from fractions import Fraction
from math import log
from statistics import mean, median

from bot.domain.people import Team
from tests.storage.histories import Deed, History, Thanks, Thought

HOUR, DAY = timedelta(hours=1), timedelta(days=1)

Told = dict[str, float | None]


class Plainly:
    """One team of a history, at one moment."""

    def __init__(self, history: History, team: Team, until: datetime) -> None:
        self.history, self.until, self.since = history, until, until - 28 * DAY
        self.leader, self.channels = team.leader, team.channels
        self.members = {each for each in team.members if each != team.leader and self.counts(each)}
        self.people = self.members | {team.leader}

    def counts(self, person: str) -> bool:
        return person != "" and person not in self.history.no_members

    def measures(self) -> Told:
        told = {
            "credit_outflow": self.credit_outflow(),
            "coverage": self.coverage(),
            "longest_gap_days": self.longest_gap_days(),
            "pass_on_rate": self.pass_on_rate(),
            "credit_completeness": self.credit_completeness(),
            "leaders_share": self.leaders_share(),
            "voices": self.voices(),
            "evenness": self.evenness(),
            "speaks_last": self.speaks_last(),
            "hours_to_first_reply": self.hours_to_first_reply(),
            "replied_within_two_days": self.replied_within_two_days(),
            "days_to_test": self.days_to_test(),
            "days_to_decision": self.days_to_decision(),
            "iterations": at_least_three(mean, [len(self.tests(idea)) for idea in self.adopted()]),
            "autonomy": self.autonomy(),
            "parents": at_least_three(mean, [len(self.above(idea)) for idea in self.adopted()]),
            "contributors": at_least_three(mean, [len(self.who(idea)) for idea in self.adopted()]),
        }
        return told if len(self.members) >= 3 else dict.fromkeys(told)

    def weeks(self) -> list[tuple[int, int, int]]:
        if len(self.members) < 3:
            return []
        found = []
        for week in range(8):
            since = self.until - 7 * DAY * (week + 1)
            until = self.until - 7 * DAY * week
            kudos = [each for each in self.to_team() if since <= each.at < until]
            ideas = [each for each in self.ideas(self.members) if since <= each.at < until]
            parts = [each for each in self.parts(self.members) if since <= each.at < until]
            found.append((len(kudos), len(ideas), len({each.person for each in parts})))
        return found

    # What there is.

    def is_in(self, at: datetime) -> bool:
        return self.since <= at < self.until

    def may_see(self, idea: Thought) -> bool:
        return not idea.is_withdrawn and (not idea.is_private or idea.channel in self.channels)

    def ideas(self, authors: set[str]) -> list[Thought]:
        return [
            each for each in self.history.ideas if each.author in authors and self.may_see(each)
        ]

    def shared(self) -> list[Thought]:
        return [each for each in self.ideas(self.people) if self.is_in(each.at)]

    def idea(self, id: int) -> Thought:
        return next(each for each in self.history.ideas if each.id == id)

    def parts(self, people: set[str]) -> list[Deed]:
        return [
            each
            for each in self.history.parts
            if each.is_present and each.person in people and self.may_see(self.idea(each.idea))
        ]

    def work(self) -> list[Deed]:
        return [each for each in self.parts(self.people) if self.is_in(each.at)]

    def to_team(self) -> list[Thanks]:
        return [
            each
            for each in self.history.kudos
            if each.giver == self.leader and self.members & set(each.receivers)
        ]

    def received(self) -> list[Thanks]:
        return [
            each
            for each in self.history.kudos
            if self.leader in each.receivers and self.counts(each.giver) and self.is_in(each.at)
        ]

    def replies(self, idea: Thought) -> list[Deed]:
        return [
            each
            for each in self.history.replies
            if each.idea == idea.id and self.counts(each.person) and each.at < self.until
        ]

    def tests(self, idea: Thought) -> list[Deed]:
        return [
            each for each in self.history.tests if each.idea == idea.id and each.at < self.until
        ]

    def decided(self, *stages: str) -> list[Thought]:
        return [
            each
            for each in self.ideas(self.people)
            if each.stage in stages and each.stage_at and self.is_in(each.stage_at)
        ]

    def adopted(self) -> list[Thought]:
        return self.decided("adopted")

    def above(self, idea: Thought, home: str | None = None) -> list[Thought]:
        """Its parents, as far as it may name them where it stands."""
        parents = [self.idea(parent) for parent in idea.parents]
        return [
            each
            for each in parents
            if not each.is_private or each.channel == (home or idea.channel)
        ]

    def lineage(self, idea: Thought, home: str) -> set[int]:
        found = {idea.id}
        for parent in self.above(idea, home):
            found |= self.lineage(parent, home)
        return found

    def who(self, idea: Thought) -> set[str]:
        """Who is to be credited."""
        lineage = self.lineage(idea, idea.channel)
        return {
            each.person
            for each in self.history.parts
            if each.idea in lineage
            and each.is_present
            and each.at < self.until
            and self.counts(each.person)
            and each.person not in self.history.unthanked
        }

    # What is told of it.

    def credit_outflow(self) -> float | None:
        given = sum(self.is_in(each.at) for each in self.to_team())
        return share(given, given + len(self.received()))

    def coverage(self) -> float | None:
        thanked: set[str] = set()
        for each in self.to_team():
            if self.is_in(each.at):
                thanked |= self.members & set(each.receivers)
        return share(len(thanked), len(self.members))

    def longest_gap_days(self) -> float:
        times = sorted(each.at for each in self.to_team() if self.is_in(each.at))
        longest, before = timedelta(), self.since
        for at in [*times, self.until]:
            longest, before = max(longest, at - before), at
        return longest / DAY

    def pass_on_rate(self) -> float | None:
        passed = 0
        for thanks in self.received():
            others = [
                each
                for each in self.history.kudos
                if each.giver == self.leader
                and thanks.at < each.at <= thanks.at + 72 * HOUR
                and each.at < self.until
                and any(self.counts(who) and who != thanks.giver for who in each.receivers)
            ]
            passed += bool(others)
        return share(passed, len(self.received()))

    def credit_completeness(self) -> float | None:
        found = []
        for idea in self.adopted():
            named: set[str] = set()
            for each in self.history.kudos:
                if each.source == f"roll:{idea.id}" and each.at < self.until:
                    named |= {each.giver, *each.receivers}
            who = self.who(idea)
            if who:
                found.append(Fraction(len(named & who), len(who)))
        return at_least_three(mean, found)

    def leaders_share(self) -> float | None:
        own = [each for each in self.shared() if each.author == self.leader]
        return share(len(own), len(self.shared()))

    def voices(self) -> float | None:
        heard = {each.person for each in self.work() if each.part in ("author", "build")}
        return share(len(heard), len(self.people))

    def evenness(self) -> float | None:
        counts = Counter(each.person for each in self.work())
        if len(counts) < 3:
            return None
        shares = [count / sum(counts.values()) for count in counts.values()]
        return sum(p * log(1 / p) for p in shares) / log(len(shares))

    def speaks_last(self) -> float | None:
        joined = last = 0
        for idea in self.shared():
            mine = [each.at for each in self.replies(idea) if each.person == self.leader]
            if idea.author == self.leader or not mine:
                continue
            others = {
                each.person
                for each in self.replies(idea)
                if each.at < min(mine) and each.person not in (self.leader, idea.author)
            }
            joined += 1
            last += len(others) >= 3 or min(mine) - idea.at >= 24 * HOUR
        return share(last, joined)

    def first_reply(self, idea: Thought) -> timedelta | None:
        others = [each.at for each in self.replies(idea) if each.person != idea.author]
        return min(others) - idea.at if others else None

    def hours_to_first_reply(self) -> float | None:
        waits = [self.first_reply(idea) for idea in self.shared()]
        return at_least_three(median, [wait / HOUR for wait in waits if wait is not None])

    def replied_within_two_days(self) -> float | None:
        old = [idea for idea in self.shared() if self.until - idea.at >= 48 * HOUR]
        waits = [self.first_reply(idea) for idea in old]
        return share(sum(wait is not None and wait <= 48 * HOUR for wait in waits), len(old))

    def days_to_test(self) -> float | None:
        firsts = [
            (min(each.at for each in self.tests(idea)) - idea.at) / DAY
            for idea in self.ideas(self.people)
            if self.tests(idea) and self.is_in(min(each.at for each in self.tests(idea)))
        ]
        return at_least_three(median, firsts)

    def days_to_decision(self) -> float | None:
        took = [
            (idea.stage_at - min(each.at for each in self.tests(idea))) / DAY
            for idea in self.decided("adopted", "parked")
            if idea.stage_at and self.tests(idea)
        ]
        return at_least_three(median, took)

    def autonomy(self) -> float | None:
        tests = [
            each
            for each in self.history.tests
            if self.is_in(each.at)
            and self.counts(each.person)
            and self.may_see(self.idea(each.idea))
            and (each.person in self.people or self.idea(each.idea).author in self.people)
        ]
        return share(sum(each.person != self.leader for each in tests), len(tests))


def share(some: int, of: int) -> float | None:
    return some / of if of >= 3 else None


def at_least_three(how: object, values: Iterable[object]) -> float | None:
    found = list(values)
    assert callable(how)
    return float(how(found)) if len(found) >= 3 else None
