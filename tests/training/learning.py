"""The learner separates what can be separated, and thresholds are where they were asked for.

`make weights` runs this after it has learned: scikit-learn is not installed for `make test`.
"""

from pathlib import Path

import numpy as np
import pytest

from bot.training.examples import Place, Sentence
from bot.training.first import Corpus, first_model
from bot.training.people import people_model
from bot.training.second import Second, cross_validated, second_model
from bot.training.thresholds import (
    best_threshold,
    calibrated,
    figures_at,
    share,
    steady_threshold,
    threshold_for,
)

SCORES = np.array([0.9, 0.8, 0.7, 0.6, 0.1])
TRUTH = np.array([True, True, False, True, False])


def said(*cues: str, words: str = "") -> tuple[Sentence, ...]:
    return (Sentence(tuple(words.split()), cues),)


THANKS, CHATTER = said("THANKS", words="thanks a lot"), said("OTHER", words="a lot of work")
TALK = [THANKS, CHATTER] * 10
LABELS = [True, False] * 10


def test_what_tells_the_labels_apart_gets_the_weight() -> None:
    model = second_model(TALK, LABELS, "kudos")

    assert model.score(THANKS) > 0 > model.score(CHATTER)
    assert model.grams["thanks"] > abs(model.grams["lot"])


def test_a_cue_of_nothing_that_the_label_is_made_of_weighs_little() -> None:
    talk = [said("THANKS", "USER", words="ta"), said("OTHER", words="ok")] * 10

    model = second_model(talk, LABELS, "kudos")

    assert model.cues["THANKS"] > 9 * model.cues["USER"] > 0


def test_a_message_without_a_label_is_not_learned_from() -> None:
    unclear = said("THANKS", words="merci merci")

    with_it = second_model([*TALK, unclear, unclear], [*LABELS, None, None], "kudos")

    assert with_it == second_model(TALK, LABELS, "kudos")


def test_the_sentence_that_says_it_is_found_in_a_message_of_several() -> None:
    long = [(*CHATTER, *THANKS, *CHATTER), CHATTER] * 10

    model = second_model([*TALK, *long], LABELS * 2, "kudos")

    assert model.score(long[0]) == model.score(THANKS) > 0 > model.score(CHATTER)


def test_what_the_start_knows_stays() -> None:
    start = Second({"merci": 1.5, "thanks": 1.5}, {}, -0.5)

    model = second_model(TALK, LABELS, "kudos", start)

    assert model.grams["merci"] > 0.5


def test_each_message_is_scored_by_a_model_that_did_not_see_its_fold() -> None:
    odd = said("THANKS", words="arigato")
    folds = [at % 4 // 2 for at in range(20)]

    scores = cross_validated(
        [*TALK, odd, odd], [*LABELS, False, False], [*folds, 2, 2], "kudos", Second({}, {}, 0.0)
    )

    assert scores[20] > 0
    assert second_model([*TALK, odd, odd], [*LABELS, False, False], "kudos").score(odd) < scores[20]


def test_a_mention_beside_thanks_is_thanked() -> None:
    places = [Place(("-1 thanks",), True), Place(("-1 ask",), False)] * 5

    weights, bias = people_model(places)

    assert weights["-1 thanks"] + bias > 0 > weights["-1 ask"] + bias


def test_a_corpus_becomes_weights_of_its_words(tmp_path: Path) -> None:
    rows = [f"{at % 2}\t{('nothing new', 'thanks so much')[at % 2]}" for at in range(50)]
    (tmp_path / "corpus.tsv").write_text("\n".join(["gratitude\ttext", *rows]), encoding="utf-8")

    model = first_model(tmp_path, Corpus("corpus.tsv", "gratitude", 0.1))

    assert model.grams["thanks"] > 0 > model.grams["nothing"]
    assert model.bias - 1 < model.threshold < 1


def test_the_best_threshold_lies_between_two_scores() -> None:
    threshold = best_threshold(SCORES, TRUTH)

    assert 0.1 < threshold < 0.7
    assert figures_at(SCORES, TRUTH, threshold) == [0.75, 1.0, 0.857]


def test_where_negatives_are_commoner_the_threshold_is_higher() -> None:
    assert 0.7 < best_threshold(SCORES, TRUTH, others=9.0) < 0.8


def test_a_steady_threshold_is_the_same_each_time_and_lies_where_the_labels_part() -> None:
    scores, truth = np.tile(SCORES, 20), np.tile(TRUTH, 20)
    thresholds = {steady_threshold(scores, truth, others=1.0) for _ in range(2)}

    assert len(thresholds) == 1
    assert 0.1 < thresholds.pop() < 0.8


def test_the_threshold_for_a_precision_keeps_it() -> None:
    threshold = threshold_for(SCORES, TRUTH, 1.0)

    assert threshold == 0.8
    assert figures_at(SCORES, TRUTH, threshold) == pytest.approx([1.0, 0.667, 0.8])


def test_a_share_rises_with_the_score() -> None:
    slope, offset = calibrated(
        np.array([1.0, 0.5, 0.4, -1.0, 0.2]), np.array([True, True, False, False, True])
    )

    assert share(slope * -1.0 + offset) < 0.5 < share(slope * 1.0 + offset)
