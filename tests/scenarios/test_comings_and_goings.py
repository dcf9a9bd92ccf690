"""People, groups, channels and the app itself come and go, and the bot follows."""

import json
from dataclasses import replace

import pytest

import bot.slack.socket
from bot.storage.rows import METADATA
from tests.scenarios.box import Box, wait_until

MARK = {"raised_hands": 1}


def everything_kept(box: Box) -> dict[str, int]:
    return {name: len(box.rows(name)) for name in METADATA.tables if box.rows(name)}


def a_life(box: Box) -> None:
    """Something in every corner of the database."""
    box.command("Ana", "#general", "/lead @Ben @Emi")
    box.command("Ana", "#product", "/leaderboard weekly Mon 09:00")
    said = box.say("Ben", "#product", "thanks @Chloé for the plan")
    box.react("Ana", said, "raised_hands")
    idea = box.say("Emi", "#product", "idea: a weekly demo of half-done work")
    box.say("Ben", "#product", "love it", thread=idea)
    card = box.posts("#product")[-1]
    box.press("Ben", card, "ideas.support")
    box.press("Ben", card, "ideas.build")
    box.person("Ben").submit({"text": "record it"})
    box.settle()
    box.later(days=1, hours=1)


@pytest.mark.both_databases
def test_uninstalling_deletes_everything(box: Box) -> None:
    a_life(box)
    before = everything_kept(box)

    box.workspace.uninstall()
    box.settle()
    box.later(days=7)

    assert len(before) > 10
    assert everything_kept(box) == {}
    assert box.bot.trouble() is None


@pytest.mark.both_databases
def test_who_asks_to_be_forgotten_is_nowhere_any_more(box: Box) -> None:
    a_life(box)
    privacy = box.command("Emi", "#product", "/groundswell privacy")
    assert privacy.message

    box.press("Emi", privacy.message, "privacy.forget")

    left = {name: [row for row in box.rows(name) if "W0EMI00001" in str(row)]
            for name in METADATA.tables}  # fmt: skip
    assert {name: rows for name, rows in left.items() if rows} == {}
    assert "nothing that I kept about you is left" in box.whispers("Emi", "#product")[-1].text


def test_what_was_posted_of_who_is_forgotten_is_taken_back(box: Box) -> None:
    said = box.say("Emi", "#product", "thanks @Ben for the plan")
    box.command("Emi", "#product", "/kudos @Ben for the fix")
    box.command("Emi", "#product", "/idea a weekly demo")
    box.say("Ben", "#design", "idea: fewer meetings on Thursdays")
    [card] = box.posts("#design")
    box.press("Emi", card, "ideas.support")
    supported = "Emi Tanaka" in json.dumps(box.look(card).blocks)
    privacy = box.command("Emi", "#random", "/groundswell privacy")

    box.press("Emi", privacy.message, "privacy.forget")

    assert supported
    assert box.posts("#product") == []
    assert box.marks(said) == {}
    assert "Emi Tanaka" not in json.dumps(box.look(card).blocks)


def test_who_hid_and_is_forgotten_stays_hidden_and_is_asked_nothing(box: Box) -> None:
    for button in ("privacy.hide", "privacy.stop_asking", "privacy.forget"):
        privacy = box.command("Emi", "#random", "/groundswell privacy")
        box.press("Emi", privacy.message, button)
    told = box.whispers("Emi", "#random")[-1].text

    box.say("Emi", "#product", "idea: a weekly demo of half-done work")
    board = box.command("Ben", "#product", "/leaderboard")
    again = box.command("Emi", "#random", "/groundswell privacy")

    assert "Emi" not in json.dumps(board.blocks)
    assert "Show me on boards again" in json.dumps(again.blocks)
    assert "You may ask me about messages" in json.dumps(again.blocks)
    assert "only what you chose for yourself is left" in told


@pytest.mark.over("socket")
def test_home_shows_what_is_mine(box: Box) -> None:
    box.say("Ben", "#product", "thanks @Chloé for the plan")
    box.say("Chloé", "#product", "idea: a weekly demo of half-done work")
    box.command("Ana", "#general", "/lead @Ben @Emi")

    chloe = json.dumps(box.person("Chloé").open_home().blocks)  # type: ignore[union-attr] # it opens
    farid = json.dumps(box.person("Farid").open_home().blocks)  # type: ignore[union-attr]
    ana = json.dumps(box.person("Ana").open_home().blocks)  # type: ignore[union-attr]

    assert "the plan" in chloe
    assert "a weekly demo" in chloe
    assert "the plan" not in farid
    assert "Your digest" not in chloe
    assert "Your digest" in ana


@pytest.mark.over("http")
def test_homes_buttons_open_forms(box: Box) -> None:
    home = box.person("Ben").open_home()
    assert home

    box.press("Ben", home, "home.thank")
    box.person("Ben").submit({"people": ["Ana"], "reason": "your trust"})
    box.settle()
    box.press("Ben", home, "home.lead")

    assert ["your trust" in told.text for told in box.told("Ana")] == [True]
    assert box.person("Ben").views()[-1].title == "Your team"


@pytest.mark.over("http")
def test_homes_privacy_buttons_show_what_was_chosen(box: Box) -> None:
    home = box.person("Ben").open_home()
    assert home

    box.press("Ben", home, "privacy.hide")

    assert "Show me on boards again" in json.dumps(box.person("Ben").home().blocks)  # type: ignore[union-attr]


def test_who_was_deactivated_cannot_be_thanked(box: Box) -> None:
    box.workspace.deactivate("Daniel")
    box.settle()

    said = box.say("Ben", "#product", "thanks <@U0DANIEL01> for the drawing")

    assert box.marks(said) == {}
    assert box.rows("kudos") == []


