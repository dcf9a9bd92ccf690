"""Moves: which make sense, and to whom they are open."""

import pytest

from bot.domain.errors import MoveNotOpenError, MoveSenselessError
from bot.domain.ideas import Stage
from bot.domain.moves import Move, Role, after, check_open, moves_open

EVERY_ROLE = frozenset(Role)


@pytest.mark.parametrize("move", Move)
def test_an_adopted_idea_stays_adopted(move: Move) -> None:
    with pytest.raises(MoveSenselessError):
        after(Stage.ADOPTED, move)


def test_a_parked_idea_can_be_tested_after_all() -> None:
    assert after(Stage.PARKED, Move.TEST) is Stage.TESTING


def test_nobody_ends_a_test_that_does_not_run() -> None:
    for move in (Move.KEEP, Move.CHANGE, Move.BRANCH, Move.STOP, Move.DROP):
        with pytest.raises(MoveSenselessError):
            after(Stage.SHARED, move)


def test_anybody_may_test() -> None:
    assert moves_open(Stage.SHARED, frozenset()) == {Move.TEST}


def test_only_the_owner_says_what_came_of_a_test() -> None:
    with pytest.raises(MoveNotOpenError):
        check_open(Move.KEEP, EVERY_ROLE - {Role.OWNER})

    check_open(Move.KEEP, frozenset({Role.OWNER}))


@pytest.mark.parametrize("role", [Role.AUTHOR, Role.OWNER, Role.LEADER, Role.ADMIN])
@pytest.mark.parametrize("move", [Move.ADOPT, Move.PARK, Move.REOPEN])
def test_whoever_answers_for_it_decides(move: Move, role: Role) -> None:
    check_open(move, frozenset({role}))


def test_nobody_drops_a_test_by_hand() -> None:
    assert Move.DROP not in moves_open(Stage.TESTING, EVERY_ROLE)
