"""What two people do at the same time on PostgreSQL: they wait for each other one way round.

SQLite has one writer, so there is nothing to see.
"""

import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from functools import partial
from typing import Any

import pytest

from bot.domain.errors import IdeaGoneError
from bot.domain.idea_tests import Outcome
from bot.domain.ideas import Idea, Stage
from bot.domain.moves import Move
from bot.domain.people import Person
from bot.services.authors import edit_own_idea, withdraw_idea
from bot.services.captures import refuse_capture
from bot.services.combining import close_silent_requests, combine_ideas
from bot.services.idea_tests import ask_due_owners, open_test
from bot.services.ideas import share_idea, take_back_idea
from bot.services.moves import make_move
from bot.services.people import learn_people
from bot.services.rounds import end_round
from bot.storage import Store, Transaction
from tests.services.world import DAY, MARKS, NOW, edit, erase, kept_idea, say
from tests.storage.test_outbox import waiting_for_locks

ANA, BEN = Person("T1", "UANA", "Ana"), Person("T1", "UBEN", "Ben")


@pytest.fixture
def store(postgresql_url: str) -> Iterator[Store]:
    with closing(Store(postgresql_url, pool_size=4)) as opened:
        yield opened


def shared(store: Store, text: str = "a quieter office", **more: Any) -> Idea:
    given = {"author": "UANA", "source": f"s:{text}", "channel": "C1", **more}
    idea = share_idea(store, Idea("T1", text=text, shared_at=NOW, **given))
    assert idea
    return idea


def meanwhile(
    store: Store, held: Idea, change: Callable[[], object], act: Callable[[Transaction], object]
) -> None:
    """Somebody holds that idea, and acts when the change already waits for it."""
    with ThreadPoolExecutor(1) as threads:
        with store.begin() as tx:
            tx.ideas.hold("T1", [held.id])
            changing = threads.submit(change)
            while not (changing.done() or waiting_for_locks(store)):
                time.sleep(0.01)
            act(tx)
        changing.result(10)


def holding(idea: Idea) -> Callable[[Transaction], None]:
    """Whoever waits for the idea that is held must not have this one."""
    return lambda tx: tx.ideas.hold("T1", [idea.id])


def test_who_edits_an_idea_holds_it_with_those_that_name_it(store: Store) -> None:
    similar, idea = shared(store), shared(store, "a quieter office today")

    change = partial(edit_own_idea, store, idea.id, ANA, "a silent office", NOW)

    meanwhile(store, similar, change, holding(idea))


def test_who_withdraws_an_idea_holds_it_with_those_that_name_it(store: Store) -> None:
    similar, idea = shared(store), shared(store, "a quieter office today")

    change = partial(withdraw_idea, store, idea.id, ANA, MARKS, NOW)

    meanwhile(store, similar, change, holding(idea))


def test_who_refuses_what_was_saved_holds_it_with_those_that_name_it(store: Store) -> None:
    similar = shared(store)
    idea = shared(store, "a quieter office today", captured_by="UBEN")

    change = partial(refuse_capture, store, "T1", idea.id, "UANA", MARKS, NOW)

    meanwhile(store, similar, change, holding(idea))


def test_who_edits_an_idea_in_a_thread_holds_it_with_the_one_above(store: Store) -> None:
    above = shared(store, ts="1.0")
    say(store, "how would that work?", author="UBEN", ts="5.0", thread_ts="1.0")
    below = shared(store, "plants in the hall", author="UBEN", ts="5.0", thread_ts="1.0")

    change = partial(edit, store, "idea: trees?", author="UBEN", ts="5.0", thread_ts="1.0")

    meanwhile(store, above, change, holding(below))


def test_who_deletes_an_idea_that_asks_holds_all_at_once(store: Store) -> None:
    similar = shared(store, "plants in the hall")
    above = shared(store, ts="1.0")
    say(store, "how would that work?", author="UBEN", ts="5.0", thread_ts="1.0")
    shared(store, "plants in the great hall", author="UBEN", ts="5.0", thread_ts="1.0")

    change = partial(erase, store, "5.0")

    meanwhile(store, similar, change, holding(above))


def test_an_idea_that_is_being_withdrawn_is_built_on_by_nobody(store: Store) -> None:
    parent = shared(store)

    change = partial(shared, store, "plants in the hall", parents=(parent.id,))

    with pytest.raises(IdeaGoneError):
        meanwhile(store, parent, change, lambda tx: take_back_idea(tx, parent, NOW, "bulb"))


def test_a_test_that_just_ended_is_not_dropped_with_its_owner(store: Store) -> None:
    idea = shared(store)
    test = open_test(store, idea.id, BEN, "is it quieter?", NOW)

    def keep(tx: Transaction) -> None:
        end_round(tx, test, Outcome.KEPT, NOW, learned="much")
        found = tx.ideas.by_id("T1", idea.id)
        assert found
        make_move(tx, found, Move.KEEP, "UBEN", NOW)

    left = Person("T1", "UBEN", "Ben", is_deactivated=True)
    meanwhile(store, idea, partial(learn_people, store, [left], NOW), keep)

    with store.read() as tx:
        [ended] = tx.tests.of("T1", [idea.id])[idea.id]
        found = tx.ideas.by_id("T1", idea.id)
    assert (ended.outcome, ended.learned) == (Outcome.KEPT, "much")
    assert found
    assert found.stage is Stage.ADOPTED


def test_an_idea_that_just_moved_stays_whatever_its_message_says_now(store: Store) -> None:
    say(store, "idea: a quieter office")
    idea = kept_idea(store)
    assert idea

    meanwhile(
        store,
        idea,
        partial(edit, store, "never mind"),
        lambda tx: make_move(tx, idea, Move.TEST, "UBEN", NOW),
    )

    found = kept_idea(store)
    assert found
    assert (found.text, found.stage) == ("never mind", Stage.TESTING)


def test_the_clock_passes_by_what_somebody_is_changing(store: Store) -> None:
    idea, other = shared(store), shared(store, "plants", author="UBEN")
    open_test(store, idea.id, BEN, "is it quieter?", NOW)
    combined = Idea("T1", "UDAN", "quiet plants", NOW, "c", "C1")
    whole = combine_ideas(store, combined, [idea.id, other.id])
    assert whole
    later = NOW + 15 * DAY

    with ThreadPoolExecutor(2) as threads, store.begin() as tx:
        tx.ideas.hold("T1", [idea.id, whole.id])
        owners = threads.submit(ask_due_owners, store, later)
        requests = threads.submit(close_silent_requests, store, later)
        passed = owners.result(10), requests.result(10)

    assert passed == (0, 0)
    assert (ask_due_owners(store, later), close_silent_requests(store, later)) == (1, 2)
