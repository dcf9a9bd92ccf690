"""What needs somebody now, and which pages they look at."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.combining import Request
from bot.domain.homes import (
    AT_ONCE,
    ForMe,
    Pages,
    Waiting,
    Why,
    for_me,
    pages_in,
    waiting_for,
)
from bot.domain.idea_tests import IdeaTest, Outcome
from bot.domain.ideas import Idea, Stage

NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)
DAY = timedelta(days=1)


def an_idea(number: int, *, stage: Stage = Stage.SHARED, **more: str | bool) -> Idea:
    given = {"channel": "C1", "author": "UANA", "text": f"idea {number}", **more}
    return Idea("T1", shared_at=NOW, source="s", id=number, stage=stage, **given)  # type: ignore[arg-type] # as named


def a_test(idea: int, ends_at: datetime, outcome: Outcome | None = None) -> IdeaTest:
    return IdeaTest("T1", idea, "UBEN", "does it?", 1, NOW - 9 * DAY, ends_at, outcome, id=idea)


def needs(
    tests: list[IdeaTest] | None = None,
    requests: list[Request] | None = None,
    waiting: int = 0,
    ideas: dict[int, Idea] | None = None,
) -> ForMe:
    shown = tuple(Waiting(an_idea(number), Why.REPLY) for number in range(min(AT_ONCE, waiting)))
    return for_me(
        NOW,
        tests=tests or [],
        requests=requests or [],
        waiting=shown,
        waiting_in_all=waiting,
        ideas=ideas or {},
    )


@given(st.builds(Pages, *[st.integers(1, 10**6)] * 3))
def test_pages_are_written_and_read(pages: Pages) -> None:
    assert pages_in(pages.text) == pages


@pytest.mark.parametrize("text", ["", "x", "1.2", "1.2.3.4", "1.-2.3", "1.2.x", f"1.1.{'9' * 99}"])
def test_what_says_no_pages_is_the_first_ones(text: str) -> None:
    assert pages_in(text) == Pages()


def test_tests_past_their_end_need_their_owner_and_others_run_on() -> None:
    ideas = {number: an_idea(number) for number in (1, 2)}

    found = needs([a_test(1, NOW), a_test(2, NOW + DAY)], ideas=ideas)

    assert [trial.idea.id for trial in found.ended] == [1]
    assert [trial.idea.id for trial in found.running] == [2]


def test_a_test_that_runs_needs_nobody_yet() -> None:
    assert needs([a_test(1, NOW + DAY)], ideas={1: an_idea(1)}).is_empty


def test_what_was_withdrawn_needs_nobody() -> None:
    asked = [Request("T1", 2, 1, "UANA", NOW)]

    assert needs([a_test(1, NOW)], asked, ideas={2: an_idea(2)}) == ForMe()


def test_what_is_made_in_a_private_channel_keeps_its_words_there() -> None:
    part, whole = an_idea(1), an_idea(2, channel="C2", is_private=True, author="UBEN")
    asked = [Request("T1", 2, 1, "UANA", NOW)]

    [wanted] = needs(requests=asked, ideas={1: part, 2: whole}).wanted

    assert wanted.part == part
    assert wanted.whole.text == ""


@given(st.integers(0, 40), st.integers(0, 40), st.integers(0, 40))
def test_what_does_not_fit_is_counted(tests: int, asked: int, waiting: int) -> None:
    ideas = {number: an_idea(number) for number in range(41)}

    found = needs(
        [a_test(number, NOW) for number in range(tests)],
        [Request("T1", 40, number, "UANA", NOW) for number in range(asked)],
        waiting,
        ideas,
    )

    shown = (found.ended, found.wanted, found.waiting)
    assert all(len(each) <= AT_ONCE for each in shown)
    assert sum(map(len, shown)) + found.more == tests + asked + waiting


def test_an_idea_waits_for_a_reply_or_for_what_comes_after_its_test() -> None:
    tested, under_test = an_idea(1), an_idea(2, stage=Stage.TESTING)

    waits = [
        waiting_for(tested, []),
        waiting_for(tested, [a_test(1, NOW, Outcome.DROPPED)]),
        waiting_for(under_test, [a_test(2, NOW, Outcome.CHANGED), a_test(2, NOW)]),
    ]

    assert [each.why for each in waits] == [Why.REPLY, Why.TESTED, Why.OUTCOME]
    assert waits[-1].tester == "UBEN"
