"""What is kept of a channel turns private with it, and the cards that tell of it are known."""

from bot.domain.ideas import Idea
from bot.domain.messages import MessageRef
from bot.storage import Store
from tests.storage.builders import HOUR, NOW, a_kudos


def shared(store: Store, channel: str, *parents: Idea, age: int = 0, **more: object) -> Idea:
    given: dict[str, object] = {"workspace": "T1", "author": "UANA", **more}
    parent_ids = tuple(parent.id for parent in parents)
    idea = Idea(
        **given,  # type: ignore[arg-type] # as named
        text="a quieter office",
        shared_at=NOW - age * HOUR,
        source=f"{channel}:{age}:{parent_ids}",
        channel=channel,
        parents=parent_ids,
    )
    with store.begin() as tx:
        kept = tx.ideas.add(idea)
    assert kept is not None
    return kept


def test_everything_said_in_a_channel_is_as_private_as_it_is_now(store: Store) -> None:
    here, there = shared(store, "C1"), shared(store, "C2")
    other = shared(store, "C1", workspace="T2")
    with store.begin() as tx:
        tx.kudos.add(a_kudos(channel="C1", ts="1.0"))

    with store.begin() as tx:
        unlike = tx.places.unlike("T1", "C1", is_private=True)
        tx.places.set_privacy("T1", "C1", is_private=True)

    with store.read() as tx:
        found = [tx.ideas.by_id(idea.workspace, idea.id) for idea in (here, there, other)]
        kudos = tx.kudos.at_message(MessageRef("T1", "C1", "1.0"))
        left = tx.places.unlike("T1", "C1", is_private=True)
    assert unlike == {here.id}
    assert [idea and idea.is_private for idea in found] == [True, False, False]
    assert kudos is not None
    assert kudos.is_private
    assert left == set()


def test_parents_and_children_in_other_channels_may_tell_of_a_channel(store: Store) -> None:
    above = shared(store, "C2")
    here = shared(store, "C1", above)
    beside = shared(store, "C1", here)
    below = shared(store, "C3", here, above)
    shared(store, "C3", below)

    with store.read() as tx:
        found = tx.places.cards_elsewhere("T1", "C1")
        nowhere = tx.places.cards_elsewhere("T2", "C1")

    assert beside.id not in found
    assert found == {above.id, below.id}
    assert nowhere == set()


def test_the_newest_cards_come_first(store: Store) -> None:
    ideas = [shared(store, "C1", age=age) for age in range(4)]
    other = shared(store, "C2", ideas[3], author="UBEN", age=9)

    with store.read() as tx:
        newest = tx.places.newest_cards("T1", "C1", 2)
        named = tx.places.newest_naming("T1", "UBEN", 5)
        last = tx.places.newest_naming("T1", "UANA", 1)

    assert newest == {ideas[0].id, ideas[1].id}
    assert named == {ideas[3].id, other.id}
    assert last == {ideas[0].id}
