"""When an idea is adopted, everybody who had a part in it is named."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.domain.credits import RollEntry, roll, with_only
from bot.domain.errors import (
    NobodyToNameError,
    NotAdoptedError,
    RollNotYoursError,
    RollPostedError,
    check_length,
)
from bot.domain.idea_tests import WORDS_LIMIT
from bot.domain.ideas import Contribution, Idea, Part, Stage
from bot.domain.kudos import REASON_LIMIT, Kudos
from bot.domain.moves import Move
from bot.domain.outgoing import RollAnswered, RollPosted, RollProposed
from bot.domain.people import Person, Recognition
from bot.domain.sources import Source
from bot.kit.mrkdwn import shorten
from bot.services.ideas import held_idea, present_idea
from bot.services.kudos import keep_kudos, post_key, tell_each
from bot.storage import Store, Transaction


@dataclass(frozen=True, slots=True)
class Draft:
    """The roll as it would be posted, and the owners of the idea's tests, the last one last."""

    idea: Idea
    credits: tuple[RollEntry, ...]
    owners: tuple[str, ...] = ()

    @property
    def owner(self) -> str | None:
        """Who ran the test that led to it, if any."""
        return self.owners[-1] or None if self.owners else None


def propose_roll(tx: Transaction, idea: Idea, to: str, now: datetime) -> None:
    """Whoever adopted it is shown the roll, to edit and post, or to leave it to the owner."""
    draft = _draft(tx, idea)
    owner = draft.owner if draft.owner != to else None
    tx.outbox.put(
        RollProposed(idea, draft.credits, owner),
        workspace=idea.workspace,
        to=to,
        once=_proposal(idea, to),
        lane=_key(idea),
        at=now,
    )


def roll_of(store: Store, idea: int, by: Person) -> Draft:
    """The draft, for somebody who may post it.

    Raises `IdeaGoneError`, `NotAdoptedError`, `RollNotYoursError` and `RollPostedError`.
    """
    with store.read() as tx:
        return _draft_for(tx, present_idea(tx, by.workspace, idea), by)


def leave_roll(store: Store, idea: int, by: Person, now: datetime) -> str:
    """Leave it to the owner of the test: they are asked, and answered. Raises as `roll_of` does."""
    with store.begin() as tx:
        draft = _draft_for(tx, held_idea(tx, by.workspace, idea), by)
        if draft.owner is None or draft.owner == by.id:
            raise RollNotYoursError
        propose_roll(tx, draft.idea, draft.owner, now)
        return draft.owner


def post_roll(
    store: Store, idea: int, by: Person, people: Sequence[Person], words: str, now: datetime
) -> None:
    """Name these people in the idea's channel; it is also kudos to them from who posts it.

    Who prefers to be thanked privately is told alone, and who wants no mention is in neither.

    Raises as `roll_of` does, and `NobodyToNameError` and `TooLongError`.
    """
    check_length(words, WORDS_LIMIT)
    chosen = [person.id for person in people if person.is_member]
    if not chosen:
        raise NobodyToNameError
    with store.begin() as tx:
        draft = _draft_for(tx, held_idea(tx, by.workspace, idea), by)
        credits_ = with_only(draft.credits, chosen)
        wishes = tx.people.recognition(by.workspace, chosen)
        kudos = _thank(tx, draft.idea, by.id, credits_, wishes, now)
        named = _those(credits_, wishes, Recognition.PUBLIC)
        posted = RollPosted(draft.idea, by.id, named, words, kudos)
        is_new = tx.outbox.put(
            posted,
            workspace=by.workspace,
            to=draft.idea.channel,
            once=post_key(kudos) if kudos else _key(draft.idea),
            at=now,
        )
        if not is_new:
            raise RollPostedError
        _answer_proposals(tx, draft, by.id, now)


def _draft_for(tx: Transaction, idea: Idea, by: Person) -> Draft:
    if idea.stage is not Stage.ADOPTED:
        raise NotAdoptedError
    draft = _draft(tx, idea)
    is_leader = tx.teams.leads(by.workspace, by.id, idea.author)
    if not (by.id == idea.author or by.id in draft.owners or is_leader or by.is_admin):
        raise RollNotYoursError
    if tx.outbox.is_known(by.workspace, _key(idea)) or tx.kudos.is_known(by.workspace, _key(idea)):
        raise RollPostedError
    return draft


def _draft(tx: Transaction, idea: Idea) -> Draft:
    found = roll(idea, _parts_told(tx, idea))
    people = [credit.person for credit in found]
    unnamed = tx.people.no_members(idea.workspace, people) | {""}
    wishes = tx.people.recognition(idea.workspace, people)
    rounds = tx.tests.of(idea.workspace, [idea.id]).get(idea.id, ())
    return Draft(
        idea,
        tuple(
            credit
            for credit in found
            if credit.person not in unnamed and wishes.get(credit.person) is not Recognition.NONE
        ),
        owners=tuple(each.owner for each in rounds),
    )


def _parts_told(tx: Transaction, idea: Idea) -> Mapping[int, Sequence[Contribution]]:
    """Everybody's parts in it and in what it grew from, as they may be told in its channel."""
    family = {idea.id} | tx.families.ancestors(idea)
    parts = tx.ideas.parts(idea.workspace, family)
    built = tx.families.builders(idea.workspace, family, idea.channel)
    return {
        id_: [each for each in found if each.part is not Part.BUILD or (id_, each.person) in built]
        for id_, found in parts.items()
    }


def _thank(
    tx: Transaction,
    idea: Idea,
    by: str,
    credits_: Sequence[RollEntry],
    wishes: dict[str, Recognition],
    now: datetime,
) -> int | None:
    """The roll counts as kudos, whose id is answered; None when there is nobody else to thank."""
    named = _those(credits_, wishes, Recognition.PUBLIC, Recognition.PRIVATE)
    receivers = tuple(credit.person for credit in named if credit.person != by)
    if not receivers:
        return None
    reason = shorten(idea.text, REASON_LIMIT)
    source, is_private = _key(idea), idea.is_private
    kudos = Kudos(
        idea.workspace, by, receivers, reason, now, source, idea.channel, is_private=is_private
    )
    kept = keep_kudos(tx, kudos)
    if kept is None:
        return None
    alone = {credit.person for credit in _those(credits_, wishes, Recognition.PRIVATE)}
    told = (receiver for receiver in receivers if receiver in alone)
    tell_each(tx, kept, told, "" if is_private else reason)
    return kept.id


def _answer_proposals(tx: Transaction, draft: Draft, by: str, now: datetime) -> None:
    """Nobody is asked any more for what is done."""
    idea, asked = draft.idea, set(draft.owners)
    workspace = idea.workspace
    if adopted := tx.moves.last(workspace, idea.id, Move.ADOPT, Move.KEEP):
        asked.add(adopted.actor)
    for person in sorted(asked - {""}):
        if tx.outbox.is_known(workspace, _proposal(idea, person)):
            tx.outbox.put(
                RollAnswered(idea, by),
                workspace=workspace,
                to=person,
                once=f"{_proposal(idea, person)}:over",
                lane=_key(idea),
                edits=_proposal(idea, person),
                at=now,
            )


def _those(
    credits_: Collection[RollEntry], wishes: dict[str, Recognition], *wanted: Recognition
) -> tuple[RollEntry, ...]:
    return tuple(
        credit for credit in credits_ if wishes.get(credit.person, Recognition.PUBLIC) in wanted
    )


def _key(idea: Idea) -> str:
    return Source.ROLL.of(idea.id)


def _proposal(idea: Idea, to: str) -> str:
    return f"{_key(idea)}:proposed:{to}"
