import time
import types
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing
from dataclasses import fields, is_dataclass, replace
from datetime import datetime, timedelta
from datetime import time as hour
from enum import Enum
from types import UnionType
from typing import Any, get_args, get_origin, get_type_hints

import pytest
from sqlalchemy import select, text

from bot.domain.outgoing import (
    IdeaCard,
    KudosReceived,
    Outgoing,
    Posted,
    PostRemoved,
    ReactionShown,
)
from bot.domain.sending import Parcel
from bot.storage import Store
from bot.storage.outbox import OUTBOX
from bot.storage.payloads import KINDS, as_json, of_json
from tests.storage.builders import DAY, HOUR, NOW, an_idea

LEASE = timedelta(minutes=2)
THANKS = KudosReceived("UANA", "the release & more")
CARD = IdeaCard(an_idea())
POSTED = Posted("C1", "9.0")


def put(
    store: Store,
    once: str,
    *,
    message: Outgoing = THANKS,
    workspace: str = "T1",
    to: str = "C1",
    due_at: datetime = NOW,
    lane: str | None = None,
    edits: str | None = None,
) -> bool:
    parcel = {"workspace": workspace, "to": to, "once": once, "lane": lane, "edits": edits}
    with store.begin() as tx:
        return tx.outbox.put(message, **parcel, due_at=due_at, at=NOW)  # type: ignore[arg-type]


def claim(store: Store, now: datetime = NOW, limit: int = 9) -> list[Parcel]:
    with store.begin() as tx:
        return list(tx.outbox.claim(now, LEASE, limit))


def keys(parcels: list[Parcel]) -> list[str]:
    return [parcel.once for parcel in parcels]


def send(store: Store, posted: Posted | None = POSTED) -> list[str]:
    """Claim and send what is due, once."""
    parcels = claim(store)
    with store.begin() as tx:
        for parcel in parcels:
            tx.outbox.sent(parcel.id, posted, NOW)
    return keys(parcels)


def an_example(kind: Any) -> Any:
    """A value of that type, with everything in it that can be."""
    if get_origin(kind) in {UnionType, types.UnionType}:
        return an_example(get_args(kind)[0])
    if get_origin(kind) is tuple:
        return (an_example(get_args(kind)[0]),) * 2
    if get_origin(kind) is frozenset:
        return frozenset({an_example(get_args(kind)[0])})
    if get_origin(kind) is Mapping:
        return dict([[an_example(each) for each in get_args(kind)]])
    if is_dataclass(kind):
        hints = get_type_hints(kind)
        return kind(**{field.name: an_example(hints[field.name]) for field in fields(kind)})  # type: ignore[operator]
    if is_named_tuple(kind):
        return kind(*(an_example(each) for each in get_type_hints(kind).values()))
    if isinstance(kind, type) and issubclass(kind, Enum):
        return list(kind)[-1]
    plain = {str: "„a“ <@U1>", int: 7, float: 2.5, bool: True, datetime: NOW, hour: hour(15, 30)}
    return plain[kind]


def is_named_tuple(kind: Any) -> bool:
    return isinstance(kind, type) and issubclass(kind, tuple) and hasattr(kind, "_fields")


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
def test_every_message_comes_back_as_it_was_put(kind: type[Outgoing]) -> None:
    message = an_example(kind)

    assert of_json(kind.__name__, as_json(message)) == message


def test_of_many_put_at_once_those_are_answered_that_are_new(store: Store) -> None:
    put(store, "a")
    with store.begin() as tx:
        new = tx.outbox.put_all("T1", dict.fromkeys("abc", ("UBEN", THANKS)), at=NOW)
        known = tx.outbox.known("T1", ["a", "b", "d"])
        elsewhere = tx.outbox.known("T2", ["a"])

    assert (sorted(new), sorted(known), elsewhere) == (["b", "c"], ["a", "b"], frozenset())
    assert keys(claim(store)) == ["a", "b"]  # "c" is in the lane of "b"


def test_a_parcel_carries_what_was_put(store: Store) -> None:
    with store.begin() as tx:
        tx.outbox.put(
            THANKS, workspace="T1", to="UBEN", once="k", due_at=NOW, thread_ts="3.0", at=NOW - HOUR
        )

    (parcel,) = claim(store)

    assert parcel == Parcel(
        parcel.id, "T1", THANKS, "UBEN", "k", "3.0", attempts=1, made_at=NOW - HOUR
    )


def test_a_key_is_put_once(store: Store) -> None:
    answers = [put(store, "k"), put(store, "k"), put(store, "k", workspace="T2")]

    assert answers == [True, False, True]


