"""What is known about leading, leafed through by `/lead practice`."""

import json

import pytest

from bot.domain.practices import path
from tests.scenarios.box import Box
from tests.scenarios.leading import TUESDAY, digests, lead

pytestmark = pytest.mark.over("socket")


def test_practices_can_be_leafed_through_with_their_sources(box: Box) -> None:
    shown = box.command("Ana", "#general", "/lead practice")

    assert shown.message
    assert shown.message.ephemeral_for == "U0ANA00001"
    assert len(shown.blocks) > 5
    assert any(year in json.dumps(shown.blocks) for year in ("2010", "2011", "2013", "2018"))


def test_a_topic_that_is_none_is_answered_with_those_there_are(box: Box) -> None:
    shown = box.command("Ana", "#general", "/lead practice astrology")

    assert "astrology" in shown.text


def test_each_digest_brings_the_next_practice_of_the_path(box: Box) -> None:
    lead(box)
    for week in range(2):
        box.say("Emi", "#product", f"idea: a weekly demo of half-done work, number {week}")
        box.at(TUESDAY.replace(day=8 + 7 * week))

    first, second = digests(box)
    assert path()[0].source.title in first
    assert path()[1].source.title in second
