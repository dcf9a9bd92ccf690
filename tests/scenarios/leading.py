"""A team and its digests, as scenarios set them up and read them."""

import json
from datetime import UTC, datetime

from bot.playground.model import Message
from tests.scenarios.box import Box

TUESDAY = datetime(2030, 1, 8, 10, 0, tzinfo=UTC)  # Lisbon's winter time is UTC
TEAM = "/lead @Ben @Chloé @Daniel @Emi @Farid"


def lead(box: Box, name: str = "Ana", line: str = TEAM) -> None:
    reply = box.command(name, "#general", line)
    assert "Your digest comes each" in reply.text


def words(message: Message) -> str:
    """All that a person reads in a message, buttons too."""
    return json.dumps(message.blocks, ensure_ascii=False)


def digests(box: Box, name: str = "Ana") -> list[str]:
    return [words(each) for each in box.told(name) if "Only you can see this" in words(each)]
