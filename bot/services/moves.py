"""Ideas move: adopted, parked, taken up again. Tests have a file of their own."""

from dataclasses import dataclass, replace
from datetime import datetime

from bot.domain.errors import AnswerChangeMissingError, ParkingReasonMissingError, check_length
from bot.domain.idea_tests import WORDS_LIMIT, Outcome
from bot.domain.ideas import Idea, Stage
from bot.domain.moves import WHO_WITHDRAW, Event, Move, Role, after, check_open, moves_open
from bot.domain.outgoing import IdeaParked
from bot.domain.people import Person
from bot.services.cards import card_lane, refresh_cards
from bot.services.credits import propose_roll
from bot.services.ideas import held_idea, present_idea
from bot.services.notices import tell_contributors
from bot.services.rounds import end_round
from bot.storage import Store, Transaction


def decide_idea(
    store: Store,
    idea: int,
    by: Person,
    move: Move,
    now: datetime,
    *,
    reason: str = "",
    change: str = "",
) -> Idea:
    """Adopt it, open it again, or park it: for that reason, until `change`.

    The author of what is parked reads it before anybody else.

    Raises `IdeaGoneError`, `MoveNotOpenError` and `MoveSenselessError`, and for parking
    `ParkingReasonMissingError`, `AnswerChangeMissingError` and `TooLongError`.
    """
    if move is Move.PARK and not reason.strip():
        raise ParkingReasonMissingError
    if move is Move.PARK and not change.strip():
        raise AnswerChangeMissingError
    check_length(reason, WORDS_LIMIT)
    check_length(change, WORDS_LIMIT, "change")
    with store.begin() as tx:
        found = held_idea(tx, by.workspace, idea)
        check_open(move, roles_in(tx, found, by))
        if test := tx.tests.open_of(by.workspace, idea):  # decided while it still runs
            end_round(tx, test, Outcome.DROPPED, now)
        return make_move(tx, found, move, by.id, now, reason=reason, change=change)


@dataclass(frozen=True, slots=True)
class Choices:
    """What somebody may do with an idea as it stands now."""

    idea: Idea
    moves: frozenset[Move]
    roles: frozenset[Role]

    @property
    def is_author(self) -> bool:
        return Role.AUTHOR in self.roles

    def check(self, move: Move) -> None:
        """Raises `MoveSenselessError` and `MoveNotOpenError`."""
        after(self.idea.stage, move)
        check_open(move, self.roles)

    @property
    def may_withdraw(self) -> bool:
        return self.idea.stage is not Stage.ADOPTED and bool(self.roles & WHO_WITHDRAW)


def choices_of(store: Store, idea: int, person: Person) -> Choices:
    """Raises `IdeaGoneError`."""
    with store.read() as tx:
        found = present_idea(tx, person.workspace, idea)
        roles = roles_in(tx, found, person)
    return Choices(found, moves_open(found.stage, roles), roles)


def roles_in(tx: Transaction, idea: Idea, person: Person) -> frozenset[Role]:
    """What that person is to the idea."""
    test = tx.tests.open_of(idea.workspace, idea.id)
    roles = {
        Role.AUTHOR: person.id == idea.author,
        Role.OWNER: test is not None and person.id == test.owner,
        Role.LEADER: tx.teams.leads(idea.workspace, person.id, idea.author),
        Role.ADMIN: person.is_admin,
    }
    return frozenset(role for role, is_theirs in roles.items() if is_theirs)


def make_move(
    tx: Transaction,
    idea: Idea,
    move: Move,
    by: str,
    now: datetime,
    *,
    reason: str = "",
    change: str = "",
) -> Idea:
    """Let it happen: the stage, the history, and the card, in the caller's transaction.

    Raises `MoveSenselessError`. Whether the move is open to them was asked before.
    """
    moved = replace(idea, stage=after(idea.stage, move), stage_at=now)
    tx.ideas.change(idea.workspace, idea.id, stage=moved.stage, stage_at=now)
    event = tx.moves.add(Event(idea.workspace, idea.id, move, by, now, reason, change))
    knows = {by}
    if move in (Move.PARK, Move.STOP) and by != idea.author:
        _tell_author(tx, IdeaParked(idea, by, reason, change), now)
        knows.add(idea.author)
    refresh_cards(tx, idea.workspace, [idea.id], now)
    tell_contributors(tx, moved, event, move, now, but=knows)
    if moved.stage is Stage.ADOPTED:
        propose_roll(tx, moved, by, now)
    return moved


def _tell_author(tx: Transaction, parked: IdeaParked, now: datetime) -> None:
    """Ahead of the card in its lane: nobody learns from a channel that their idea is parked."""
    idea = parked.idea
    tx.outbox.put(
        parked,
        workspace=idea.workspace,
        to=idea.author,
        once=f"idea:{idea.id}:parked:{now.isoformat()}",
        lane=card_lane(idea.id),
        at=now,
    )
