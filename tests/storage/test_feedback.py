"""What was asked and answered is kept without text, and counted by band."""

from dataclasses import replace

import pytest

from bot.domain.feedback import Answers, Case, Evidence, Label, Noticed, Observation, Verdict
from bot.domain.messages import MessageRef
from bot.storage import Store
from tests.storage.builders import DAY, HOUR, NOW, a_kudos, an_idea

SAID = Case(MessageRef("T1", "C1", "1.0"), "UANA", Label.IDEA)
LIKELY, SURE = (Noticed(0.7, band, "1-abc") for band in (Evidence.LIKELY, Evidence.SURE))


def other(ts: str) -> Case:
    return replace(SAID, message=MessageRef("T1", "C1", ts))


def test_an_answer_counts_once_for_each_message_and_label(store: Store) -> None:
    with store.begin() as tx:
        first = tx.feedback.answer(SAID, Verdict.KEEP, NOW)
        again = tx.feedback.answer(SAID, Verdict.NOT_THIS, NOW)
        as_kudos = tx.feedback.answer(replace(SAID, label=Label.KUDOS), Verdict.NOT_THIS, NOW)
        dropped = tx.feedback.drop_before(NOW + HOUR)

    assert (first, again, as_kudos) == (True, False, True)
    assert dropped == 2


def test_an_answer_goes_to_the_question_with_the_score_of_then(store: Store) -> None:
    with store.begin() as tx:
        tx.feedback.ask(SAID, LIKELY, NOW)
        tx.feedback.ask(SAID, SURE, NOW + HOUR)
        tx.feedback.answer(SAID, Verdict.NOT_THIS, NOW + DAY)

        found = list(tx.feedback.observed(None))

    assert found == [Observation(Label.IDEA, LIKELY, NOW + DAY, True, Verdict.NOT_THIS)]


def test_taking_back_is_the_last_word(store: Store) -> None:
    with store.begin() as tx:
        tx.feedback.ask(SAID, LIKELY, NOW)
        tx.feedback.answer(SAID, Verdict.KEEP, NOW)
        tx.feedback.take_back(SAID, Verdict.UNDONE, None, NOW)
        tx.feedback.take_back(other("2.0"), Verdict.UNDONE, SURE, NOW)

        counts = tx.feedback.answers("T1", "C1", Label.IDEA, NOW)

    assert (counts[Evidence.LIKELY], counts[Evidence.SURE]) == (Answers(0, 1), Answers(0, 1))


def test_answers_are_counted_by_channel_label_and_time(store: Store) -> None:
    with store.begin() as tx:
        for number, verdict in enumerate(Verdict):
            tx.feedback.ask(other(f"{number}.0"), LIKELY, NOW)
            tx.feedback.answer(other(f"{number}.0"), verdict, NOW)
        tx.feedback.ask(other("9.0"), LIKELY, NOW)

        counted = tx.feedback.answers("T1", "C1", Label.IDEA, NOW)[Evidence.LIKELY]
        elsewhere = [
            tx.feedback.answers("T1", "C2", Label.IDEA, NOW),
            tx.feedback.answers("T1", "C1", Label.KUDOS, NOW),
            tx.feedback.answers("T2", "C1", Label.IDEA, NOW),
            tx.feedback.answers("T1", "C1", Label.IDEA, NOW + HOUR),
        ]

    assert counted == Answers(yes=1, no=2)
    assert {one for counts in elsewhere for one in counts.values()} == {Answers()}


@pytest.mark.parametrize("noticed", [SURE, None])
def test_how_sure_we_were_comes_back_with_what_was_kept(
    store: Store, noticed: Noticed | None
) -> None:
    with store.begin() as tx:
        kudos = tx.kudos.add(replace(a_kudos(ts="1.0"), noticed=noticed))
        idea = tx.ideas.add(replace(an_idea(ts="1.0"), noticed=noticed))

        assert kudos
        assert idea
        assert tx.kudos.at_message(MessageRef("T1", "C1", "1.0")) == kudos
        assert tx.ideas.at_message(MessageRef("T1", "C1", "1.0")) == idea
        stayed = {each.label: each.noticed for each in tx.feedback.stayed(NOW)}
        assert stayed == ({Label.KUDOS: SURE, Label.IDEA: SURE} if noticed else {})
        assert len(list(tx.feedback.stayed(None))) == len(stayed)
        assert list(tx.feedback.stayed(NOW + HOUR)) == []
        for label in Label:
            at_once = ("T1", "C1", label)
            assert tx.feedback.kept_at_once(*at_once, Evidence.SURE, NOW) == bool(noticed)
            assert tx.feedback.kept_at_once(*at_once, Evidence.LIKELY, NOW) == 0
