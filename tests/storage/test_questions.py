"""Questions of leaders: where they stand, and who answered when."""

import pytest

from bot.domain.messages import MessageRef
from bot.storage import Store, Transaction
from tests.storage.builders import DAY, HOUR, NOW

POST = MessageRef("T1", "C1", "5.0")


@pytest.fixture
def asked(store: Store) -> int:
    """Lea's, which stands in C1 at 5.0."""
    with store.begin() as tx:
        question = tx.questions.add("T1", "ULEA", "C1", "nudge:1", NOW)
        assert question
        tx.questions.note_post("T1", question, "C1", "5.0")
    return question


def answers(store: Store) -> list[tuple[str, ...]]:
    with store.read() as tx:
        return answers_within(tx)


def answers_within(tx: Transaction) -> list[tuple[str, ...]]:
    found = tx.deeds.questions("T1", ["ULEA"], NOW - DAY, NOW + DAY)
    return [tuple(person for person, _ in each.answers) for each in found]


def test_only_what_hangs_under_a_question_answers_it(store: Store, asked: int) -> None:
    with store.begin() as tx:
        for there in (MessageRef("T1", "C2", "5.0"), MessageRef("T2", "C1", "5.0")):
            tx.questions.answer(there, "UANA", "6.0", NOW + HOUR)

    assert answers(store) == [()]


def test_a_nudge_asks_one_question(store: Store, asked: int) -> None:
    with store.begin() as tx:
        assert tx.questions.add("T1", "ULEA", "C2", "nudge:1", NOW) is None


def test_an_answer_counts_once_and_not_the_leaders_own(store: Store, asked: int) -> None:
    with store.begin() as tx:
        for _ in range(2):
            tx.questions.answer(POST, "UANA", "6.0", NOW + HOUR)
        tx.questions.answer(POST, "ULEA", "7.0", NOW + HOUR)

    assert answers(store) == [("UANA",)]


def test_an_answer_is_removed_in_its_channel_alone(store: Store, asked: int) -> None:
    with store.begin() as tx:
        tx.questions.answer(POST, "UANA", "6.0", NOW + HOUR)
        tx.questions.remove(MessageRef("T1", "C2", "6.0"))
        kept = answers_within(tx)
        tx.questions.remove(MessageRef("T1", "C1", "6.0"))

    assert kept == [("UANA",)]
    assert answers(store) == [()]


def test_a_question_goes_with_its_answers(store: Store, asked: int) -> None:
    with store.begin() as tx:
        tx.questions.answer(POST, "UANA", "6.0", NOW + HOUR)
        tx.questions.remove(POST)

    assert answers(store) == []
