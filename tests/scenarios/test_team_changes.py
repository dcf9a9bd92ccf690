"""Teams that change under a leader's hands: two devices, odd names, people who leave and return."""

import json
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.teams import MOST_TEAMS
from bot.services.teams import lead_team
from tests.scenarios.box import Box
from tests.scenarios.leading import TUESDAY, digests, lead
from tests.scenarios.teams import a_team, another, form, names, shown

pytestmark = pytest.mark.over("socket")


def test_a_form_that_was_open_while_its_team_was_removed_says_so(box: Box) -> None:
    lead(box, "Ana", "/lead @Ben")
    box.command("Ana", "#general", "/lead")
    box.command("Ana", "#general", "/lead off")

    done = box.person("Ana").submit({"people": ["Emi"]})

    assert "This team is gone" in json.dumps(done.errors)
    assert box.rows("teams") == []


def test_two_devices_that_set_up_a_first_team_at_once_make_one(box: Box) -> None:
    ana = box.person("Ana")
    box.command("Ana", "#general", "/lead")
    [one] = ana.views()
    ana.fill({"people": ["Ben"]}, view=one)
    box.command("Ana", "#product", "/lead @Emi")

    done = ana.submit({}, view=one)

    assert "lead a team without a name already" in done.errors["name"]
    assert [row["person"] for row in box.rows("team_members")] == ["W0EMI00001"]


def test_two_devices_that_save_the_same_team_leave_what_came_last(box: Box) -> None:
    lead(box, "Ana", "/lead @Ben")
    ana = box.person("Ana")
    box.command("Ana", "#general", "/lead")
    [one] = ana.views()
    box.command("Ana", "#product", "/lead @Emi @Farid")

    done = ana.submit({"people": ["Ben", "Chloé"]}, view=one)
    box.settle()

    assert done.closed
    assert len(box.rows("teams")) == 1
    assert sorted(row["person"] for row in box.rows("team_members")) == ["U0BEN00001", "U0CHLOE001"]


def test_more_teams_than_anybody_reads_of_are_refused(box: Box) -> None:
    lead(box, "Ana", "/lead @Ben")
    box.command("Ana", "#general", "/lead")
    box.press("Ana", form(box), "teams.another")
    for number in range(MOST_TEAMS - 1):
        lead_team(box.bot.kit.store, a_team(box, f"Team {number}"), box.now)

    done = box.person("Ana").submit({"name": "One more", "people": ["Emi"]})
    box.command("Ana", "#general", "/lead")

    assert "You lead 10 teams" in json.dumps(done.errors)
    assert "Another team" not in shown(box)


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("<!channel> & *bold*", "&lt;!channel&gt; &amp; *bold*"),
        ("עברית \u202eשם", "עברית שם"),
        ("  two\tparts ", "two parts"),
        ("x" * 60, "x" * 60),
    ],
)
def test_whatever_a_team_is_called_is_shown_as_text(box: Box, name: str, kept: str) -> None:
    box.command("Ana", "#general", "/lead")
    done = box.person("Ana").submit({"name": name, "people": ["Emi", "Ben"]})
    box.settle()
    box.say("Emi", "#product", "idea: a weekly demo of half-done work")

    box.at(TUESDAY)
    box.command("Ana", "#general", "/lead")

    assert done.closed
    assert names(box) == [kept]
    assert f"*\u2068{kept}\u2069* has 2 people" in box.told("Ana")[0].text
    assert box.told("Ana")[1].text.startswith(f"\u2068{kept}\u2069, ")
    assert len(digests(box)) == 1
    assert [each for each in box.pinged("Ben") if "idea" in each.message.text] == []


def test_of_a_team_of_one_the_leader_hears_that_it_has_no_figures(box: Box) -> None:
    one = box.command("Ana", "#general", "/lead @Emi").text
    three = box.command("Ana", "#general", "/lead @Emi @Ben @Farid").text

    assert "Your team has 1 person" in one
    assert "With fewer than three people it has no figures" in one
    assert "figures" not in three


def test_home_shows_each_team_to_its_leader_alone(box: Box) -> None:
    lead(box, "Ana", "/lead @Ben")
    another(box, "Design", ["Emi"])
    home = box.person("Ana").open_home()
    assert home
    named = box.rows("teams")[1]["id"]

    box.press("Ana", home, "teams.change", value=str(named))
    changing = json.dumps(form(box).content)
    box.press("Ana", home, "home.lead_now", value=str(named))
    emis = box.person("Emi").open_home()

    assert "Design" in json.dumps(home.content)
    assert "Design" in changing
    assert "Design" in shown(box)
    assert emis
    assert "Design" not in json.dumps(emis.content)


def test_nobody_opens_changes_or_removes_the_team_of_another_leader(box: Box) -> None:
    lead(box, "Ana", "/lead @Ben")
    another(box, "Design", ["Emi"])
    lead(box, "Farid", "/lead @Ben")
    home = box.person("Farid").open_home()
    assert home
    anas = box.rows("teams")[0]["id"]
    [own] = [row["id"] for row in box.rows("teams") if row["leader"] == "U0FARID001"]
    forged = json.loads(json.dumps(home.content).replace(f'"{own}"', f'"{anas}"'))
    box.workspace.homes_by_user["U0FARID001"] = replace(home, content=forged)
    forged_home = box.person("Farid").home()
    assert forged_home

    for button in ("teams.change", "home.lead_now"):
        box.press("Farid", forged_home, button, value=str(anas))
        assert "This team is gone" in shown(box, "Farid")

    assert len(box.rows("teams")) == 3


def test_who_leads_and_is_deactivated_hears_nothing_until_they_are_back(box: Box) -> None:
    lead(box, "Ana", "/lead @Ben @Emi")
    box.say("Emi", "#product", "idea: a weekly demo of half-done work")
    box.workspace.deactivate("Ana")
    box.settle()

    box.at(TUESDAY)
    gone = [row for row in box.rows("outbox") if row["once"].startswith("digest")]
    box.workspace.reactivate("Ana")
    box.settle()
    box.say("Emi", "#product", "idea: fewer meetings on Thursdays")
    box.at(TUESDAY + timedelta(days=7))

    assert gone == []
    assert len(digests(box)) == 1


def test_who_is_deactivated_is_in_no_team_until_they_are_back(box: Box) -> None:
    lead(box, "Ana", "/lead @Ben @Emi")

    box.workspace.deactivate("Emi")
    box.settle()
    without = json.dumps(box.person("Ana").open_home().content)  # type: ignore[union-attr] # it opens
    box.workspace.reactivate("Emi")
    box.settle()
    again = json.dumps(box.person("Ana").open_home().content)  # type: ignore[union-attr]

    assert "Your team has 1 person" in without
    assert "Your team has 2 people" in again


def test_help_says_that_some_suggestions_are_held_back(box: Box) -> None:
    told = box.command("Ana", "#general", "/lead help").text

    assert "15 % are held back" in told
    assert "`/lead invite @ana`" in told
