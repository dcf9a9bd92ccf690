"""Who left is shown by name, or as a former member: as the workspace wants it."""

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from tests.endings import Ending
from tests.scenarios.box import Box, open_box
from tests.scenarios.moving import choose
from tests.scenarios.test_families import build, link_in, opened, page
from tests.scenarios.test_ideas import card_of

TEXT = "idea: a weekly demo of half-done work"


@pytest.fixture
def quiet_box(transport: str, url: str, tmp_path: Path, end: Ending) -> Iterator[Box]:
    """Where who left is not named."""
    with open_box(transport, url, tmp_path, end, former_members="anonymous") as opened:
        yield opened


def card(box: Box) -> str:
    return json.dumps(box.posts("#product")[0].blocks, ensure_ascii=False)


def an_idea_of_daniels(box: Box) -> None:
    box.say("Daniel", "#product", TEXT)
    box.press("Farid", box.posts("#product")[0], "ideas.support")


def come_back(box: Box, name: str) -> None:
    back = replace(box.workspace.user(name), deleted=False)
    box.workspace._change_user(back)
    box.settle()


def test_who_left_keeps_their_name_unless_set_otherwise(box: Box) -> None:
    an_idea_of_daniels(box)
    updates = len(box.slack.calls_of("chat.update"))

    box.workspace.deactivate("Daniel")
    box.settle()

    assert "Daniel Weber" in card(box)
    assert len(box.slack.calls_of("chat.update")) == updates
    assert "Daniel Weber" in box.command("Ben", "#product", "/idea list").text


@pytest.mark.both_databases
def test_cards_that_name_who_left_follow_and_follow_back(quiet_box: Box) -> None:
    box = quiet_box
    an_idea_of_daniels(box)

    for name in ("Daniel", "Farid"):
        box.workspace.deactivate(name)
    box.settle()
    gone = card(box)
    come_back(box, "Farid")

    assert "*Idea* by *a former member*" in gone
    assert "Supported by a former member" in gone
    assert "Daniel" not in gone
    assert "Supported by Farid Haddad" in card(box)
    assert "*Idea* by *a former member*" in card(box)


def test_lists_thanks_and_boards_name_nobody_who_left(quiet_box: Box) -> None:
    box = quiet_box
    an_idea_of_daniels(box)
    box.say("Daniel", "#product", "thanks @Ben for the plan")
    box.workspace.deactivate("Daniel")
    box.settle()

    listed = box.command("Ben", "#product", "/idea list").text
    mine = box.command("Ben", "#product", "/kudos mine").text
    board = json.dumps(box.command("Ben", "#product", "/leaderboard").blocks)

    assert "a former member" in listed
    assert "a former member → <@U0BEN00001>: " in mine
    assert "1 idea" in board
    for said in (listed, mine, board):
        assert "Daniel" not in said
        assert "U0DANIEL01" not in said


def test_home_names_nobody_who_left(quiet_box: Box) -> None:
    box = quiet_box
    an_idea_of_daniels(box)
    box.say("Daniel", "#product", "thanks @Farid for the plan")
    choose(box, "Grace", "ideas.adopt", box.posts("#product")[0])
    box.workspace.deactivate("Daniel")
    box.settle()

    view = box.person("Farid").open_home()
    assert view is not None
    home = json.dumps(view.blocks)

    assert home.count("a former member") == 2
    assert "U0DANIEL01" not in home


def test_the_picture_of_a_family_names_nobody_who_left(quiet_box: Box) -> None:
    box = quiet_box
    an_idea_of_daniels(box)
    build(box, "Ben", card_of(box), "record it")
    url = link_in(opened(box, "Ana", card_of(box)))
    box.workspace.deactivate("Daniel")
    box.settle()

    _, html = page(box, url)

    assert "a former member" in html
    assert "Daniel" not in html


def test_a_former_member_is_called_so_in_the_readers_language(quiet_box: Box) -> None:
    box = quiet_box
    an_idea_of_daniels(box)
    box.workspace.deactivate("Daniel")
    box.workspace.set_locale("Ben", "de-DE")
    box.settle()

    listed = box.command("Ben", "#product", "/idea list").text

    assert "jemand von früher" in listed


def test_who_left_unheard_is_found_by_the_daily_look(quiet_box: Box) -> None:
    box = quiet_box
    an_idea_of_daniels(box)
    box.workspace.keep_user(replace(box.workspace.user("Daniel"), deleted=True))

    box.bot.kit.directory.sync(box.bot.kit.identity.workspace)
    box.ring()

    assert "*Idea* by *a former member*" in card(box)
