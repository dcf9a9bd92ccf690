"""The shortcuts of a message, as people use them and see what comes of it."""

import json

from bot.playground.model import Message, Reply, SubmitResult, View
from tests.scenarios.box import Box

ANA, BEN, CHLOE = "U0ANA00001", "U0BEN00001", "U0CHLOE001"
IDEA = {"bulb": 1}
WORDS = "half of our meetings could be letters, honestly"
REFUSED = "Its author would rather not"


def words(shown: Message | View) -> str:
    return json.dumps(shown.blocks, ensure_ascii=False)


def ask(box: Box, name: str, message: Message) -> Reply:
    """They choose `Keep as an idea` in the message's menu."""
    reply = box.person(name).shortcut("ideas.keep", message)
    box.settle()
    return reply


def form_of(box: Box, name: str) -> View:
    [form] = box.person(name).views()
    return form


def keep(box: Box, name: str, message: Message) -> SubmitResult:
    ask(box, name, message)
    done = box.person(name).submit()
    box.settle()
    return done


def refusals(box: Box, name: str, message: Message) -> list[str]:
    """What they are told, to them alone, when it cannot be kept; no form opens."""
    before = len(box.workspace.messages(message.channel))
    ask(box, name, message)
    assert box.person(name).views() == []
    said = box.workspace.messages(message.channel)[before:]
    return [each.text for each in said if each.ephemeral_for == box.person(name).id]


def cards(box: Box, channel: str = "#product") -> list[Message]:
    return [each for each in box.posts(channel) if "*Idea* by" in words(each)]


# Keeping
