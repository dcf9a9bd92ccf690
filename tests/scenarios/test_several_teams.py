"""A leader with several teams: each has a name, its own digest, and a place in a list."""

from datetime import timedelta

import pytest

from tests.scenarios.box import Box
from tests.scenarios.leading import TUESDAY, digests, lead, words
from tests.scenarios.teams import another, form, names, shown

pytestmark = pytest.mark.over("socket")


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


def test_off_with_a_name_after_whatever_space_ends_that_one_alone(box: Box) -> None:
    lead(box)
    another(box, "Design", ["Emi"])

    box.command("Ana", "#general", "/lead off\u00a0Design")

    assert names(box) == [""]
