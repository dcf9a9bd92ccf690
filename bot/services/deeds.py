"""What was done since nudges were shown and promises made: gathered at once, from rows as now."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import timedelta

from bot.domain.ideas import Contribution, Idea, Part, Stage
from bot.domain.kudos import Kudos
from bot.domain.nudges import Deeds, Followed, KeptPromise, ShownNudge, nudges
from bot.domain.nudges.promise import NUDGE as PROMISE
from bot.domain.people import Recognition
from bot.domain.promises import Promise, judged
from bot.domain.sources import Source
from bot.kit.grouping import grouped
from bot.storage import Transaction

# Who was named for an adopted idea was perhaps named before the nudge about it.
BEFORE = timedelta(days=21)


def followed_by_now(tx: Transaction, shown: Sequence[ShownNudge]) -> Mapping[int, Followed]:
    """What followed these nudges of one workspace, by the rows as they are now."""
    if not shown:
        return {}
    promised = {nudge.leader for nudge in shown if nudge.kind == PROMISE.kind}
    since = min(nudge.shown_at for nudge in shown)
    promises = judged_now(tx, tx.promises.made_since(shown[0].workspace, promised, since))
    kept = [
        KeptPromise(each.id, each.leader, each.made_at, each.kept_at)
        for each in promises
        if each.kept_at
    ]
    deeds = replace(_gather(tx, shown), promises=grouped(kept, lambda promise: promise.leader))
    kinds = nudges()
    found = {
        nudge.id: kinds[nudge.kind].followed(nudge, deeds) for nudge in shown if nudge.kind in kinds
    }
    return {id: deed for id, deed in found.items() if deed}


def judged_now(tx: Transaction, promises: Sequence[Promise]) -> Sequence[Promise]:
    """Promises of one workspace, with whether they are kept."""
    deeds = _gather(tx, promises=promises)
    return [judged(promise, deeds) for promise in promises]


def _gather(
    tx: Transaction, shown: Sequence[ShownNudge] = (), promises: Sequence[Promise] = ()
) -> Deeds:
    """What may have followed these nudges, or kept these promises, of one workspace."""
    if not shown and not promises:
        return Deeds()
    workspace = shown[0].workspace if shown else promises[0].workspace
    leaders = {each.leader for each in shown} | {each.leader for each in promises}
    begun = [each.shown_at - BEFORE for each in shown] + [each.made_at for each in promises]
    ended = [each.followed_until for each in shown] + [each.until for each in promises]
    about = {id for nudge in shown for id in ideas_of(nudge)}
    ideas = tx.ideas.by_ids(workspace, about | {promise.aim.idea for promise in promises} - {0})
    adopted = [ideas[id] for id in about & ideas.keys() if ideas[id].stage is Stage.ADOPTED]
    thanks = [int(nudge.facts["kudos"]) for nudge in shown if "kudos" in nudge.facts]
    given = tx.kudos.given_by(workspace, leaders, min(begun), max(ended))
    asked = tx.deeds.questions(workspace, leaders, min(begun), max(ended))
    events = tx.deeds.parked(workspace, about & ideas.keys())
    return Deeds(
        ideas=ideas,
        kudos=grouped(given, lambda kudos: kudos.giver),
        thanks=frozenset(each.id for each in tx.kudos.by_ids(workspace, thanks)),
        rolls=rolls_of(tx, workspace, adopted),
        replies=tx.deeds.replies(workspace, ideas),
        tests=tx.tests.of(workspace, ideas),
        events=grouped(events, lambda event: event.idea),
        contributors=contributors_of(tx, workspace, adopted),
        questions=grouped(asked, lambda question: question.leader),
    )


def ideas_of(nudge: ShownNudge) -> frozenset[int]:
    """The ideas that it is about: one, some, or none."""
    listed = str(nudge.facts.get("ideas", ""))
    return frozenset(map(int, filter(None, listed.split(",")))) | ({nudge.idea} - {0})


def rolls_of(tx: Transaction, workspace: str, ideas: Collection[Idea]) -> Mapping[int, Kudos]:
    """The kudos that the credits rolls of these ideas gave."""
    sources = {Source.ROLL.of(idea.id): idea.id for idea in ideas}
    found = tx.kudos.by_sources(workspace, list(sources)) if sources else ()
    return {sources[kudos.source]: kudos for kudos in found}


def contributors_of(
    tx: Transaction, workspace: str, ideas: Collection[Idea]
) -> Mapping[int, frozenset[str]]:
    """Whom the credits roll of each is for: members with a part in it, or in what it grew from.

    As the roll itself has it: what is private elsewhere is not told, nor who wants no mention.
    """
    if not ideas:
        return {}
    lineages = tx.deeds.lineages(workspace, [idea.id for idea in ideas])
    families = frozenset(each for found in lineages.values() for each in found)
    parts, children = tx.ideas.parts(workspace, families), tx.ideas.built_on(workspace, families)
    people = {part.person for found in parts.values() for part in found}
    wishes = tx.people.recognition(workspace, people)
    spared = {person for person, wish in wishes.items() if wish is Recognition.NONE}
    nobody = tx.people.no_members(workspace, people) | spared | {""}

    def is_told(part: Contribution, home: Idea) -> bool:
        built = (each for each in children.get(part.idea, ()) if each.author == part.person)
        return part.part is not Part.BUILD or any(map(home.may_name, built))

    return {
        idea.id: frozenset(
            part.person
            for each in lineages[idea.id]
            for part in parts.get(each, ())
            if is_told(part, idea)
        )
        - nobody
        for idea in ideas
    }
