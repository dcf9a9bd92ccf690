"""Who shares an idea for the first time is thanked once, and their leaders hear of it."""

import pytest

from tests.scenarios.box import Box
from tests.scenarios.leading import lead

TEXT = "idea: a weekly demo of half-done work"


@pytest.mark.both_databases
def test_a_first_idea_is_thanked_privately_with_a_link_to_its_card(box: Box) -> None:
    box.say("Emi", "#product", TEXT)
    box.say("Emi", "#product", "idea: bigger buttons everywhere")

    [card, _] = box.posts("#product")
    [thanked] = box.firsts("Emi")
    assert "Thank you for sharing your first idea" in thanked.text
    assert card.ts.replace(".", "") in thanked.text
    assert "`/groundswell privacy`" in thanked.text
    assert [each for each in box.whispers("Emi", "#product") if "first" in each.text] == []


def test_an_idea_by_command_is_a_first_too(box: Box) -> None:
    box.command("Emi", "#product", "/idea a weekly demo")

    assert len(box.firsts("Emi")) == 1


@pytest.mark.both_transports
def test_thanked_once_ever_also_when_the_first_was_taken_back_long_ago(box: Box) -> None:
    said = box.say("Emi", "#product", TEXT)
    box.delete("Emi", said)
    box.later(days=40)

    box.say("Emi", "#product", TEXT)

    assert len(box.firsts("Emi")) == 1


@pytest.mark.both_databases
def test_the_leader_is_told_of_a_first_once_a_day(box: Box) -> None:
    lead(box)
    box.say("Ben", "#product", TEXT)
    box.say("Emi", "#product", "idea: bigger buttons everywhere")
    within_a_day = [each.text for each in box.firsts("Ana")]
    box.later(days=1)
    box.say("Farid", "#product", "idea: a quieter office")
    box.say("Ben", "#product", "idea: no second first")

    [card, *_] = box.posts("#product")
    assert len(within_a_day) == 1
    assert "Ben Okafor has shared an idea for the first time" in within_a_day[0]
    assert card.ts.replace(".", "") in within_a_day[0]
    assert "demo" not in within_a_day[0]
    assert len(box.firsts("Ana")) == 2
    assert [box.firsts(name) for name in ("Grace", "Daniel")] == [[], []]


def test_of_who_hides_no_leader_hears(box: Box) -> None:
    lead(box)
    reply = box.command("Ben", "#product", "/groundswell privacy")
    assert reply.message
    box.press("Ben", reply.message, "privacy.hide")

    box.say("Ben", "#product", TEXT)

    assert box.firsts("Ana") == []
    assert len(box.firsts("Ben")) == 1


@pytest.mark.parametrize(("named", "told"), [([], 0), (["leads"], 1)])
def test_of_a_private_channel_only_a_team_that_names_it_hears(
    box: Box, named: list[str], told: int
) -> None:
    box.command("Ana", "#general", "/lead")
    box.person("Ana").submit({"people": ["Ben", "Chloé"], "channels": named})
    box.settle()

    box.say("Ben", "#leads", TEXT)

    assert len(box.firsts("Ana")) == told
    assert len(box.firsts("Ben")) == 1


def test_a_pause_is_a_pause(box: Box) -> None:
    lead(box)
    box.command("Ana", "#general", "/lead pause 2w")

    box.say("Ben", "#product", TEXT)

    assert box.firsts("Ana") == []


def test_what_somebody_else_saved_is_not_shared_by_its_author(box: Box) -> None:
    said = box.say("Emi", "#product", "half of our meetings could be letters, honestly")
    box.person("Ben").shortcut("ideas.keep", said)
    box.person("Ben").submit()
    box.settle()
    before = box.firsts("Emi")

    box.say("Emi", "#product", TEXT)

    assert before == []
    assert len(box.firsts("Emi")) == 1
    assert box.firsts("Ben") == []
