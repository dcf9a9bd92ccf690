"""Moves of ideas between stages: which are possible, and who may make them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.domain.errors import MoveNotOpenError, MoveSenselessError
from bot.domain.ideas import Stage


class Move(StrEnum):
    TEST = "test"  # somebody tests it
    KEEP = "keep"  # the test ended: it works
    CHANGE = "change"  # the test ended: once more, with what was learned
    BRANCH = "branch"  # the test ended: what was learned became an idea of its own
    STOP = "stop"  # the test ended: not this way, for what was learned
    DROP = "drop"  # the test ended without a word: its owner left
    ADOPT = "adopt"
    PARK = "park"
    REOPEN = "reopen"


class Role(StrEnum):
    """What somebody is to an idea."""

    AUTHOR = "author"
    OWNER = "owner"  # of the test that runs
    LEADER = "leader"  # of a team that its author is in
    ADMIN = "admin"  # of the workspace


_ENDS = {
    Move.KEEP: Stage.ADOPTED,
    Move.CHANGE: Stage.TESTING,
    Move.BRANCH: Stage.SHARED,
    Move.STOP: Stage.PARKED,
    Move.DROP: Stage.SHARED,
}
# What is adopted stays so: people were named for it.
_AFTER: Mapping[Stage, Mapping[Move, Stage]] = {
    Stage.SHARED: {
        Move.TEST: Stage.TESTING,
        Move.ADOPT: Stage.ADOPTED,
        Move.PARK: Stage.PARKED,
    },
    Stage.TESTING: {**_ENDS, Move.ADOPT: Stage.ADOPTED, Move.PARK: Stage.PARKED},
    Stage.PARKED: {Move.TEST: Stage.TESTING, Move.REOPEN: Stage.SHARED},
    Stage.ADOPTED: {},
}
WHO_WITHDRAW = frozenset({Role.AUTHOR, Role.ADMIN})
_WHO_DECIDE = frozenset({Role.AUTHOR, Role.OWNER, Role.LEADER, Role.ADMIN})
_OPEN_TO = {
    **dict.fromkeys((Move.KEEP, Move.CHANGE, Move.BRANCH, Move.STOP), frozenset({Role.OWNER})),
    **dict.fromkeys((Move.ADOPT, Move.PARK, Move.REOPEN), _WHO_DECIDE),
    Move.DROP: frozenset(),  # nobody: the bot itself does
}


def after(stage: Stage, move: Move) -> Stage:
    """The stage that the move leads to. Raises `MoveSenselessError`."""
    try:
        return _AFTER[stage][move]
    except KeyError:
        raise MoveSenselessError from None


def makes_sense(stage: Stage, move: Move) -> bool:
    return move in _AFTER[stage]


def check_open(move: Move, roles: frozenset[Role]) -> None:
    """Raises `MoveNotOpenError`. Anybody may test an idea."""
    if move is not Move.TEST and not roles & _OPEN_TO[move]:
        raise MoveNotOpenError


def moves_open(stage: Stage, roles: frozenset[Role]) -> frozenset[Move]:
    """What somebody with these roles may do with an idea at that stage."""
    return frozenset(move for move in _AFTER[stage] if move is Move.TEST or roles & _OPEN_TO[move])


class Happening(StrEnum):
    """What else happens to an idea, beside its moves."""

    SHARE = "share"
    EDIT = "edit"
    WITHDRAW = "withdraw"
    SUPPORT = "support"
    UNSUPPORT = "unsupport"
    BUILD = "build"  # another idea builds on it
    UNBUILD = "unbuild"  # and was taken back
    QUESTION = "question"  # somebody asked about it in its thread
    UNQUESTION = "unquestion"
    JOIN = "join"  # it builds on another idea: `other`


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened to an idea.

    `actor` is empty once they were forgotten. `other` is the idea that builds on it, or that it
    builds on. `reason` and `change` are words that were typed: why, what was learned, and what
    would change the answer.
    """

    workspace: str
    idea: int
    what: Move | Happening
    actor: str
    at: datetime
    reason: str = ""
    change: str = ""
    other: int = 0
    id: int = 0  # 0 until it is kept
