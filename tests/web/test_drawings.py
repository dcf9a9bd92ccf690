"""The picture of a family: parents before children, nothing on top of anything else."""

import re
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.families import Family, family_of
from bot.domain.ideas import Idea
from bot.web.drawings import HEIGHT, WIDTH, Box, Drawing, drawing_of
from tests.domain.test_families import histories, ideas_of

STRAIGHT = re.compile(r"(\d+) ([\d.]+)H(\d+)")  # in a path: from where, at which height, to where


def drawn(history: list[Idea], number: int = 1) -> Drawing:
    return drawing_of(family_of(history[number - 1], history))


def boxes_of(drawing: Drawing) -> dict[int, Box]:
    return {box.idea.id: box for box in drawing.boxes}


def straights(line: str) -> list[tuple[int, float, int]]:
    """The straight parts of a line: the first lies behind the parent's box."""
    return [(int(left), float(y), int(right)) for left, y, right in STRAIGHT.findall(line)]


def test_an_idea_alone_fills_the_picture() -> None:
    drawing = drawn(ideas_of([[]]))

    assert [(box.left, box.top) for box in drawing.boxes] == [(8, 8)]
    assert (drawing.width, drawing.height, drawing.lines) == (WIDTH + 16, HEIGHT + 16, ())


def test_a_generation_is_the_longest_way_from_a_beginning() -> None:
    boxes = boxes_of(drawn(ideas_of([[], [1], [2], [1, 3]])))

    assert [boxes[id].left for id in (1, 2, 3, 4)] == [8, 274, 540, 806]


def test_a_chain_is_drawn_straight() -> None:
    drawing = drawn(ideas_of([[], [1], [2], [3]]))

    assert {box.top for box in drawing.boxes} == {8}


def test_a_parent_stands_in_the_middle_of_its_children() -> None:
    boxes = boxes_of(drawn(ideas_of([[], [1], [1], [1]])))

    assert [boxes[id].top for id in (1, 2, 3, 4)] == [112, 8, 112, 216]


def test_children_are_put_in_an_order_in_which_their_lines_do_not_cross() -> None:
    # 2 and 3 build on 1; 4 builds on 3 and 5 on 2, so that by age their lines would cross.
    boxes = boxes_of(drawn(ideas_of([[], [1], [1], [3], [2]])))

    assert (boxes[2].top < boxes[3].top) == (boxes[5].top < boxes[4].top)


def test_a_line_over_generations_goes_around_the_boxes_between() -> None:
    history = ideas_of([[], [1], [2], [1, 3]])
    family = family_of(history[0], history)
    drawing = drawing_of(family)
    boxes = boxes_of(drawing)

    line = drawing.lines[family.links.index((1, 4))]

    between = straights(line)[1:]
    assert [left for left, _, _ in between] == [boxes[2].left, boxes[3].left]
    assert all(abs(y - boxes[2].top - HEIGHT / 2) > HEIGHT / 2 for _, y, _ in between)


def test_the_largest_family_with_lines_all_over_it_is_drawn() -> None:
    history = ideas_of(
        [[*range(max(1, id - 3), id), *range(1, min(id, 3))] for id in range(1, 201)]
    )

    drawing = drawn(history)

    assert len(drawing.boxes) == 200


def a_family(history: list[Idea], data: st.DataObject) -> Family:
    return family_of(data.draw(st.sampled_from(history)), history)


@given(histories(), st.data())
def test_every_idea_is_drawn_once_and_after_its_parents(
    history: list[Idea], data: st.DataObject
) -> None:
    family = a_family(history, data)

    drawing = drawing_of(family)

    boxes = boxes_of(drawing)
    assert sorted(box.idea.id for box in drawing.boxes) == [idea.id for idea in family.ideas]
    assert all(boxes[parent].left < boxes[child].left for parent, child in family.links)


@given(histories(), st.data())
def test_every_line_goes_from_a_parent_to_its_child(
    history: list[Idea], data: st.DataObject
) -> None:
    family = a_family(history, data)

    drawing = drawing_of(family)

    boxes = boxes_of(drawing)
    for (parent, child), line in zip(family.links, drawing.lines, strict=True):
        left, y, _ = straights(line)[0]
        *_, end_left, end = line.split()
        assert (left, int(end_left)) == (boxes[parent].left, boxes[child].left)
        assert abs(y - boxes[parent].top - HEIGHT / 2) <= 1
        assert abs(float(end) - boxes[child].top - HEIGHT / 2) <= 1


@given(histories(), st.data())
def test_no_box_touches_another_and_no_line_lies_behind_one(
    history: list[Idea], data: st.DataObject
) -> None:
    drawing = drawing_of(a_family(history, data))

    for one, other in combinations(drawing.boxes, 2):
        assert one.left != other.left or abs(one.top - other.top) > HEIGHT
    for left, y, right in (part for line in drawing.lines for part in straights(line)[1:]):
        assert right == left + WIDTH
        for box in drawing.boxes:
            assert box.left != left or not box.top <= y <= box.top + HEIGHT


@given(histories(), st.data())
def test_everything_lies_within_the_picture(history: list[Idea], data: st.DataObject) -> None:
    drawing = drawing_of(a_family(history, data))

    assert min(box.left for box in drawing.boxes) == 8
    for box in drawing.boxes:
        assert box.left + WIDTH + 8 <= drawing.width
        assert 0 < box.top < box.top + HEIGHT < drawing.height
    for _, y, _ in (part for line in drawing.lines for part in straights(line)):
        assert 0 < y < drawing.height
