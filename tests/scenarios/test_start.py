"""What keeps the bot from starting is told in one sentence, with exit code 2."""

import os
import socket
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path
from unittest.mock import patch

import pytest

from bot.cli import main
from bot.playground.ports import free_port
from tests.scenarios.process import Process, bare_environment, open_process, run_app

Refused = Callable[..., str]

pytestmark = pytest.mark.over("http")


@pytest.fixture
def bot(transport: str, url: str, tmp_path: Path) -> Iterator[Process]:
    with open_process(transport, url, tmp_path) as process:
        yield process


@pytest.fixture
def refused(capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Refused:
    """Runs a command in this process, and answers the one sentence that it ends with."""

    def run(env: dict[str, str], cwd: Path, *arguments: str) -> str:
        monkeypatch.chdir(cwd)
        with patch.dict(os.environ, env, clear=True):
            code = main(arguments)
        return the_sentence(code, *capfd.readouterr())

    return run


def the_sentence(code: int, out: str, err: str) -> str:
    assert code == 2, err
    assert "Traceback" not in err
    assert len(err.strip().splitlines()) == 1, err
    assert out == ""
    return err


def test_the_program_ends_with_that_sentence(tmp_path: Path) -> None:
    ended = run_app(env=bare_environment(), cwd=tmp_path)

    assert "make play" in the_sentence(ended.returncode, ended.stdout, ended.stderr)


@pytest.mark.parametrize(
    ("tokens", "sentence"),
    [
        ({}, "make play"),
        ({"SLACK_BOT_TOKEN": "xoxb-1"}, "One of two is missing"),
        ({"SLACK_APP_TOKEN": "xapp-1"}, "SLACK_BOT_TOKEN is missing"),
        (
            {"SLACK_BOT_TOKEN": "xapp-1", "SLACK_APP_TOKEN": "xoxb-1"},
            "SLACK_BOT_TOKEN should begin with xoxb-",
        ),
        (
            {"SLACK_BOT_TOKEN": "xoxb-1", "SLACK_APP_TOKEN": "xoxb-2"},
            "SLACK_APP_TOKEN should begin with xapp-",
        ),
    ],
)
def test_tokens_that_are_missing_or_swapped(
    tmp_path: Path, refused: Refused, tokens: dict[str, str], sentence: str
) -> None:
    assert sentence in refused(bare_environment(**tokens), tmp_path)


@pytest.mark.parametrize(
    ("setting", "value"),
    [
        ("TIME_ZONE", "Europe/Lissabon"),
        ("PORT", "0"),
        ("DATABASE_URL", "nonsense"),
    ],
)
def test_settings_that_cannot_be_used(
    bot: Process, refused: Refused, setting: str, value: str
) -> None:
    assert setting in refused({**bot.env, setting: value}, bot.folder)


def test_a_wrong_bot_token(bot: Process, refused: Refused) -> None:
    env = {**bot.env, "SLACK_BOT_TOKEN": "xoxb-of-somebody-else"}

    told = refused(env, bot.folder)

    assert "SLACK_BOT_TOKEN" in told
    assert "invalid_auth" in told


@pytest.mark.over("socket")
def test_a_wrong_app_token(bot: Process) -> None:
    """In a process of its own: the threads of Slack's client run until it ends."""
    env = {**bot.env, "SLACK_APP_TOKEN": "xapp-of-somebody-else"}

    ended = run_app(env=env, cwd=bot.folder)

    assert "SLACK_APP_TOKEN" in the_sentence(ended.returncode, ended.stdout, ended.stderr)


def test_an_app_that_was_uninstalled(bot: Process, refused: Refused) -> None:
    bot.slack.workspace.uninstall()

    assert "SLACK_BOT_TOKEN" in refused(bot.env, bot.folder)


def test_slack_that_cannot_be_reached(bot: Process, refused: Refused) -> None:
    env = {**bot.env, "SLACK_API_URL": f"http://127.0.0.1:{free_port()}/api/"}

    assert "Slack cannot be reached" in refused(env, bot.folder)


def test_slack_that_answers_nonsense(bot: Process, refused: Refused) -> None:
    bot.slack.fail_next("auth.test", status=503, times=5)

    told = refused(bot.env, bot.folder)

    assert "Slack" in told


def test_a_postgresql_that_is_not_there(bot: Process, refused: Refused) -> None:
    env = {**bot.env, "DATABASE_URL": f"postgresql://me:secret@127.0.0.1:{free_port()}/bot"}

    told = refused(env, bot.folder)

    assert "DATABASE_URL" in told or "database" in told.lower()
    assert "secret" not in told


def test_a_folder_that_is_not_there(bot: Process, refused: Refused) -> None:
    env = {**bot.env, "DATABASE_URL": f"sqlite:///{bot.folder}/nowhere/bot.sqlite3"}

    assert "nowhere" in refused(env, bot.folder)


def test_a_file_that_is_no_database(bot: Process, refused: Refused) -> None:
    (bot.folder / "notes.txt").write_text("no database at all\n" * 100)
    env = {**bot.env, "DATABASE_URL": f"sqlite:///{bot.folder}/notes.txt"}

    assert "notes.txt" in refused(env, bot.folder)


def test_a_schema_of_a_newer_version(bot: Process, refused: Refused) -> None:
    path = bot.folder / "newer.sqlite3"
    with sqlite3.connect(path) as database:
        database.execute("CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL)")
        database.execute("INSERT INTO alembic_version VALUES ('9999')")
    database.close()

    told = refused({**bot.env, "DATABASE_URL": f"sqlite:///{path}"}, bot.folder)

    assert "newer" in told


@pytest.mark.over("socket")
def test_a_port_in_use_beside_socket_mode(bot: Process, refused: Refused) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", int(bot.env["PORT"])))
        taken.listen()

        assert f"Port {bot.env['PORT']}" in refused(bot.env, bot.folder)


def test_a_port_in_use(bot: Process, refused: Refused) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", int(bot.env["PORT"])))
        taken.listen()

        told = refused(bot.env, bot.folder)

    assert f"Port {bot.env['PORT']}" in told


def test_an_instant_without_an_offset(bot: Process, refused: Refused) -> None:
    told = refused(bot.env, bot.folder, "tick", "--at", "2026-11-24T10:00")

    assert "offset" in told
