"""What says nearly the same is found, shown on cards, and gone from them when it is gone."""

from datetime import timedelta

from bot.domain.ideas import Idea
from bot.domain.outgoing import IdeaCard
from bot.domain.people import Channel
from bot.services.channels import learn_channels
from bot.services.ideas import share_idea, toggle_support
from bot.services.privacy import drop_what_is_old, forget_person
from bot.services.similar import ideas_like
from bot.storage import Store
from tests.services.world import MARKS, NOW, edit, erase, kept_idea, said, say

GLOSSARY = "put a glossary of our acronyms in the wiki"
NEARLY = "we need an acronym glossary in the wiki"


def share(store: Store, text: str, author: str = "UANA", **more: object) -> Idea:
    given = {"channel": "C1", "source": f"{author}:{text}:{more}", **more}
    kept = share_idea(store, Idea("T1", author, text, NOW, **given))  # type: ignore[arg-type] # as named
    assert kept is not None
    return kept


def like(
    store: Store, text: str, channel: str | None = "C1", without: tuple[int, ...] = ()
) -> set[int]:
    found = ideas_like(store, "T1", text, channel=channel, without=without)
    return {each.id for each in found}


def on_cards(store: Store) -> dict[int, set[int]]:
    """What the latest card of each idea names."""
    cards = {each.idea.id: each for each in said(store) if isinstance(each, IdeaCard)}
    return {id: {each.id for each in card.similar} for id, card in cards.items()}


def test_the_card_of_nearly_the_same_idea_names_the_first(store: Store) -> None:
    first, other = share(store, GLOSSARY), share(store, "archive old pages of the wiki")

    second = share(store, NEARLY, "UBEN")

    assert on_cards(store) == {first.id: set(), other.id: set(), second.id: {first.id}}


def test_the_card_of_the_first_names_the_later_one_when_it_is_next_shown(store: Store) -> None:
    first, second = share(store, GLOSSARY), share(store, NEARLY, "UBEN")

    toggle_support(store, "T1", first.id, "UEVA", NOW)

    assert on_cards(store) == {first.id: {second.id}, second.id: {first.id}}


def test_what_builds_on_an_idea_is_not_called_similar_to_it(store: Store) -> None:
    first = share(store, GLOSSARY)

    child = share(store, NEARLY, "UBEN", parents=(first.id,))
    late = share(store, GLOSSARY + " today", "UEVA")

    cards = on_cards(store)
    assert child.id not in cards[first.id]
    assert first.id not in cards[child.id]
    assert cards[late.id] == {first.id, child.id}


def test_an_idea_taken_back_leaves_the_cards_that_name_it(store: Store) -> None:
    say(store, f"idea: {GLOSSARY}")
    second = share(store, NEARLY, "UBEN")
    assert on_cards(store)[second.id]

    erase(store)

    assert on_cards(store)[second.id] == set()
    assert like(store, GLOSSARY) == {second.id}


def test_an_edit_finds_others_and_leaves_those_that_it_was_like(store: Store) -> None:
    bikes, first = share(store, "company bikes for employees"), share(store, GLOSSARY)
    say(store, f"idea: {NEARLY}", author="UBEN")
    edited = kept_idea(store)
    assert edited is not None
    before = on_cards(store)

    edit(store, "idea: free bikes for our employees", author="UBEN")

    after = on_cards(store)
    assert before[edited.id] == {first.id}
    assert after[edited.id] == {bikes.id}
    assert after[first.id] == set()


def test_somebody_forgotten_is_named_on_no_card(store: Store) -> None:
    first, second = share(store, GLOSSARY), share(store, NEARLY, "UBEN")
    toggle_support(store, "T1", first.id, "UEVA", NOW)
    assert on_cards(store) == {first.id: {second.id}, second.id: {first.id}}

    forget_person(store, "T1", "UANA", MARKS, NOW)

    assert on_cards(store) == {second.id: set()}
    assert like(store, GLOSSARY) == {second.id}


def test_ideas_of_a_private_channel_are_found_there_alone(store: Store) -> None:
    secret = share(store, GLOSSARY, channel="C9", is_private=True)
    public = share(store, NEARLY, "UBEN")
    inside = share(store, f"{NEARLY} please", "UEVA", channel="C9", is_private=True)
    toggle_support(store, "T1", public.id, "UEVA", NOW)

    cards = on_cards(store)

    assert cards[public.id] == set()
    assert cards[inside.id] == {secret.id, public.id}
    assert like(store, GLOSSARY, "C1") == like(store, GLOSSARY, None) == {public.id}
    assert like(store, GLOSSARY, "C9") == {secret.id, public.id, inside.id}


def test_in_a_channel_shared_with_others_cards_name_only_what_stands_there(store: Store) -> None:
    learn_channels(store, [Channel("T1", "C1"), Channel("T1", "C2", is_external=True)], NOW)
    internal = share(store, GLOSSARY)
    there = share(store, f"{GLOSSARY} soon", channel="C2")

    shared = share(store, NEARLY, "UBEN", channel="C2")

    cards = on_cards(store)
    assert cards[shared.id] == {there.id}
    assert cards[there.id] == set()
    assert cards[internal.id] == set()


def test_another_workspace_is_never_searched(store: Store) -> None:
    idea = Idea("T2", "UANA", GLOSSARY, NOW, "elsewhere", "C1")
    share_idea(store, idea)

    assert like(store, NEARLY) == set()


def test_what_an_idea_builds_on_can_be_left_out(store: Store) -> None:
    first = share(store, GLOSSARY)

    assert like(store, NEARLY, without=(first.id,)) == set()
    assert like(store, NEARLY) == {first.id}


def test_text_that_is_too_old_is_no_longer_found(store: Store) -> None:
    share(store, GLOSSARY)

    drop_what_is_old(store, NOW + timedelta(days=400), text_days=395)

    assert like(store, NEARLY) == set()


def test_of_many_the_three_nearest_are_named(store: Store) -> None:
    for n in range(6):
        share(store, f"{GLOSSARY} {'x' * n}y")

    last = share(store, NEARLY, "UBEN")

    assert len(on_cards(store)[last.id]) == 3
