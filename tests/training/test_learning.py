"""The learner separates what can be separated, and bands are where they were asked for."""

import pytest

from bot.training.edges import best_edge, curve_of, edge_for, precision_recall, steady_edge
from bot.training.margins import Example, learned

YES, NO, NOISE = 0, 1, 2


def an_example(*cues: int, is_positive: bool) -> Example:
    return Example((), 1.0, cues, is_positive)


def test_what_tells_the_labels_apart_gets_the_weight() -> None:
    examples = [
        an_example(YES, NOISE, is_positive=True),
        an_example(YES, is_positive=True),
        an_example(NO, NOISE, is_positive=False),
        an_example(NO, is_positive=False),
    ]

    line = learned(examples, [1.0, 1.0, 1.0], cost=1.0, rounds=50)

    assert line.score(examples[0]) > 0 > line.score(examples[2])
    assert line.weights[YES] > abs(line.weights[NOISE])


def test_learning_twice_is_the_same_to_the_bit() -> None:
    examples = [an_example(at % 3, is_positive=at % 2 == 0) for at in range(30)]

    first, second = (learned(examples, [1.0] * 3, cost=0.5, rounds=9) for _ in range(2))

    assert first == second


def test_a_feature_without_room_weighs_nothing() -> None:
    examples = [an_example(YES, is_positive=True), an_example(NO, is_positive=False)]

    line = learned(examples, [0.0, 1.0], cost=1.0, rounds=20)

    assert line.weights[YES] == 0


def test_words_that_are_many_share_their_say() -> None:
    short, long = (Example((0,), scale, (), is_positive=True) for scale in (1.0, 0.5))
    line = learned([short], [1.0], cost=1.0, rounds=20)

    assert line.score(short) > line.score(long)


SCORED = [(0.9, True), (0.8, True), (0.7, False), (0.6, True), (0.1, False)]


def test_the_best_edge_lies_between_two_scores() -> None:
    edge, f1 = best_edge(SCORED)

    assert 0.1 < edge < 0.6
    assert f1 == pytest.approx(6 / 7)


def test_where_negatives_are_commoner_the_edge_is_higher() -> None:
    edge, _ = best_edge(SCORED, others=9.0)

    assert 0.7 < edge < 0.8


def test_a_steady_edge_is_the_same_each_time_and_lies_where_the_labels_part() -> None:
    edges = {steady_edge(SCORED * 20, others=1.0) for _ in range(2)}

    assert len(edges) == 1
    assert 0.1 < edges.pop() < 0.8


def test_the_edge_for_a_precision_keeps_it() -> None:
    edge = edge_for(SCORED, 1.0)

    assert edge == 0.8
    assert precision_recall(SCORED, edge) == pytest.approx((1.0, 2 / 3, 0.8))


def test_a_curve_rises_with_the_score() -> None:
    curve = curve_of([(1.0, True), (0.5, True), (0.4, False), (-1.0, False), (0.2, True)])

    assert curve.share(-1.0) < 0.5 < curve.share(1.0)
