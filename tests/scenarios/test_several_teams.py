"""A leader with several teams: each has a name, its own digest, and a place in a list."""

import json
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.people import Team
from bot.domain.teams import MOST_TEAMS
from bot.playground.model import View
from bot.services.teams import lead_team
from tests.scenarios.box import Box
from tests.scenarios.leading import TUESDAY, digests, lead, words

pytestmark = pytest.mark.over("socket")


def another(box: Box, name: str, people: list[str], **more: object) -> None:
    """Ana sets up one more team, by the button in what `/lead` opens."""
    box.command("Ana", "#general", "/lead")
    box.press("Ana", form(box), "teams.another")
    done = box.person("Ana").submit({"name": name, "people": people, **more})
    assert done.closed, done.errors
    box.settle()


def a_team(box: Box, name: str) -> Team:
    """One that Ana sets up on another device."""
    return Team(box.workspace.id, "U0ANA00001", frozenset({"W0EMI00001"}), name=name)


def form(box: Box, name: str = "Ana") -> View:
    return box.person(name).views()[-1]


def shown(box: Box, name: str = "Ana") -> str:
    return json.dumps(form(box, name).content, ensure_ascii=False)


def names(box: Box) -> list[str]:
    return [row["name"] for row in box.rows("teams")]


@pytest.mark.both_databases
def test_each_team_brings_its_own_digest(box: Box) -> None:
    lead(box, "Ana", "/lead @Ben @Farid")
    another(box, "Design", ["Emi", "Chloé", "Daniel"])
    box.say("Emi", "#product", "idea: a weekly demo of half-done work")
    box.say("Ben", "#product", "idea: shorter stand-ups")

    box.at(TUESDAY)
    box.ring()

    told = {("Design" in each, "half-done" in each, "stand-ups" in each) for each in digests(box)}
    assert told == {(True, True, False), (False, False, True)}
    assert len(digests(box)) == 2
    assert [row["digests_sent"] for row in box.rows("teams")] == [1, 1]


def test_one_team_opens_its_form_and_several_their_list(box: Box) -> None:
    lead(box, "Ana", "/lead @Ben @Farid")
    box.command("Ana", "#general", "/lead")
    one = form(box)
    another(box, "Design", ["Emi"])

    box.command("Ana", "#general", "/lead")

    assert one.title == "Your team"
    assert form(box).title == "Your teams"
    assert "*\u2068Design\u2069* has 1 person" in shown(box)
    assert "Your team has 2 people" in shown(box)


def test_a_team_of_the_list_is_changed_and_the_others_stay(box: Box) -> None:
    lead(box, "Ana", "/lead @Ben @Farid")
    another(box, "Design", ["Emi"])
    first, second = box.rows("teams")

    box.command("Ana", "#general", "/lead")
    box.press("Ana", form(box), "teams.change", value=str(second["id"]))
    box.person("Ana").submit({"name": "Drawing", "weekday": "3"})
    box.settle()

    kept = box.rows("teams")
    assert [row["name"] for row in kept] == ["", "Drawing"]
    assert kept[0] == first
    assert (kept[1]["id"], kept[1]["seed"]) == (second["id"], second["seed"])
    assert first["seed"] != second["seed"]
    assert len(box.rows("team_members")) == 3


def test_a_team_of_the_list_is_removed_and_the_list_goes_on(box: Box) -> None:
    lead(box, "Ana", "/lead @Ben @Farid")
    another(box, "Design", ["Emi"])
    box.command("Ana", "#general", "/lead")

    box.press("Ana", form(box), "teams.remove", value=str(box.rows("teams")[0]["id"]))

    assert names(box) == ["Design"]
    assert "Design" in shown(box)
    assert "Your team has" not in shown(box)


def test_a_week_so_far_is_shown_from_the_list(box: Box) -> None:
    lead(box, "Ana", "/lead @Ben @Farid")
    another(box, "Design", ["Emi"])
    box.say("Emi", "#product", "idea: a weekly demo of half-done work")
    box.command("Ana", "#general", "/lead")

    box.press("Ana", form(box), "teams.now", value=str(box.rows("teams")[1]["id"]))

    assert form(box).title == "Your week so far"
    assert "half-done" in shown(box)
    assert "Design" in shown(box)


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("design", "lead a team of that name already"),
        (" Design ", "lead a team of that name already"),
        ("", "lead a team without a name already"),
    ],
)
def test_two_teams_of_one_leader_have_names_of_their_own(box: Box, name: str, told: str) -> None:
    lead(box, "Ana", "/lead @Ben")
    another(box, "Design", ["Emi"])

    box.command("Ana", "#general", "/lead")
    box.press("Ana", form(box), "teams.another")
    done = box.person("Ana").submit({"name": name, "people": ["Farid"]})

    assert told in done.errors["name"]
    assert names(box) == ["", "Design"]


