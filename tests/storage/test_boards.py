"""Totals for boards: what they count, that they follow what they count, and that none is lost."""

import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import count

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import text

from bot.domain.ideas import Idea
from bot.domain.leaderboards import ChannelFigures, Tally
from bot.storage import Store
from bot.storage.boards import EVER, FROM_LONGEST, spans
from bot.storage.recounting import recount
from tests.storage.builders import DAY, NOW, an_idea
from tests.storage.counted import a_test_of, adopted, totals_in

TODAY = NOW.date()
NUMBERS = count()


def keep(store: Store, **changes: object) -> Idea:
    with store.begin() as tx:
        kept = tx.ideas.add(an_idea(source=f"s{next(NUMBERS)}", **changes))  # type: ignore[arg-type]
        assert kept
        tx.boards.recount("T1", (kept.id, *kept.parents))
    return kept


def tallies(
    store: Store, since: date | None = TODAY, until: date = TODAY + DAY, channel: str = "C1"
) -> list[Tally]:
    with store.read() as tx:
        return list(tx.boards.top("T1", channel, since, until, 99)[0])


def figures(store: Store) -> ChannelFigures:
    with store.read() as tx:
        return tx.boards.top("T1", "C1", None, TODAY + 99 * DAY, 99)[1]


def test_it_counts_what_was_shared_in_the_channel_and_what_became_of_it(store: Store) -> None:
    first, second = keep(store), keep(store)
    keep(store, author="UBEN", parents=(first.id, second.id))
    keep(store, author="UBEN", channel="C2")
    keep(store, author="UEVA", shared_at=NOW - DAY)
    with store.begin() as tx:
        a_test_of(tx, first, "UEVA")
        adopted(tx, first)

    assert tallies(store) == [Tally("UANA", 2, 2, 1), Tally("UBEN", 1, 0, 0)]
    assert figures(store) == ChannelFigures(ideas=4, people=3, combined=1, tests=1, adopted=1)
    assert [tally.person for tally in tallies(store, None)] == ["UANA", "UBEN", "UEVA"]
    assert tallies(store, None, channel="C9") == []


def test_the_channels_own_line_is_of_everybody_however_few_are_asked_for(store: Store) -> None:
    for number in range(5):
        keep(store, author=f"U{number % 3}")

    with store.read() as tx:
        top, whole = tx.boards.top("T1", "C1", TODAY, TODAY + DAY, 1)

    assert [tally.person for tally in top] == ["U0"]
    assert whole == ChannelFigures(ideas=5, people=3, combined=0, tests=0, adopted=0)


def test_who_builds_on_their_own_idea_goes_on_thinking(store: Store) -> None:
    keep(store, parents=(keep(store).id,))

    assert tallies(store) == [Tally("UANA", 2, 0, 0)]


def test_a_day_ends_at_midnight_utc(store: Store) -> None:
    midnight = datetime(2026, 11, 24, tzinfo=UTC)
    keep(store, author="UANA", shared_at=midnight - timedelta(microseconds=1))
    keep(store, author="UBEN", shared_at=midnight)

    found = [tally.person for tally in tallies(store)]
    before = [tally.person for tally in tallies(store, TODAY - DAY, TODAY)]

    assert (found, before) == (["UBEN"], ["UANA"])


def test_what_is_gone_leaves_no_total(store: Store) -> None:
    parent = keep(store)
    child = keep(store, author="UBEN", parents=(parent.id,), shared_at=NOW + 40 * DAY)
    assert figures(store).people == 2

    for idea in (parent, child):
        with store.begin() as tx:
            tx.boards.recount("T1", [idea.id])
            tx.ideas.withdraw("T1", idea.id, NOW)

    with store.read() as tx:
        assert totals_in(tx) == set()


def test_what_is_undone_changes_no_total(store: Store) -> None:
    idea = keep(store)

    def fail() -> None:
        with store.begin() as tx:
            adopted(tx, idea)
            raise ValueError

    with pytest.raises(ValueError):  # noqa: PT011 - our own
        fail()

    assert tallies(store) == [Tally("UANA", 1, 0, 0)]


def test_who_is_forgotten_has_no_total_and_others_keep_theirs(store: Store) -> None:
    theirs = keep(store, author="UBEN")
    own = keep(store, parents=(theirs.id,), shared_at=NOW + DAY)
    with store.begin() as tx:
        a_test_of(tx, own, "UBEN")

    with store.begin() as tx:
        for repository in tx.repositories():
            repository.forget("T1", "UBEN")

    assert tallies(store, None) == [Tally("UANA", 1, 0, 1)]


def test_two_channels_that_became_one_are_counted_anew(store: Store) -> None:
    for channel, days in (("G1", 0), ("G1", 3), ("C1", 0), ("C1", 60)):
        keep(store, channel=channel, shared_at=NOW - days * DAY)

    with store.begin() as tx:
        tx.channels.change_id("T1", "G1", "C1")
        tx.boards.move("T1", old="G1", new="C1")

    assert tallies(store) == [Tally("UANA", 2, 0, 0)]
    assert tallies(store, None) == [Tally("UANA", 4, 0, 0)]
    assert tallies(store, None, channel="G1") == []


def test_who_counts_waits_for_who_counts_there_already(postgresql_url: str) -> None:
    with closing(Store(postgresql_url, pool_size=3)) as store, ThreadPoolExecutor(1) as threads:
        with store.begin() as tx:
            first = tx.ideas.add(an_idea(source="first"))
            assert first
            tx.boards.recount("T1", [first.id])
            recount(tx._connection, tx.boards.stale())
            other = threads.submit(keep, store)
            wait_for_a_waiting_one(store)
        other.result()

        assert tallies(store) == tallies(store, None) == [Tally("UANA", 2, 0, 0)]


def wait_for_a_waiting_one(store: Store) -> None:
    while True:
        with store.read() as tx:
            if tx._connection.execute(text("SELECT 1 FROM pg_locks WHERE NOT granted")).first():
                return
        time.sleep(0.01)


def covered(since: int, until: int) -> Iterator[int]:
    epoch = date(1970, 1, 1)
    for length, first, last in spans(epoch + since * DAY, epoch + until * DAY):
        assert length in FROM_LONGEST
        assert first % length == last % length == 0
        yield from range(first, last)


@given(st.integers(0, 30_000), st.integers(1, 400))
def test_spans_cover_each_day_once(since: int, days: int) -> None:
    found = Counter(covered(since, since + days))

    assert found == Counter(range(since, since + days))


def test_all_time_is_one_span() -> None:
    assert spans(None, TODAY) == [(EVER, 0, 1)]


def test_another_workspace_has_its_own(store: Store) -> None:
    with store.begin() as tx:
        other = tx.ideas.add(replace(an_idea(), workspace="T2"))
        assert other
        tx.boards.recount("T2", [other.id])

    assert tallies(store, None) == []
