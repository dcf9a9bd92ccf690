"""A team that follows a user group or a channel has its people, as they come and go."""

import json
from dataclasses import replace

import pytest

from bot.domain.teams import MOST_MEMBERS, MOST_NAMED
from bot.playground.model import User, View
from tests.scenarios.box import Box

pytestmark = pytest.mark.over("socket")
BEN, CHLOE, DANIEL = "U0BEN00001", "U0CHLOE001", "U0DANIEL01"
EMI, FARID, GRACE, HUGO = "W0EMI00001", "U0FARID001", "U0GRACE001", "U0HUGO0001"
DESIGNERS = [CHLOE, DANIEL, EMI]


def members(box: Box) -> list[str]:
    return sorted(row["person"] for row in box.rows("team_members"))


def followed(box: Box) -> list[tuple[str, str | None]]:
    return [(row["source"], row["source_id"]) for row in box.rows("teams")]


def form(box: Box, name: str = "Ana") -> View:
    return box.person(name).views()[-1]


def choose(box: Box, source: str, name: str = "Ana") -> View:
    box.press(name, form(box, name), "teams.source", value=source)
    return form(box, name)


def follow(box: Box, source: str, what: str, name: str = "Ana") -> dict[str, str]:
    """By the form. Answers its complaints."""
    box.command(name, "#general", "/lead")
    choose(box, source, name)
    done = box.person(name).submit({source: what})
    box.settle()
    return dict(done.errors)


def a_crowd(box: Box, count: int) -> tuple[str, ...]:
    people = [User(f"U0MANY{n:05}", f"many{n}", f"Many {n}") for n in range(count)]
    for each in people:
        box.workspace.users_by_id[each.id] = each
    return tuple(each.id for each in people)


def sync(box: Box) -> None:
    """What happens once a day."""
    box.bot.kit.directory.sync_quietly(box.bot.kit.identity.workspace)
    box.bot.bell.set()
    box.settle()


@pytest.mark.both_databases
def test_a_user_group_that_is_named_is_followed(box: Box) -> None:
    box.command("Ana", "#general", "/lead @designers")
    first = members(box)

    box.workspace.set_usergroup_members("designers", ("chloe", "farid", "ana", "deploy_bot"))
    box.settle()

    assert first == DESIGNERS
    assert members(box) == sorted([CHLOE, FARID])
    assert followed(box) == [("group", "S0DESIGN01")]


def test_a_group_with_people_beside_it_is_taken_as_it_is_now(box: Box) -> None:
    box.command("Ana", "#general", "/lead @designers @Ben")

    box.workspace.set_usergroup_members("designers", ("farid",))
    box.settle()

    assert members(box) == sorted([*DESIGNERS, BEN])
    assert followed(box) == [("people", None)]


def test_the_form_follows_a_user_group(box: Box) -> None:
    box.workspace.add_usergroup("sales", "Sales", ("ben", "farid"))

    assert follow(box, "group", "Sales (@sales)") == {}
    box.workspace.set_usergroup_members("sales", ("ben", "emi"))
    box.settle()

    assert members(box) == [BEN, EMI]
    assert "Whoever joins or leaves its user group" in box.told("Ana")[0].text


@pytest.mark.both_databases
def test_the_form_follows_the_people_of_a_channel(box: Box) -> None:
    assert follow(box, "channel", "leads") == {}
    first = members(box)

    box.person("Ben").invite("#leads", "Emi")
    box.settle()
    box.person("Ben").leave("#leads")
    box.settle()

    assert first == [BEN, GRACE]
    assert members(box) == [GRACE, EMI]


def test_guests_are_in_a_channels_team_and_apps_are_not(box: Box) -> None:
    assert follow(box, "channel", "product") == {}
    box.workspace.add_user("newbot", "New Bot", is_bot=True, bot_id="B1", app_id="A1")
    box.person("Ben").invite("#product", "newbot")
    box.settle()

    assert members(box) == sorted([BEN, CHLOE, DANIEL, FARID, GRACE, HUGO, EMI])


def test_what_was_filled_in_stays_when_another_source_is_chosen(box: Box) -> None:
    box.command("Ana", "#general", "/lead")
    box.person("Ana").fill({"name": "Design", "at": "15:30", "weekday": "4", "people": ["Ben"]})

    groups = choose(box, "group")
    box.person("Ana").submit({"group": "S0DESIGN01"}, view=groups)
    box.settle()

    [team] = box.rows("teams")
    assert (team["name"], f"{team['at']:%H:%M}", team["weekday"]) == ("Design", "15:30", 4)
    assert members(box) == DESIGNERS


