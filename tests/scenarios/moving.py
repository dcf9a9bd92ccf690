"""What people do with ideas: through the card, its *More*, and the forms behind it."""

import json

from bot.playground.model import Message, SubmitResult, View
from tests.scenarios.box import Box
from tests.scenarios.test_ideas import card_of

SAID = "idea: a weekly demo of half-done work"


def share(box: Box, name: str = "Emi", text: str = "a weekly demo") -> Message:
    """An idea by command: no message carries it, its card is all there is."""
    box.command(name, "#product", f"/idea {text}")
    return card_of(box, number=-1)


def more(box: Box, name: str, card: Message | None = None) -> View:
    box.press(name, card or card_of(box), "ideas.more")
    return box.person(name).views()[-1]


def choose(box: Box, name: str, action_id: str, card: Message | None = None) -> View:
    """Through *More*. What its button leads to takes its place."""
    box.press(name, more(box, name, card), action_id)
    return shown(box, name)


def shown(box: Box, name: str) -> View:
    return box.person(name).views()[-1]


def offered(view: View) -> set[str]:
    return {block["accessory"]["action_id"] for block in view.blocks if "accessory" in block}


def text_of(view: View) -> str:
    return json.dumps(view.blocks, ensure_ascii=False)


def park(box: Box, name: str, card: Message | None = None) -> None:
    choose(box, name, "ideas.park", card)
    box.person(name).submit({"reason": "no budget", "change": "a budget & time"})
    box.settle()


def begin(box: Box, name: str = "Ben") -> None:
    box.press(name, card_of(box), "ideas.test")
    box.person(name).submit({"question": "do people come?"})
    box.settle()


def answer(box: Box, name: str, action_id: str, **values: object) -> SubmitResult:
    """The last question that they were asked about a test."""
    asked = [each for each in box.told(name) if "come to its end" in each.text][-1]
    box.press(name, asked, action_id)
    sent = box.person(name).submit({"learned": "they do, for cake", **values})
    box.settle()
    return sent


def whispered(box: Box, name: str) -> list[Message]:
    return [each for each in box.person(name).direct_messages() if each.ephemeral_for]
