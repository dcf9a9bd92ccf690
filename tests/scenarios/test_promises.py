"""A leader sets out to do one thing by a day, and is reminded of it then, once."""

import json
from datetime import UTC, datetime, timedelta

import pytest

from bot.playground.model import Message, View
from tests.scenarios.box import Box
from tests.scenarios.leading import TUESDAY, lead, words
from tests.scenarios.nudging import shown

WEDNESDAY, THURSDAY, FRIDAY = "2030-01-09", "2030-01-10", "2030-01-11"
AT_TEN = {day: datetime.fromisoformat(f"{day}T10:00+00:00") for day in (WEDNESDAY, THURSDAY)}
DAY = timedelta(days=1)


def form(box: Box, name: str = "Ana") -> View:
    reply = box.command(name, "#general", "/lead promise")
    assert not reply.text
    return box.person(name).views()[-1]


def options(view: View, block: str) -> dict[str, str]:
    """By value, what can be chosen in a field."""
    [found] = [each for each in view.blocks if each.get("block_id") == block]
    return {each["value"]: each["text"]["text"] for each in found["element"]["options"]}


def promise(box: Box, deed: str, day: str = THURSDAY, name: str = "Ana") -> None:
    """Of the things offered, the first of that kind."""
    things = options(form(box, name), "aim")
    chosen = next(key for key in things if key.startswith(f"{deed}:"))
    done = box.person(name).submit({"aim": chosen, "day": day})
    box.settle()
    assert done.closed, done.errors


def reminders(box: Box, name: str = "Ana") -> list[Message]:
    return [each for each in box.told(name) if "Today is the day" in words(each)]


@pytest.fixture
def team(box: Box) -> Box:
    """Ana's, with an idea by Emi that nobody has replied to."""
    lead(box)
    box.say("Emi", "#product", "idea: a weekly demo of half-done work")
    return box


@pytest.mark.both_databases
def test_it_is_chosen_confirmed_and_brought_back_on_its_day_once(team: Box) -> None:
    promise(team, "thank")
    [row] = team.rows("promises")
    confirmed = words(team.told("Ana")[-1])

    team.at(AT_TEN[THURSDAY] - timedelta(minutes=1))
    before = len(reminders(team))
    team.at(AT_TEN[THURSDAY])
    team.ring()
    team.later(days=1)

    [reminder] = reminders(team)
    assert (row["deed"], row["person"]) == ("thank", "W0EMI00001")
    assert "thank <@W0EMI00001>" in confirmed
    assert before == 0
    assert "thank <@W0EMI00001>" in words(reminder)


@pytest.mark.both_databases
def test_the_button_of_the_reminder_does_it_and_it_is_kept(team: Box) -> None:
    promise(team, "thank")
    team.at(AT_TEN[THURSDAY])
    [reminder] = reminders(team)

    team.press("Ana", reminder, "nudges.thank")
    team.person("Ana").submit({"reason": "the idea of a demo"})
    team.settle()
    team.later(days=3)

    [row] = team.rows("promises")
    assert row["kept_by"] == f"kudos:{team.rows('kudos')[0]['id']}"
    assert row["next_at"] is None
    assert "Thanked." in words(team.look(reminder))


def test_what_is_done_before_its_day_is_not_brought_back(team: Box) -> None:
    promise(team, "thank")

    team.say("Ana", "#product", "thanks @Emi for the demo idea")
    team.at(AT_TEN[THURSDAY])

    assert reminders(team) == []
    assert team.rows("promises")[0]["kept_at"] is not None


def test_two_days_later_it_still_counts_and_after_that_no_more(team: Box) -> None:
    promise(team, "thank")
    team.at(datetime(2030, 1, 13, 0, 30, tzinfo=UTC))  # Sunday: Saturday was the second day after

    team.say("Ana", "#product", "thanks @Emi for the demo idea")
    team.later(days=1)

    [row] = team.rows("promises")
    assert (row["kept_at"], row["next_at"]) == (None, None)


def test_thanks_taken_back_did_not_keep_it(team: Box) -> None:
    promise(team, "thank")
    said = team.say("Ana", "#product", "thanks @Emi for the demo idea")

    team.delete("Ana", said)
    team.at(AT_TEN[THURSDAY])

    assert len(reminders(team)) == 1


def test_a_reply_keeps_what_was_to_be_answered(team: Box) -> None:
    promise(team, "reply")
    idea = next(each for each in team.person("Ana").sees("#product") if "demo" in each.text)

    team.say("Ana", "#product", "which week do we begin", thread=idea)
    team.at(AT_TEN[THURSDAY])

    assert reminders(team) == []
    assert team.rows("promises")[0]["kept_by"].startswith("reply:")


def test_a_test_by_somebody_else_keeps_it(team: Box) -> None:
    card = team.posts("#product")[0]
    team.press("Ben", card, "ideas.support")
    promise(team, "test")

    team.press("Ben", card, "ideas.test")
    team.person("Ben").submit({"question": "do people come?"})
    team.settle()
    team.at(AT_TEN[THURSDAY])

    assert reminders(team) == []
    assert team.rows("promises")[0]["kept_by"].startswith("test:")


def test_thanks_are_passed_on_to_somebody_else(team: Box) -> None:
    team.say("Ben", "#product", "thanks @Ana for the release")
    promise(team, "credit")

    team.say("Ana", "#product", "thanks @Ben for the kind words")
    team.at(AT_TEN[THURSDAY])
    [reminder] = reminders(team)
    team.say("Ana", "#product", "thanks @Farid for the release, it was yours")
    team.later(days=3)

    assert "what <@U0BEN00001> thanked you for" in words(reminder)
    assert team.rows("promises")[0]["kept_at"] is not None


