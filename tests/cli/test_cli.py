"""`python app.py`: what it prints, and how it ends when something must be put right."""

import json
from pathlib import Path

import pytest

import bot.cli
from bot.cli import main
from bot.kit.registry import modules_in
from bot.storage import Store
from tests.storage.filled import fill

pytestmark = pytest.mark.usefixtures("nowhere")

COMMANDS = [module.__name__.rpartition(".")[2] for module in modules_in(bot.cli)]


def test_help_lists_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["--help"])

    printed = capsys.readouterr().out
    assert ended.value.code == 0
    assert all(f"    {command}" in printed for command in COMMANDS)


@pytest.mark.parametrize("command", COMMANDS)
def test_each_command_has_its_own_help(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main([command, "--help"])

    assert ended.value.code == 0
    assert f"python app.py {command}" in capsys.readouterr().out


def test_a_command_that_is_none_ends_with_two() -> None:
    with pytest.raises(SystemExit) as ended:
        main(["dance"])

    assert ended.value.code == 2


@pytest.mark.parametrize("arguments", [[], ["run"], ["tick"]])
def test_without_tokens_it_says_in_one_sentence_what_to_do(
    arguments: list[str], capsys: pytest.CaptureFixture[str], nowhere: Path
) -> None:
    code = main(arguments)

    told = capsys.readouterr().err
    assert code == 2
    assert "SLACK_BOT_TOKEN" in told
    assert len(told.splitlines()) == 1
    assert list(nowhere.iterdir()) == []


@pytest.mark.parametrize("at", ["tomorrow", "2026-11-24T10:00", "2026-11-24", ""])
def test_a_time_that_is_no_instant_is_told(
    at: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    code = main(["tick", "--at", at])

    assert code == 2
    assert len(capsys.readouterr().err.splitlines()) == 1


def test_with_an_app_token_an_address_is_for_pictures_alone(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PUBLIC_URL", "https://bot.example.org")
    monkeypatch.setenv("SLACK_APP_TOKEN", "xapp-1")

    main(["manifest"])

    assert json.loads(capsys.readouterr().out)["settings"]["socket_mode_enabled"] is True


@pytest.mark.parametrize("transport", ["socket", "http"])
def test_the_manifest_is_printed_as_json(
    transport: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PUBLIC_URL", "https://bot.example.org")

    code = main(["manifest", "--transport", transport])

    printed = json.loads(capsys.readouterr().out)
    assert code == 0
    assert printed["settings"]["socket_mode_enabled"] is (transport == "socket")


def test_the_manifest_is_for_socket_mode_where_no_address_is_known(
    capsys: pytest.CaptureFixture[str],
) -> None:
    main(["manifest"])

    assert json.loads(capsys.readouterr().out)["settings"]["socket_mode_enabled"] is True


def test_a_manifest_over_http_without_an_address_is_told(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["manifest", "--transport", "http"]) == 2
    assert "PUBLIC_URL" in capsys.readouterr().err


def test_the_health_of_a_bot_that_does_not_run_is_bad(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PORT", "9")

    assert main(["health"]) == 1
    assert "not well" in capsys.readouterr().err


@pytest.mark.parametrize("command", ["run", "tick", "manifest", "doctor", "health"])
def test_a_bad_setting_ends_every_command_with_two(
    command: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TIME_ZONE", "Mars/Olympus")

    assert main([command]) == 2
    assert capsys.readouterr().err.startswith("TIME_ZONE cannot be used")


def test_a_detector_that_noticed_nothing_says_so(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, database_url: str
) -> None:
    monkeypatch.setenv("DATABASE_URL", database_url)

    codes = [main(["detector", "report"]), main(["detector", "report", "--since", "2026-11-01"])]

    first, second = capsys.readouterr().out.splitlines()
    assert codes == [0, 0]
    assert first == "Nothing was noticed yet: no kudos, no ideas, no questions."
    assert second.endswith("since 2026-11-01.")


def test_the_report_says_how_well_the_detector_does(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, database_url: str
) -> None:
    monkeypatch.setenv("DATABASE_URL", database_url)
    store = Store(database_url)
    fill(store, "UANA", "UBEN")
    with store.begin() as tx:
        tx.channels.change("T1", "C1", idea_shift=1.3863)
    store.close()

    code = main(["detector", "report", "--since", "2026-11-24T00:00+00:00"])

    printed = capsys.readouterr().out
    lines = [line.split() for line in printed.splitlines()]
    assert code == 0
    assert ["idea", "likely", "2", "0", "0", "0", "2", "0", "0", "0", "-"] in lines
    assert ["idea", "2026-11-23", "2", "0.700", "-", "1.00", "-", "1-abc"] in lines
    assert ["T1", "C1", "+0.00", "+1.39"] in lines
    assert "The weights did not change." in printed
    assert "UANA" not in printed


def test_a_report_without_tables_says_what_to_do(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, new_database_url: str
) -> None:
    monkeypatch.setenv("DATABASE_URL", new_database_url)

    assert main(["detector", "report"]) == 2
    assert "python app.py migrate" in capsys.readouterr().err


@pytest.mark.parametrize("since", ["yesterday", "2026-11-24T10:00", ""])
def test_a_report_since_no_instant_is_told(since: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["detector", "report", "--since", since]) == 2
    assert len(capsys.readouterr().err.splitlines()) == 1
