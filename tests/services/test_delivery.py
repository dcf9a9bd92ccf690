"""What waits is sent: in order, again when it failed, and given up when it can never arrive."""

from collections.abc import Callable
from datetime import datetime, timedelta
from threading import Event, Thread

import pytest
from sqlalchemy import select, update
from structlog.testing import capture_logs

from bot.domain.outgoing import KudosReceived, Outgoing, PostRemoved, ReactionRemoved, ReactionShown
from bot.domain.sending import (
    Parcel,
    RateLimitedError,
    SendError,
    TokenGoneError,
    TryLaterError,
    UndeliverableError,
    UnsureError,
)
from bot.kit.clock import fixed_clock
from bot.services.cards import refresh_cards
from bot.services.delivery import LEASE, TRIES, keep_sending, send_due, wait_after
from bot.storage import DatabaseUnreachableError, Store
from bot.storage.outbox import OUTBOX
from tests.services.world import HOUR, NOW, Said, an_idea, failing, kept_idea, say

SECOND = timedelta(seconds=1)


def put(
    store: Store,
    message: Outgoing | None = None,
    *,
    once: str = "a",
    to: str = "UBEN",
    due_at: datetime = NOW,
    lane: str | None = None,
) -> None:
    with store.begin() as tx:
        tx.outbox.put(
            message or KudosReceived("UANA", once),
            workspace="T1",
            to=to,
            once=once,
            lane=lane,
            due_at=due_at,
            at=NOW,
        )


def tries(store: Store, sender: Said, *seconds: float) -> list[int]:
    """How many were tried at each of these moments."""
    return [send_due(store, sender, fixed_clock(NOW + each * SECOND)) for each in seconds]


def parked(store: Store) -> int:
    return len(reasons(store))


def reasons(store: Store) -> list[str]:
    """Why each of them was parked; the words of none are left."""
    query = select(OUTBOX.c.why).where(OUTBOX.c.state == "parked", OUTBOX.c.payload.is_(None))
    with store.read() as tx:
        return list(tx._connection.execute(query).scalars())


def spoil(store: Store, once: str, **values: str | None) -> None:
    with store.begin() as tx:
        tx._connection.execute(update(OUTBOX).where(OUTBOX.c.once == once).values(values))


def test_what_is_due_is_sent_once(store: Store) -> None:
    sender = Said()
    put(store)

    assert tries(store, sender, 0, 0, 3600) == [1, 0, 0]
    assert [parcel.to for parcel in sender.parcels] == ["UBEN"]


def test_what_is_not_due_yet_waits(store: Store) -> None:
    sender = Said()
    put(store, due_at=NOW + HOUR)

    assert tries(store, sender, 0, 3599, 3600) == [0, 0, 1]


def test_when_slack_asks_to_wait_it_waits_so_long(store: Store) -> None:
    sender = Said(answer=failing(RateLimitedError(30)))
    put(store)

    assert tries(store, sender, 0, 29, 30, 60) == [1, 0, 1, 0]
    assert [parcel.is_uncertain for parcel in sender.parcels] == [False, False]


def test_waiting_for_slack_is_no_failure(store: Store) -> None:
    sender = Said(answer=failing(*[RateLimitedError(1)] * 20))
    put(store)

    tries(store, sender, *range(21))

    assert (len(sender.parcels), parked(store)) == (21, 0)


def test_what_failed_for_a_while_is_tried_again_later_and_later(store: Store) -> None:
    sender = Said(answer=failing(TryLaterError("x"), TryLaterError("x")))
    put(store)

    assert tries(store, sender, 0, 1, 2, 5, 6, 60) == [1, 0, 1, 0, 1, 0]
    assert [parcel.is_uncertain for parcel in sender.parcels] == [False, False, False]


def test_what_may_have_arrived_is_looked_for_from_then_on(store: Store) -> None:
    sender = Said(answer=failing(UnsureError("x"), RateLimitedError(1), TryLaterError("x")))
    put(store)

    tries(store, sender, 0, 2, 3, 60)

    assert [parcel.is_uncertain for parcel in sender.parcels] == [False, True, True, True]