def test_the_button_of_the_reminder_asks_the_question(team: Box) -> None:
    promise(team, "ask")
    team.at(AT_TEN[THURSDAY])
    [reminder] = reminders(team)

    team.press("Ana", reminder, "promises.ask")
    done = team.person("Ana").submit({"words": "what holds us up?", "channel": "#product"})
    team.settle()
    team.later(days=3)

    assert done.closed, done.errors
    assert "what holds us up?" in words(team.posts("#product")[-1])
    assert team.rows("promises")[0]["kept_by"] == f"question:{team.rows('questions')[0]['id']}"


def test_what_can_be_promised_is_of_this_week_and_a_question_always(team: Box) -> None:
    view = form(team)

    things = options(view, "aim")
    assert [key.split(":")[0] for key in things] == ["thank", "reply", "ask"]
    first, second, _ = things.values()
    assert first == "Thank Emi Tanaka"
    assert "a weekly demo of half-done work" in second


def test_the_days_are_the_work_days_to_come(team: Box) -> None:
    days = options(form(team), "day")

    assert list(days) == [
        *("2030-01-07", "2030-01-08", WEDNESDAY, THURSDAY, FRIDAY),
        "2030-01-14",
    ]


def test_a_second_one_waits_until_the_first_is_done(team: Box) -> None:
    promise(team, "thank")

    again = form(team)

    assert "You set out to do this by Thu, Jan 10" in json.dumps(again.blocks)
    assert [each["block_id"] for each in again.blocks if each["type"] == "input"] == ["day"]


def test_it_gets_another_day(team: Box) -> None:
    promise(team, "thank", WEDNESDAY)
    team.at(AT_TEN[WEDNESDAY])
    [reminder] = reminders(team)

    team.press("Ana", reminder, "promises.move")
    team.person("Ana").submit({"day": FRIDAY})
    team.settle()
    team.at(AT_TEN[WEDNESDAY] + 2 * DAY)

    assert len(reminders(team)) == 2
    assert team.rows("promises")[0]["until"] == datetime(2030, 1, 14, tzinfo=UTC)


def test_not_after_all_and_nothing_of_it_is_kept(team: Box) -> None:
    promise(team, "thank")
    team.at(AT_TEN[THURSDAY])
    [reminder] = reminders(team)

    team.press("Ana", reminder, "promises.let_go")

    assert team.rows("promises") == []
    assert "let go" in words(team.look(reminder))
    assert "promises." not in words(team.look(reminder))


def test_a_button_of_what_was_let_go_does_no_harm(team: Box) -> None:
    promise(team, "thank")
    noted = team.told("Ana")[-1]
    team.press("Ana", noted, "promises.let_go")
    team.workspace.keep(noted)  # an old screen still shows it

    team.press("Ana", noted, "promises.move")
    team.press("Ana", noted, "promises.let_go")

    told = [each.text for each in team.person("Ana").sees("@Groundswell") if each.ephemeral_for]
    assert ["That is over" in each for each in told] == [True, True]


def test_somebody_elses_button_does_nothing(team: Box) -> None:
    promise(team, "thank")
    pressed = {"type": "button", "action_id": "promises.let_go", "block_id": "b", "value": "1"}
    body = {
        "type": "block_actions",
        "team": {"id": "T0BOX00001"},
        "user": {"id": "U0BEN00001"},
        "container": {"type": "message"},
        "actions": [{**pressed, "action_ts": "1.0"}],
        "trigger_id": "1.2.3",
    }

    team.dispatch({"payload": json.dumps(body)}, form=True)

    assert len(team.rows("promises")) == 1


def test_a_day_that_passed_while_the_form_was_open_is_refused(team: Box) -> None:
    view = form(team)
    chosen = next(iter(options(view, "aim")))
    team.workspace.clock.move_to(TUESDAY + timedelta(days=1, hours=1))

    stale = team.person("Ana").submit({"aim": chosen, "day": "2030-01-08"}, view=view)

    assert "Choose a work day" in json.dumps(stale.errors)
    assert team.rows("promises") == []


def test_an_idea_withdrawn_meanwhile_cannot_be_promised_nor_is_it_brought_back(team: Box) -> None:
    promise(team, "reply")
    idea = next(each for each in team.person("Ana").sees("#product") if "demo" in each.text)

    team.delete("Emi", idea)
    team.at(AT_TEN[THURSDAY])

    assert reminders(team) == []
    assert team.rows("promises") == []


def test_who_hides_meanwhile_is_not_named(team: Box) -> None:
    promise(team, "thank")
    shown = team.command("Emi", "#general", "/groundswell privacy").message
    team.press("Emi", shown, "privacy.hide")

    team.at(AT_TEN[THURSDAY])

    assert reminders(team) == []


def test_who_leads_no_team_cannot_promise_and_who_stops_is_not_reminded(team: Box) -> None:
    refused = team.command("Ben", "#general", "/lead promise")
    promise(team, "thank")

    team.command("Ana", "#general", "/lead off")
    team.at(AT_TEN[THURSDAY])

    assert "not set up a team" in refused.text
    assert reminders(team) == []


def test_forgetting_takes_it_along(team: Box) -> None:
    promise(team, "thank")
    shown = team.command("Ana", "#general", "/groundswell privacy").message

    team.press("Ana", shown, "privacy.forget")
    team.at(AT_TEN[THURSDAY])

    assert team.rows("promises") == []
    assert reminders(team) == []


def test_the_nudge_opens_the_form(box: Box) -> None:
    lead(box, line="/lead @Ben @Emi @Farid")

    box.press("Ana", shown(box, "promise"), "promises.make")

    assert box.person("Ana").views()[-1].callback_id == "promises.make"
