from collections.abc import Collection
from dataclasses import replace
from itertools import count

from bot.domain.ideas import Idea
from bot.storage import Store
from bot.storage.similar import NEWEST, number_of
from tests.storage.builders import DAY, NOW, an_idea

NUMBERS = count()


def keep(store: Store, idea: Idea, *terms: str) -> Idea:
    with store.begin() as tx:
        kept = tx.ideas.add(replace(idea, source=f"s{next(NUMBERS)}"))
        assert kept
        if terms:
            tx.similar.add_terms(kept.workspace, kept.id, terms)
    return kept


def having(store: Store, term: str, workspace: str = "T1") -> list[int]:
    with store.read() as tx:
        return list(tx.similar.with_terms(workspace, [term])[term])


def paired(store: Store, idea: Idea) -> list[int]:
    with store.read() as tx:
        found = tx.families.relatives(idea.workspace, [idea.id])[idea.id]
        return [each.id for each in found.similar]


def pair(store: Store, idea: Idea, others: dict[int, float]) -> None:
    with store.begin() as tx:
        tx.similar.pair(idea.workspace, idea.id, others)


def named(store: Store, ideas: Collection[Idea], channel: str | None) -> set[int]:
    ids = [idea.id for idea in ideas]
    with store.read() as tx:
        return set(tx.similar.named_in("T1", ids, channel))


def test_the_newest_ideas_with_a_term_are_found_in_their_workspace(store: Store) -> None:
    old, new = keep(store, an_idea(), "quiet", "offic"), keep(store, an_idea(), "quiet")
    elsewhere = keep(store, an_idea(workspace="T2"), "quiet")

    assert having(store, "quiet") == [new.id, old.id]
    assert having(store, "offic") == [old.id]
    assert having(store, "quiet", "T2") == [elsewhere.id]
    assert having(store, "loud") == []


def test_of_what_everybody_writes_the_newest_are_looked_at(store: Store) -> None:
    ideas = [keep(store, an_idea()) for _ in range(NEWEST + 2)]
    with store.begin() as tx:
        for idea in ideas:
            tx.similar.add_terms("T1", idea.id, ["quiet"])

    assert having(store, "quiet") == [idea.id for idea in reversed(ideas[2:])]


def test_other_terms_take_the_place_of_the_old_ones(store: Store) -> None:
    idea = keep(store, an_idea(), "quiet", "offic")

    with store.begin() as tx:
        tx.similar.drop("T1", idea.id)
        tx.similar.add_terms("T1", idea.id, ["loud", "offic"])

    assert having(store, "quiet") == []
    assert having(store, "loud") == having(store, "offic") == [idea.id]


def test_terms_and_pairs_go_with_the_idea(store: Store) -> None:
    gone, left = keep(store, an_idea(), "quiet"), keep(store, an_idea(), "quiet")
    pair(store, left, {gone.id: 0.7})

    with store.begin() as tx:
        tx.ideas.withdraw("T1", gone.id, NOW)

    assert having(store, "quiet") == [left.id]
    assert paired(store, left) == []


def test_terms_go_with_the_text_that_is_too_old(store: Store) -> None:
    keep(store, an_idea(shared_at=NOW - DAY), "quiet")
    new = keep(store, an_idea(), "quiet")

    with store.begin() as tx:
        tx.similar.drop_terms(tx.ideas.drop_words_before(NOW))

    assert having(store, "quiet") == [new.id]


def test_private_ideas_are_named_in_their_own_channel_alone(store: Store) -> None:
    public = keep(store, an_idea(channel="C1"))
    private = keep(store, replace(an_idea(channel="C2"), is_private=True))
    both = [public, private]

    assert named(store, both, "C1") == {public.id}
    assert named(store, both, "C2") == {public.id, private.id}
    assert named(store, both, None) == {public.id}


def test_an_idea_without_text_is_never_named(store: Store) -> None:
    assert named(store, [keep(store, an_idea(text=""))], "C1") == set()


def test_pairs_are_seen_from_both_sides_the_nearest_first(store: Store) -> None:
    one, two, three = (keep(store, an_idea()) for _ in range(3))
    pair(store, two, {one.id: 0.6})
    pair(store, three, {one.id: 0.9, two.id: 0.7})

    assert paired(store, one) == [three.id, two.id]
    assert paired(store, two) == [three.id, one.id]

    with store.begin() as tx:
        tx.similar.drop("T1", three.id)
    assert paired(store, one) == [two.id]


def test_what_is_gone_meanwhile_is_paired_with_nothing(store: Store) -> None:
    idea = keep(store, an_idea())

    pair(store, idea, {idea.id + 100: 0.9})

    assert paired(store, idea) == []


def test_the_number_of_a_term_stays_for_ever() -> None:
    numbers = [number_of("quiet"), number_of("会議")]

    assert numbers == [2369021148959658357, -2355120212562947437]
