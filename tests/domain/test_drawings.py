"""The picture of a family: parents before children, nothing on top of anything else."""

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.drawings import Drawing, Spot, drawing_of
from bot.domain.families import family_of
from bot.domain.ideas import Idea
from tests.domain.test_families import histories, ideas_of

NEARLY = 1e-6


def drawn(history: list[Idea], number: int = 1) -> Drawing:
    return drawing_of(family_of(history[number - 1], history))


def spots_of(drawing: Drawing) -> dict[int, Spot]:
    return {spot.idea.id: spot for spot in drawing.spots}


def test_an_idea_alone_fills_the_picture() -> None:
    drawing = drawn(ideas_of([[]]))

    assert [(spot.generation, spot.at) for spot in drawing.spots] == [(0, 0.5)]
    assert (drawing.generations, drawing.height, drawing.lines) == (1, 1.0, ())


def test_a_generation_is_the_longest_way_from_a_beginning() -> None:
    spots = spots_of(drawn(ideas_of([[], [1], [2], [1, 3]])))

    assert [spots[id].generation for id in (1, 2, 3, 4)] == [0, 1, 2, 3]


def test_a_chain_is_drawn_straight() -> None:
    drawing = drawn(ideas_of([[], [1], [2], [3]]))

    assert {round(spot.at, 6) for spot in drawing.spots} == {0.5}


def test_a_parent_stands_in_the_middle_of_its_children() -> None:
    spots = spots_of(drawn(ideas_of([[], [1], [1], [1]])))

    assert [round(spots[id].at, 6) for id in (1, 2, 3, 4)] == [1.5, 0.5, 1.5, 2.5]


def test_children_are_put_in_an_order_in_which_their_lines_do_not_cross() -> None:
    # 2 and 3 build on 1; 4 builds on 3 and 5 on 2, so that by age their lines would cross.
    spots = spots_of(drawn(ideas_of([[], [1], [1], [3], [2]])))

    assert (spots[2].at < spots[3].at) == (spots[5].at < spots[4].at)


def test_a_line_over_generations_goes_around_the_boxes_between() -> None:
    drawing = drawn(ideas_of([[], [1], [2], [1, 3]]))
    spots = spots_of(drawing)

    [line] = [each for each in drawing.lines if (each.parent, each.child) == (1, 4)]

    between = {spots[id].generation: spots[id].at for id in (2, 3)}
    assert [generation for generation, _ in line.bends] == [1, 2]
    assert all(abs(at - between[generation]) > 0.6 for generation, at in line.bends)


def test_the_largest_family_with_lines_all_over_it_is_drawn() -> None:
    history = ideas_of(
        [[*range(max(1, id - 3), id), *range(1, min(id, 3))] for id in range(1, 201)]
    )

    drawing = drawn(history)

    assert len(drawing.spots) == 200


@given(histories(), st.data())
def test_every_idea_is_drawn_once_and_after_its_parents(
    history: list[Idea], data: st.DataObject
) -> None:
    family = family_of(data.draw(st.sampled_from(history)), history)

    drawing = drawing_of(family)

    spots = spots_of(drawing)
    assert sorted(spot.idea.id for spot in drawing.spots) == [idea.id for idea in family.ideas]
    assert {(line.parent, line.child) for line in drawing.lines} == set(family.links)
    assert all(spots[one].generation < spots[other].generation for one, other in family.links)


@given(histories(), st.data())
def test_no_box_touches_another_and_no_bend_lies_behind_one(
    history: list[Idea], data: st.DataObject
) -> None:
    drawing = drawing_of(family_of(data.draw(st.sampled_from(history)), history))

    for one, other in combinations(drawing.spots, 2):
        if one.generation == other.generation:
            assert abs(one.at - other.at) >= 1 - NEARLY
    places = [(spot.generation, spot.at) for spot in drawing.spots]
    for generation, at in {bend for line in drawing.lines for bend in line.bends}:
        assert all(abs(at - box) >= 0.65 - NEARLY for where, box in places if where == generation)


@given(histories(), st.data())
def test_everything_lies_within_the_picture(history: list[Idea], data: st.DataObject) -> None:
    drawing = drawing_of(family_of(data.draw(st.sampled_from(history)), history))

    assert {spot.generation for spot in drawing.spots} == set(range(drawing.generations))
    for spot in drawing.spots:
        assert 0.5 - NEARLY <= spot.at <= drawing.height - 0.5 + NEARLY
