"""Ideas move: who may move them, and what people hear of it."""

from datetime import datetime, timedelta

import pytest

from bot.domain.errors import (
    AlreadyTestedError,
    IdeaTestOverError,
    MoveNotOpenError,
    MoveSenselessError,
)
from bot.domain.idea_tests import Outcome
from bot.domain.ideas import Idea, Part, Stage
from bot.domain.moves import Move
from bot.domain.outgoing import IdeaCard, IdeaParked, Outgoing, OwnerAsked
from bot.domain.people import Person
from bot.services.due import run_due
from bot.services.idea_tests import branch_test, end_test, open_test
from bot.services.ideas import share_idea, take_back_idea, toggle_support
from bot.services.moves import decide_idea
from bot.services.privacy import forget_person
from bot.storage import Store
from tests.services.replaying import replay
from tests.services.world import (
    DAY,
    MARKS,
    NOW,
    an_idea,
    known,
    led,
    said,
)

ANA, BEN, CHLOE, LEA = (Person("T1", id, id) for id in ("UANA", "UBEN", "UCHLOE", "ULEA"))
ADMIN = Person("T1", "UADA", "Ada", is_admin=True)


def stage(store: Store, idea: Idea) -> Stage:
    with store.read() as tx:
        found = tx.ideas.by_id("T1", idea.id)
    assert found
    return found.stage


def test_who_asks_for_a_test_owns_it(store: Store) -> None:
    idea = an_idea(store)

    test = open_test(store, idea.id, BEN, "is it quieter?", NOW)

    assert (test.owner, test.round, test.ends_at) == ("UBEN", 1, NOW + 7 * DAY)
    assert stage(store, idea) is Stage.TESTING


def test_of_two_who_want_to_test_one_does(store: Store) -> None:
    idea = an_idea(store)
    open_test(store, idea.id, BEN, "is it quieter?", NOW)

    with pytest.raises(AlreadyTestedError):
        open_test(store, idea.id, CHLOE, "is it?", NOW)


def test_a_test_that_worked_is_an_adopted_idea(store: Store) -> None:
    idea = an_idea(store)
    test = open_test(store, idea.id, BEN, "is it quieter?", NOW)

    end_test(store, test.id, BEN, Move.KEEP, "much", NOW + DAY)

    assert stage(store, idea) is Stage.ADOPTED


def test_a_changed_test_goes_another_round(store: Store) -> None:
    idea = an_idea(store)
    test = open_test(store, idea.id, BEN, "is it quieter?", NOW)

    end_test(store, test.id, BEN, Move.CHANGE, "mornings only", NOW + DAY)

    with store.read() as tx:
        first, second = tx.tests.of("T1", [idea.id])[idea.id]
    assert (first.outcome, first.learned) == (Outcome.CHANGED, "mornings only")
    assert (second.round, second.owner, second.is_open) == (2, "UBEN", True)


def test_what_was_learned_can_become_an_idea_of_its_own(store: Store) -> None:
    idea = an_idea(store)
    test = open_test(store, idea.id, BEN, "is it quieter?", NOW)
    grown = Idea("T1", "UBEN", "quiet mornings", NOW + DAY, "branch", "C1")

    child = branch_test(store, test.id, BEN, "mornings are what counts", grown)

    assert child is not None
    assert child.parents == (idea.id,)
    assert stage(store, idea) is Stage.SHARED


def test_a_test_ends_once_and_by_its_owner_alone(store: Store) -> None:
    idea = an_idea(store)
    test = open_test(store, idea.id, BEN, "is it quieter?", NOW)

    with pytest.raises(MoveNotOpenError):
        end_test(store, test.id, ANA, Move.KEEP, "yes", NOW)
    end_test(store, test.id, BEN, Move.STOP, "no", NOW)
    with pytest.raises(IdeaTestOverError):
        end_test(store, test.id, BEN, Move.KEEP, "yes", NOW)


def test_the_author_of_a_parked_idea_reads_why_before_the_card_says_it(store: Store) -> None:
    led(store)
    idea = an_idea(store)
    said(store)

    decide_idea(store, idea.id, LEA, Move.PARK, NOW, reason="no budget", change="next year's")

    told, card = said(store)
    assert isinstance(told, IdeaParked)
    assert (told.by, told.reason, told.change) == ("ULEA", "no budget", "next year's")
    assert isinstance(card, IdeaCard)
    assert card.idea.stage is Stage.PARKED


