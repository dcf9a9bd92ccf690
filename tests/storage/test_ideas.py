from dataclasses import replace
from itertools import count

from bot.domain.ideas import Contribution, Idea, Part
from bot.domain.messages import MessageRef
from bot.storage import Store
from tests.storage.builders import DAY, HOUR, NOW, an_idea

NUMBERS = count()


def keep(store: Store, idea: Idea) -> Idea:
    with store.begin() as tx:
        kept = tx.ideas.add(replace(idea, source=f"s{next(NUMBERS)}"))
    assert kept
    return kept


def test_an_idea_comes_back_as_it_was_kept(store: Store) -> None:
    parent, other = keep(store, an_idea()), keep(store, an_idea())
    idea = an_idea(ts="7.0", parents=(other.id, parent.id), captured_by="UEVA")

    kept = keep(store, replace(idea, is_private=True, thread_ts="6.0"))

    with store.read() as tx:
        found = [
            tx.ideas.by_id("T1", kept.id),
            tx.ideas.at_message(MessageRef("T1", "C1", "7.0")),
            tx.ideas.at_thread(MessageRef("T1", "C1", "7.0")),
        ]
        assert tx.ideas.by_id("T2", kept.id) is None
    assert found == [kept] * 3


def test_the_same_idea_is_kept_once(store: Store) -> None:
    with store.begin() as tx:
        answers = [tx.ideas.add(an_idea()), tx.ideas.add(an_idea())]

    assert answers[0]
    assert answers[1] is None


def test_a_message_is_an_idea_once_however_it_came_to_be_one(store: Store) -> None:
    with store.begin() as tx:
        seen = tx.ideas.add(an_idea(source="message:C1:1.0", ts="1.0"))
        agreed = tx.ideas.add(an_idea(source="agreed:C1:1.0", ts="1.0"))

    assert seen
    assert agreed is None


def test_sharing_makes_an_author_and_building_a_builder(store: Store) -> None:
    parent = keep(store, an_idea(author="UANA"))
    child = keep(store, an_idea(author="UBEN", shared_at=NOW + HOUR, parents=(parent.id,)))

    with store.read() as tx:
        parts = tx.ideas.parts("T1", [parent.id, child.id])
        children = tx.ideas.built_on("T1", [parent.id, child.id])

    assert parts == {
        parent.id: [
            Contribution(parent.id, "UANA", Part.AUTHOR, NOW),
            Contribution(parent.id, "UBEN", Part.BUILD, NOW + HOUR),
        ],
        child.id: [Contribution(child.id, "UBEN", Part.AUTHOR, NOW + HOUR)],
    }
    assert children == {parent.id: [child]}


def test_a_withdrawn_idea_keeps_its_place_above_its_children(store: Store) -> None:
    parent = keep(store, an_idea())
    child = keep(store, an_idea(author="UBEN", parents=(parent.id,)))

    with store.begin() as tx:
        tx.ideas.withdraw("T1", parent.id, NOW)

    with store.read() as tx:
        assert tx.ideas.by_id("T1", parent.id) is None
        assert tx.ideas.by_id("T1", child.id) == child
        assert tx.families.ancestors(child) == {parent.id}


def test_a_thread_under_the_card_belongs_to_the_idea(store: Store) -> None:
    idea = keep(store, an_idea(ts=None))

    with store.begin() as tx:
        tx.ideas.change("T1", idea.id, card_channel="C1", card_ts="9.0")
        tx.ideas.change("T1", idea.id, text="an even quieter office")

    with store.read() as tx:
        found = tx.ideas.at_thread(MessageRef("T1", "C1", "9.0"))
    assert found == replace(idea, text="an even quieter office", card_ts="9.0")


