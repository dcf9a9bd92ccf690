"""A team and its digests, as scenarios set them up and read them."""

import json
from datetime import UTC, datetime
from itertools import count

from sqlalchemy import update

from bot.domain.choosing import is_held_back
from bot.playground.model import Message
from bot.storage.rows import METADATA
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


def holding_back(box: Box, *, nothing: bool) -> None:
    """All teams get a seed with which none, or all, of the first cards are held back."""
    cards = [("pass_credit", f"kudos:{id}") for id in range(1, 7)]
    cards += [("others_first", f"idea:{id}") for id in range(1, 7)]
    seed = next(
        seed
        for seed in count(1)
        if all(is_held_back(seed, *card) is not nothing for card in cards[: 12 if nothing else 1])
    )
    teams = METADATA.tables["teams"]
    with box.engine.begin() as connection:
        connection.execute(update(teams).values(seed=seed))
