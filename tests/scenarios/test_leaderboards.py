"""Channel leaderboards: on call and each week, fair, and without a ping."""

import json
from datetime import UTC, datetime, timedelta

import pytest

from bot.playground.model import Reply
from tests.scenarios.box import Box
from tests.scenarios.test_combining import combined

pytestmark = pytest.mark.over("socket")

NEXT_MONDAY = datetime(2030, 1, 14, 9, 0, tzinfo=UTC)


def read(reply: Reply) -> str:
    return json.dumps(reply.blocks, ensure_ascii=False)


def share(box: Box, *names: str, channel: str = "#product") -> None:
    for number, name in enumerate(names):
        box.say(name, channel, f"idea: improve thing number {number} by {name}")


def boards(box: Box, channel: str = "#product") -> list[str]:
    return [json.dumps(each.blocks) for each in box.posts(channel)
            if "Ideas shared here" in json.dumps(each.blocks)]  # fmt: skip


@pytest.mark.both_databases
def test_it_counts_ideas_and_ties_share_a_place(box: Box) -> None:
    share(box, "Emi", "Emi", "Ben", "Chloé", "Daniel", "Daniel")

    board = read(box.command("Ana", "#product", "/leaderboard"))

    lines = [board.index(line) for line in (
        "*1.* Daniel Weber — 2 ideas",
        "*1.* Emi Tanaka — 2 ideas",
        "*3.* Ben Okafor — 1 idea",
        "*3.* Chloé Martin — 1 idea",
    )]  # fmt: skip
    assert lines == sorted(lines)
    assert "6 ideas · 4 people" in board
    assert all(box.pinged(name) == [] for name in ("Emi", "Ben", "Chloé", "Daniel"))


@pytest.mark.both_databases
def test_it_tells_what_became_of_ideas_on_call_and_in_the_weekly_post(box: Box) -> None:
    box.command("Ben", "#product", "/leaderboard weekly Mon 09:00")
    card = combined(box)
    for who in ("Emi", "Ben"):
        [asked] = [each for each in box.told(who) if "combining.yes" in json.dumps(each.blocks)]
        box.press(who, asked, "combining.yes")
    box.press("Daniel", card, "ideas.test")
    box.person("Daniel").submit({"question": "do people come?", "days": "5"})
    box.settle()
    box.later(days=5)
    box.press("Daniel", box.told("Daniel")[-1], "tests.keep")
    box.person("Daniel").submit({"learned": "people come"})
    box.settle()

    on_call = read(box.command("Ana", "#product", "/leaderboard week"))
    box.at(NEXT_MONDAY)

    [posted] = boards(box)
    for board in (on_call, posted.encode().decode("unicode_escape")):
        assert "*1.* Emi Tanaka — 1 idea, 1 built on" in board
        assert "*1.* Ben Okafor — 1 idea, 1 built on" in board
        assert "*1.* Chloé Martin — 1 idea, 1 tested" in board
        assert "3 ideas · 4 people · 1 combined · 1 test run · 1 adopted" in board


def test_periods_reach_back_as_far_as_they_say(box: Box) -> None:
    share(box, "Emi")
    box.later(days=10)
    share(box, "Ben")
    box.later(days=3)

    week = read(box.command("Ana", "#product", "/leaderboard week"))
    month = read(box.command("Ana", "#product", "/leaderboard month"))
    box.later(days=40)
    later = {
        period: read(box.command("Ana", "#product", f"/leaderboard {period}"))
        for period in ("month", "quarter", "all")
    }

    assert ("Ben" in week, "Emi" in week) == (True, False)
    assert ("Ben" in month, "Emi" in month) == (True, True)
    assert "Nobody has shared" in later["month"]
    assert "Emi" in later["quarter"]
    assert "Emi" in later["all"]


def test_each_channel_has_its_own(box: Box) -> None:
    share(box, "Emi")
    share(box, "Ben", channel="#design")

    assert "Ben" not in read(box.command("Ana", "#product", "/leaderboard"))
    assert "Emi" not in read(box.command("Ana", "#design", "/leaderboard"))


def test_who_hides_is_on_no_board_and_still_counts(box: Box) -> None:
    share(box, "Emi", "Ben")
    privacy = box.command("Emi", "#product", "/groundswell privacy")
    assert privacy.message

    box.press("Emi", privacy.message, "privacy.hide")
    hidden = read(box.command("Ana", "#product", "/leaderboard"))
    box.press("Emi", box.look(privacy.message), "privacy.show")
    shown = read(box.command("Ana", "#product", "/leaderboard"))

    assert "Emi" not in hidden
    assert "2 ideas · 2 people" in hidden
    assert "Emi" in shown


def test_who_left_is_on_no_board(box: Box) -> None:
    share(box, "Emi", "Ben")

    box.workspace.deactivate("Emi")
    box.settle()

    board = read(box.command("Ana", "#product", "/leaderboard"))
    assert "Emi" not in board
    assert "Ben" in board


@pytest.mark.both_databases
def test_weekly_it_is_posted_once_at_its_hour(box: Box) -> None:
    reply = box.command("Ben", "#product", "/leaderboard weekly Mon 09:00")
    share(box, "Emi")

    box.at(NEXT_MONDAY - timedelta(minutes=1))
    before = boards(box)
    box.at(NEXT_MONDAY)
    for _ in range(3):
        box.ring()
    box.later(days=1)

    assert "Monday at 09:00" in reply.text
    assert before == []
    assert len(boards(box)) == 1
    assert box.pinged("Emi") == []


def test_a_week_without_ideas_is_left_in_peace(box: Box) -> None:
    box.command("Ben", "#product", "/leaderboard weekly Mon 09:00")
    share(box, "Emi")
    box.at(NEXT_MONDAY)

    box.at(NEXT_MONDAY + timedelta(days=7))

    assert len(boards(box)) == 1


def test_off_stops_it(box: Box) -> None:
    box.command("Ben", "#product", "/leaderboard weekly Mon 09:00")
    share(box, "Emi")

    reply = box.command("Ben", "#product", "/leaderboard off")
    box.at(NEXT_MONDAY)

    assert "is off" in reply.text
    assert boards(box) == []


def test_it_comes_at_the_hour_of_who_asked_for_it(box: Box) -> None:
    box.command("Farid", "#product", "/leaderboard weekly Mon 09:00")
    share(box, "Emi")

    nine_in_new_york = datetime(2030, 1, 7, 14, 0, tzinfo=UTC)
    box.at(nine_in_new_york - timedelta(minutes=1))
    before = boards(box)
    box.at(nine_in_new_york)

    assert before == []
    assert len(boards(box)) == 1


def test_help_says_how(box: Box) -> None:
    assert "weekly Mon 09:00" in box.command("Ana", "#product", "/leaderboard help").text


def test_switching_off_what_was_never_on_makes_nothing_of_a_private_channel_known(
    box: Box,
) -> None:
    box.workspace.add_channel("vault", members=("ben",), is_private=True)

    box.command("Ben", "#vault", "/leaderboard off")
    told = box.command("Ben", "#vault", "/idea sell the second office")

    assert "/invite" in told.text
    assert box.rows("ideas") == []
    vault = box.workspace.channel("#vault").id
    assert [row for row in box.rows("channels") if row["id"] == vault] == []
