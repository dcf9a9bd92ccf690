"""What digests are made of, asked of storage for many teams of a workspace at once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.domain.ideas import Part
from bot.domain.kudos import Kudos
from bot.domain.measures import Measures, measure
from bot.domain.people import Team, zone_named
from bot.domain.promises import PromiseTold
from bot.domain.waiting import WAITS_FOR, Facts
from bot.kit.weeks import week_before
from bot.services.kept_promises import promises_to_tell
from bot.storage import Transaction

FOUR_WEEKS = timedelta(days=28)
EIGHT_WEEKS = 2 * FOUR_WEEKS


@dataclass(frozen=True, slots=True)
class Due:
    """A team, and the end of the week that its digest tells of."""

    team: Team
    until: datetime


@dataclass(frozen=True, slots=True)
class Gathered:
    """Facts for some teams; by team their promise, and measures at the end of the week and before.

    Leaders who are `gone` left, or became guests.
    """

    facts: Facts
    gone: frozenset[str]
    promises: Mapping[int, PromiseTold]
    measures: Mapping[int, Measures]
    before: Mapping[int, Measures]


def gather(tx: Transaction, due: Sequence[Due]) -> Gathered:
    """All that the digests of these teams need; they are of one workspace."""
    if not due:
        return Gathered(Facts(), frozenset(), {}, {}, {})
    facts = gather_facts(tx, due)
    workspace = due[0].team.workspace
    gone = tx.people.who_lead_no_more(workspace, {each.team.leader for each in due})
    measures: dict[int, Measures] = {}
    before: dict[int, Measures] = {}
    for until in sorted({each.until for each in due}):  # nearly always one
        teams = [each.team for each in due if each.until == until]
        measures |= _measures(tx, teams, facts.kudos, until)
        if facts.seen_since and facts.seen_since <= until - EIGHT_WEEKS:  # else there is none yet
            before |= _measures(tx, teams, facts.kudos, until - FOUR_WEEKS)
    return Gathered(facts, gone, _promises(tx, due), measures, before)


def gather_facts(tx: Transaction, due: Sequence[Due]) -> Facts:
    """What happened, without measures."""
    workspace = due[0].team.workspace
    first, last = min(each.until for each in due), max(each.until for each in due)
    leaders = {each.team.leader for each in due}
    members = {member for each in due for member in each.team.members}
    recent = first - WAITS_FOR
    work = tx.work.by(workspace, members | leaders, first - FOUR_WEEKS, last)
    ideas = {idea.id for _, idea in work}
    parts = tx.ideas.parts(workspace, ideas)
    adopted = tx.work.adopted_with(workspace, members, recent, last)
    children = tx.ideas.built_on(workspace, ideas | {idea.id for _, idea in adopted})
    builders = {child.author for built in children.values() for child in built}
    tests = tx.tests.finished_by(workspace, members, recent, last)
    helpful = tx.helpful.by(workspace, members, recent, last)
    finished = {test.idea for test in tests}
    about = tx.ideas.by_ids(workspace, finished | {answer.idea for answer in helpful})
    return Facts(
        kudos=tx.kudos.given_by(workspace, leaders, first - EIGHT_WEEKS, last),
        received=tx.kudos.received_by(workspace, members, recent, last),
        work=work,
        first_replies=tx.replies.first_of(workspace, ideas),
        children=children,
        supporters={
            idea: sum(part.part is Part.SUPPORT for part in found) for idea, found in parts.items()
        },
        stopped=tx.tests.stopped(workspace, ideas),
        unnamed=tx.people.unnamed(workspace, members | builders),
        seen_since=tx.kudos.first_at(workspace),
        adopted=adopted,
        finished=[(test, about[test.idea]) for test in tests if test.idea in about],
        helpful=[(answer, about[answer.idea]) for answer in helpful if answer.idea in about],
        in_person=tx.in_person.by(workspace, leaders, recent),
    )


def _promises(tx: Transaction, due: Sequence[Due]) -> Mapping[int, PromiseTold]:
    spans = (
        (each.team, week_before(each.until, zone_named(each.team.zone)), each.until) for each in due
    )
    return promises_to_tell(tx, spans)


def _measures(
    tx: Transaction, teams: Sequence[Team], given: Sequence[Kudos], until: datetime
) -> Mapping[int, Measures]:
    """By team, of the four weeks up to then."""
    window = (kudos for kudos in given if until - FOUR_WEEKS <= kudos.given_at < until)
    reasons: dict[str, list[str]] = {}
    for kudos in window:
        reasons.setdefault(kudos.giver, []).append(kudos.reason)
    found = tx.measures.facts(teams, until)
    return {team.id: measure(found[team.id], reasons.get(team.leader, ())) for team in teams}
