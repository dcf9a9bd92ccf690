"""The credits roll: everybody, once, with what they did."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.credits import Did, RollEntry, roll, with_only
from bot.domain.ideas import Contribution, Idea, Part

NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)
IDEA = Idea("T1", "UANA", "a quieter office", NOW, "s", "C1", id=7)


def part(person: str, part: Part, idea: int = 7, hour: int = 0) -> Contribution:
    return Contribution(idea, person, part, NOW + timedelta(hours=hour))


def test_whoever_did_most_directly_comes_first() -> None:
    parts = {
        7: [part("USUE", Part.SUPPORT), part("UANA", Part.AUTHOR), part("UBEN", Part.TEST)],
        3: [part("UOLD", Part.AUTHOR, idea=3), part("UANA", Part.BUILD, idea=3)],
    }

    assert roll(IDEA, parts) == (
        RollEntry("UANA", (Did.AUTHOR,)),
        RollEntry("UBEN", (Did.TEST,)),
        RollEntry("USUE", (Did.SUPPORT,)),
        RollEntry("UOLD", (Did.ANCESTOR,)),
    )


def test_who_did_several_things_is_named_once_for_all_of_them() -> None:
    parts = {7: [part("UANA", Part.AUTHOR), part("UANA", Part.TEST, hour=3)]}

    assert roll(IDEA, parts) == (RollEntry("UANA", (Did.AUTHOR, Did.TEST)),)


def test_who_is_added_is_named_after_the_others() -> None:
    found = roll(IDEA, {7: [part("UANA", Part.AUTHOR), part("UBEN", Part.TEST)]})

    assert with_only(found, ["UNEW", "UANA"]) == (
        RollEntry("UANA", (Did.AUTHOR,)),
        RollEntry("UNEW", (Did.NAMED,)),
    )


CONTRIBUTIONS = st.builds(
    part,
    st.sampled_from(["UANA", "UBEN", "UCHLOE", "UDAN"]),
    st.sampled_from(Part),
    st.integers(1, 9),
    st.integers(0, 9),
)


@given(st.lists(CONTRIBUTIONS))
def test_nobody_is_lost_and_nobody_named_twice(contributions: list[Contribution]) -> None:
    parts: dict[int, list[Contribution]] = {}
    for each in contributions:
        parts.setdefault(each.idea, []).append(each)

    found = [entry.person for entry in roll(IDEA, parts)]

    assert sorted(found) == sorted({each.person for each in contributions})
    assert all(entry.did for entry in roll(IDEA, parts))
