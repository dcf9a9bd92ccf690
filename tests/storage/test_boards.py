"""What a channel's board counts."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import count

from bot.domain.ideas import Idea
from bot.domain.leaderboards import ChannelFigures, Tally
from bot.storage import Store
from tests.storage.builders import DAY, NOW, an_idea
from tests.storage.counted import a_test_of, adopted

TODAY = NOW.date()
NUMBERS = count()


def keep(store: Store, **changes: object) -> Idea:
    with store.begin() as tx:
        kept = tx.ideas.add(an_idea(source=f"s{next(NUMBERS)}", **changes))  # type: ignore[arg-type]
        assert kept
    return kept


def tallies(
    store: Store, since: date | None = TODAY, until: date = TODAY + DAY, channel: str = "C1"
) -> list[Tally]:
    with store.read() as tx:
        return list(tx.boards.of("T1", channel, since, until)[0])


def figures(store: Store) -> ChannelFigures:
    with store.read() as tx:
        return tx.boards.of("T1", "C1", None, TODAY + 99 * DAY)[1]


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


def test_what_is_withdrawn_is_not_counted_nor_what_was_built_with_it(store: Store) -> None:
    parent = keep(store)
    child = keep(store, author="UBEN", parents=(parent.id,), shared_at=NOW + 40 * DAY)
    assert figures(store).people == 2

    with store.begin() as tx:
        tx.ideas.withdraw("T1", parent.id, NOW)
    assert tallies(store, None, TODAY + 99 * DAY) == [Tally("UBEN", 1, 0, 0)]

    with store.begin() as tx:
        tx.ideas.withdraw("T1", child.id, NOW)
    assert figures(store) == ChannelFigures(0, 0, 0, 0, 0)


def test_who_is_forgotten_is_counted_nowhere_and_others_keep_theirs(store: Store) -> None:
    theirs = keep(store, author="UBEN")
    own = keep(store, parents=(theirs.id,), shared_at=NOW + DAY)
    with store.begin() as tx:
        a_test_of(tx, own, "UBEN")

    with store.begin() as tx:
        for repository in tx.repositories():
            repository.forget("T1", "UBEN")

    assert tallies(store, None, TODAY + 9 * DAY) == [Tally("UANA", 1, 0, 1)]
    assert figures(store).people == 1


def test_two_channels_that_became_one_have_one_board(store: Store) -> None:
    for channel, days in (("G1", 0), ("G1", 3), ("C1", 0), ("C1", 60)):
        keep(store, channel=channel, shared_at=NOW - days * DAY)

    with store.begin() as tx:
        tx.channels.change_id("T1", "G1", "C1")

    assert tallies(store) == [Tally("UANA", 2, 0, 0)]
    assert tallies(store, None) == [Tally("UANA", 4, 0, 0)]
    assert tallies(store, None, channel="G1") == []


def test_what_is_built_in_a_private_channel_elsewhere_is_not_told(store: Store) -> None:
    parent = keep(store)
    with store.begin() as tx:
        secret = an_idea(source="secret", author="UBEN", channel="G9", parents=(parent.id,))
        tx.ideas.add(replace(secret, is_private=True))

    assert tallies(store) == [Tally("UANA", 1, 0, 0)]
    assert figures(store).people == 1


def test_another_workspace_has_its_own(store: Store) -> None:
    with store.begin() as tx:
        tx.ideas.add(replace(an_idea(), workspace="T2"))

    assert tallies(store, None) == []
