"""The leader's digest: at their hour, once a week, saying whom they credited and whom not yet."""

import json
from datetime import UTC, datetime, timedelta

import pytest

from bot.playground.model import Message, View
from tests.scenarios.box import MONDAY, Box
from tests.scenarios.leading import TUESDAY, digests, lead, words

WEEK = timedelta(days=7)
MINUTE = timedelta(minutes=1)

pytestmark = pytest.mark.over("socket")


@pytest.mark.both_databases
def test_the_digest_says_whom_the_leader_credited_and_whom_not_yet(box: Box) -> None:
    lead(box)
    box.say("Ana", "#product", "thanks @Ben for the release notes")
    box.say("Emi", "#product", "idea: a weekly demo of half-done work")
    box.say("Ana", "#design", "idea: fewer meetings on Thursdays")

    box.at(TUESDAY)

    [digest] = digests(box)
    assert "*Credit you gave*: 1 thanks to 1 person" in digest
    assert "<@U0BEN00001>" in digest
    assert "the release notes" in digest
    assert "*Waiting for credit*" in digest
    assert "<@W0EMI00001> shared an idea" in digest
    assert "1 idea from the team (1 person), 1 from you" in digest


@pytest.mark.both_databases
def test_it_comes_once_however_often_the_clock_rings(box: Box) -> None:
    lead(box)
    box.say("Emi", "#product", "idea: a weekly demo of half-done work")

    box.at(TUESDAY - MINUTE)
    before = digests(box)
    box.at(TUESDAY)
    for _ in range(3):
        box.ring()
    box.later(hours=5)

    assert before == []
    assert len(digests(box)) == 1


def test_it_comes_again_the_week_after(box: Box) -> None:
    lead(box)
    box.say("Emi", "#product", "idea: a weekly demo of half-done work")
    box.at(TUESDAY)
    box.say("Ben", "#product", "idea: shorter stand-ups")

    box.at(TUESDAY + WEEK)

    assert ["shorter stand-ups" in digest for digest in digests(box)] == [False, True]


def test_a_week_is_compared_with_as_many_before_as_the_bot_has_seen(box: Box) -> None:
    lead(box)
    for week in range(4):
        box.say("Ana", "#product", "thanks @Ben for the release notes")
        box.at(TUESDAY + week * WEEK)

    *first, third, fourth = digests(box)
    assert [digest for digest in first if "before)" in digest] == []
    assert "1 thanks to 1 person (1 in the week before)" in third
    assert "1 thanks to 1 person (1 a week in the 2 weeks before)" in fourth


def test_who_was_asleep_for_three_weeks_gets_one_digest(box: Box) -> None:
    lead(box)
    box.say("Emi", "#product", "idea: a weekly demo of half-done work")
    box.workspace.clock.move_to(TUESDAY + 2 * WEEK + timedelta(hours=3))

    box.ring()
    box.ring()

    assert len(digests(box)) <= 1


def test_an_empty_week_brings_no_digest(box: Box) -> None:
    lead(box)

    box.at(TUESDAY)

    assert box.told("Ana") == []


def test_nobody_else_gets_it(box: Box) -> None:
    lead(box)
    box.say("Emi", "#product", "idea: a weekly demo of half-done work")

    box.at(TUESDAY)

    assert len(digests(box)) == 1
    for name in ("Ben", "Chloé", "Daniel", "Emi", "Farid", "Grace", "Hugo"):
        assert box.told(name) == []
    assert [note.reason for note in box.pinged("Emi")] == []
    assert "no team" in box.command("Grace", "#general", "/lead now").text.lower() or (
        "not set up a team" in box.command("Grace", "#general", "/lead now").text
    )


def test_now_shows_the_week_so_far_to_the_leader_alone(box: Box) -> None:
    lead(box)
    box.say("Emi", "#product", "idea: a weekly demo of half-done work")

    reply = box.command("Ana", "#product", "/lead now")

    assert reply.message
    assert reply.message.ephemeral_for == "U0ANA00001"
    assert "a weekly demo" in json.dumps(reply.blocks)
    assert box.told("Ana") == []


