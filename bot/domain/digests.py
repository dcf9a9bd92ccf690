"""What a leader reads once a week: what the team made, whom they credited, whom not yet."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from bot.domain.ideas import REPLY_WITHIN, Contribution, Idea, Part, Stage
from bot.domain.kudos import Kudos
from bot.domain.measures import Measures
from bot.domain.nudges import Suggestion
from bot.domain.people import Team, zone_named
from bot.domain.promises import PromiseTold
from bot.domain.waiting import Facts, Waiting, waiting_for_credit
from bot.kit.weeks import WEEK, iso_week, week_before

WEEKS_BEFORE = 4  # what this week's kudos are compared with
ITEMS = 5  # kudos shown
WAITING = 3  # lines of work that waits for credit, each with its buttons


class BestKind(StrEnum):
    """The best thing of the week, best first."""

    BUILT_ON = "built_on"
    SUPPORTED = "supported"
    SHARED = "shared"
    THANKED = "thanked"


@dataclass(frozen=True, slots=True)
class Best:
    kind: BestKind
    people: tuple[str, ...]
    text: str
    channel: str | None = None
    ts: str | None = None


@dataclass(frozen=True, slots=True)
class CreditGiven:
    """This week's kudos by the leader to the team, beside the weeks before."""

    items: tuple[Kudos, ...]
    kudos: int
    people: int
    usual: float | None  # kudos a week, mean of the `weeks` before; None when none was seen
    weeks: int = WEEKS_BEFORE


@dataclass(frozen=True, slots=True)
class IdeaFigures:
    by_team: int
    by_leader: int
    people: int  # of the team, who shared or built on an idea
    waiting: int  # ideas that nobody has replied to for two days
    testing: int
    adopted: int
    stopped: int  # whose test ended with something learned, and no adoption


NOTHING_MEASURED = Measures()


@dataclass(frozen=True, slots=True)
class Digest:
    """`waiting` holds the first few; `waiting_in_all` counts them. The week ends at `until`.

    `before` are the measures of four weeks earlier. `name` is the team's.
    """

    team: int
    week: str
    since: datetime
    until: datetime
    best: Best | None
    credit: CreditGiven
    waiting: tuple[Waiting, ...]
    waiting_in_all: int
    ideas: IdeaFigures
    measures: Measures = NOTHING_MEASURED
    before: Measures = NOTHING_MEASURED
    nudge: Suggestion | None = None
    nudge_id: int = 0  # of the nudge as it is kept, for its buttons
    promise: PromiseTold | None = None  # whose day was this week
    practice: str = ""  # its id
    name: str = ""  # of the team

    @property
    def is_empty(self) -> bool:
        """Nothing happened and nothing is asked: such a digest is not sent."""
        ideas = self.ideas.by_team + self.ideas.by_leader + self.ideas.waiting
        happened = self.best or self.credit.kudos or self.waiting or ideas
        return not (happened or self.nudge or self.promise)


def compose(team: Team, facts: Facts, until: datetime) -> Digest:
    """The leader's digest for the week that ends at `until`, without a nudge."""
    since = week_before(until, zone_named(team.zone))
    work = team_work(team, facts, until)
    waiting = who_waits(team, facts, until)
    return Digest(
        team=team.id,
        name=team.name,
        week=iso_week(until, zone_named(team.zone)),
        since=since,
        until=until,
        best=best_of(team, work, facts, since, until),
        credit=credit_given(team, facts, since, until),
        waiting=tuple(waiting[:WAITING]),
        waiting_in_all=len(waiting),
        ideas=idea_figures(team, work, facts, since, until),
    )


def who_waits(team: Team, facts: Facts, until: datetime) -> list[Waiting]:
    """Everybody in the team whose work the leader has not thanked for."""
    adopted = [found for found in facts.adopted if not _is_hidden(team, *found, facts)]
    told = replace(facts, work=team_work(team, facts, until), adopted=adopted)
    return waiting_for_credit(team, told, until)


def team_work(team: Team, facts: Facts, until: datetime) -> tuple[tuple[Contribution, Idea], ...]:
    """What members and leader did for ideas, as far as the leader may see it."""
    people = team.members | {team.leader}
    return tuple(
        (part, idea)
        for part, idea in facts.work
        if part.person in people
        and part.at < until
        and idea.is_open_to(team.channels)
        and not _is_hidden(team, part, idea, facts)
    )


