"""Tests of ideas: somebody opens one, is asked what came of it, and says so."""

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime

from bot.domain.errors import (
    AlreadyTestedError,
    IdeaTestOverError,
    LessonMissingError,
    check_length,
)
from bot.domain.idea_tests import (
    DAYS_PROPOSED,
    OUTCOMES,
    WORDS_LIMIT,
    Asked,
    IdeaTest,
    Outcome,
    check_question,
    ends_at,
)
from bot.domain.ideas import Idea, Part
from bot.domain.moves import Move, Role, after, check_open
from bot.domain.people import Person
from bot.services.cards import refresh_cards
from bot.services.ideas import held_idea, keep_idea, present_idea
from bot.services.moves import make_move
from bot.services.rounds import ask_owner, end_round
from bot.storage import Store, Transaction

AT_ONCE = 100  # tests in one transaction
_NEXT = {Asked.NOT_YET: Asked.ONCE, Asked.ONCE: Asked.TWICE, Asked.TWICE: Asked.WAITING}


def open_test(
    store: Store, idea: int, owner: Person, question: str, now: datetime, days: int = DAYS_PROPOSED
) -> IdeaTest:
    """Whoever asks for it runs it.

    Raises `IdeaGoneError`, `AlreadyTestedError`, `MoveSenselessError`, `QuestionMissingError`,
    `TooLongError` and `DaysOutOfRangeError`.
    """
    check_question(question)
    until = ends_at(now, days)
    with store.begin() as tx:
        found = untested(tx, held_idea(tx, owner.workspace, idea))
        test = _open_round(tx, found, owner.id, question, now, until)
        make_move(tx, found, Move.TEST, owner.id, now, reason=question)
        return test


def idea_to_test(store: Store, workspace: str, idea: int) -> Idea:
    """Before a question is asked for. Raises as `open_test` does."""
    with store.read() as tx:
        return untested(tx, present_idea(tx, workspace, idea))


def running_test(store: Store, test: int, by: Person, move: Move) -> tuple[IdeaTest, Idea]:
    """Before it is asked what was learned. Raises as `end_test` does."""
    with store.read() as tx:
        return _running(tx, test, by, move)


def end_test(store: Store, test: int, by: Person, move: Move, learned: str, now: datetime) -> Idea:
    """Its owner says what came of it: `KEEP`, `CHANGE` (another round begins), or `STOP`.

    Raises `IdeaTestOverError`, `MoveNotOpenError`, `LessonMissingError` and `TooLongError`.
    """
    _check_lesson(learned)
    with store.begin() as tx:
        ended, idea = _end(tx, test, by, move, learned, now)
        if move is Move.CHANGE:
            until = ends_at(now, DAYS_PROPOSED)
            _open_round(tx, idea, ended.owner, ended.question, now, until)
            refresh_cards(tx, idea.workspace, [idea.id], now)
        return idea


def branch_test(store: Store, test: int, by: Person, learned: str, idea: Idea) -> Idea | None:
    """It ends as changed: what was learned became `idea`, which builds on the one tested.

    None when that is already kept. Raises as `end_test` does.
    """
    _check_lesson(learned)
    with store.begin() as tx:
        _, parent = _end(tx, test, by, Move.BRANCH, learned, idea.shared_at)
        return keep_idea(tx, replace(idea, parents=(parent.id,)))


def drop_tests_of(tx: Transaction, workspace: str, owners: Collection[str], now: datetime) -> None:
    """They left: their tests end without a word, and the ideas are open to others."""
    tested = {test.idea for test in tx.tests.owned_by(workspace, owners)}
    if held := tx.ideas.held(workspace, tested):
        for test in tx.tests.owned_by(workspace, owners):  # those that still run
            if test.idea in held:
                _drop(tx, test, held[test.idea], now)


def ask_due_owners(store: Store, now: datetime) -> int:
    """Ask the owners of tests that ended what came of them; answers how many. Twice does no harm.

    Silence is reminded of once; after that the card shows that it waits.
    """
    return store.do_all(lambda tx: tx.tests.due(now, AT_ONCE), lambda tx, test: _ask(tx, test, now))


def _check_lesson(learned: str) -> None:
    if not learned.strip():
        raise LessonMissingError
    check_length(learned, WORDS_LIMIT, "learned")


def _open_round(
    tx: Transaction, idea: Idea, owner: str, question: str, now: datetime, until: datetime
) -> IdeaTest:
    rounds = tx.tests.of(idea.workspace, [idea.id]).get(idea.id, ())
    test = IdeaTest(idea.workspace, idea.id, owner, question, len(rounds) + 1, now, until)
    kept = tx.tests.add(test)
    if kept is None:  # it is held, so nobody else can have been faster
        raise AlreadyTestedError(name=tx.people.names(idea.workspace, [owner])[0])
    tx.ideas.add_part(idea.workspace, idea.id, owner, Part.TEST, now)
    return replace(test, id=kept)


def _end(
    tx: Transaction, id_: int, by: Person, move: Move, learned: str, now: datetime
) -> tuple[IdeaTest, Idea]:
    if found := tx.tests.by_id(by.workspace, id_):
        tx.ideas.hold(by.workspace, [found.idea])
    test, idea = _running(tx, id_, by, move)
    end_round(tx, test, OUTCOMES[move], now, learned=learned)
    moved = make_move(tx, idea, move, by.id, now, reason=learned)
    return test, moved


def _running(tx: Transaction, id_: int, by: Person, move: Move) -> tuple[IdeaTest, Idea]:
    test = tx.tests.by_id(by.workspace, id_)
    if test is None or not test.is_open:
        raise IdeaTestOverError
    check_open(move, frozenset({Role.OWNER}) if by.id == test.owner else frozenset())
    return test, present_idea(tx, by.workspace, test.idea)


def untested(tx: Transaction, idea: Idea) -> Idea:
    """The idea, which may be tested now. Raises as `open_test` does."""
    if runs := tx.tests.open_of(idea.workspace, idea.id):
        raise AlreadyTestedError(name=tx.people.names(idea.workspace, [runs.owner])[0])
    after(idea.stage, Move.TEST)
    return idea


def _ask(tx: Transaction, test: IdeaTest, now: datetime) -> None:
    idea = tx.ideas.by_id(test.workspace, test.idea)
    if idea is None:  # nobody is asked about what is gone
        end_round(tx, test, Outcome.DROPPED, now)
        return
    if test.owner in tx.people.no_members(test.workspace, [test.owner]):
        _drop(tx, test, idea, now)
        return
    asked = replace(test, asked=_NEXT[test.asked])
    tx.tests.save(asked, now)
    if asked.asked is Asked.WAITING:
        refresh_cards(tx, test.workspace, [test.idea], now)
    else:
        ask_owner(tx, asked, idea, now)


def _drop(tx: Transaction, test: IdeaTest, idea: Idea, now: datetime) -> None:
    end_round(tx, test, Outcome.DROPPED, now)
    make_move(tx, idea, Move.DROP, test.owner, now)