@pytest.mark.parametrize(
    ("line", "waits"), [("/lead pause 2w", 2), ("/lead pause 10d", 2), ("/lead pause 3d", 1)]
)
def test_a_pause_holds_the_digest_back(box: Box, line: str, waits: int) -> None:
    lead(box)
    box.say("Emi", "#product", "idea: a weekly demo of half-done work")

    box.command("Ana", "#product", line)
    for week in range(waits):
        box.at(TUESDAY + week * WEEK)
        assert digests(box) == []
    box.at(TUESDAY + waits * WEEK)

    assert len(digests(box)) == 1


@pytest.mark.parametrize("line", ["/lead resume", "/lead pause off", "/lead Pause 0d"])
def test_a_pause_can_be_ended_before_its_time(box: Box, line: str) -> None:
    lead(box)
    box.say("Emi", "#product", "idea: a weekly demo of half-done work")
    box.command("Ana", "#product", "/lead pause 2w")

    told = box.command("Ana", "#product", line).text
    box.at(TUESDAY)

    assert told == "Your digest comes again, next on Tue, Jan 8."
    assert len(digests(box)) == 1
    assert "`/lead pause off`" in box.command("Ana", "#product", "/lead help").text


@pytest.mark.parametrize(
    ("leader", "month", "day", "hour"),
    [
        ("Ana", 1, 15, 10),  # Lisbon, winter
        ("Ana", 3, 26, 10),  # the Tuesday before its clocks go forward (31 March)
        ("Ana", 4, 2, 9),  # and the one after
        ("Ana", 10, 22, 9),  # the Tuesday before they go back (27 October)
        ("Ana", 10, 29, 10),
        ("Farid", 3, 5, 15),  # New York, before 10 March
        ("Farid", 3, 12, 14),
        ("Farid", 10, 29, 14),  # before 3 November, when Europe has changed already
        ("Farid", 11, 5, 15),
        ("Emi", 3, 12, 1),  # Tokyo never changes
    ],
)
def test_it_comes_at_ten_where_the_leader_is_whatever_the_clocks_do(
    box: Box, leader: str, month: int, day: int, hour: int
) -> None:
    due = datetime(2030, month, day, hour, 0, tzinfo=UTC)
    box.at(due - timedelta(days=8))  # set up before a change, sent after it
    lead(box, leader, "/lead @Ben @Chloé")
    box.at(due - timedelta(days=1))
    box.say("Ben", "#product", "idea: a weekly demo of half-done work")

    box.at(due - MINUTE)
    before = digests(box, leader)
    box.at(due)

    assert [digest for digest in before if "weekly demo" in digest] == []
    assert len([digest for digest in digests(box, leader) if "weekly demo" in digest]) == 1


def test_a_leader_who_flies_west_on_digest_day_gets_it_at_their_new_ten(box: Box) -> None:
    lead(box)
    box.say("Emi", "#product", "idea: a weekly demo of half-done work")
    box.at(TUESDAY - timedelta(hours=2))

    box.workspace.set_timezone("Ana", "America/New_York")
    box.settle()
    box.at(TUESDAY)
    at_the_old_hour = digests(box)
    box.at(TUESDAY + timedelta(hours=5))
    box.later(days=1)

    assert at_the_old_hour == []
    assert len(digests(box)) == 1


def test_a_leader_who_flies_east_past_their_hour_gets_it_at_once(box: Box) -> None:
    lead(box)
    box.say("Emi", "#product", "idea: a weekly demo of half-done work")
    box.at(TUESDAY - timedelta(hours=2))

    box.workspace.set_timezone("Ana", "Asia/Tokyo")
    box.settle()
    box.ring()
    at_once = digests(box)
    box.at(TUESDAY)
    box.later(days=1)

    assert len(at_once) == 1
    assert len(digests(box)) == 1


def test_a_leader_who_flies_west_after_the_digest_gets_no_second_one(box: Box) -> None:
    lead(box)
    box.say("Emi", "#product", "idea: a weekly demo of half-done work")
    box.at(TUESDAY)

    box.workspace.set_timezone("Ana", "America/Los_Angeles")
    box.settle()
    box.later(hours=8)
    box.later(days=3)

    assert len(digests(box)) == 1