@pytest.mark.parametrize("error", [UndeliverableError("gone"), TokenGoneError("revoked")])
def test_what_can_never_arrive_is_not_tried_again(store: Store, error: SendError) -> None:
    sender = Said(answer=failing(error))
    put(store)

    assert tries(store, sender, 0, 3600) == [1, 0]
    assert parked(store) == 1


@pytest.mark.parametrize("error", [TryLaterError("x"), UnsureError("x")])
def test_an_outage_of_hours_loses_nothing(store: Store, error: SendError) -> None:
    sender = Said(answer=failing(*[error] * 20))
    put(store)

    tries(store, sender, *range(0, 23 * 3600, 3600))

    assert (len(sender.parcels), parked(store)) == (21, 0)


def test_after_a_day_it_is_given_up(store: Store) -> None:
    sender = Said(answer=failing(*[TryLaterError("x")] * 999))
    put(store)

    tries(store, sender, *range(0, 2 * 86_400, 3600))

    assert reasons(store) == ["gave up: x"]
    assert len(sender.parcels) == 26


def test_what_waited_for_days_until_the_bot_came_back_is_tried_a_few_times(store: Store) -> None:
    sender = Said(answer=failing(*[TryLaterError("x")] * 3))
    put(store)

    tries(store, sender, *range(3 * 86_400, 3 * 86_400 + 60, 5))

    assert (len(sender.parcels), parked(store)) == (4, 0)


def test_a_mistake_of_our_own_is_given_up_soon_and_keeps_no_word(store: Store) -> None:
    def stumble(parcel: Parcel) -> None:
        raise ValueError(f"what Ana wrote: {parcel.message}")

    sender = Said(answer=stumble)
    put(store)

    with capture_logs() as logged:
        tries(store, sender, *range(0, 7200, 600))

    assert len(sender.parcels) == TRIES
    assert reasons(store) == ["gave up: ValueError"]
    assert "Ana" not in str(logged)


def test_an_unsure_end_keeps_and_logs_its_kind_alone(store: Store) -> None:
    def break_off(parcel: Parcel) -> None:
        raise UnsureError("chat.postMessage: what Ana wrote") from OSError("what Ana wrote")

    put(store)

    with capture_logs() as logged:
        tries(store, Said(answer=break_off), *range(0, 2 * 86_400, 3600))

    assert reasons(store) == ["gave up: OSError"]
    assert "Ana" not in str(logged)


@pytest.mark.parametrize(
    "spoiled",
    [{"payload": '{"reason": "what Ana wrote"}'}, {"kind": "Postcard"}, {"payload": None}],
)
def test_what_cannot_be_read_is_parked_and_holds_up_nobody(
    store: Store, spoiled: dict[str, str | None]
) -> None:
    put(store, once="a")
    put(store, once="b", to="UCHLOE")
    spoil(store, "a", **spoiled)
    sender = Said()

    with capture_logs() as logged:
        assert tries(store, sender, 0, 3600) == [1, 0]

    assert [parcel.once for parcel in sender.parcels] == ["b"]
    assert reasons(store) == [f"unreadable: {spoiled.get('kind', 'KudosReceived')}"]
    assert "Ana" not in str(logged)


def test_one_that_breaks_does_not_hold_up_the_others(store: Store) -> None:
    def break_on_the_first(parcel: Parcel) -> None:
        if parcel.once == "a":
            raise ZeroDivisionError

    sender = Said(answer=break_on_the_first)
    put(store, once="a")
    put(store, once="b", to="UCHLOE")

    assert tries(store, sender, 0) == [2]
    assert [parcel.once for parcel in sender.parcels] == ["a", "b"]


def test_in_one_lane_nothing_overtakes(store: Store) -> None:
    sender = Said(answer=failing(TryLaterError("x")))
    put(store, ReactionShown("C1", "1.0", "bulb"), once="a", lane="mark")
    put(store, ReactionRemoved("C1", "1.0", "bulb"), once="b", lane="mark")
    put(store, once="c")

    tries(store, sender, 0, 2)

    assert [parcel.once for parcel in sender.parcels] == ["a", "c", "a", "b"]


def test_when_a_sender_dies_another_one_looks_before_it_sends(store: Store) -> None:
    put(store)
    with store.begin() as tx:
        assert tx.outbox.claim(NOW, LEASE, 1)
    sender = Said()

    assert tries(store, sender, 0, LEASE.total_seconds() + 1) == [0, 1]
    assert sender.parcels[0].is_uncertain