def test_who_came_today_can_be_thanked(box: Box) -> None:
    new = box.workspace.add_user("jo", "Jo New")
    box.settle()
    box.person("jo").join("#product")

    said = box.say("Ben", "#product", "thanks @Jo for joining us")

    assert box.marks(said) == MARK
    assert box.receivers() == [new.id]


def test_a_group_that_changed_means_its_members_of_now(box: Box) -> None:
    box.say("Ben", "#product", "kudos to @designers for the icons")

    box.workspace.set_usergroup_members("designers", ("farid",))
    box.settle()
    box.say("Ben", "#product", "kudos to @designers for the colours")

    assert box.receivers()[-1] == "U0FARID001"
    assert len(box.receivers()) == 4


@pytest.mark.over("http")
def test_the_bot_says_once_what_it_does_where_it_was_invited(box: Box) -> None:
    box.person("Ana").invite("#random", "groundswell")
    box.settle()
    said = box.say("Ben", "#random", "thanks @Chloé for lunch")

    [hello] = box.posts("#random")
    assert "I notice thanks and ideas" in hello.text
    assert box.marks(said) == MARK


@pytest.mark.over("http")
def test_where_it_was_removed_it_posts_no_more(box: Box) -> None:
    box.command("Ana", "#product", "/leaderboard weekly Mon 09:00")
    box.say("Emi", "#product", "idea: a weekly demo of half-done work")
    before = len(box.posts("#product"))

    box.person("Ana").kick("#product", "groundswell")
    box.settle()
    box.later(days=8)
    reply = box.command("Ana", "#product", "/idea bigger buttons everywhere")

    assert len(box.posts("#product")) == before
    assert "/invite" in reply.text


@pytest.mark.over("http")
def test_a_leader_who_leaves_a_channel_has_it_dropped_from_their_team(box: Box) -> None:
    box.command("Ana", "#general", "/lead @Ben @Emi")
    place = box.workspace.channel("#product").id
    [team] = box.rows("teams")
    with box.bot.kit.store.begin() as tx:
        [known] = tx.teams.led_by(team["workspace"], team["leader"])
        tx.teams.save(replace(known, channels=frozenset({place})), team["next_digest_at"])

    box.person("Ben").leave("#product")
    box.settle()
    kept = box.rows("team_channels")
    box.person("Ana").leave("#product")
    box.settle()

    assert [row["channel"] for row in kept] == [place]
    assert box.rows("team_channels") == []


@pytest.mark.over("http")
def test_an_archived_channel_gets_no_board(box: Box) -> None:
    box.command("Ana", "#product", "/leaderboard weekly Mon 09:00")
    box.say("Emi", "#product", "idea: a weekly demo of half-done work")
    before = len(box.posts("#product"))

    box.workspace.archive("product")
    box.settle()
    box.later(days=8)

    assert len(box.posts("#product")) == before
    assert [row for row in box.rows("outbox") if row["state"] != "sent"] == []


@pytest.mark.over("http")
def test_a_channel_that_came_back_is_heard_again(box: Box) -> None:
    box.workspace.archive("product")
    box.settle()
    box.workspace.unarchive("product")
    box.settle()

    box.command("Ana", "#product", "/kudos @Ben for the fix")

    assert len(box.posts("#product")) == 1


@pytest.mark.over("http")
def test_help_lists_every_command(box: Box) -> None:
    reply = box.command("Ana", "#product", "/groundswell help")

    for command in ("/kudos", "/idea", "/leaderboard", "/lead", "/groundswell"):
        assert command in reply.text


@pytest.mark.over("http")
def test_a_person_reads_their_own_language_and_a_channel_the_set_one(box: Box) -> None:
    box.workspace.set_locale("Daniel", "de-DE")
    box.settle()

    told = box.command("Daniel", "#product", "/kudos")
    form = box.person("Daniel").views()[-1]
    box.command("Daniel", "#product", "/kudos @Ben for the fix")

    assert told.ok
    assert form.title != "Thank somebody"
    assert "thanks <@U0BEN00001>" in box.posts("#product")[0].text


@pytest.fixture
def quick_pings(monkeypatch: pytest.MonkeyPatch) -> None:
    """A dead connection is noticed after five silent pings."""
    monkeypatch.setattr(bot.slack.socket, "PING_SECONDS", 0.3)


@pytest.mark.over("socket")
def test_a_cut_connection_is_made_anew_and_nothing_is_lost(quick_pings: None, box: Box) -> None:
    box.slack.retry_delays = (0.5,) * 60
    box.slack.cut_sockets()
    box.slack.wait_until_gone()

    said = box.person("Ben").say("#product", "thanks @Chloé for the plan")
    box.slack.wait_for_bot(30)
    wait_until(lambda: not box.slack.courier.under_way, "the event did not arrive", 30)
    box.settle()

    assert box.marks(said) == MARK
    assert len(box.rows("kudos")) == 1


@pytest.mark.over("socket")
def test_a_connection_that_slack_renews_loses_nothing(box: Box) -> None:
    box.slack.retry_delays = (0.2,) * 20
    ben = box.person("Ben")

    said = [ben.say("#product", "thanks @Chloé for the first plan")]
    box.slack.refresh_sockets()
    said.append(ben.say("#product", "thanks @Chloé for the second plan"))
    box.slack.wait_for_bot(30)
    said.append(ben.say("#product", "thanks @Chloé for the third plan"))
    box.settle()

    assert [box.marks(each) for each in said] == [MARK] * 3
    assert len(box.rows("kudos")) == 3