def test_a_digest_that_was_due_on_a_weekend_waits_for_monday(box: Box) -> None:
    lead(box)
    box.say("Emi", "#product", "idea: a weekly demo of half-done work")
    saturday = datetime(2030, 1, 12, 12, 0, tzinfo=UTC)
    box.workspace.clock.move_to(saturday)  # the bot was away since Monday

    box.ring()
    on_saturday = digests(box)
    box.at(datetime(2030, 1, 14, 10, 0, tzinfo=UTC))

    assert on_saturday == []
    assert len(digests(box)) == 1


def test_the_button_of_somebody_waiting_opens_the_form_filled_in(box: Box) -> None:
    lead(box)
    said = box.say("Emi", "#product", "idea: a weekly demo of half-done work")
    box.at(TUESDAY)
    [digest] = box.told("Ana")

    box.press("Ana", digest, "digests.thank")
    box.person("Ana").submit({"reason": "a fine idea"})
    box.settle()

    [post] = [each for each in box.posts("#product") if "thanks" in each.text]
    assert box.receivers() == ["W0EMI00001"]
    assert "a fine idea" in post.text
    assert said.ts.replace(".", "") in post.text


@pytest.mark.parametrize("line", ["/lead now", "/lead"])
def test_thanked_in_person_is_said_wherever_the_week_is_shown(box: Box, line: str) -> None:
    lead(box)
    box.say("Emi", "#product", "idea: a weekly demo of half-done work")
    shown = box.command("Ana", "#product", line)
    where: Message | View | None = shown.message
    if where is None:  # the team's form, from which the week opens
        box.person("Ana").open_home()
        box.settle()
        box.press("Ana", box.person("Ana").home(), "home.lead_now")
        where = box.person("Ana").views()[-1]

    box.press("Ana", where, "digests.in_person")

    after = box.command("Ana", "#product", "/lead now")
    assert [row["work"] for row in box.rows("thanks_in_person")] == ["idea:1"]
    assert "Waiting for credit" not in json.dumps(after.blocks)


def test_thanked_in_person_for_a_suggestion_waits_no_longer(box: Box) -> None:
    lead(box)
    box.say("Emi", "#product", "idea: a weekly demo of half-done work")
    box.at(TUESDAY)
    [digest] = box.told("Ana")

    box.press("Ana", digest, "nudges.in_person")

    assert "Waiting for credit" not in json.dumps(
        box.command("Ana", "#product", "/lead now").blocks
    )


def test_thanks_after_a_colleagues_go_where_these_were_said(box: Box) -> None:
    lead(box)
    said = box.say("Ben", "#product", "thanks @Emi for the map of who waits for whom")
    box.at(TUESDAY)
    digest = next(each for each in box.told("Ana") if "Waiting for credit" in words(each))

    box.press("Ana", digest, "digests.thank")
    box.person("Ana").submit({"reason": "showing us where it hurts"})
    box.settle()

    [post] = [each for each in box.posts("#product") if "showing us where it hurts" in each.text]
    assert said.ts.replace(".", "") in post.text


def test_somebody_elses_digest_cannot_be_pressed(box: Box) -> None:
    """Nobody else sees it; a forged press changes nothing either."""
    lead(box)
    box.say("Emi", "#product", "idea: a weekly demo of half-done work")
    box.at(TUESDAY)
    [digest] = box.told("Ana")

    with pytest.raises(LookupError):
        box.person("Ben").sees(digest.channel + "x")
    assert digest.channel not in {each.channel for each in box.told("Ben")}


def test_the_digest_speaks_of_the_leaders_days(box: Box) -> None:
    lead(box)
    box.say("Emi", "#product", "idea: a weekly demo of half-done work")

    box.at(TUESDAY)

    assert "Tue, Jan 1 to Tue, Jan 8" in digests(box)[0]


def test_the_monday_of_the_box_is_a_monday() -> None:
    assert MONDAY.weekday() == 0
