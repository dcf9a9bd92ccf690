from datetime import UTC, datetime, timedelta

from bot.domain.messages import MessageRef
from bot.storage import Store

FIRST, EDITED, LATER = "1790000000.000100", "1790000005.000200", "1790000009.000300"


def newer(store: Store, version: str, *, workspace: str = "T1") -> bool:
    with store.begin() as tx:
        return tx.messages.newer(MessageRef(workspace, "C1", FIRST), version)


def test_a_message_is_new_once(store: Store) -> None:
    answers = [newer(store, FIRST) for _ in range(3)]

    assert answers == [True, False, False]


def test_an_edit_that_comes_before_its_message_wins(store: Store) -> None:
    answers = [newer(store, version) for version in (LATER, EDITED, FIRST)]

    assert answers == [True, False, False]


def test_each_edit_is_newer_than_the_one_before(store: Store) -> None:
    answers = [newer(store, version) for version in (FIRST, EDITED, LATER)]

    assert answers == [True, True, True]


def test_nothing_is_newer_than_a_deletion(store: Store) -> None:
    with store.begin() as tx:
        first = tx.messages.deleted(MessageRef("T1", "C1", FIRST))
        again = tx.messages.deleted(MessageRef("T1", "C1", FIRST))

    assert (first, again) == (True, False)
    assert not newer(store, LATER)


def test_a_message_that_is_deleted_was_known_before(store: Store) -> None:
    newer(store, FIRST)

    with store.begin() as tx:
        deleted = tx.messages.deleted(MessageRef("T1", "C1", FIRST))

    assert deleted


def test_the_same_message_of_another_workspace_is_another_message(store: Store) -> None:
    newer(store, FIRST)

    assert newer(store, FIRST, workspace="T2")


def test_what_was_edited_lately_is_still_known(store: Store) -> None:
    newer(store, FIRST)
    newer(store, EDITED)

    with store.begin() as tx:
        dropped = tx.messages.drop_before(datetime.fromtimestamp(1790000003, UTC))

    assert dropped == 0
    assert not newer(store, EDITED)


def test_a_deletion_is_remembered_for_more_than_a_year(store: Store) -> None:
    sent = datetime.fromtimestamp(1790000000, UTC)
    with store.begin() as tx:
        tx.messages.deleted(MessageRef("T1", "C1", FIRST))
        dropped = tx.messages.drop_before(sent + timedelta(days=399))
    edited_months_later = newer(store, f"{(sent + timedelta(days=300)).timestamp():.6f}")

    with store.begin() as tx:
        late = tx.messages.drop_before(sent + timedelta(days=401))

    assert (dropped, edited_months_later, late) == (0, False, 1)


def test_old_messages_are_forgotten(store: Store) -> None:
    newer(store, FIRST)
    limit = datetime.fromtimestamp(1790000000, UTC)

    with store.begin() as tx:
        early = tx.messages.drop_before(limit)
        late = tx.messages.drop_before(limit.replace(year=2027))

    assert (early, late) == (0, 1)
