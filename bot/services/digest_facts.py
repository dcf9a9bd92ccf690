"""What digests are made of, asked of storage for many teams of a workspace at once."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from bot.domain.digests import NOTHING_MEASURED, Digest, compose
from bot.domain.ideas import Part
from bot.domain.kudos import Kudos
from bot.domain.measures import Measures, measure
from bot.domain.people import Team
from bot.domain.waiting import WAITS_FOR, Facts
from bot.kit.grouping import grouped
from bot.services.kept_promises import promises_to_tell
from bot.storage import Transaction

FOUR_WEEKS = timedelta(days=28)
EIGHT_WEEKS = 2 * FOUR_WEEKS
Due = tuple[Team, datetime]  # a team, and the end of the week that its digest tells of


def digests_of(tx: Transaction, due: Sequence[Due]) -> dict[int, Digest]:
    """By team, all of one workspace, the digest for the leader, without a nudge."""
    if not due:
        return {}
    facts = gather_facts(tx, due)
    promises = promises_to_tell(tx, due)
    digests: dict[int, Digest] = {}
    for until, those in grouped(due, lambda each: each[1]).items():  # nearly always one
        teams = [team for team, _ in those]
        measures = _measures(tx, teams, facts.kudos, until)
        before: Mapping[int, Measures] = {}
        if facts.seen_since and facts.seen_since <= until - EIGHT_WEEKS:  # else there is none yet
            before = _measures(tx, teams, facts.kudos, until - FOUR_WEEKS)
        for team in teams:
            digests[team.id] = replace(
                compose(team, facts, until),
                promise=promises.get(team.id),
                measures=measures[team.id],
                before=before.get(team.id, NOTHING_MEASURED),
            )
    return digests


def gather_facts(tx: Transaction, due: Sequence[Due]) -> Facts:
    """What happened, without measures."""
    workspace = due[0][0].workspace
    first, last = min(until for _, until in due), max(until for _, until in due)
    leaders = {team.leader for team, _ in due}
    members = {member for team, _ in due for member in team.members}
    recent = first - WAITS_FOR
    work = tx.deeds.work(workspace, members | leaders, first - FOUR_WEEKS, last)
    ideas = {idea.id for _, idea in work}
    adopted = tx.deeds.adopted(workspace, members, recent, last)
    children = tx.ideas.built_on(workspace, ideas | {idea.id for _, idea in adopted})
    builders = {child.author for built in children.values() for child in built}
    tests = tx.tests.finished_by(workspace, members, recent, last)
    helpful = tx.replies.helpful(workspace, members, recent, last)
    ideas_done = {test.idea for test in tests} | {answer.idea for answer in helpful}
    about = tx.ideas.by_ids(workspace, ideas_done)
    return Facts(
        kudos=tx.kudos.given_by(workspace, leaders, first - EIGHT_WEEKS, last),
        received=tx.kudos.received_by(workspace, members, recent, last),
        work=work,
        first_replies=tx.replies.first_of(workspace, ideas),
        children=children,
        supporters=supporters_of(tx, workspace, ideas),
        stopped=tx.tests.stopped(workspace, ideas),
        unnamed=tx.people.unnamed(workspace, members | builders),
        seen_since=tx.kudos.first_at(workspace),
        adopted=adopted,
        finished=[(test, about[test.idea]) for test in tests if test.idea in about],
        helpful=[(answer, about[answer.idea]) for answer in helpful if answer.idea in about],
        in_person=tx.in_person.by(workspace, leaders, recent),
    )


def supporters_of(tx: Transaction, workspace: str, ideas: Collection[int]) -> Mapping[int, int]:
    """How many people support each of those ideas."""
    parts = tx.ideas.parts(workspace, ideas)
    return {idea: sum(part.part is Part.SUPPORT for part in found) for idea, found in parts.items()}


def _measures(
    tx: Transaction, teams: Sequence[Team], given: Sequence[Kudos], until: datetime
) -> Mapping[int, Measures]:
    """By team, of the four weeks up to then."""
    window = [kudos for kudos in given if until - FOUR_WEEKS <= kudos.given_at < until]
    by_leader = grouped(window, lambda kudos: kudos.giver)
    found = tx.measures.facts(teams, until)
    return {
        team.id: measure(found[team.id], [kudos.reason for kudos in by_leader.get(team.leader, ())])
        for team in teams
    }
