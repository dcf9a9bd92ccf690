from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.similar import (
    ENOUGH,
    MOST_TERMS,
    common_here,
    likeness,
    most_shared,
    ranked,
    terms,
)

PAIRS = Path(__file__).with_name("similar_pairs.txt")
CHOSEN, LATER = PAIRS.read_text(encoding="utf-8").split("# Written after")
Pair = tuple[bool, str, str]


def pairs(written: str) -> Sequence[Pair]:
    """Whether they say the same, and the two."""
    lines = [line for line in written.splitlines() if line[:1] in "=!" and line]
    return [(kind == "=", one, other) for kind, one, other in (line.split(" | ") for line in lines)]


def shown(one: str, other: str) -> bool:
    return likeness(terms(one), terms(other)) >= ENOUGH


@pytest.mark.parametrize(
    ("written", "precision", "recall"), [(CHOSEN, 0.93, 0.8), (LATER, 0.9, 0.7)]
)
def test_nearly_all_that_is_shown_says_the_same(
    written: str, precision: float, recall: float
) -> None:
    told = [(same, shown(one, other)) for same, one, other in pairs(written)]

    right = sum(same and seen for same, seen in told)
    assert len(told) >= 40
    assert right / sum(seen for _, seen in told) >= precision
    assert right / sum(same for same, _ in told) >= recall


def test_ideas_about_different_things_are_nearly_never_shown() -> None:
    found = pairs(PAIRS.read_text(encoding="utf-8"))
    every = [terms(one) for same, one, _ in found if same]
    others = [terms(other) for same, _, other in found if same]

    wrong = [
        (at, beside)
        for at, one in enumerate(every)
        for beside, other in enumerate(others)
        if at != beside and likeness(one, other) >= ENOUGH
    ]

    assert len(wrong) <= 4  # a glossary and a checklist, each told in two languages


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Glossaries for acronyms", "the acronym's glossary"),
        ("a quiet hour", "QUIET HOURS!"),
        ("dunkler Modus", "dunkle Modi, dunklen Modus"),
        ("grabar las demos", "grabamos la demo"),
        ("gravar reuniões", "gravando a reunião"),
        ("des équipements partagés", "équipement partagé"),
        ("会議の録画", "録画、会議で"),
        ("ダークモード", "ﾀﾞｰｸﾓｰﾄﾞ"),
    ],
)
def test_forms_of_a_word_are_one_term(one: str, other: str) -> None:
    assert terms(one) <= terms(other)
    assert terms(one)


def test_mentions_links_code_and_small_words_say_nothing() -> None:
    text = (
        "<@U1> <#C1|design> what if we did it <https://example.com/x|here>, `like so`?"
        " :bulb:\n&gt; as she said"
    )

    assert terms(text) == frozenset()


def test_a_short_idea_is_found_within_a_long_one_and_a_common_word_is_not() -> None:
    short = terms("solar panels on the roof")
    long = terms(
        "Energy is our second largest cost. We should put solar panels on the roof of the depot"
        " and ask the city for a grant before summer."
    )

    assert likeness(short, long) >= ENOUGH
    assert likeness(terms("customers"), terms("let customers vote")) < ENOUGH


def test_of_a_long_text_what_says_most_is_kept() -> None:
    words = [f"{chr(97 + n // 26)}{chr(97 + n % 26)}xq" for n in range(MOST_TERMS)]

    assert terms("team work week day " + " ".join(words)) == frozenset(words)


def test_a_word_that_many_ideas_have_says_little_here() -> None:
    found = {
        "acm": range(3960, 4000),  # each of the newest has it
        "bike": range(0, 4000, 100),  # as many, over a long time
        "roof": [3999, 3998],  # too few to tell
    }

    common = common_here(found)

    assert common == {"acm"}
    one, other = terms("acme bike"), terms("acme roof")
    assert likeness(one, other, common) < likeness(one, other)


def test_those_that_share_most_come_first_and_the_newest_of_equals() -> None:
    found = {"quiet": [9, 7, 2], "hour": [7], "bike": [8]}
    others = {1: terms("bikes"), 2: terms("a bike"), 3: terms("cars"), 4: terms("red bike")}

    assert most_shared(found, (), 3) == [7, 9, 8]
    assert list(ranked(terms("a bike"), others)) == [2, 1]


def test_no_words_are_like_nothing() -> None:
    assert likeness(terms(""), terms("")) == 0
    assert ranked(terms(""), {1: terms("bikes")}) == {}


anything = st.text(max_size=300) | st.text("aeinst <>@U1|`*&;会議ーモード가나ß\n ", max_size=300)


@given(anything, anything)
def test_any_text_has_terms_and_likeness_goes_both_ways(one: str, other: str) -> None:
    mine, theirs = terms(one), terms(other)

    assert len(mine) <= MOST_TERMS
    assert likeness(mine, theirs) == likeness(theirs, mine)
    assert 0 <= likeness(mine, theirs) < 1
    assert likeness(mine, mine) >= likeness(mine, theirs) or mine == theirs
