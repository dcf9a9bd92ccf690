"""The list of practices is leafed through, by page and by topic, where it stands."""

import json

import pytest

from bot.playground.model import Message
from bot.slack.ui.practices import practice_command
from tests.scenarios.box import Box

ANA = "U0ANA00001"


def shown(box: Box) -> Message:
    """The list, as a command answers it: to one person alone."""
    rendered = practice_command([], box.bot.kit.reader("T0BOX00001", ANA))
    box.bot.kit.slack.call(
        "chat.postEphemeral",
        channel="C0PRODUCT1",
        user=ANA,
        text=rendered.text,
        blocks=rendered.blocks,
    )
    return box.whispers("Ana", "#product")[-1]


def words(box: Box) -> str:
    [message] = box.whispers("Ana", "#product")
    return json.dumps(message.blocks, ensure_ascii=False)


def test_the_next_page_and_the_one_before_take_its_place(box: Box) -> None:
    first = shown(box)
    before = words(box)

    box.press("Ana", first, "practices.more")
    after = words(box)
    [second] = box.whispers("Ana", "#product")
    box.press("Ana", second, "practices.back")

    assert "Page 1 of 6" in before
    assert "Thank one person today" in before
    assert "Page 2 of 6" in after
    assert "Thank one person today" not in after
    assert "Page 1 of 6" in words(box)


def test_a_topic_is_chosen_from_the_menu(box: Box) -> None:
    box.press("Ana", shown(box), "practices.topic", value="promise")

    assert "Turn what you mean to do into a when and a where" in words(box)
    assert "Page " not in words(box)


@pytest.mark.over("http")
@pytest.mark.parametrize("value", ["", "x", "null", "{}", '{"topic": "gone", "page": -7}'])
def test_an_old_or_forged_button_does_no_harm(box: Box, value: str) -> None:
    pressed = {"type": "button", "action_id": "practices.more", "block_id": "b", "value": value}
    body = {
        "type": "block_actions",
        "user": {"id": ANA, "team_id": "T0BOX00001"},
        "team": {"id": "T0BOX00001"},
        "container": {"type": "message", "channel_id": "C0PRODUCT1", "message_ts": "1.2"},
        "channel": {"id": "C0PRODUCT1"},
        "trigger_id": "1.2.3",
        "actions": [pressed],
    }

    assert box.dispatch({"payload": json.dumps(body)}, form=True) == 200
