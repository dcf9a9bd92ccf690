"""Several ideas become one, as far as their authors agree."""

from collections.abc import Sequence
from datetime import datetime

import pytest

from bot.domain.combining import Consent
from bot.domain.errors import (
    AnsweredAlreadyError,
    IdeaGoneError,
    NotAskedError,
    PrivateParentError,
    TooFewIdeasError,
)
from bot.domain.ideas import Idea, Part
from bot.domain.outgoing import CombineAsked, IdeaCard
from bot.services.combining import answer_request, combine_ideas
from bot.services.due import run_due
from bot.services.ideas import take_back_idea
from bot.services.privacy import forget_person
from bot.storage import Store
from tests.services.world import DAY, HOUR, MARKS, NOW, an_idea, known, said

YES, NO = Consent.YES, Consent.NO


def combined(store: Store, *parts: Idea, author: str = "UDAN", source: str = "c") -> Idea:
    whole = Idea("T1", author, "quiet, with plants", NOW, source, "C1")
    kept = combine_ideas(store, whole, [part.id for part in parts])
    assert kept is not None
    return kept


def two_ideas(store: Store) -> tuple[Idea, Idea]:
    return an_idea(store), an_idea(store, "UBEN", NOW - HOUR)


def parents(store: Store, idea: Idea) -> Sequence[int]:
    with store.read() as tx:
        found = tx.ideas.by_id("T1", idea.id)
    assert found
    return found.parents


def cards(store: Store, idea: Idea, at: datetime = NOW) -> list[IdeaCard]:
    told = [each for each in said(store, at) if isinstance(each, IdeaCard)]
    return [each for each in told if each.idea.id == idea.id]


def answer(store: Store, whole: Idea, part: Idea, consent: Consent) -> None:
    answer_request(store, "T1", whole.id, part.id, part.author, consent, NOW)


def test_each_author_is_asked_and_the_card_waits(store: Store) -> None:
    ana, ben = two_ideas(store)
    said(store)

    whole = combined(store, ana, ben)

    told = said(store)
    assert [each.part.author for each in told if isinstance(each, CombineAsked)] == ["UANA", "UBEN"]
    assert [each.waiting_for for each in told if isinstance(each, IdeaCard)] == [2]
    assert parents(store, whole) == ()


def test_a_yes_joins_and_a_no_says_nothing(store: Store) -> None:
    ana, ben = two_ideas(store)
    whole = combined(store, ana, ben)
    said(store)

    answer(store, whole, ana, YES)
    answer(store, whole, ben, NO)

    assert parents(store, whole) == (ana.id,)
    told = said(store)
    assert {type(each) for each in told} == {IdeaCard}
    with store.read() as tx:
        assert ("UDAN", Part.BUILD) in {
            (each.person, each.part) for each in tx.ideas.parts("T1", [ana.id])[ana.id]
        }
        assert not tx.combining.asked_of("T1", "UANA")
        assert not tx.combining.asked_of("T1", "UBEN")


def test_ones_own_idea_joins_at_once(store: Store) -> None:
    ana, ben = two_ideas(store)

    whole = combined(store, ana, ben, author="UANA")

    assert parents(store, whole) == (ana.id,)


def test_the_first_answer_stands(store: Store) -> None:
    ana, ben = two_ideas(store)
    whole = combined(store, ana, ben)
    answer(store, whole, ana, YES)

    with pytest.raises(AnsweredAlreadyError):
        answer(store, whole, ana, NO)

    assert parents(store, whole) == (ana.id,)


def test_nobody_answers_for_somebody_else(store: Store) -> None:
    ana, ben = two_ideas(store)
    whole = combined(store, ana, ben)

    with pytest.raises(NotAskedError):
        answer_request(store, "T1", whole.id, ana.id, "UBEN", YES, NOW)


def test_after_two_weeks_of_silence_it_stays_out(store: Store) -> None:
    ana, ben = two_ideas(store)
    whole = combined(store, ana, ben)

    said(store)
    much_later = NOW + 14 * DAY + HOUR

    run_due(store, much_later)

    assert [each.waiting_for for each in cards(store, whole, much_later)][-1:] == [0]
    assert parents(store, whole) == ()
    with pytest.raises(AnsweredAlreadyError):
        answer(store, whole, ana, YES)


def test_who_left_is_not_asked(store: Store) -> None:
    ana, ben = two_ideas(store)
    known(store, "UBEN", is_deactivated=True)

    combined(store, ana, ben)

    told = [each for each in said(store) if isinstance(each, CombineAsked)]
    assert [each.part.author for each in told] == ["UANA"]


def test_an_answer_to_what_is_gone_says_so(store: Store) -> None:
    ana, ben = two_ideas(store)
    whole = combined(store, ana, ben)
    with store.begin() as tx:
        take_back_idea(tx, whole, NOW, "bulb")

    with pytest.raises(IdeaGoneError):
        answer(store, whole, ana, YES)


def test_a_part_that_is_withdrawn_is_waited_for_no_more(store: Store) -> None:
    ana, ben = two_ideas(store)
    an_idea(store, "UCHLOE", NOW, parents=(ana.id,))  # so that its place stays
    whole = combined(store, ana, ben)
    said(store)

    for part, left in ((ana, 1), (ben, 0)):
        with store.begin() as tx:
            take_back_idea(tx, part, NOW, "bulb")
        assert [each.waiting_for for each in cards(store, whole)] == [left]
        with store.read() as tx:
            assert tx.combining.asked_of("T1", part.author) == []


def test_who_is_forgotten_is_waited_for_no_more(store: Store) -> None:
    ana, ben = two_ideas(store)
    whole = combined(store, ana, ben)
    said(store)

    forget_person(store, "T1", "UANA", MARKS, NOW)

    assert [each.waiting_for for each in cards(store, whole)] == [1]


def test_nobody_is_asked_for_a_whole_that_is_withdrawn(store: Store) -> None:
    ana, ben = two_ideas(store)
    whole = combined(store, ana, ben)
    an_idea(store, "UCHLOE", NOW, parents=(whole.id,))

    with store.begin() as tx:
        take_back_idea(tx, whole, NOW, "bulb")

    assert not any(isinstance(each, CombineAsked) for each in said(store))
    with store.read() as tx:
        assert tx.combining.asked_of("T1", "UANA") == []


def test_it_takes_two(store: Store) -> None:
    ana, _ = two_ideas(store)

    with pytest.raises(TooFewIdeasError):
        combined(store, ana, ana)


def test_what_is_private_stays_where_it_is(store: Store) -> None:
    ana = an_idea(store)
    secret = an_idea(store, "UBEN", channel="C9", is_private=True)

    with pytest.raises(PrivateParentError):
        combined(store, ana, secret)
    whole = Idea("T1", "UBEN", "both", NOW, "p", "C9", is_private=True)
    with pytest.raises(PrivateParentError):
        combine_ideas(store, whole, [ana.id, secret.id])


def test_the_same_form_twice_is_one_idea(store: Store) -> None:
    ana, ben = two_ideas(store)
    combined(store, ana, ben)

    again = Idea("T1", "UDAN", "quiet, with plants", NOW, "c", "C1")

    assert combine_ideas(store, again, [ana.id, ben.id]) is None
