"""A family is whole, told once, and holds nothing that a private channel keeps to itself."""

from collections.abc import Sequence
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.families import Family, branches, family_of, links_among, nearest
from bot.domain.ideas import Idea
from tests.domain.builders import an_idea


def ideas_of(parents: Sequence[Sequence[int]], private: Sequence[int] = ()) -> list[Idea]:
    """Idea 1, 2, … with those parents; the private ones each in a channel of its own."""
    return [
        an_idea(
            id=id,
            parents=tuple(named),
            is_private=id in private,
            channel=f"C{id}" if id in private else "C1",
        )
        for id, named in enumerate(parents, 1)
    ]


@st.composite
def histories(draw: st.DrawFn, most: int = 14) -> list[Idea]:
    """Ideas that build on older ones, some of them in private channels."""
    count = draw(st.integers(1, most))
    parents = [
        draw(st.lists(st.integers(1, id - 1), max_size=3, unique=True)) if id > 1 else []
        for id in range(1, count + 1)
    ]
    private = draw(st.lists(st.integers(1, count), max_size=3))
    return ideas_of(parents, private)


def ids(family: Family) -> list[int]:
    return [idea.id for idea in family.ideas]


def lines(family: Family) -> list[tuple[int, int, list[int]]]:
    return [(b.idea.id, b.depth, [each.id for each in b.also]) for b in branches(family)]


def test_ancestors_and_descendants_are_family_and_others_are_not() -> None:
    all_of_them = ideas_of([[], [], [1], [2], [3], [3, 4], []])

    family = family_of(all_of_them[2], all_of_them)

    assert ids(family) == [1, 3, 5, 6]
    assert family.links == ((1, 3), (3, 5), (3, 6))
    assert family.left_out == 0


def test_an_idea_alone_is_its_own_family() -> None:
    idea = an_idea(id=7, parents=(3,))

    family = family_of(idea, [])

    assert lines(family) == [(7, 0, [])]


def test_what_stands_behind_a_private_idea_is_left_out_with_it() -> None:
    all_of_them = ideas_of([[], [1], [2], [1], [4]], private=[2])

    family = family_of(all_of_them[0], all_of_them)

    assert ids(family) == [1, 4, 5]
    assert family.left_out == 0


def test_what_can_be_reached_past_a_private_idea_stays() -> None:
    all_of_them = ideas_of([[], [1], [1, 2]], private=[2])

    family = family_of(all_of_them[0], all_of_them)

    assert lines(family) == [(1, 0, []), (3, 1, [])]


def test_a_private_channel_sees_its_own_and_what_is_public() -> None:
    all_of_them = ideas_of([[], [1], [2]], private=[2])
    there = [replace(idea, channel="C2") if idea.id == 3 else idea for idea in all_of_them]

    family = family_of(there[1], there)

    assert ids(family) == [1, 2, 3]


def test_the_farthest_are_left_out_and_counted() -> None:
    chain = ideas_of([[], [1], [2], [3], [4], [5]])

    family = family_of(chain[2], chain, left_out=10, most=4)

    assert ids(family) == [1, 2, 3, 4]
    assert family.left_out == 12


def test_an_idea_with_several_parents_stands_once_under_the_last() -> None:
    all_of_them = ideas_of([[], [1], [], [2, 3], [4]])

    family = family_of(all_of_them[3], all_of_them)

    assert lines(family) == [(1, 0, []), (2, 1, []), (3, 0, []), (4, 1, [2]), (5, 2, [])]


def test_a_family_may_be_very_deep() -> None:
    chain = ideas_of([[], *([id] for id in range(1, 2000))])

    family = family_of(chain[0], chain, most=2000)

    assert branches(family)[-1].depth == 1999


@given(histories(), st.data())
def test_every_idea_is_told_once_after_all_of_its_parents(
    history: list[Idea], data: st.DataObject
) -> None:
    family = family_of(data.draw(st.sampled_from(history)), history)

    told = [branch.idea.id for branch in branches(family)]

    assert sorted(told) == ids(family)
    assert all(told.index(parent) < told.index(child) for parent, child in family.links)


@given(histories(), st.data())
def test_nobodys_parent_gets_lost_between_the_lines(
    history: list[Idea], data: st.DataObject
) -> None:
    family = family_of(data.draw(st.sampled_from(history)), history)

    shown = set()
    above: list[int] = []
    for id, depth, also in lines(family):
        above[depth:] = [id]
        shown |= {(other, id) for other in also}
        shown |= {(above[depth - 1], id)} if depth else set()

    assert shown == set(family.links)


@given(histories(), st.data())
def test_nothing_private_is_in_another_channels_family(
    history: list[Idea], data: st.DataObject
) -> None:
    idea = data.draw(st.sampled_from(history))

    family = family_of(idea, history)

    assert all(idea.may_name(other) for other in family.ideas)
    assert idea in family.ideas


@given(histories(), st.integers(1, 8), st.data())
def test_however_few_are_shown_they_hang_together(
    history: list[Idea], most: int, data: st.DataObject
) -> None:
    idea = data.draw(st.sampled_from(history))
    whole = family_of(idea, history)

    family = family_of(idea, history, most=most)

    assert len(family.ideas) + family.left_out == len(whole.ideas)
    assert len(family.ideas) == min(most, len(whole.ideas))
    assert set(nearest(idea.id, links_among(family.ideas))) == set(ids(family))
