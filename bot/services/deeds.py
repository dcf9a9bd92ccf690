"""What was done since nudges were shown: gathered for many at once, from rows as they are now."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import timedelta
from typing import TypeVar

from bot.domain.ideas import Contribution, Idea, Part, Stage
from bot.domain.kudos import Kudos
from bot.domain.nudges import Deeds, ShownNudge
from bot.domain.people import Recognition
from bot.domain.promises import Promise
from bot.domain.sources import Source
from bot.storage import Transaction

# Who was named for an adopted idea was perhaps named before the nudge about it.
BEFORE = timedelta(days=21)
Deed = TypeVar("Deed")


def gather_deeds(tx: Transaction, shown: Sequence[ShownNudge]) -> Deeds:
    """What may have followed these nudges of one workspace."""
    if not shown:
        return Deeds()
    workspace = shown[0].workspace
    since = min(nudge.shown_at for nudge in shown)
    until = max(nudge.followed_until for nudge in shown)
    leaders = {nudge.leader for nudge in shown}
    ideas = tx.ideas.by_ids(workspace, {id for nudge in shown for id in ideas_of(nudge)})
    adopted = [idea for idea in ideas.values() if idea.stage is Stage.ADOPTED]
    thanks = [nudge.facts["kudos"] for nudge in shown if "kudos" in nudge.facts]
    given = tx.kudos.given_by(workspace, leaders, since - BEFORE, until)
    asked = tx.deeds.questions(workspace, leaders, since, until)
    kept = tx.deeds.kept_promises(workspace, leaders, since)
    events = tx.moves.by_ids(workspace, tx.deeds.parked(workspace, ideas))
    return Deeds(
        ideas=ideas,
        kudos=_by(given, lambda kudos: kudos.giver),
        thanks=frozenset(each.id for each in tx.kudos.by_ids(workspace, list(map(int, thanks)))),
        rolls=rolls_of(tx, workspace, adopted),
        replies={id: tuple(found) for id, found in tx.deeds.replies(workspace, ideas).items()},
        tests={id: tuple(found) for id, found in tx.tests.of(workspace, ideas).items()},
        events=_by(events, lambda event: event.idea),
        contributors=contributors_of(tx, workspace, adopted),
        questions=_by(asked, lambda question: question.leader),
        promises=_by(kept, lambda promise: promise.leader),
    )


def gather_done(tx: Transaction, promises: Sequence[Promise]) -> Deeds:
    """What may have kept these promises of one workspace."""
    if not promises:
        return Deeds()
    workspace, leaders = promises[0].workspace, {promise.leader for promise in promises}
    since = min(promise.made_at for promise in promises)
    until = max(promise.until for promise in promises)
    ideas = tx.ideas.by_ids(workspace, {promise.aim.idea for promise in promises} - {0})
    given = tx.kudos.given_by(workspace, leaders, since, until)
    asked = tx.deeds.questions(workspace, leaders, since, until)
    return Deeds(
        kudos=_by(given, lambda kudos: kudos.giver),
        replies={id: tuple(found) for id, found in tx.deeds.replies(workspace, ideas).items()},
        tests={id: tuple(found) for id, found in tx.tests.of(workspace, ideas).items()},
        questions=_by(asked, lambda question: question.leader),
    )


def ideas_of(nudge: ShownNudge) -> frozenset[int]:
    """The ideas that it is about: one, some, or none."""
    listed = str(nudge.facts.get("ideas", ""))
    return frozenset(map(int, filter(None, listed.split(",")))) | ({nudge.idea} - {0})


def rolls_of(tx: Transaction, workspace: str, ideas: Iterable[Idea]) -> Mapping[int, Kudos]:
    """The kudos that the credits rolls of these ideas gave."""
    sources = {Source.ROLL.of(idea.id): idea.id for idea in ideas}
    found = tx.kudos.by_sources(workspace, list(sources))
    return {sources[kudos.source]: kudos for kudos in found}


def contributors_of(
    tx: Transaction, workspace: str, ideas: Collection[Idea]
) -> Mapping[int, frozenset[str]]:
    """Whom the credits roll of each is for: members with a part in it, or in what it grew from.

    As the roll itself has it: what is private elsewhere is not told, nor who wants no mention.
    """
    lineages = tx.deeds.lineages(workspace, {idea.id: idea.channel for idea in ideas})
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


Key = TypeVar("Key")


def _by(deeds: Iterable[Deed], key: Callable[[Deed], Key]) -> dict[Key, tuple[Deed, ...]]:
    found: defaultdict[Key, list[Deed]] = defaultdict(list)
    for deed in deeds:
        found[key(deed)].append(deed)
    return {one: tuple(theirs) for one, theirs in found.items()}