def test_it_is_up_to_author_leader_and_admin(store: Store) -> None:
    led(store)
    for by in (ANA, LEA, ADMIN):
        idea = an_idea(store, at=NOW - timedelta(minutes=hash(by.id) % 1_000))
        decide_idea(store, idea.id, by, Move.ADOPT, NOW)
        assert stage(store, idea) is Stage.ADOPTED

    other = an_idea(store, at=NOW - 2 * DAY)
    with pytest.raises(MoveNotOpenError):
        decide_idea(store, other.id, CHLOE, Move.ADOPT, NOW)


def test_a_parked_idea_is_taken_up_again(store: Store) -> None:
    idea = an_idea(store)
    decide_idea(store, idea.id, ANA, Move.PARK, NOW, reason="not now", change="in spring")

    decide_idea(store, idea.id, ANA, Move.REOPEN, NOW)

    assert stage(store, idea) is Stage.SHARED
    with pytest.raises(MoveSenselessError):
        decide_idea(store, idea.id, ANA, Move.REOPEN, NOW)


def test_the_owner_is_asked_reminded_once_and_left_in_peace(store: Store) -> None:
    idea = an_idea(store)
    open_test(store, idea.id, BEN, "is it quieter?", NOW)
    said(store)

    asked = [
        [each for each in said_at(store, NOW + days * DAY) if isinstance(each, OwnerAsked)]
        for days in (6, 7, 8, 9, 10, 11, 12, 20)
    ]

    assert [len(each) for each in asked] == [0, 1, 0, 1, 0, 0, 0, 0]
    assert [each.is_again for told in asked for each in told] == [False, True]


def test_after_a_pause_of_the_bot_the_owner_is_asked_once_and_reminded_later(store: Store) -> None:
    idea = an_idea(store)
    open_test(store, idea.id, BEN, "is it quieter?", NOW)
    said(store)

    asked = [
        [each for each in said_at(store, NOW + days * DAY) if isinstance(each, OwnerAsked)]
        for days in (20, 21, 22, 24)
    ]

    assert [[each.is_again for each in told] for told in asked] == [[False], [], [True], []]


def said_at(store: Store, at: datetime) -> list[Outgoing]:
    run_due(store, at)
    return said(store, at)


def test_the_test_of_somebody_who_left_ends_by_itself(store: Store) -> None:
    idea = an_idea(store)
    open_test(store, idea.id, BEN, "is it quieter?", NOW)
    known(store, "UBEN", is_deactivated=True)

    run_due(store, NOW + 7 * DAY)

    assert stage(store, idea) is Stage.SHARED


def test_a_withdrawn_idea_leaves_its_contributors_to_what_was_built_on_it(store: Store) -> None:
    first = an_idea(store)
    toggle_support(store, "T1", first.id, "UCHLOE", NOW)
    child = share_idea(
        store, Idea("T1", "UBEN", "and plants", NOW, "child", "C1", parents=(first.id,))
    )
    assert child

    with store.begin() as tx:
        take_back_idea(tx, first, NOW, "bulb")

    with store.read() as tx:
        assert tx.ideas.by_id("T1", first.id) is None
        assert tx.families.ancestors(child) == {first.id}
        parts = {(each.person, each.part) for each in tx.ideas.parts("T1", [first.id])[first.id]}
    assert parts == {
        ("UANA", Part.AUTHOR),
        ("UBEN", Part.BUILD),
        ("UCHLOE", Part.SUPPORT),
    }


def test_a_withdrawn_idea_goes_for_good_with_the_last_that_builds_on_it(store: Store) -> None:
    first = an_idea(store)
    child = share_idea(
        store, Idea("T1", "UBEN", "and plants", NOW, "child", "C1", parents=(first.id,))
    )
    assert child

    with store.begin() as tx:
        take_back_idea(tx, first, NOW, "bulb")
        take_back_idea(tx, child, NOW, "bulb")

    with store.read() as tx:
        assert tx.moves.of("T1", first.id) == []
        assert tx.ideas.parts("T1", [first.id]) == {}


def test_who_is_forgotten_leaves_no_test_open(store: Store) -> None:
    idea = an_idea(store)
    open_test(store, idea.id, BEN, "is it quieter?", NOW)

    forget_person(store, "T1", "UBEN", MARKS, NOW)

    assert stage(store, idea) is Stage.SHARED
    with store.read() as tx:
        history = replay(tx.moves.of("T1", idea.id))
    assert history.parts == {("UANA", Part.AUTHOR)}