def test_the_form_of_a_team_shows_what_it_follows(box: Box) -> None:
    box.command("Ana", "#general", "/lead @designers")

    box.command("Ana", "#general", "/lead")
    box.person("Ana").submit({"weekday": "3"})
    box.settle()

    assert followed(box) == [("group", "S0DESIGN01")]
    assert members(box) == DESIGNERS


def test_from_a_group_back_to_people(box: Box) -> None:
    box.command("Ana", "#general", "/lead @designers")

    assert follow(box, "people", "Farid") == {}
    box.workspace.set_usergroup_members("designers", ("ben",))
    box.settle()

    assert members(box) == [FARID]


def test_nothing_chosen_is_said_so(box: Box) -> None:
    box.workspace.usergroups_by_id.clear()
    box.command("Ana", "#general", "/lead")

    shown = choose(box, "group")
    done = box.person("Ana").submit({})

    assert "There are no user groups in this workspace." in json.dumps(shown.content)
    assert "Choose which one" in done.errors["source"]
    assert box.rows("teams") == []


@pytest.mark.parametrize("users", [(), ("ana",), ("ana", "deploy_bot")])
def test_a_group_of_nobody_else_is_no_team(box: Box, users: tuple[str, ...]) -> None:
    box.workspace.set_usergroup_members("designers", users)
    box.settle()

    by_command = box.command("Ana", "#general", "/lead @designers").text
    errors = follow(box, "group", "S0DESIGN01")

    assert "There is nobody else in there who could be in your team." in by_command
    assert "There is nobody else in there" in errors["source"]
    assert box.rows("teams") == []


def test_a_group_that_is_emptied_later_leaves_an_empty_team(box: Box) -> None:
    box.command("Ana", "#general", "/lead @designers")

    box.workspace.set_usergroup_members("designers", ())
    box.settle()

    assert members(box) == []
    assert box.command("Ana", "#general", "/lead now").ok


@pytest.mark.both_databases
def test_a_group_that_is_gone_leaves_its_people_and_the_leader_hears_it_once(box: Box) -> None:
    box.command("Ana", "#general", "/lead @designers")

    box.workspace.disable_usergroup("designers")
    box.settle()
    for _ in range(2):
        sync(box)

    [told] = box.told("Ana")
    assert "The user group that your team followed is gone." in told.text
    assert members(box) == DESIGNERS


def test_a_group_that_is_back_is_followed_again(box: Box) -> None:
    box.command("Ana", "#general", "/lead @designers")
    box.workspace.disable_usergroup("designers")
    box.settle()

    box.workspace.enable_usergroup("designers")
    box.settle()
    box.workspace.set_usergroup_members("designers", ("ben",))
    box.settle()
    box.workspace.disable_usergroup("designers")
    box.settle()

    assert members(box) == [BEN]
    assert len(box.told("Ana")) == 2


def test_an_archived_channel_leaves_its_people_and_the_leader_hears_it_once(box: Box) -> None:
    follow(box, "channel", "leads")

    box.workspace.archive("leads")
    box.settle()
    sync(box)
    lost = [each.text for each in box.told("Ana")[1:]]
    box.workspace.unarchive("leads")
    box.settle()
    box.person("Ben").invite("#leads", "Emi")
    box.settle()

    leads = box.workspace.channel("leads").id
    assert [f"<#{leads}>, which your team followed, is archived" in each for each in lost] == [True]
    assert members(box) == [BEN, GRACE, EMI]


def test_a_leader_who_leaves_the_channel_hears_no_more_of_who_is_in_it(box: Box) -> None:
    follow(box, "channel", "leads")

    box.person("Ana").leave("#leads")
    box.settle()
    box.person("Ben").invite("#leads", "Emi")
    box.settle()
    sync(box)
    without = members(box)
    box.person("Ben").invite("#leads", "Ana")
    box.settle()

    told = box.told("Ana")[1:]
    assert without == [BEN, GRACE]
    assert ["which your team followed: I no longer tell you" in each.text for each in told] == [
        True
    ]
    assert members(box) == [BEN, GRACE, EMI]


