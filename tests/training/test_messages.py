"""Our own messages are well formed, and apart where they must be."""

from collections import Counter

from bot.domain.messages import Kind
from bot.training.messages import FOLDS, own_messages
from bot.training.templates import made

MESSAGES = own_messages()


def test_there_are_thousands_of_both_labels_by_hand() -> None:
    by_hand = [one for one in MESSAGES if one.is_by_hand]

    assert sum(one.kudos is True for one in by_hand) > 900
    assert sum(one.idea is True for one in by_hand) > 900
    assert len(by_hand) > 3_000


def test_whoever_is_thanked_is_named_in_the_message() -> None:
    for one in MESSAGES:
        named = {
            f"!{span.value}" if span.kind is Kind.BROADCAST else span.value
            for span in one.message.spans
        }
        assert one.recipients <= named, one.text


def test_nobody_is_thanked_in_what_is_no_thanks() -> None:
    assert not [one.text for one in MESSAGES if one.recipients and one.kudos is False]


def test_a_group_is_in_one_fold() -> None:
    folds = {(one.group, one.fold) for one in MESSAGES}

    assert max(Counter(group for group, _ in folds).values()) == 1
    assert {fold for _, fold in folds} == set(range(FOLDS))


def test_patterns_make_the_same_messages_each_time() -> None:
    assert list(made()) == list(made())


def test_no_slot_is_left_open() -> None:
    assert not [one.text for one in made() if "{" in one.text]


def test_no_message_has_two_labels() -> None:
    said: dict[str, tuple[bool | None, bool | None]] = {}
    for one in MESSAGES:
        if one.is_by_hand:
            assert said.setdefault(one.text, (one.kudos, one.idea)) == (one.kudos, one.idea)
