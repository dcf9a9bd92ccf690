"""Who leads a team, whom and what it has, and what becomes of its digest when that changes."""

import json
from datetime import UTC, datetime, timedelta

import pytest

from tests.scenarios.box import Box
from tests.scenarios.leading import TUESDAY, digests, lead

pytestmark = pytest.mark.over("socket")


def test_off_ends_it(box: Box) -> None:
    lead(box)
    box.say("Emi", "#product", "idea: a weekly demo of half-done work")

    box.command("Ana", "#product", "/lead off")
    box.at(TUESDAY)

    assert digests(box) == []
    assert box.rows("teams") == []
    assert "not set up a team" in box.command("Ana", "#product", "/lead off").text


def test_the_leader_after_who_stopped_gets_their_digest_too(box: Box) -> None:
    lead(box)
    box.say("Emi", "#product", "idea: a weekly demo of half-done work")
    box.at(TUESDAY)
    box.command("Ana", "#product", "/lead off")

    lead(box, "Ben", "/lead @Emi @Farid")
    box.person("Ben").command("#product", "/lead")
    box.person("Ben").submit({"weekday": "2"})
    box.at(TUESDAY + timedelta(days=1))

    assert len(digests(box, "Ben")) == 1


def test_leading_again_in_the_same_week_brings_no_second_digest(box: Box) -> None:
    lead(box)
    box.say("Emi", "#product", "idea: a weekly demo of half-done work")
    box.at(TUESDAY)
    box.command("Ana", "#product", "/lead off")

    lead(box)
    box.person("Ana").command("#product", "/lead")
    box.person("Ana").submit({"weekday": "3"})
    box.at(TUESDAY + timedelta(days=2))

    assert len(digests(box)) == 1


def test_the_form_sets_people_channels_day_and_hour(box: Box) -> None:
    box.command("Ben", "#general", "/lead")
    done = box.person("Ben").submit(
        {"people": ["Emi", "Farid"], "channels": ["product"], "weekday": "4", "at": "15:30"}
    )
    box.settle()
    box.say("Emi", "#product", "idea: a weekly demo of half-done work")

    box.at(datetime(2030, 1, 11, 15, 29, tzinfo=UTC))
    before = digests(box, "Ben")
    box.at(datetime(2030, 1, 11, 15, 30, tzinfo=UTC))

    assert done.closed
    assert before == []
    assert len(digests(box, "Ben")) == 1
    assert box.told("Ben")[0].text.startswith(
        "Your team has 2 people. Your digest comes each Friday at 15:30, your time;"
    )


def test_the_form_shows_the_team_as_it_is(box: Box) -> None:
    lead(box)

    box.command("Ana", "#general", "/lead")
    box.person("Ana").submit({"people": ["Ben"]})
    box.settle()

    assert [row["person"] for row in box.rows("team_members")] == ["U0BEN00001"]


def test_a_user_group_can_be_the_team(box: Box) -> None:
    lead(box, "Ana", "/lead @designers")

    assert sorted(row["person"] for row in box.rows("team_members")) == [
        "U0CHLOE001",
        "U0DANIEL01",
        "W0EMI00001",
    ]


def test_ideas_of_a_private_channel_show_only_when_the_leader_named_it(box: Box) -> None:
    box.command("Ana", "#general", "/lead")
    box.person("Ana").submit({"people": ["Ben", "Chloé"]})
    box.say("Ben", "#leads", "idea: reorganise the whole company")
    box.say("Chloé", "#product", "idea: a weekly demo of half-done work")
    unnamed = json.dumps(box.command("Ana", "#general", "/lead now").blocks)

    box.command("Ana", "#general", "/lead")
    box.person("Ana").submit({"channels": ["leads", "product"]})
    box.settle()
    named = json.dumps(box.command("Ana", "#general", "/lead now").blocks)

    assert "reorganise" not in unnamed
    assert "reorganise" in named


def test_a_leader_cannot_name_a_private_channel_they_are_not_in(box: Box) -> None:
    box.say("Ben", "#leads", "idea: reorganise the whole company")
    leads = box.workspace.channel("leads").id

    box.command("Farid", "#general", "/lead")
    box.person("Farid").submit({"people": ["Ben"], "channels": [leads]})
    box.settle()

    [told] = box.told("Farid")
    assert box.rows("team_channels") == []
    assert f"Not among its channels: <#{leads}>, since you are not in there." in told.text
    assert "reorganise" not in json.dumps(box.command("Farid", "#general", "/lead now").blocks)


def test_who_cannot_be_in_a_team_is_left_out_and_said_to_be(box: Box) -> None:
    box.command("Ben", "#general", "/lead")
    people = ["Emi", "U0DEPLOY01", "U0IVAN0001"]
    box.person("Ben").submit({"people": people})
    box.settle()
    by_command = box.command("Ben", "#general", "/lead @Emi @Farid <@U0IVAN0001>").text

    [told] = box.told("Ben")
    assert told.text.splitlines()[1:] == [
        "With fewer than three people it has no figures: they would be about somebody.",
        "Not in the team: <@U0DEPLOY01>, since apps cannot be.",
        "Not in the team: <@U0IVAN0001>, who left this workspace.",
    ]
    assert "Not in the team: <@U0IVAN0001>, who left this workspace." in by_command
    assert len(box.rows("team_members")) == 2


def test_a_private_channel_that_the_bot_is_not_in_is_said_to_be_left_out(box: Box) -> None:
    leads = box.workspace.channel("leads").id
    box.person("Ben").kick("#leads", "groundswell")
    box.settle()

    box.command("Ben", "#general", "/lead")
    box.person("Ben").submit({"people": ["Emi"], "channels": [leads, "product"]})
    box.settle()

    [told] = box.told("Ben")
    assert [row["channel"] for row in box.rows("team_channels")] == ["C0PRODUCT1"]
    assert f"Not among its channels: <#{leads}>, since I am not in there." in told.text
    assert "`/invite`" in told.text


def test_guests_lead_no_team(box: Box) -> None:
    box.person("Emi").say("#design", "idea: a secret of the design channel")
    box.settle()

    by_name = box.command("Hugo", "#product", "/lead @Emi @Chloé")
    by_form = box.command("Hugo", "#product", "/lead")

    assert "Guests" in by_name.text
    assert "Guests" in by_form.text
    assert box.person("Hugo").views() == []
    assert box.rows("teams") == []


def test_a_leader_who_becomes_a_guest_gets_no_digest(box: Box) -> None:
    lead(box)
    box.say("Emi", "#product", "idea: a weekly demo of half-done work")

    box.workspace.make_guest("Ana")
    box.settle()
    box.at(TUESDAY)

    assert digests(box) == []
