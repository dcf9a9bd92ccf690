"""How somebody likes to be thanked, and what they want to be told, is honoured wherever we are."""

import json

import pytest

from tests.scenarios.box import Box


def prefer(box: Box, name: str, wish: str) -> None:
    privacy = box.command(name, "#general", "/groundswell privacy").message
    assert privacy
    box.press(name, privacy, "privacy.recognition", value=wish)


def notices(box: Box, name: str, *wanted: str) -> None:
    privacy = box.command(name, "#general", "/groundswell privacy").message
    assert privacy
    box.press(name, privacy, "privacy.notices", value=list(wanted))


def said(box: Box, channel: str = "#product") -> str:
    return json.dumps([each.blocks for each in box.posts(channel)], ensure_ascii=False)


def told(box: Box, name: str) -> str:
    return json.dumps([each.blocks for each in box.told(name)], ensure_ascii=False)


@pytest.mark.both_databases
def test_who_prefers_it_is_thanked_alone_and_the_others_in_the_channel(box: Box) -> None:
    prefer(box, "Emi", "private")

    reply = box.command("Ana", "#product", "/kudos @Ben @Emi for the release")

    assert "U0BEN00001" in said(box)
    assert "W0EMI00001" not in said(box)
    assert "for the release" not in told(box, "Ben")
    assert "thanks you" in told(box, "Emi")
    assert "<@W0EMI00001> would rather be thanked privately" in reply.text
    assert [(row["person"]) for row in box.rows("kudos_receivers")] == ["U0BEN00001", "W0EMI00001"]


@pytest.mark.both_databases
def test_who_wants_no_mention_is_thanked_nowhere_and_the_giver_knows(box: Box) -> None:
    prefer(box, "Emi", "none")

    reply = box.command("Ana", "#product", "/kudos @Ben @Emi for the release")

    assert "W0EMI00001" not in said(box)
    assert box.told("Emi") == []
    assert "<@W0EMI00001> would rather not be mentioned" in reply.text
    assert box.receivers() == ["U0BEN00001"]


def test_thanks_for_nobody_else_are_not_kept(box: Box) -> None:
    prefer(box, "Emi", "none")

    reply = box.command("Ana", "#product", "/kudos @Emi for the release")

    assert "would rather not be mentioned by me" in reply.text
    assert "for the release" in reply.text, "what was typed is given back"
    assert box.rows("kudos") == []
    assert box.posts("#product") == []


def test_in_the_form_too(box: Box) -> None:
    prefer(box, "Emi", "none")
    box.command("Ana", "#product", "/kudos")

    refused = box.person("Ana").submit({"people": ["Emi"], "reason": "the release"})
    done = box.person("Ana").submit({"people": ["Ben", "Emi"], "reason": "the release"})
    box.settle()

    assert "would rather not be mentioned" in refused.errors["people"]
    assert done.closed
    assert "W0EMI00001" not in said(box)
    assert "would rather not be mentioned" in told(box, "Ana")


def test_undoing_takes_back_both(box: Box) -> None:
    prefer(box, "Emi", "private")
    box.command("Ana", "#product", "/kudos @Ben @Emi for the release")

    box.command("Ana", "#product", "/kudos undo")

    assert box.rows("kudos") == []
    assert box.posts("#product") == []
    assert box.told("Emi") == []


def test_when_all_like_it_so_nothing_stands_in_the_channel(box: Box) -> None:
    prefer(box, "Emi", "private")

    reply = box.command("Ana", "#product", "/kudos @Emi for the release")

    assert box.posts("#product") == []
    assert "thanks you" in told(box, "Emi")
    assert "would rather be thanked privately" in reply.text


def test_who_wants_no_mention_stands_on_no_board(box: Box) -> None:
    prefer(box, "Emi", "none")
    box.say("Emi", "#product", "idea: a weekly demo of half-done work")

    board = box.command("Ana", "#product", "/leaderboard")

    assert "Emi" not in json.dumps(board.blocks)


def test_what_people_write_themselves_stays_theirs(box: Box) -> None:
    prefer(box, "Emi", "none")

    box.say("Ana", "#product", "thanks @Emi for the release")

    assert box.receivers() == ["W0EMI00001"]


def test_who_wants_no_message_of_thanks_gets_none_and_finds_them_on_home(box: Box) -> None:
    notices(box, "Emi", "moves")
    prefer(box, "Emi", "private")

    box.command("Ana", "#product", "/kudos @Emi for the release")
    home = box.person("Emi").open_home()

    assert box.told("Emi") == []
    assert home
    assert "the release" in json.dumps(home.blocks)


def test_what_was_chosen_is_shown_again(box: Box) -> None:
    notices(box, "Emi", "thanks")

    privacy = box.command("Emi", "#general", "/groundswell privacy").message

    assert privacy
    [boxes] = [
        block["accessory"]
        for block in privacy.blocks
        if block.get("accessory", {}).get("action_id") == "privacy.notices"
    ]
    assert [each["value"] for each in boxes["initial_options"]] == ["thanks"]
    assert box.rows("preferences")[0]["is_spared_notices"]


def test_all_can_be_switched_off_and_outlast_being_forgotten(box: Box) -> None:
    notices(box, "Emi")
    privacy = box.command("Emi", "#general", "/groundswell privacy").message
    box.press("Emi", privacy, "privacy.forget")

    [row] = box.rows("preferences")

    assert row["is_spared_notices"]
    assert row["is_spared_thanks"]
