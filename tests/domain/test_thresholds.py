"""Answers make a channel stricter, within bounds, and never laxer than was tested."""

import json
import math
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

import bot.domain.detector
from bot.domain.detector import Band, IdeaFound, KudosFound
from bot.domain.detector.weights import weights
from bot.domain.feedback import Answers, Evidence, Label, Noticed
from bot.domain.thresholds import MOST, TESTED, WRONG, band_where, noticed, shift_of

labels = st.sampled_from(Label)
many = st.integers(0, 10_000)
some = st.builds(Answers, many, many)
answers = st.dictionaries(st.sampled_from(Evidence), some)
shares = st.floats(0, 1)
shifts = st.floats(0, MOST)
FIGURES = "precision, recall and F1 on our own messages by hand, in five folds"
ORDER = [Band.NO, Band.LIKELY, Band.SURE]


def band_of(label: Label, share: float) -> Band:
    model = weights().kudos if label is Label.KUDOS else weights().idea
    if share < model.likely:
        return Band.NO
    return Band.SURE if share >= model.sure else Band.LIKELY


def an_idea(score: float, band: Evidence = Evidence.LIKELY) -> Noticed:
    return Noticed(score, band, "1-abc")


@given(labels, answers)
def test_an_edge_never_leaves_its_bounds(label: Label, said: dict[Evidence, Answers]) -> None:
    assert 0.0 <= shift_of(label, said) <= MOST


@given(labels, st.sampled_from([Evidence.LIKELY, Evidence.SURE]), some)
def test_a_no_makes_no_channel_laxer_and_a_yes_none_stricter(
    label: Label, band: Evidence, said: Answers
) -> None:
    now = shift_of(label, {band: said})

    assert shift_of(label, {band: Answers(said.yes, said.no + 1)}) >= now
    assert shift_of(label, {band: Answers(said.yes + 1, said.no)}) <= now


@given(labels, st.sampled_from([Evidence.LIKELY, Evidence.SURE]), many)
def test_answers_as_good_as_tested_move_nothing(label: Label, band: Evidence, no: int) -> None:
    tested = TESTED[label, band]
    yes = math.ceil(no * tested / (1 - tested))

    assert shift_of(label, {band: Answers(yes, no)}) < 1e-9


@given(labels, some)
def test_answers_about_markers_and_reactions_move_nothing(label: Label, said: Answers) -> None:
    assert shift_of(label, {Evidence.EXPLICIT: said, Evidence.MARKED: said}) == 0.0


@pytest.mark.parametrize(("no", "shift"), [(0, 0.0), (1, 0.223), (4, 0.693), (12, 1.386)])
def test_each_no_moves_an_edge_less_than_the_one_before(no: int, shift: float) -> None:
    assert shift_of(Label.IDEA, {Evidence.LIKELY: Answers(0, no)}) == pytest.approx(shift, abs=1e-3)


def test_the_shift_restores_the_odds_that_were_tested() -> None:
    said = Answers(yes=10, no=10)
    tested = TESTED[Label.IDEA, Evidence.LIKELY]
    right = WRONG * tested / (1 - tested)
    here = (right + said.yes) / (WRONG + said.no)

    shift = shift_of(Label.IDEA, {Evidence.LIKELY: said})

    assert here * math.exp(shift) == pytest.approx(right / WRONG)


@given(labels, shares, shifts)
def test_no_message_is_surer_in_a_stricter_channel(
    label: Label, share: float, shift: float
) -> None:
    band = band_of(label, share)

    here = band_where(shift, label, an_idea(share), band)

    assert ORDER.index(here) <= ORDER.index(band)


@given(labels, shares, shares, shifts)
def test_of_two_messages_the_one_with_the_higher_share_stays_the_surer(
    label: Label, one: float, other: float, shift: float
) -> None:
    lower, higher = (
        band_where(shift, label, an_idea(share), band_of(label, share))
        for share in sorted((one, other))
    )

    assert ORDER.index(lower) <= ORDER.index(higher)


@given(labels, shares, shifts, st.sampled_from([Band.LIKELY, Band.SURE]))
def test_what_a_marker_says_stays_as_it_is(
    label: Label, share: float, shift: float, band: Band
) -> None:
    assert band_where(shift, label, an_idea(share, Evidence.EXPLICIT), band) is band


@given(labels, shifts)
def test_what_is_likely_by_where_it_stands_stays_so(label: Label, shift: float) -> None:
    assert band_where(shift, label, an_idea(0.1), Band.LIKELY) is Band.LIKELY


@given(labels, shares)
def test_as_tested_every_band_stays(label: Label, share: float) -> None:
    band = band_of(label, share)

    assert band_where(0.0, label, an_idea(share), band) is band


def test_what_was_found_says_on_what_ground() -> None:
    version = weights().version

    assert noticed(IdeaFound("x", Band.LIKELY, 0.7)) == Noticed(0.7, Evidence.LIKELY, version)
    assert noticed(IdeaFound("x", Band.LIKELY, 0.4, True)).band is Evidence.EXPLICIT
    assert noticed(KudosFound((), (), "x", Band.SURE, 0.99)).band is Evidence.SURE


def test_the_precision_that_is_taken_as_tested_is_no_higher_than_the_figures_file_says() -> None:
    written = files(bot.domain.detector).joinpath("weights.json").read_text(encoding="utf-8")
    for label in Label:
        bands = json.loads(written)[FIGURES][label]["bands"]
        (from_likely, found, _), (from_sure, sure, _) = bands["from likely"], bands["from sure"]
        alone = (found - sure) / (found / from_likely - sure / from_sure)

        assert TESTED[label, Evidence.SURE] <= from_sure
        assert TESTED[label, Evidence.LIKELY] <= alone
