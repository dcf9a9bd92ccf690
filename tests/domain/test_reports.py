"""Counts, precision by band and drift, from what was observed."""

from datetime import UTC, date, datetime, timedelta

import pytest

from bot.domain.feedback import Evidence, Label, Noticed, Observation, Verdict
from bot.domain.reports import Counts, report_of
from bot.domain.thresholds import Shifts

MONDAY = datetime(2026, 11, 23, tzinfo=UTC)
WEEK = timedelta(days=7)


def seen(
    verdict: Verdict | None = None,
    *,
    was_asked: bool = True,
    at: datetime = MONDAY,
    score: float = 0.7,
    weights: str = "1-abc",
    band: Evidence = Evidence.LIKELY,
) -> Observation:
    return Observation(Label.IDEA, Noticed(score, band, weights), at, was_asked, verdict)


def counts(*observed: Observation) -> Counts:
    return report_of(observed, ()).counts[Label.IDEA, Evidence.LIKELY]


def test_every_question_and_answer_is_counted_once() -> None:
    found = counts(
        seen(Verdict.KEEP),
        seen(Verdict.NOT_THIS),
        seen(Verdict.STOP_ASKING),
        seen(),
        seen(Verdict.UNDONE),
        seen(was_asked=False),
        seen(Verdict.DELETED, was_asked=False),
    )

    assert found == {"asked": 5, "unanswered": 1, "kept": 1} | dict.fromkeys(Verdict, 1)
    assert (found.judged, found.precision) == (4, 0.5)


@pytest.mark.parametrize("verdict", [None, Verdict.STOP_ASKING])
def test_where_nobody_judged_there_is_no_precision(verdict: Verdict | None) -> None:
    assert counts(seen(verdict)).precision is None


def test_bands_are_told_apart_and_stand_in_their_order() -> None:
    bands = [Evidence.MARKED, Evidence.LIKELY, Evidence.EXPLICIT]

    found = report_of([seen(band=band) for band in bands], ()).counts

    assert list(found) == [(Label.IDEA, band) for band in reversed(bands)]


def test_a_week_is_held_against_all_before_it() -> None:
    observed = [
        seen(at=MONDAY - 2 * WEEK, score=0.9, was_asked=False),
        seen(at=MONDAY - WEEK, score=0.7),
        seen(at=MONDAY + timedelta(days=6), score=0.6),
    ]

    first, second, third = report_of(observed, ()).drifts

    assert [each.week.begins_on for each in (first, third)] == [
        date(2026, 11, 9),
        date(2026, 11, 23),
    ]
    assert (first.score_change, first.asked_change) == (None, None)
    assert second.score_change == pytest.approx(-0.2)
    assert third.score_change == pytest.approx(-0.2)
    assert third.asked_change == pytest.approx(0.5)


def test_weights_are_named_in_the_order_of_their_use() -> None:
    observed = [seen(weights="1-new"), seen(weights="1-old", at=MONDAY - WEEK)]

    assert report_of(observed, ()).versions == ["1-old", "1-new"]


def test_what_reactions_brought_is_counted_and_drifts_nowhere() -> None:
    report = report_of([seen(band=Evidence.MARKED)], ())

    assert report.drifts == []
    assert report


def test_an_answer_without_a_score_is_counted_as_unknown() -> None:
    report = report_of([Observation(Label.IDEA, None, MONDAY, True, Verdict.KEEP)], ())

    assert list(report.counts) == [(Label.IDEA, None)]


def test_a_report_of_nothing_is_false() -> None:
    assert not report_of([], ())
    assert report_of([], [("T1", "C1", Shifts(idea=1.0))])
