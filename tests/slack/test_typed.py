"""What was typed after a command: whom and for what, a day and an hour."""

from datetime import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.errors import UnknownNameError, UnreadableTimeError
from bot.slack.listeners.kudos import read_typed
from bot.slack.listeners.leaderboards import read_hour

ANA, BEN, DESIGN = "<@UANA|ana>", "<@UBEN>", "<!subteam^SDESIGN|@design>"


@pytest.mark.parametrize(
    ("text", "people", "groups", "reason"),
    [
        (f"{ANA} for the release", ["UANA"], [], "the release"),
        (f"{ANA} the release", ["UANA"], [], "the release"),
        (f"{ANA}", ["UANA"], [], ""),
        (f"{ANA} for", ["UANA"], [], ""),
        (f"{ANA}: the release", ["UANA"], [], "the release"),
        (f"{ANA} - the release", ["UANA"], [], "the release"),
        (f"{ANA} because it works", ["UANA"], [], "it works"),
        (f"{ANA} formidable work", ["UANA"], [], "formidable work"),
        (f"{ANA} {BEN} for it", ["UANA", "UBEN"], [], "it"),
        (f"{ANA}, {BEN} and {ANA} for it", ["UANA", "UBEN"], [], "it"),
        (f"{ANA}{BEN} for it", ["UANA", "UBEN"], [], "it"),
        (f"{ANA} & {DESIGN} for it", ["UANA"], ["SDESIGN"], "it"),
        (f"to {ANA} for it", ["UANA"], [], "it"),
        (f"Thank you {ANA} for it", ["UANA"], [], "it"),
        (f"{ANA} for helping {BEN}", ["UANA"], [], f"helping {BEN}"),
        (f"{ANA} e-mail fixed", ["UANA"], [], "e-mail fixed"),
        (f"{ANA} to-do list emptied", ["UANA"], [], "to-do list emptied"),
        (f"great work {ANA}", ["UANA"], [], f"great work {ANA}"),
        (f"`{ANA}` well done", [], [], f"`{ANA}` well done"),
        (f"{ANA} for it\n{BEN} too", ["UANA"], [], f"it\n{BEN} too"),
        (f"{ANA} for <!channel> and &lt;b&gt;", ["UANA"], [], "<!channel> and &lt;b&gt;"),
        ("everybody", [], [], "everybody"),
        ("", [], [], ""),
        ("<", [], [], "<"),
        ("<@", [], [], "<@"),
        ("<!here> for it", [], [], "<!here> for it"),
    ],
)
def test_the_names_that_the_text_begins_with_are_thanked(
    text: str, people: list[str], groups: list[str], reason: str
) -> None:
    found = read_typed(text)

    assert list(found.people) == people
    assert [group.value for group in found.groups] == groups
    assert found.reason == reason


@pytest.mark.parametrize("before", ["", f"{ANA} ", f"{ANA}, {BEN} and "])
def test_a_name_that_slack_did_not_know_is_told(before: str) -> None:
    with pytest.raises(UnknownNameError) as raised:
        read_typed(f"{before}@anna-lena for the release")

    assert raised.value.values == {"name": "@anna-lena"}


pieces = st.sampled_from(
    [ANA, BEN, DESIGN, " ", ",", "and", "for", "thanks", "<", ">", "`", "\n", "@", "x", "<!here>"]
)


@settings(deadline=None)
@given(st.lists(pieces, max_size=12).map("".join))
def test_whatever_is_typed_is_read(text: str) -> None:
    try:
        found = read_typed(text)
    except UnknownNameError:
        return

    assert set(found.people) <= {"UANA", "UBEN"}
    assert found.reason == found.reason.strip()
    assert found.reason in text


@pytest.mark.parametrize(
    ("text", "weekday", "at"),
    [
        ("weekly", 0, time(9)),
        ("weekly mon 09:00", 0, time(9)),
        ("weekly tue", 1, time(9)),
        ("weekly thursday 17:30", 3, time(17, 30)),
        ("weekly sun 0", 6, time(0)),
        ("weekly fri 23:59", 4, time(23, 59)),
        ("weekly 8", 0, time(8)),
        ("weekly   wed   9:05", 2, time(9, 5)),
    ],
)
def test_a_day_and_an_hour_are_read(text: str, weekday: int, at: time) -> None:
    assert read_hour(text) == (weekday, at)


@pytest.mark.parametrize(
    "text",
    [
        "weekly someday",
        "weekly mon 24:00",
        "weekly mon 12:60",
        "weekly mon 9am",
        "weekly mon 09:00 utc",
        "weekly 09:00 mon",
        "weekly mon -1",
        "weeklymon",
    ],
)
def test_what_is_no_day_and_hour_is_told(text: str) -> None:
    with pytest.raises(UnreadableTimeError) as raised:
        read_hour(text)

    assert raised.value.values == {"text": text}


@settings(deadline=None)
@given(st.text(max_size=20))
def test_whatever_stands_after_weekly_is_an_hour_or_told(text: str) -> None:
    try:
        weekday, _ = read_hour(f"weekly {text}")
    except UnreadableTimeError:
        return

    assert 0 <= weekday <= 6
