"""Know-how for leaders: that it is whole, and that it takes turns."""

import re
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import bot
from bot.domain.growing import AT_MOST, ENOUGH
from bot.domain.nudges import nudges
from bot.domain.practices import (
    Practice,
    browse,
    path,
    practice_for,
    practices,
)

LONGEST = 320
PAGE = Path(bot.__path__[0]).parent / "docs" / "practices.md"
WEEKS = len(path())
SENTENCE_END = re.compile(r"[.?](?=\s|\Z)")
each = pytest.mark.parametrize("practice", practices(), ids=lambda practice: practice.id)
TAGS = sorted({tag for practice in practices() for tag in practice.tags})
NUDGES = sorted(nudges())
MEASURES = [topic for topic, *_ in (*ENOUGH, *AT_MOST)]
each_tag = pytest.mark.parametrize("tag", TAGS)


def test_there_are_enough_for_a_year_and_none_twice() -> None:
    assert len(practices()) >= 52
    assert len({practice.id for practice in practices()}) == len(practices())
    assert len({practice.text for practice in practices()}) == len(practices())


@each
def test_each_is_two_short_sentences_that_stay_calm(practice: Practice) -> None:
    assert re.fullmatch(r"[a-z]+(?:-[a-z]+)*", practice.id)
    assert len(practice.text) <= LONGEST
    assert len(SENTENCE_END.findall(practice.text)) == 2
    assert "!" not in practice.text
    assert practice.text == " ".join(practice.text.split())


@each
def test_nothing_in_them_reads_as_markup_or_as_a_place_to_fill(practice: Practice) -> None:
    shown = practice.text + practice.source.author + practice.source.title

    assert not set(shown) & set("<>&*_~`{}%")


@each
def test_each_names_its_source_with_a_year(practice: Practice) -> None:
    source = practice.source

    assert source.author
    assert source.title
    assert 1900 < source.year <= 2026


def test_each_fits_something_that_is_measured_or_suggested() -> None:
    assert all(practice.tags for practice in practices())
    assert set(TAGS) == {*MEASURES, *NUDGES}


@each_tag
def test_each_measure_and_each_nudge_has_three_or_more(tag: str) -> None:
    assert len(browse(tag)) >= 3
    assert all(tag in practice.tags for practice in browse(tag))


def test_browsing_shows_all_the_path_first_and_none_for_what_is_unknown() -> None:
    assert browse()[:WEEKS] == tuple(path())
    assert Counter(browse()) == Counter(practices())
    assert browse("juggling") == ()


def test_the_path_is_twelve_different_ones_from_thanks_to_combining() -> None:
    assert len(set(path())) == len(path()) == 12
    assert path()[0].id == "thank-precisely"
    assert path()[-1].id == "best-of-both"


@pytest.mark.parametrize("nudge", [None, *NUDGES])
def test_in_the_first_weeks_the_path_wins(nudge: str | None) -> None:
    shown = [practice_for(week=week, nudge=nudge, measures=MEASURES) for week in range(1, 13)]

    assert shown == list(path())


@pytest.mark.parametrize("week", [-3, 0, 1])
def test_who_has_not_begun_is_in_the_first_week(week: int) -> None:
    assert practice_for(week=week, nudge=None) == path()[0]


@pytest.mark.parametrize("nudge", NUDGES)
def test_afterwards_it_fits_the_nudge_and_none_comes_again_before_all_were_shown(
    nudge: str,
) -> None:
    fit = len(browse(nudge))

    by_week = [practice_for(week=WEEKS + 1 + n, nudge=nudge) for n in range(2 * fit)]

    assert Counter(by_week) == Counter(dict.fromkeys(browse(nudge), 2))
    assert len(set(by_week[:fit])) == len(set(by_week[fit:])) == fit


def test_of_those_that_fit_the_new_ones_come_first() -> None:
    first = practice_for(week=WEEKS + 1, nudge="thank_overdue")
    last = practice_for(week=WEEKS + len(browse("thank_overdue")), nudge="thank_overdue")

    assert first not in path()
    assert last in path()


def test_without_a_nudge_it_fits_a_measure_and_without_both_it_is_any() -> None:
    few = {"combination", "completeness"}
    fitting = {practice for tag in few for practice in browse(tag)}

    shown = {practice_for(week=WEEKS + n, nudge=None, measures=few) for n in range(1, 60)}
    unknown = {practice_for(week=WEEKS + n, nudge="a_new_kind", measures=few) for n in range(1, 60)}
    others = {practice_for(week=WEEKS + n, nudge=None) for n in range(1, len(practices()) + 1)}

    assert shown == unknown == fitting
    assert others == set(practices())


@given(
    st.integers(-10, 10_000),
    st.none() | st.sampled_from(NUDGES) | st.text(max_size=5),
    st.lists(st.sampled_from(MEASURES)).map(tuple),
)
def test_whatever_the_week_there_is_one_and_the_same_again(
    week: int, nudge: str | None, measures: tuple[str, ...]
) -> None:
    first = practice_for(week=week, nudge=nudge, measures=measures)

    assert first == practice_for(week=week, nudge=nudge, measures=measures[::-1])


def test_the_page_on_them_lists_every_source_and_the_path() -> None:
    page = PAGE.read_text(encoding="utf-8")
    listed = re.findall(r"^- (.+): \*(.+)\*, (\d{4})$", page, re.MULTILINE)

    sources = {practice.source for practice in practices()}
    assert sorted(listed) == sorted((s.author, s.title, str(s.year)) for s in sources)
    assert len(re.findall(r"^\| \d+ \|", page, re.MULTILINE)) == WEEKS
