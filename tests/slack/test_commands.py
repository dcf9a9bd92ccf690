"""Every command answers `help`, in the words of whoever asks."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from bot.config import Settings
from bot.domain.people import Person
from bot.i18n import languages
from bot.kit.clock import fixed_clock
from bot.slack.app import listeners
from bot.slack.client import Identity, SlackClient
from bot.slack.directory import SlackDirectory
from bot.slack.listeners import Call, Kit
from bot.storage import Store
from tests.slack.registered import registered

NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)
SETTINGS = Settings(_env_file=None, command_kudos="/merci")
WHO = Identity("T1", "https://team.slack.com/", "UBOT", "B1", "groundswell", frozenset())


@pytest.fixture
def call(sqlite_url: str) -> Iterator[Call]:
    """By Ana, whose language is to be set; Slack is never asked."""
    with closing(Store(sqlite_url)) as store:
        clock, slack = fixed_clock(NOW), SlackClient("xoxb-1", "http://127.0.0.1:9/")
        directory = SlackDirectory(store, slack, clock, "UTC")
        kit = Kit(store, clock, SETTINGS, slack, WHO, directory)
        yield Call(kit, {}, "T1", "UANA", NOW)


def answer(call: Call, command: str, text: str) -> str:
    said: list[str] = []

    def ack(text: str = "", **more: Any) -> None:
        said.append(text)

    payload = {"command": command, "text": text, "channel_id": "C1", "trigger_id": "1.2"}
    listener = registered(SETTINGS).by_kind["command"][command]
    listener(ack=ack, call=replace(call, body=payload))
    assert len(said) == 1
    return said[0]


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize("command", registered(SETTINGS).by_kind["command"])
def test_every_command_answers_help_with_its_own_name(
    call: Call, command: str, language: str
) -> None:
    call.kit.directory.learn(Person("T1", "UANA", "Ana", locale=language))

    said = answer(call, command, "help")

    assert f"`{command}" in said
    assert "{" not in said


@pytest.mark.parametrize("typed", ["HELP", " help ", "Help"])
def test_help_is_understood_however_it_is_typed(call: Call, typed: str) -> None:
    call.kit.directory.learn(Person("T1", "UANA", "Ana"))

    for command in registered(SETTINGS).by_kind["command"]:
        assert f"`{command}" in answer(call, command, typed)


def test_a_helpless_question_is_answered_by_the_command_for_help(call: Call) -> None:
    call.kit.directory.learn(Person("T1", "UANA", "Ana"))

    said = answer(call, "/groundswell", "what is this")

    assert all(SETTINGS.command(each.subject) in said for each in listeners().commands)
