from dataclasses import replace
from datetime import datetime

from bot.domain.kudos import Kudos
from bot.domain.messages import MessageRef
from bot.storage import Store
from tests.storage.builders import DAY, HOUR, NOW, a_kudos


def kept(store: Store, *all_kudos: Kudos) -> list[Kudos]:
    with store.begin() as tx:
        found = [tx.kudos.add(replace(kudos, source=f"s{i}")) for i, kudos in enumerate(all_kudos)]
    return [kudos for kudos in found if kudos]


def test_kudos_come_back_as_they_were_kept(store: Store) -> None:
    kudos = a_kudos(receivers=("UZOE", "UBEN", "UANN"), ts="1.0", is_private=True)

    (first,) = kept(store, kudos)

    with store.read() as tx:
        assert tx.kudos.mine("T1", "UANA", 9) == [first]
        assert tx.kudos.at_message(MessageRef("T1", "C1", "1.0")) == first
    assert first == replace(kudos, id=first.id, source="s0")


def test_the_same_kudos_are_kept_once(store: Store) -> None:
    with store.begin() as tx:
        first = tx.kudos.add(a_kudos())
    with store.begin() as tx:
        again = tx.kudos.add(a_kudos(reason="other words"))
        elsewhere = tx.kudos.add(a_kudos(workspace="T2"))

    assert first
    assert again is None
    assert elsewhere


def test_a_message_is_kudos_once_however_it_came_to_be_them(store: Store) -> None:
    with store.begin() as tx:
        seen = tx.kudos.add(a_kudos(source="message:C1:1.0", ts="1.0"))
        agreed = tx.kudos.add(a_kudos(source="agreed:C1:1.0", ts="1.0"))

    assert seen
    assert agreed is None


def test_changed_kudos_name_the_new_people(store: Store) -> None:
    (first,) = kept(store, a_kudos(receivers=("UBEN", "UZOE")))
    changed = replace(first, receivers=("UZOE", "UEVA"), reason="the other release")

    with store.begin() as tx:
        tx.kudos.replace(changed)

    with store.read() as tx:
        assert tx.kudos.mine("T1", "UANA", 9) == [changed]
        assert not tx.kudos.received_by("T1", ["UBEN"], NOW, NOW + HOUR)


def test_removed_kudos_are_gone_with_all_that_hangs_on_them(store: Store) -> None:
    (first,) = kept(store, a_kudos())
    with store.begin() as tx:
        tx.kudos.second("T1", first.id, "UZOE", NOW, True)
        tx.kudos.remove("T1", first.id)

    with store.read() as tx:
        assert tx.kudos.mine("T1", "UANA", 9) == []
        assert not tx.kudos.received_by("T1", ["UBEN"], NOW, NOW + HOUR)


def test_another_workspace_removes_nothing_here(store: Store) -> None:
    (first,) = kept(store, a_kudos())

    with store.begin() as tx:
        tx.kudos.remove("T2", first.id)

    with store.read() as tx:
        assert tx.kudos.mine("T1", "UANA", 9) == [first]


def test_given_kudos_are_those_of_the_givers_in_the_range(store: Store) -> None:
    early = a_kudos(given_at=NOW - DAY)
    start, middle = a_kudos(given_at=NOW), a_kudos(given_at=NOW + HOUR, giver="UEVA")
    end, others = a_kudos(given_at=NOW + DAY), a_kudos(given_at=NOW, giver="UMAX")
    _, start, middle, *_ = kept(store, early, start, middle, end, others)

    with store.read() as tx:
        found = tx.kudos.given_by("T1", {"UANA", "UEVA"}, NOW, NOW + DAY)

    assert found == [middle, start]


def test_received_kudos_name_at_least_one_of_them(store: Store) -> None:
    both, one, none = kept(
        store,
        a_kudos(receivers=("UBEN", "UEVA"), given_at=NOW + HOUR),
        a_kudos(receivers=("UZOE", "UEVA")),
        a_kudos(receivers=("UMAX",)),
    )

    with store.read() as tx:
        found = tx.kudos.received_by("T1", ["UBEN", "UEVA"], NOW, NOW + DAY)

    assert found == [both, one]
    assert none not in found


def test_mine_are_given_or_received_the_newest_first(store: Store) -> None:
    given, received, _, newest = kept(
        store,
        a_kudos(giver="UANA", receivers=("UBEN",)),
        a_kudos(giver="UBEN", receivers=("UEVA", "UANA"), given_at=NOW + HOUR),
        a_kudos(giver="UBEN", receivers=("UEVA",), given_at=NOW + HOUR),
        a_kudos(giver="UANA", receivers=("UEVA", "UBEN"), given_at=NOW + DAY),
    )

    with store.read() as tx:
        assert tx.kudos.mine("T1", "UANA", 2) == [newest, received]
        assert tx.kudos.mine("T1", "UANA", 9) == [newest, received, given]


def test_the_latest_kudos_of_a_giver_are_not_older_than_asked(store: Store) -> None:
    _, latest, _ = kept(
        store, a_kudos(), a_kudos(given_at=NOW + HOUR), a_kudos(giver="UBEN", given_at=NOW + DAY)
    )

    with store.read() as tx:
        assert tx.kudos.latest_by("T1", "UANA", NOW) == latest
        assert tx.kudos.latest_by("T1", "UANA", NOW + DAY) is None


def second(store: Store, kudos: Kudos, at: datetime, *, present: bool) -> bool:
    with store.begin() as tx:
        return tx.kudos.second("T1", kudos.id, "UZOE", at, present)


def test_seconding_twice_changes_nothing_the_second_time(store: Store) -> None:
    (first,) = kept(store, a_kudos())

    assert second(store, first, NOW, present=True)
    assert not second(store, first, NOW, present=True)
    assert not second(store, first, NOW + HOUR, present=True)
    assert second(store, first, NOW + DAY, present=False)


def test_a_second_that_was_taken_back_later_stays_so_in_any_order(store: Store) -> None:
    (first,) = kept(store, a_kudos())

    taken_back = second(store, first, NOW + HOUR, present=False)
    late = second(store, first, NOW, present=True)

    assert not taken_back
    assert not late


def test_who_is_forgotten_leaves_the_kudos_of_others(store: Store) -> None:
    kept(
        store,
        a_kudos(giver="UANA", receivers=("UBEN", "UEVA"), reason="with <@UBEN> and <@UBEN|ben>"),
        a_kudos(giver="UANA", receivers=("UBEN",)),
        a_kudos(giver="UBEN", receivers=("UEVA",)),
    )

    with store.begin() as tx:
        tx.kudos.forget("T1", "UBEN")

    with store.read() as tx:
        (left,) = tx.kudos.given_by("T1", ["UANA", "UBEN"], NOW, NOW + DAY)
    assert left.receivers == ("UEVA",)
    assert left.reason == "with @… and @…"


def test_the_first_of_a_workspace_is_known(store: Store) -> None:
    kept(store, a_kudos(), a_kudos(given_at=NOW - DAY), a_kudos(given_at=NOW + DAY))

    with store.read() as tx:
        assert tx.kudos.first_at("T1") == NOW - DAY
        assert tx.kudos.first_at("T2") is None


def test_old_words_go_and_the_kudos_stay(store: Store) -> None:
    kept(store, a_kudos(), a_kudos(given_at=NOW + DAY))

    with store.begin() as tx:
        dropped = tx.kudos.drop_words_before(NOW + HOUR)

    with store.read() as tx:
        reasons = [kudos.reason for kudos in tx.kudos.mine("T1", "UANA", 9)]
    assert len(dropped) == 1
    assert reasons == ["the release", ""]