def test_two_leaders_may_call_their_teams_alike_and_have_the_same_people(box: Box) -> None:
    for leader in ("Ana", "Ben", "Daniel", "Farid", "Grace"):
        box.command(leader, "#general", "/lead")
        box.person(leader).submit({"name": "Design", "people": ["Emi"]})
        box.settle()

    assert names(box) == ["Design"] * 5
    assert {row["person"] for row in box.rows("team_members")} == {"W0EMI00001"}


def test_a_command_that_could_mean_any_of_them_asks_for_the_form(box: Box) -> None:
    lead(box, "Ana", "/lead @Ben")
    another(box, "Design", ["Emi"])

    told = box.command("Ana", "#general", "/lead @Farid").text

    assert "You lead several teams. Type `/lead` alone" in told
    assert {row["person"] for row in box.rows("team_members")} == {"U0BEN00001", "W0EMI00001"}


def test_now_shows_each_in_a_message_of_its_own(box: Box) -> None:
    lead(box, "Ana", "/lead @Ben")
    another(box, "Design", ["Emi"])
    box.say("Emi", "#product", "idea: a weekly demo of half-done work")

    box.command("Ana", "#general", "/lead now")
    both = [words(each) for each in box.whispers("Ana", "#general")][-2:]
    box.command("Ana", "#general", "/lead now design")
    [one] = [words(each) for each in box.whispers("Ana", "#general")][-1:]

    assert sorted("Design" in each for each in both) == [False, True]
    assert "half-done" in one
    assert box.whispers("Emi", "#general") == []


def test_of_more_than_three_now_shows_the_list(box: Box) -> None:
    lead(box, "Ana", "/lead @Ben")
    for name in ("One", "Two", "Three"):
        another(box, name, ["Emi"])

    box.command("Ana", "#general", "/lead now")

    assert form(box).title == "Your teams"


def test_off_with_a_name_ends_one_and_off_alone_ends_all(box: Box) -> None:
    lead(box, "Ana", "/lead @Ben")
    another(box, "R&D", ["Emi"])
    another(box, "Sales", ["Emi"])

    unknown = box.command("Ana", "#general", "/lead off Marketing").text
    one = box.command("Ana", "#general", "/lead off r&d").text
    left = names(box)
    rest = box.command("Ana", "#general", "/lead off").text

    assert "You lead no team called “Marketing”." in unknown
    assert "and its digest are gone" in one
    assert left == ["", "Sales"]
    assert rest == "Your teams and their digests are gone."
    assert names(box) == []


def test_a_pause_concerns_all_of_them(box: Box) -> None:
    lead(box, "Ana", "/lead @Ben @Farid")
    another(box, "Design", ["Emi"])
    box.say("Emi", "#product", "idea: a weekly demo of half-done work")
    box.say("Ben", "#product", "idea: shorter stand-ups")

    box.command("Ana", "#general", "/lead pause 3d")
    box.at(TUESDAY)
    paused = digests(box)
    box.at(TUESDAY + timedelta(days=7))

    assert paused == []
    assert len(digests(box)) == 2


def test_a_team_that_is_renamed_after_its_digest_brings_no_second_one_that_week(box: Box) -> None:
    lead(box, "Ana", "/lead @Ben @Emi")
    box.say("Emi", "#product", "idea: a weekly demo of half-done work")
    box.at(TUESDAY)

    box.command("Ana", "#general", "/lead")
    box.person("Ana").submit({"name": "Design", "weekday": "3"})
    box.settle()
    box.at(TUESDAY + timedelta(days=2))
    same_week = len(digests(box))
    box.at(TUESDAY + timedelta(days=9))

    assert same_week == 1
    assert len(digests(box)) == 2


def test_a_named_team_set_up_again_in_the_same_week_brings_no_second_digest(box: Box) -> None:
    lead(box, "Ana", "/lead @Ben")
    another(box, "Design", ["Emi"])
    box.say("Emi", "#product", "idea: a weekly demo of half-done work")
    box.at(TUESDAY)
    before = len(digests(box))

    box.command("Ana", "#general", "/lead off design")
    another(box, "Design", ["Emi"], weekday="3")
    box.at(TUESDAY + timedelta(days=2))

    assert len(digests(box)) == before


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