def test_what_is_claimed_is_not_claimed_again_before_its_lease_ends(store: Store) -> None:
    put(store, "k")

    first, meanwhile = claim(store), claim(store, NOW + LEASE / 2)
    later = claim(store, NOW + LEASE)

    assert (keys(first), meanwhile, keys(later)) == (["k"], [], ["k"])
    assert [parcel.is_uncertain for parcel in first + later] == [False, True]
    assert [parcel.attempts for parcel in first + later] == [1, 2]


def test_a_lane_gives_one_at_a_time_in_the_order_of_putting(store: Store) -> None:
    for once, lane in (("a1", "a"), ("a2", "a"), ("b1", "b")):
        put(store, once, lane=lane)

    sent = [send(store), send(store), send(store)]

    assert sent == [["a1", "b1"], ["a2"], []]


def test_what_is_tried_again_later_holds_up_its_lane(store: Store) -> None:
    put(store, "a1", lane="a")
    put(store, "a2", lane="a")
    (parcel,) = claim(store)

    with store.begin() as tx:
        tx.outbox.retry(parcel.id, NOW + HOUR, is_uncertain=True)
    held = claim(store)
    (again,) = claim(store, NOW + HOUR)

    assert held == []
    assert (again.once, again.is_uncertain, again.attempts) == ("a1", True, 2)


def test_what_is_due_tomorrow_does_not_hold_up_today(store: Store) -> None:
    put(store, "tomorrow", lane="a", due_at=NOW + DAY)
    put(store, "today", lane="a")

    assert keys(claim(store)) == ["today"]


def test_a_parked_parcel_holds_up_nobody(store: Store) -> None:
    put(store, "a1", lane="a")
    put(store, "a2", lane="a")
    (parcel,) = claim(store)

    with store.begin() as tx:
        tx.outbox.park(parcel.id, "channel_not_found", NOW)

    assert keys(claim(store)) == ["a2"]


def test_what_is_parked_keeps_no_words(store: Store) -> None:
    put(store, "k")
    (parcel,) = claim(store)

    with store.begin() as tx:
        tx.outbox.park(parcel.id, "channel_not_found", NOW)
        left = tx._connection.execute(select(OUTBOX.c.payload, OUTBOX.c.why)).one()

    assert tuple(left) == (None, "channel_not_found")


def test_a_released_parcel_waits_and_its_try_does_not_count(store: Store) -> None:
    put(store, "k")
    (parcel,) = claim(store)

    with store.begin() as tx:
        tx.outbox.retry(parcel.id, NOW + HOUR, is_uncertain=False, is_counted=False)

    (again,) = claim(store, NOW + HOUR)
    assert again == parcel


def test_the_oldest_are_claimed_first_and_no_more_than_asked(store: Store) -> None:
    for once, hours in (("late", 0), ("early", -2), ("middle", -1), ("future", 1)):
        put(store, once, lane=once, due_at=NOW + hours * HOUR)

    assert sorted(keys(claim(store, limit=2))) == ["early", "middle"]


def test_the_next_look_is_at_what_is_due_first_or_whose_lease_ends(store: Store) -> None:
    def next_due() -> datetime | None:
        with store.read() as tx:
            return tx.outbox.next_due()

    empty = next_due()
    put(store, "k")
    waiting = next_due()
    (parcel,) = claim(store)
    leased = next_due()
    with store.begin() as tx:
        tx.outbox.sent(parcel.id, POSTED, NOW)

    assert (empty, waiting, leased, next_due()) == (None, NOW, NOW + LEASE, None)


def test_an_edit_knows_where_its_post_stands(store: Store) -> None:
    put(store, "card", message=CARD, lane="card")
    put(store, "edit", message=CARD, lane="card", edits="card")

    send(store)

    (edit,) = claim(store)
    with store.read() as tx:
        assert tx.outbox.posted("T1", "card") == POSTED
        assert tx.outbox.posted("T2", "card") is None
    assert (edit.once, edit.edits) == ("edit", POSTED)


def test_an_edit_of_what_was_never_said_becomes_the_post(store: Store) -> None:
    put(store, "card", message=CARD, lane="card")
    with store.begin() as tx:
        tx.outbox.supersede("T1", ["card"], IdeaCard)
    put(store, "edit", message=CARD, lane="card", edits="card")
    (edit,) = claim(store)

    with store.begin() as tx:
        tx.outbox.sent(edit.id, POSTED, NOW)
        again = tx.outbox.posted("T1", "card")

    assert edit.edits is None
    assert again == POSTED


def test_a_newer_one_supersedes_only_what_waits_of_its_kind(store: Store) -> None:
    put(store, "sending", message=CARD, lane="a")
    claim(store)
    put(store, "waiting", message=CARD, lane="a")
    put(store, "other kind", lane="a")
    put(store, "other lane", message=CARD, lane="b")

    with store.begin() as tx:
        tx.outbox.supersede("T1", ["a"], IdeaCard)
        known = ("sending", "waiting", "other kind", "other lane")
        left = [key for key in known if tx.outbox.is_known("T1", key)]

    assert left == ["sending", "other kind", "other lane"]


