"""Cards follow what becomes of ideas: built on, edited, taken back, supported by many at once."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from threading import Barrier

import pytest

from bot.domain.errors import PrivateParentError
from bot.domain.ideas import Idea, Part
from bot.domain.moves import Happening
from bot.domain.outgoing import IdeaCard
from bot.domain.people import Person
from bot.services.cards import refresh_cards
from bot.services.idea_tests import open_test
from bot.services.ideas import edit_idea, share_idea, toggle_support
from bot.storage import Store
from tests.services.world import HOUR, NOW, an_idea, edit, erase, kept_idea, said, say
from tests.storage.test_families import questions_of


def built(store: Store, *parents: Idea, author: str = "UBEN", ts: str = "5.0") -> Idea:
    """An idea that builds on those, said in a message."""
    source, ids = f"message:C1:{ts}", tuple(parent.id for parent in parents)
    idea = Idea("T1", author, "and quieter phones", NOW, source, "C1", ts, parents=ids)
    kept = share_idea(store, idea)
    assert kept is not None
    return kept


def cards(store: Store) -> dict[int, IdeaCard]:
    """The cards that are shown now, the latest of each."""
    return {each.idea.id: each for each in said(store) if isinstance(each, IdeaCard)}


def above(card: IdeaCard) -> list[str]:
    """What it says that it builds on."""
    return [each.text for each in card.parents]


def builders(store: Store, idea: Idea) -> set[str]:
    with store.read() as tx:
        parts = tx.ideas.parts("T1", [idea.id])[idea.id]
    return {each.person for each in parts if each.part is Part.BUILD}


def test_an_idea_taken_back_leaves_no_part_in_what_it_built_on(store: Store) -> None:
    parent = an_idea(store)
    built(store, parent)
    assert cards(store)[parent.id].builders == ("UBEN",)

    erase(store, "5.0")

    assert builders(store, parent) == set()
    assert cards(store)[parent.id].builders == ()


def test_of_a_withdrawn_idea_its_place_alone_is_left(store: Store) -> None:
    say(store, "idea: a quieter office", thread_ts="0.5")
    idea = kept_idea(store)
    assert idea is not None
    child = built(store, idea)
    open_test(store, idea.id, Person("T1", "UCHLOE", "Chloé"), "is it quieter?", NOW)

    erase(store)

    with store.read() as tx:
        left = tx.ideas.by_ids("T1", [idea.id], also_withdrawn=True)[idea.id]
        [test] = tx.tests.of("T1", [idea.id])[idea.id]
        events = tx.moves.of("T1", idea.id)
        family = tx.families.of("T1", child.id)
    assert left == replace(
        Idea("T1", "UANA", "", NOW, f"withdrawn:{idea.id}", "C1", id=idea.id),
        stage=left.stage,
        stage_at=left.stage_at,
        card_ts=left.card_ts,
    )
    assert (test.question, test.learned, test.is_open) == ("", "", False)
    assert {each.reason for each in events} == {""}
    assert family is not None
    assert family.links == ((idea.id, child.id),)


def test_a_message_that_is_edited_back_into_an_idea_is_kept_anew(store: Store) -> None:
    say(store, "idea: a quieter office")
    first = kept_idea(store)
    assert first is not None
    child = built(store, first)
    edit(store, "never mind", "2.0")
    assert kept_idea(store) is None

    edit(store, "idea: a silent office", "3.0")

    again = kept_idea(store)
    assert again is not None
    assert (again.text, again.parents) == ("a silent office", ())
    assert again.id not in (first.id, child.id)
    with store.read() as tx:
        assert tx.families.ancestors(child) == {first.id}
        assert tx.ideas.built_on("T1", [again.id]) == {}


def test_who_built_on_it_twice_has_a_part_until_both_are_gone(store: Store) -> None:
    parent = an_idea(store)
    built(store, parent)
    built(store, parent, ts="6.0")

    erase(store, "5.0")

    assert builders(store, parent) == {"UBEN"}
    assert cards(store)[parent.id].builders == ("UBEN",)


def test_what_an_idea_builds_on_is_quoted_as_it_is_now(store: Store) -> None:
    say(store, "idea: a quieter office")
    parent = kept_idea(store)
    assert parent is not None
    child = built(store, parent)
    assert above(cards(store)[child.id]) == ["a quieter office"]

    edit(store, "idea: a silent office")
    assert above(cards(store)[child.id]) == ["a silent office"]

    erase(store)
    assert above(cards(store)[child.id]) == []


def test_a_card_asks_as_much_however_many_ideas_it_builds_on(store: Store) -> None:
    one, *others = [an_idea(store, f"U{number}", NOW - number * HOUR) for number in range(7)]
    few, many = built(store, one), built(store, *others, ts="6.0")
    asked_for = []

    for child in (few, many):
        with store.begin() as tx, questions_of(tx._connection) as asked:
            refresh_cards(tx, "T1", [child.id], NOW)
        asked_for.append(len(asked))

    assert asked_for[0] == asked_for[1]
    assert len([sql for sql in asked if "FROM channels" in sql]) == 1


def test_nothing_is_asked_to_hold_nothing(store: Store) -> None:
    with store.begin() as tx, questions_of(tx._connection) as asked:
        tx.ideas.hold("T1", ())

    assert asked == []


def test_what_grew_from_an_idea_is_quoted_as_it_is_now(store: Store) -> None:
    parent = an_idea(store)
    child = built(store, parent)

    with store.begin() as tx:
        edit_idea(tx, child, "and quieter doors", NOW)

    found = cards(store)
    assert [each.text for each in found[parent.id].children] == ["and quieter doors"]


def test_an_edit_that_leaves_the_idea_as_it_was_changes_no_card(store: Store) -> None:
    say(store, "idea: a quieter office")
    cards(store)

    edit(store, "idea:  a quieter office")

    assert cards(store) == {}
    idea = kept_idea(store)
    assert idea
    with store.read() as tx:
        assert [each.what for each in tx.moves.of("T1", idea.id)] == [Happening.SHARE]


def test_an_idea_of_a_private_channel_is_told_on_no_card_elsewhere(store: Store) -> None:
    parent = an_idea(store)
    secret = Idea("T1", "UBEN", "a secret", NOW, "s", "C9", is_private=True, parents=(parent.id,))
    kept = share_idea(store, secret)
    assert kept is not None

    found = cards(store)

    assert found[parent.id].builders == ()
    assert above(found[kept.id]) == ["a quieter office"]
    with pytest.raises(PrivateParentError):
        built(store, kept, author="UCHLOE")


def test_a_private_channels_own_cards_tell_of_each_other(store: Store) -> None:
    parent = an_idea(store, is_private=True)
    child = share_idea(
        store,
        replace(parent, author="UBEN", source="b", ts="7.0", parents=(parent.id,), id=0),
    )
    assert child is not None

    found = cards(store)

    assert found[parent.id].builders == ("UBEN",)
    assert above(found[child.id]) == ["a quieter office"]


def test_of_many_who_support_it_at_once_nobody_is_missing(store: Store) -> None:
    idea = an_idea(store)
    people = [f"U{number}" for number in range(4)]
    together = Barrier(len(people))

    def support(person: str) -> None:
        together.wait(5)
        toggle_support(store, "T1", idea.id, person, NOW)

    with ThreadPoolExecutor(len(people)) as pool:
        list(pool.map(support, people))

    assert set(cards(store)[idea.id].supporters) == set(people)