def test_a_card_is_changed_where_it_stands(store: Store) -> None:
    say(store, "idea: a quieter office")
    sender = Said()
    tries(store, sender, 0)
    idea = kept_idea(store)
    assert idea is not None

    say(store, "idea: a much quieter office", version="2.0")
    tries(store, sender, 0)

    assert sender.parcels[-1].edits is not None
    assert sender.parcels[-1].edits.ts == idea.card_ts


def test_an_idea_knows_where_its_card_stands(store: Store) -> None:
    idea = an_idea(store, ts=None)

    tries(store, Said(), 0)

    with store.read() as tx:
        found = tx.ideas.by_id("T1", idea.id)
    assert found is not None
    assert found.place == "100.0"


def test_a_change_of_a_card_tells_nothing_new_of_where_it_stands(store: Store) -> None:
    idea = an_idea(store, ts=None)
    tries(store, Said(), 0)
    with store.begin() as tx:
        tx.ideas.change("T1", idea.id, card_channel="C1", card_ts="77.0")
        refresh_cards(tx, "T1", [idea.id], NOW)

    assert tries(store, Said(), 0) == [1]

    with store.read() as tx:
        found = tx.ideas.by_id("T1", idea.id)
    assert found is not None
    assert found.card_ts == "77.0"


def test_what_was_said_is_removed_where_it_stands(store: Store) -> None:
    sender = Said()
    put(store, to="C1")
    tries(store, sender, 0)

    with store.begin() as tx:
        tx.outbox.withdraw("T1", "a", NOW)
    tries(store, sender, 0)

    removed = sender.parcels[-1]
    assert isinstance(removed.message, PostRemoved)
    assert removed.edits is not None
    assert (removed.edits.channel, removed.edits.ts) == ("C1", "100.0")


def test_waiting_grows_to_ten_minutes_and_no_further() -> None:
    waits = [wait_after(attempts) for attempts in range(1, 30)]

    assert waits[:3] == [2 * SECOND, 4 * SECOND, 8 * SECOND]
    assert waits == sorted(waits)
    assert waits[-1] == timedelta(minutes=10)


def sending(store: Store, sender: Said) -> tuple[Thread, Event, Event]:
    bell, stop = Event(), Event()
    thread = Thread(
        target=keep_sending,
        args=(store, sender, fixed_clock(NOW)),
        kwargs={"bell": bell, "stop": stop},
    )
    thread.start()
    return thread, bell, stop


def noting(arrived: Event) -> Callable[[Parcel], None]:
    def note(parcel: Parcel) -> None:
        arrived.set()

    return note


def test_the_courier_sends_at_the_bell_and_stops_when_told(sqlite_store: Store) -> None:
    arrived = Event()
    thread, bell, stop = sending(sqlite_store, Said(answer=noting(arrived)))

    put(sqlite_store)
    bell.set()

    assert arrived.wait(10)
    stop.set()
    bell.set()
    thread.join(10)
    assert not thread.is_alive()


def test_told_to_stop_it_finishes_what_is_on_its_way_and_begins_nothing_more(
    sqlite_store: Store,
) -> None:
    stop = Event()
    sender = Said(answer=noting(stop))
    put(sqlite_store, once="a")
    put(sqlite_store, once="b", to="UCHLOE")

    assert send_due(sqlite_store, sender, fixed_clock(NOW), stop) == 1
    assert tries(sqlite_store, sender, 0) == [1]
    assert [parcel.once for parcel in sender.parcels] == ["a", "b"]


@pytest.mark.parametrize("error", [DatabaseUnreachableError("away"), ZeroDivisionError("odd")])
def test_the_courier_outlives_whatever_goes_wrong(
    sqlite_store: Store, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    away, arrived = [error], Event()
    begin = sqlite_store.read

    def read() -> object:
        if away:
            raise away.pop()
        return begin()

    monkeypatch.setattr(sqlite_store, "read", read)
    monkeypatch.setattr("bot.services.delivery.UNREACHABLE", 0.01)
    put(sqlite_store)
    thread, bell, stop = sending(sqlite_store, Said(answer=noting(arrived)))

    assert arrived.wait(10)
    stop.set()
    bell.set()
    thread.join(10)
    assert not thread.is_alive()
