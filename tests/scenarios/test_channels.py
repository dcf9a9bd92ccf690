"""Channels change under what was said in them: private, renamed, archived, shared, another id."""

import json
import re
from dataclasses import replace

import pytest

from bot.domain.ideas import Idea
from bot.playground.model import Message
from bot.services.ideas import share_idea
from tests.scenarios.box import Box

TEXT = "idea: a weekly demo of half-done work"


def words(message: Message) -> str:
    """Its blocks, without the ids that Slack gives them anew each time."""
    return re.sub(r'"block_id": "\w+"', "", json.dumps(message.blocks, ensure_ascii=False))


def cards(box: Box, channel: str) -> list[str]:
    """The cards that stand there now."""
    found = [words(each) for each in box.posts(channel)]
    return [each for each in found if "*Idea* by" in each]


def build(box: Box, name: str, channel: str, text: str, *, on: int) -> None:
    """Somebody builds on an idea, by its number, and shows it in another channel."""
    parent, person, store = box.rows("ideas")[on], box.person(name).id, box.bot.kit.store
    place = box.workspace.channel(channel).id
    idea = Idea(parent["workspace"], person, text, box.now, f"build:{text}", place)
    share_idea(store, replace(idea, parents=(parent["id"],)))
    box.ring()


def a_family(box: Box) -> None:
    """An idea in #product, another in #design that builds on it, and one in #general on that."""
    box.say("Emi", "#product", TEXT)
    build(box, "Ben", "#design", "record every demo", on=0)
    build(box, "Chloé", "#general", "a playlist of records", on=1)


@pytest.mark.both_databases
def test_what_was_said_in_a_channel_is_seen_there_alone_once_it_is_private(box: Box) -> None:
    a_family(box)
    before = cards(box, "#product"), cards(box, "#general")

    box.workspace.make_private("#design", by="Grace")
    box.settle()
    [above], [below] = cards(box, "#product"), cards(box, "#general")
    [own] = cards(box, "#design")
    box.workspace.make_public("#design", by="Grace")
    box.settle()

    assert "Ben Okafor" not in above
    assert "record every demo" not in below
    assert "record every demo" in own
    assert "Built on by Chloé Martin" in own
    assert (cards(box, "#product"), cards(box, "#general")) == before
    assert "Built on by Ben Okafor" in before[0][0]


def test_thanks_of_a_channel_that_became_private_stay_in_it(box: Box) -> None:
    box.say("Ben", "#design", "thanks @Chloé for the secret plan")
    box.workspace.make_private("#design")
    box.settle()

    mine = box.command("Chloé", "#product", "/kudos mine").text

    assert "secret plan" not in mine
    assert mine


def test_a_channel_that_became_private_after_the_bot_left_is_found_by_the_daily_look(
    box: Box,
) -> None:
    a_family(box)
    box.person("Ana").kick("#design", "groundswell")
    box.settle()
    box.workspace.make_private("#design")
    box.settle()

    box.bot.kit.directory.sync(box.bot.kit.identity.workspace)
    box.ring()

    assert "Ben Okafor" not in cards(box, "#product")[0]
    assert [row["is_private"] for row in box.rows("ideas")] == [False, True, False]


@pytest.mark.both_databases
def test_a_channels_name_is_kept_nowhere(box: Box) -> None:
    box.say("Emi", "#product", TEXT)
    box.workspace.rename_channel("product", "things-we-make")
    box.settle()

    box.press("Ben", box.posts("#things-we-make")[0], "ideas.support")

    assert "Supported by Ben Okafor" in cards(box, "#things-we-make")[0]
    assert "a weekly demo" in box.command("Emi", "#things-we-make", "/idea list").text
    assert "product" not in str([box.rows(table) for table in ("ideas", "channels", "outbox")])


@pytest.mark.both_databases
def test_cards_of_an_archived_channel_rest_until_it_is_back(box: Box) -> None:
    a_family(box)
    box.workspace.archive("product")
    box.settle()
    asked = len(box.slack.calls_of("chat.update"))

    build(box, "Farid", "#general", "by train", on=0)
    tried = len(box.slack.calls_of("chat.update")) - asked
    box.workspace.unarchive("product")
    box.settle()

    assert tried == 0
    assert "Built on by Ben Okafor and Farid Haddad" in cards(box, "#product")[0]
    assert {row["state"] for row in box.rows("outbox")} == {"sent"}


@pytest.mark.both_databases
def test_to_strangers_of_a_shared_channel_a_card_tells_only_how_many(box: Box) -> None:
    a_family(box)
    box.press("Farid", box.posts("#design")[0], "ideas.support")
    box.press("Grace", box.posts("#design")[0], "ideas.support")
    [before] = cards(box, "#design")

    box.workspace.share_channel("#design")
    box.settle()
    [shared] = cards(box, "#design")
    box.workspace.unshare_channel("#design")
    box.settle()

    assert "Supported by Farid Haddad and Grace Lee" in before
    assert "Supported by 2 people" in shared
    assert "Ben Okafor" in shared
    for internal in ("Farid", "Grace", "Chloé", "a weekly demo"):
        assert internal not in shared
    assert cards(box, "#design") == [before]


def test_a_channel_that_is_shared_under_another_id_keeps_all_that_was_said(box: Box) -> None:
    box.say("Emi", "#product", TEXT)
    old, new = "C0PRODUCT1", "C0MOVED001"
    box.workspace.keep_channel(replace(box.workspace.channel(old), is_archived=True, name="old"))
    box.workspace.keep_channel(replace(box.workspace.channel(old), id=new, name="moved"))

    event = {"type": "channel_id_changed", "old_channel_id": old, "new_channel_id": new}
    box.workspace.emit(event)
    box.settle()

    assert [row["channel"] for row in box.rows("ideas")] == [new]
    assert "a weekly demo" in box.command("Emi", new, "/idea list").text


def test_a_deleted_channel_is_like_one_in_the_archive(box: Box) -> None:
    a_family(box)

    box.workspace.emit({"type": "channel_deleted", "channel": "C0DESIGN01"})
    box.settle()

    [design] = [row for row in box.rows("channels") if row["id"] == "C0DESIGN01"]
    assert design["is_archived"]
    assert len(box.rows("ideas")) == 3