def _is_hidden(team: Team, part: Contribution, idea: Idea, facts: Facts) -> bool:
    """Whether all that they built on it stands in private channels that the leader did not name."""
    if part.part is not Part.BUILD:
        return False
    built = [each for each in facts.children.get(idea.id, ()) if each.author == part.person]
    seen = {idea.channel, *team.channels}
    return bool(built) and all(each.is_private and each.channel not in seen for each in built)


def credit_given(team: Team, facts: Facts, since: datetime, until: datetime) -> CreditGiven:
    """Kudos by the leader that name somebody in the team, newest first."""
    weeks = 0  # whole ones before this week in which the workspace had kudos
    if facts.seen_since is not None:
        weeks = max(0, min(WEEKS_BEFORE, (since - facts.seen_since) // WEEK))
    to_team = [
        kudos
        for kudos in facts.kudos
        if kudos.giver == team.leader and team.members.intersection(kudos.receivers)
    ]
    week = [kudos for kudos in to_team if since <= kudos.given_at < until]
    before = [kudos for kudos in to_team if since - WEEK * weeks <= kudos.given_at < since]
    people = {receiver for kudos in week for receiver in kudos.receivers} & team.members
    newest = sorted(week, key=lambda kudos: kudos.given_at, reverse=True)
    return CreditGiven(
        items=tuple(newest[:ITEMS]),
        kudos=len(week),
        people=len(people),
        usual=len(before) / weeks if weeks else None,
        weeks=weeks,
    )


def best_of(
    team: Team,
    work: Sequence[tuple[Contribution, Idea]],
    facts: Facts,
    since: datetime,
    until: datetime,
) -> Best | None:
    """The best thing the team did this week: built on together, supported, shared, or thanked."""
    named = team.members - facts.unnamed
    shared = [
        idea
        for part, idea in work
        if part.part is Part.AUTHOR and part.at >= since and part.person in named
    ]
    if shared:
        return _best_idea(shared, facts)
    thanked = [
        kudos
        for kudos in facts.received
        if since <= kudos.given_at < until
        and named.intersection(kudos.receivers)
        and (not kudos.is_private or kudos.giver == team.leader)
    ]
    if not thanked:
        return None
    kudos = max(thanked, key=lambda kudos: (len(kudos.receivers), kudos.given_at))
    people = tuple(person for person in kudos.receivers if person in named)
    return Best(BestKind.THANKED, people, kudos.reason, kudos.channel, kudos.ts)


def _best_idea(shared: Sequence[Idea], facts: Facts) -> Best:
    builders = {idea.id: _builders(idea, facts) for idea in shared}

    def supporters(idea: Idea) -> int:
        return facts.supporters.get(idea.id, 0)

    idea = max(shared, key=lambda idea: (len(builders[idea.id]), supporters(idea), idea.shared_at))
    kind = BestKind.SHARED
    if builders[idea.id]:
        kind = BestKind.BUILT_ON
    elif supporters(idea):
        kind = BestKind.SUPPORTED
    return Best(kind, (idea.author, *builders[idea.id]), idea.text, idea.channel, idea.place)


def _builders(idea: Idea, facts: Facts) -> tuple[str, ...]:
    """The others who built on it and may be named, in the order in which they did."""
    children = (child for child in facts.children.get(idea.id, ()) if idea.may_name(child))
    unnamed = facts.unnamed | {idea.author}
    return tuple(dict.fromkeys(each.author for each in children if each.author not in unnamed))


def idea_figures(
    team: Team,
    work: Sequence[tuple[Contribution, Idea]],
    facts: Facts,
    since: datetime,
    until: datetime,
) -> IdeaFigures:
    """The week's ideas; what waits, is tested or was adopted is of the last 28 days."""
    authored = [(part, idea) for part, idea in work if part.part is Part.AUTHOR]
    week = [(part, idea) for part, idea in authored if part.at >= since]
    made = [part for part, _ in work if part.at >= since and part.part in (Part.AUTHOR, Part.BUILD)]
    makers = {part.person for part in made} & team.members
    replies = facts.first_replies
    return IdeaFigures(
        by_team=sum(part.person in team.members for part, _ in week),
        by_leader=sum(part.person == team.leader for part, _ in week),
        people=len(makers),
        waiting=sum(
            idea.id not in replies and idea.shared_at <= until - REPLY_WITHIN
            for _, idea in authored
        ),
        testing=sum(idea.stage is Stage.TESTING for _, idea in authored),
        adopted=sum(idea.stage is Stage.ADOPTED for _, idea in authored),
        stopped=sum(idea.id in facts.stopped for _, idea in authored),
    )
