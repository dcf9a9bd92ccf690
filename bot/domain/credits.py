"""The credits roll of an adopted idea: everybody who had a part in it, or in what it grew from."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.domain.ideas import Contribution, Idea, Part


class Did(StrEnum):
    """What somebody is named for, in the order in which the roll names it."""

    AUTHOR = "author"
    TEST = "test"
    BUILD = "build"
    QUESTION = "question"
    SUPPORT = "support"
    ANCESTOR = "ancestor"  # had an idea that it grew from
    HELPED = "helped"  # had a part in an idea that it grew from
    NAMED = "named"  # whoever posts the roll knows for what


@dataclass(frozen=True, slots=True)
class RollEntry:
    person: str
    did: tuple[Did, ...]


_ORDER = {did: place for place, did in enumerate(Did)}


def roll(idea: Idea, parts: Mapping[int, Sequence[Contribution]]) -> tuple[RollEntry, ...]:
    """Everybody with a part in the idea or its ancestors, once, whoever did most directly first.

    `parts` are those of the idea and of every ancestor, by idea.
    """
    did: defaultdict[str, set[Did]] = defaultdict(set)
    since: dict[str, datetime] = {}
    for contribution in (each for found in parts.values() for each in found):
        person = contribution.person
        did[person].add(_as_named(contribution, idea))
        since[person] = min(since.get(person, contribution.at), contribution.at)
    credits_ = [
        RollEntry(person, tuple(sorted(_without_less(what), key=_ORDER.__getitem__)))
        for person, what in did.items()
    ]
    return tuple(
        sorted(credits_, key=lambda each: (_ORDER[each.did[0]], since[each.person], each.person))
    )


def with_only(credits_: Sequence[RollEntry], people: Collection[str]) -> tuple[RollEntry, ...]:
    """The entries of these people, and new ones for those whom the roll does not have."""
    known = {credit.person for credit in credits_}
    kept = [credit for credit in credits_ if credit.person in people]
    added = [RollEntry(person, (Did.NAMED,)) for person in people if person not in known]
    return (*kept, *added)


def _as_named(contribution: Contribution, idea: Idea) -> Did:
    if contribution.idea == idea.id:
        return Did(contribution.part.value)
    return Did.ANCESTOR if contribution.part is Part.AUTHOR else Did.HELPED


def _without_less(what: set[Did]) -> set[Did]:
    """Leave out a part in the parents where somebody did more for the idea itself."""
    return what - {Did.HELPED} if len(what) > 1 else what