def test_a_channel_that_the_bot_left_is_not_followed(box: Box) -> None:
    follow(box, "channel", "leads")

    box.person("Ben").kick("#leads", "groundswell")
    box.settle()
    box.workspace.join("leads", "Emi")
    box.settle()
    away = members(box)
    box.person("Ben").invite("#leads", "groundswell")
    box.settle()

    assert away == [BEN, GRACE]
    assert members(box) == [BEN, GRACE, EMI]


def test_what_was_missed_is_learned_once_a_day(box: Box) -> None:
    box.command("Ana", "#general", "/lead @designers")
    follow(box, "channel", "leads", "Ben")
    box.workspace.outlets.clear()  # no event arrives
    box.workspace.set_usergroup_members("designers", ("farid",))
    box.workspace.join("leads", "Emi")

    sync(box)

    teams = {row["id"]: row["leader"] for row in box.rows("teams")}
    found = sorted((teams[row["team"]], row["person"]) for row in box.rows("team_members"))
    assert found == [
        ("U0ANA00001", FARID),
        (BEN, "U0ANA00001"),
        (BEN, GRACE),
        (BEN, EMI),
    ]


@pytest.mark.parametrize(
    ("channel", "field", "told"),
    [("random", "channel", "only when I am in there"), ("leads", "channel", "there yourself")],
)
def test_a_channel_is_followed_where_both_are(
    box: Box, channel: str, field: str, told: str
) -> None:
    id = box.workspace.channel(channel).id

    errors = follow(box, "channel", id, "Farid")

    assert told in errors[field]
    assert box.rows("teams") == []


def test_a_channel_that_got_another_id_is_followed_on(box: Box) -> None:
    follow(box, "channel", "leads")
    old = box.workspace.channel("leads").id

    box.workspace.emit(
        {"type": "channel_id_changed", "old_channel_id": old, "new_channel_id": "C0NEWLEADS"}
    )
    box.settle()

    assert followed(box) == [("channel", "C0NEWLEADS")]


def test_as_many_as_a_team_can_have_are_taken_and_one_more_is_not(box: Box) -> None:
    crowd = a_crowd(box, MOST_MEMBERS)
    sync(box)
    box.workspace.set_usergroup_members("designers", crowd)
    box.settle()

    enough = follow(box, "group", "S0DESIGN01")
    box.workspace.set_usergroup_members("designers", (*crowd, "ben"))
    box.settle()

    assert enough == {}
    assert members(box) == sorted(crowd)
    assert "more than 1,000 people are too many" in box.told("Ana")[-1].text


@pytest.mark.parametrize("count", [MOST_MEMBERS + 1, 5_000])
def test_a_group_that_is_too_large_is_refused_kindly(box: Box, count: int) -> None:
    box.workspace.set_usergroup_members("designers", a_crowd(box, count))
    sync(box)

    errors = follow(box, "group", "S0DESIGN01")

    assert "more than 1000 people, too many to lead as one team" in errors["source"]
    assert box.rows("teams") == []


def test_no_more_are_named_one_by_one_than_a_form_shows(box: Box) -> None:
    crowd = a_crowd(box, MOST_NAMED + 1)
    box.workspace.set_usergroup_members("designers", crowd)
    sync(box)

    told = box.command("Ana", "#general", "/lead @designers @Ben").text

    assert "These are 102 people, and 100 is the most" in told
    assert box.rows("teams") == []


def test_no_channel_is_read_to_its_end_to_see_whether_the_leader_is_in_it(box: Box) -> None:
    crowd = a_crowd(box, 30_000)
    general = box.workspace.channel("general")
    box.workspace.keep_channel(replace(general, members=(*crowd, *general.members)))
    box.command("Ana", "#product", "/lead")

    done = box.person("Ana").submit({"people": ["Ben"], "channels": ["general"]})
    box.settle()

    assert done.closed
    assert [row["channel"] for row in box.rows("team_channels")] == [general.id]


def test_a_private_channel_that_the_bot_leaves_counts_in_no_digest(box: Box) -> None:
    box.say("Ben", "#leads", "idea: reorganise the floor")
    box.command("Ana", "#general", "/lead")
    box.person("Ana").submit({"people": ["Ben"], "channels": ["leads"]})
    box.settle()
    before = json.dumps(box.command("Ana", "#general", "/lead now").blocks)

    box.person("Ben").kick("#leads", "groundswell")
    box.settle()
    box.person("Ana").leave("#leads")  # of which nobody tells us
    box.settle()
    after = json.dumps(box.command("Ana", "#general", "/lead now").blocks)

    assert "reorganise" in before
    assert "reorganise" not in after
