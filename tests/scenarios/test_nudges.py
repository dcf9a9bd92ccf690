"""The weekly reminder under the digest: shown, answered, and followed or not."""

import json
from datetime import timedelta

import pytest

from bot.playground.model import Message
from tests.scenarios.box import Box
from tests.scenarios.leading import TUESDAY

pytestmark = pytest.mark.over("http")

WEEK = timedelta(days=7)


@pytest.fixture
def digest(box: Box) -> Message:
    """Ana's, whose Emi has contributed and had no thanks."""
    box.command("Ana", "#general", "/lead @Ben @Emi")
    box.say("Emi", "#product", "idea: a weekly demo of half-done work")
    box.at(TUESDAY)
    [found] = box.told("Ana")
    return found


def the_nudge(box: Box) -> dict[str, object]:
    [row] = box.rows("nudges")
    return row


def buttons(message: Message) -> list[str]:
    """The action ids of all that can be pressed in it."""
    found = [each for block in message.blocks for each in block.get("elements", ())]
    found += [block["accessory"] for block in message.blocks if "accessory" in block]
    return [each["action_id"] for each in found if "action_id" in each]


@pytest.mark.both_databases
def test_it_is_shown_once_and_its_button_thanks(box: Box, digest: Message) -> None:
    box.press("Ana", digest, "nudges.thank")
    box.person("Ana").submit({"reason": "the idea of a demo"})
    box.settle()

    nudge = the_nudge(box)
    assert "One small thing" in json.dumps(digest.blocks)
    assert nudge["person"] == "W0EMI00001"
    assert nudge["followed_at"] is not None
    assert nudge["followed_by"] == f"kudos:{box.rows('kudos')[0]['id']}"


def test_thanks_in_a_message_follow_it_too(box: Box, digest: Message) -> None:
    box.say("Ana", "#product", "thanks @Emi for the demo idea")

    assert the_nudge(box)["followed_at"] is not None


def test_thanks_by_somebody_else_or_to_somebody_else_do_not(box: Box, digest: Message) -> None:
    box.say("Ben", "#product", "thanks @Emi for the demo idea")
    box.say("Ana", "#product", "thanks @Ben for the release")

    assert the_nudge(box)["followed_at"] is None


def test_after_five_work_days_it_is_too_late(box: Box, digest: Message) -> None:
    box.at(TUESDAY + WEEK + timedelta(minutes=1))

    box.say("Ana", "#product", "thanks @Emi for the demo idea")

    first = box.rows("nudges")[0]
    assert first["followed_at"] is None


def test_thanks_taken_back_did_not_follow_it(box: Box, digest: Message) -> None:
    said = box.say("Ana", "#product", "thanks @Emi for the demo idea")

    box.delete("Ana", said)

    assert the_nudge(box)["followed_at"] is None


def test_thanks_edited_towards_them_follow_it(box: Box, digest: Message) -> None:
    said = box.say("Ana", "#product", "thanks @Ben for the demo idea")

    box.edit("Ana", said, "thanks @Emi for the demo idea")

    assert the_nudge(box)["followed_at"] is not None


def test_thanks_edited_away_from_them_did_not_follow_it(box: Box, digest: Message) -> None:
    said = box.say("Ana", "#product", "thanks @Emi for the demo idea")

    box.edit("Ana", said, "thanks @Ben for the demo idea")

    assert the_nudge(box)["followed_at"] is None


@pytest.mark.parametrize(
    ("button", "kept", "sentence"),
    [
        ("nudges.in_person", "in_person", "three weeks"),
        ("nudges.not_now", "not_now", "for a week"),
        ("nudges.fewer", "fewer", "half as often"),
    ],
)
def test_an_answer_is_kept_and_is_no_following(
    box: Box, digest: Message, button: str, kept: str, sentence: str
) -> None:
    box.press("Ana", digest, button)

    nudge = the_nudge(box)
    after = box.look(digest)
    assert nudge["answer"] == kept
    assert nudge["followed_at"] is None
    assert sentence in json.dumps(after.blocks)
    assert [id for id in buttons(after) if id.startswith("nudges.")] == []
    waiting = ["digests.thank", "digests.in_person"]
    assert buttons(after) == [*waiting, "digests.figures"], "what waits is another matter"
    assert len(box.told("Ana")) == 1


def test_a_button_that_gave_way_on_another_screen_does_no_harm(box: Box, digest: Message) -> None:
    box.press("Ana", digest, "nudges.not_now")
    after = box.look(digest)

    box.workspace.keep(digest)  # an old screen still shows it
    box.press("Ana", digest, "nudges.in_person")

    assert "three weeks" in json.dumps(box.look(digest).blocks)
    assert len(box.look(digest).blocks) == len(after.blocks)
    assert the_nudge(box)["answer"] == "in_person"


@pytest.mark.parametrize("button", ["nudges.thank", "digests.thank"])
def test_who_was_thanked_from_the_digest_waits_there_no_more(
    box: Box, digest: Message, button: str
) -> None:
    box.press("Ana", digest, button)
    before = buttons(box.look(digest))
    box.person("Ana").submit({"reason": "the idea of a demo"})
    box.settle()

    after = box.look(digest)
    assert "digests.thank" in before
    assert buttons(after) == ["digests.figures"]
    assert json.dumps(after.blocks).count("Thanked.") == 2
    assert after.text == digest.text


def test_thanks_to_somebody_else_leave_the_digest_as_it_is(box: Box, digest: Message) -> None:
    box.press("Ana", digest, "digests.thank")
    box.person("Ana").submit({"people": ["Ben"], "reason": "the idea of a demo"})
    box.settle()

    assert box.look(digest).blocks == digest.blocks


def test_thanks_are_kept_when_the_digest_is_gone(box: Box, digest: Message) -> None:
    box.press("Ana", digest, "digests.thank")
    box.person("Grace").delete(digest)
    done = box.person("Ana").submit({"reason": "the idea of a demo"})
    box.settle()

    assert done.closed
    assert len(box.rows("kudos")) == 1


def test_why_this_is_told(box: Box, digest: Message) -> None:
    box.press("Ana", digest, "nudges.why")

    told = [each.text for each in box.person("Ana").sees("@Groundswell") if each.ephemeral_for]
    assert "You see this because" in told[-1]
    assert "Nobody but you sees it" in told[-1]


def test_after_fewer_the_next_week_has_none(box: Box, digest: Message) -> None:
    box.press("Ana", digest, "nudges.fewer")
    box.say("Emi", "#product", "idea: shorter stand-ups for all of us")

    box.at(TUESDAY + WEEK)

    assert len(box.told("Ana")) == 2
    assert len(box.rows("nudges")) == 1


def test_who_wants_none_gets_none(box: Box) -> None:
    box.command("Ana", "#general", "/lead")
    box.person("Ana").submit({"people": ["Emi"], "nudges": []})
    box.say("Emi", "#product", "idea: a weekly demo of half-done work")

    box.at(TUESDAY)

    _, digest = box.told("Ana")  # after what the form set
    assert "One small thing" not in json.dumps(digest.blocks)
    assert box.rows("nudges") == []