def test_what_waits_is_withdrawn_without_a_trace(store: Store) -> None:
    put(store, "k")

    with store.begin() as tx:
        answers = [tx.outbox.withdraw("T1", "k", NOW) for _ in range(2)]

    assert answers == [True, False]
    assert claim(store) == []


def test_what_was_said_is_taken_back_where_it_stands(store: Store) -> None:
    put(store, "k", lane="a")
    send(store)
    put(store, "edit", lane="a", edits="k")

    with store.begin() as tx:
        tx.outbox.withdraw("T1", "k", NOW)

    (removal,) = claim(store)
    assert removal == replace(
        removal, message=PostRemoved("k"), to="C1", edits=POSTED, once="removed:k"
    )


def test_what_is_being_said_is_taken_back_after_it(store: Store) -> None:
    put(store, "k", lane="a")
    (parcel,) = claim(store)

    with store.begin() as tx:
        tx.outbox.withdraw("T1", "k", NOW)
    meanwhile = claim(store)
    with store.begin() as tx:
        tx.outbox.sent(parcel.id, POSTED, NOW)

    (removal,) = claim(store)
    assert meanwhile == []
    assert (removal.message, removal.edits) == (PostRemoved("k"), POSTED)


def test_what_may_have_been_said_is_taken_back_too(store: Store) -> None:
    put(store, "k", lane="a")
    (parcel,) = claim(store)

    with store.begin() as tx:
        tx.outbox.retry(parcel.id, NOW, is_uncertain=True)
        tx.outbox.withdraw("T1", "k", NOW)

    assert keys(claim(store)) == ["k"]


def test_old_parcels_go_but_for_cards_that_may_be_edited(store: Store) -> None:
    for once, message in (
        ("thanks", THANKS),
        ("card", CARD),
        ("mark", ReactionShown("C", "1", "a")),
    ):
        put(store, once, message=message, lane=once)
    put(store, "waiting", due_at=NOW + DAY)
    send(store)
    put(store, "edit", message=CARD, lane="card", edits="card")
    send(store)

    with store.begin() as tx:
        early, late = tx.outbox.drop_before(NOW), tx.outbox.drop_before(NOW + HOUR)
        known = ("thanks", "card", "mark", "waiting", "edit")
        left = [key for key in known if tx.outbox.is_known("T1", key)]

    assert (early, late) == (0, 3)
    assert left == ["card", "waiting"]


def test_claims_at_the_same_time_never_share_a_parcel(store: Store) -> None:
    for number in range(40):
        put(store, f"k{number}", lane=f"lane{number % 20}")

    with ThreadPoolExecutor(4) as threads:
        claims = threads.map(lambda _: claim(store, limit=3), range(12))
    claimed = [parcel.once for parcels in claims for parcel in parcels]

    assert len(claimed) == len(set(claimed))
    assert set(claimed) <= {f"k{number}" for number in range(20)}


def test_on_postgresql_others_pass_by_what_somebody_claims(postgresql_url: str) -> None:
    with ExitStack() as stack:
        store = Store(postgresql_url, pool_size=2)
        stack.callback(store.close)
        put(store, "a1", lane="a")
        put(store, "a2", lane="a")
        put(store, "b1", lane="b")
        one = stack.enter_context(store.begin())
        (first,) = one.outbox.claim(NOW, LEASE, 1)

        with store.begin() as other:
            second = other.outbox.claim(NOW, LEASE, 9)

    assert (first.once, keys(list(second))) == ("a1", ["b1"])


def test_on_postgresql_what_is_just_being_claimed_is_taken_back_after_it(
    postgresql_url: str,
) -> None:
    def withdraw() -> bool:
        with store.begin() as tx:
            return tx.outbox.withdraw("T1", "k", NOW)

    with closing(Store(postgresql_url, pool_size=3)) as store, ThreadPoolExecutor(1) as threads:
        put(store, "k", lane="a")
        with store.begin() as claiming:
            (parcel,) = claiming.outbox.claim(NOW, LEASE, 1)
            known = threads.submit(withdraw)
            while not waiting_for_locks(store):
                time.sleep(0.01)
        assert known.result(10)
        with store.begin() as tx:
            tx.outbox.sent(parcel.id, POSTED, NOW)

        (removal,) = claim(store)

    assert (removal.message, removal.edits) == (PostRemoved("k"), POSTED)


def waiting_for_locks(store: Store) -> int:
    asked = "SELECT count(*) FROM pg_locks WHERE NOT granted"
    with store.read() as tx:
        waiting: int = tx._connection.execute(text(asked)).scalar_one()
        return waiting