def test_support_can_be_taken_back_and_the_later_event_wins(store: Store) -> None:
    idea = keep(store, an_idea())

    def press(hours: int) -> bool | None:
        with store.begin() as tx:
            return tx.ideas.toggle_support("T1", idea.id, "UEVA", NOW + hours * HOUR)

    answers = [press(1), press(3), press(2)]

    with store.read() as tx:
        parts = tx.ideas.parts("T1", [idea.id])[idea.id]
    assert answers == [True, False, None]
    assert [part.part for part in parts] == [Part.AUTHOR]


def test_the_first_reply_is_by_somebody_else(store: Store) -> None:
    idea, quiet = keep(store, an_idea()), keep(store, an_idea())
    with store.begin() as tx:
        by_author = tx.replies.add("T1", idea.id, "UANA", "C1", "2.0", NOW)
        first = tx.replies.add("T1", idea.id, "UBEN", "C1", "3.0", NOW + HOUR)
        again = tx.replies.add("T1", idea.id, "UBEN", "C1", "3.0", NOW + HOUR)
        tx.replies.add("T1", idea.id, "UEVA", "C1", "4.0", NOW + DAY)

    with store.read() as tx:
        replies = tx.replies.first_of("T1", [idea.id, quiet.id])

    assert (by_author, first, again) == (True, True, False)
    assert replies == {idea.id: NOW + HOUR}


def test_a_deleted_reply_no_longer_counts(store: Store) -> None:
    idea = keep(store, an_idea())
    with store.begin() as tx:
        tx.replies.add("T1", idea.id, "UBEN", "C1", "3.0", NOW + HOUR)
        answers = [tx.replies.remove(MessageRef("T1", "C1", "3.0")) for _ in range(2)]

    with store.read() as tx:
        assert tx.replies.first_of("T1", [idea.id]) == {}
    assert answers == [True, False]


def test_nobody_can_reply_to_an_idea_that_is_gone(store: Store) -> None:
    with store.begin() as tx:
        assert not tx.replies.add("T1", 404, "UBEN", "C1", "3.0", NOW)


def test_the_ideas_of_a_person_and_of_a_channel_come_newest_first(store: Store) -> None:
    first = keep(store, an_idea())
    last = keep(store, an_idea(shared_at=NOW + DAY))
    other = keep(store, an_idea(author="UBEN", shared_at=NOW + HOUR))

    with store.read() as tx:
        mine = tx.ideas.mine("T1", "UANA", 5)
        here = tx.ideas.in_channel("T1", "C1", 2)

    assert mine == [last, first]
    assert here == [last, other]


def test_work_is_sharing_building_and_testing_but_not_support(store: Store) -> None:
    parent = keep(store, an_idea(author="UANA"))
    child = keep(store, an_idea(author="UBEN", shared_at=NOW + HOUR, parents=(parent.id,)))
    with store.begin() as tx:
        tx.ideas.toggle_support("T1", parent.id, "UBEN", NOW)

    with store.read() as tx:
        work = tx.deeds.work("T1", ["UBEN"], NOW, NOW + DAY)

    parts = [(part.part, idea) for part, idea in work]
    assert parts == [(Part.AUTHOR, child), (Part.BUILD, parent)]


def test_who_is_forgotten_leaves_the_ideas_of_others(store: Store) -> None:
    theirs = keep(store, an_idea(author="UBEN"))
    child = keep(store, an_idea(parents=(theirs.id,), captured_by="UBEN", text="as <@UBEN> says"))

    with store.begin() as tx:
        tx.ideas.forget("T1", "UBEN")

    with store.read() as tx:
        left = tx.ideas.in_channel("T1", "C1", 9)
    assert left == [replace(child, parents=(), captured_by=None, text="as @… says")]


def test_old_words_go_and_the_idea_stays(store: Store) -> None:
    idea = keep(store, an_idea())

    with store.begin() as tx:
        dropped = [tx.ideas.drop_words_before(NOW + HOUR) for _ in range(2)]

    with store.read() as tx:
        assert tx.ideas.by_id("T1", idea.id) == replace(idea, text="")
    assert dropped == [[("T1", idea.id)], []]
