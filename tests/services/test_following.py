"""What was kept follows its channel: private or public again, shared with strangers, archived."""

from dataclasses import replace

from bot.domain.ideas import Idea
from bot.domain.kudos import Kudos
from bot.domain.messages import MessageRef
from bot.domain.outgoing import IdeaCard, Offered
from bot.domain.people import Channel
from bot.services.answers import agree
from bot.services.channels import join_channel, learn_channels, learn_joined, note_archived
from bot.services.ideas import share_idea
from bot.services.kudos import give_kudos
from bot.storage import Store
from tests.services.world import (
    DAY,
    MARKS,
    NOW,
    TOWN,
    a_message,
    an_idea,
    kept_idea,
    kept_kudos,
    said,
    say,
)

HERE, THERE = Channel("T1", "C1"), Channel("T1", "C2")


def built(store: Store, parent: Idea, channel: str = "C2", author: str = "UBEN") -> Idea:
    """An idea in another channel that builds on that one, and both cards posted."""
    idea = Idea("T1", author, "with quieter phones", NOW, f"b:{channel}:{author}", channel)
    kept = share_idea(store, replace(idea, parents=(parent.id,)))
    assert kept is not None
    said(store)
    return kept


def shown(store: Store) -> dict[int, IdeaCard]:
    return {each.idea.id: each for each in said(store) if isinstance(each, IdeaCard)}


def is_private(store: Store, idea: Idea) -> bool:
    with store.read() as tx:
        found = tx.ideas.by_id("T1", idea.id)
    assert found is not None
    return found.is_private


def quoted(card: IdeaCard) -> tuple[str, ...]:
    """What its card says that it builds on."""
    return tuple(each.text for each in card.parents)


def test_what_became_private_is_told_on_no_card_elsewhere_until_it_is_public(store: Store) -> None:
    learn_channels(store, [HERE, THERE], NOW)
    middle = built(store, an_idea(store), "C2")
    child = built(store, middle, "C3", "UCHLOE")

    learn_channels(store, [replace(THERE, is_private=True)], NOW)
    private, hidden = shown(store), is_private(store, middle)
    learn_channels(store, [THERE], NOW)
    public = shown(store)

    assert hidden
    assert {id: (card.builders, quoted(card)) for id, card in private.items()} == {
        middle.parents[0]: ((), ()),
        child.id: ((), ()),
    }
    assert public[middle.parents[0]].builders == ("UBEN",)
    assert quoted(public[child.id]) == ("with quieter phones",)
    assert not is_private(store, middle)


def test_boards_elsewhere_count_no_more_what_became_private(store: Store) -> None:
    learn_channels(store, [HERE, THERE], NOW)
    built(store, an_idea(store), "C2")

    def built_on() -> list[tuple[int, int]]:
        with store.read() as tx:
            tallies, figures = tx.boards.of("T1", "C1", None, (NOW + DAY).date())
        return [(each.built_on, figures.people) for each in tallies]

    public = built_on()
    learn_channels(store, [replace(THERE, is_private=True)], NOW)
    private = built_on()
    learn_channels(store, [THERE], NOW)

    assert (public, private, built_on()) == ([(1, 2)], [(0, 1)], [(1, 2)])


def test_a_conversion_that_only_the_daily_look_finds_is_followed_too(store: Store) -> None:
    learn_joined(store, "T1", [HERE, THERE], NOW)
    middle = built(store, an_idea(store), "C2")

    learn_joined(store, "T1", [HERE, replace(THERE, is_private=True)], NOW)

    assert is_private(store, middle)
    assert list(shown(store)) == [middle.parents[0]]


def test_what_stays_as_it_is_shows_no_card_anew(store: Store) -> None:
    learn_channels(store, [HERE, THERE], NOW)
    built(store, an_idea(store))

    learn_channels(store, [HERE, THERE], NOW)
    join_channel(store, HERE, NOW)

    assert shown(store) == {}


def test_thanks_of_a_channel_that_became_private_are_private(store: Store) -> None:
    learn_channels(store, [HERE], NOW)
    thanks = Kudos("T1", "UANA", ("UBEN",), "the fix", NOW, "k", channel="C1", ts="1.0")
    give_kudos(store, thanks, tell_privately=True)

    learn_channels(store, [replace(HERE, is_private=True)], NOW)

    with store.read() as tx:
        [mine] = tx.kudos.mine("T1", "UBEN", 5)
    assert (mine.reason, mine.channel) == ("", None)


def test_a_message_of_before_that_comes_after_is_private(store: Store) -> None:
    learn_channels(store, [replace(HERE, is_private=True)], NOW)

    say(store, "idea: a quieter office")
    say(store, "thanks <@UBEN> for the fix", ts="2.0")

    idea = kept_idea(store)
    assert idea is not None
    assert idea.is_private
    with store.read() as tx:
        kudos = tx.kudos.at_message(MessageRef("T1", "C1", "2.0"))
    assert kudos is not None
    assert kudos.is_private


def test_thanks_of_before_that_are_private_also_where_their_author_agrees_later(
    store: Store,
) -> None:
    learn_channels(store, [replace(HERE, is_private=True)], NOW)
    message = a_message("<@UBEN> fixed it all")

    agree(store, TOWN, message, Offered.KUDOS, MARKS, NOW, offered=["UBEN"])

    kudos = kept_kudos(store)
    assert kudos is not None
    assert kudos.is_private


def test_strangers_of_a_shared_channel_read_of_its_own_ideas_alone(store: Store) -> None:
    learn_channels(store, [HERE, THERE], NOW)
    parent = an_idea(store)
    here = built(store, parent, "C1", "UEVA")
    child = built(store, parent)

    learn_channels(store, [replace(HERE, is_external=True)], NOW)
    shared = shown(store)
    learn_channels(store, [replace(THERE, is_external=True)], NOW)

    assert (shared[parent.id].builders, quoted(shared[here.id])) == (
        ("UEVA",),
        ("a quieter office",),
    )
    assert quoted(shown(store)[child.id]) == ()


def test_an_archived_channel_takes_no_card_and_catches_up_when_it_is_back(store: Store) -> None:
    learn_channels(store, [HERE, THERE], NOW)
    parent = an_idea(store)
    said(store)
    note_archived(store, "T1", "C1")

    built(store, parent)
    with store.read() as tx:
        waiting = tx.outbox.next_due()
    learn_channels(store, [HERE], NOW)

    assert waiting is None
    assert shown(store)[parent.id].builders == ("UBEN",)


def test_a_parent_whose_text_grew_too_old_is_linked_without_it(store: Store) -> None:
    parent = an_idea(store)
    with store.begin() as tx:
        tx.ideas.drop_words_before(NOW)
    child = Idea("T1", "UBEN", "with phones", NOW, "b", "C2", parents=(parent.id,))

    kept = share_idea(store, child)

    assert kept is not None
    assert quoted(shown(store)[kept.id]) == ("",)


def test_a_channel_that_nothing_was_said_in_is_only_known(store: Store) -> None:
    learn_channels(store, [replace(HERE, is_private=True)], NOW)

    assert said(store) == []
    with store.read() as tx:
        known = tx.channels.get("T1", "C1")
        assert known
        assert known.is_private
        assert tx.channels.get("T1", "C9") is None
