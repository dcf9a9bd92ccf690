"""Settings: what each may be, and one sentence for what it may not."""

from pathlib import Path

import pytest

from bot.config import Settings, StartError, Transport, check_tokens, load_settings

pytestmark = pytest.mark.usefixtures("nowhere")


def settings(**given: object) -> Settings:
    return Settings(_env_file=None, **given)  # type: ignore[arg-type] # as the environment would


def told(monkeypatch: pytest.MonkeyPatch, **environment: str) -> str:
    """The sentence for these settings."""
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    with pytest.raises(StartError) as raised:
        load_settings()
    return str(raised.value)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("TIME_ZONE", "Europe/Lissabon"),
        ("TIME_ZONE", "../../etc/passwd"),
        ("TIME_ZONE", "/etc/localtime"),
        ("PORT", "80000"),
        ("PORT", "0"),
        ("PORT", "http"),
        ("RING_SECONDS", "0"),
        ("RING_SECONDS", "often"),
        ("RING_SECONDS", "nan"),
        ("TEXT_RETENTION_DAYS", "-1"),
        ("TEXT_RETENTION_DAYS", "99999999999"),
        ("PUBLIC_URL", "groundswell.example"),
        ("SLACK_API_URL", "slack.example/api/"),
        ("LANGUAGE", "xx"),
        ("KUDOS_EMOJI", "two words"),
        ("COMMAND_KUDOS", "kudos"),
        ("COMMAND_KUDOS", "/Kudos"),
        ("LOG_LEVEL", "loud"),
        ("LOG_FORMAT", "xml"),
        ("SQLITE_SYNCHRONOUS", "OFF"),
    ],
)
def test_a_bad_setting_is_told_in_one_sentence(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    sentence = told(monkeypatch, **{name: value})

    assert sentence.startswith(f"{name} cannot be used: ")
    assert sentence.endswith(".")
    assert "\n" not in sentence


def test_two_commands_of_one_name_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    sentence = told(monkeypatch, COMMAND_IDEA="/kudos")

    assert sentence == "The settings cannot be used: two commands are called /kudos."


def test_a_bad_setting_does_not_tell_a_secret(monkeypatch: pytest.MonkeyPatch) -> None:
    sentence = told(monkeypatch, PORT="x", SLACK_BOT_TOKEN="xoxb-secret")

    assert "secret" not in sentence


def test_settings_come_from_the_file_and_the_environment_goes_before_it(
    monkeypatch: pytest.MonkeyPatch, nowhere: Path
) -> None:
    (nowhere / ".env").write_text("PORT=4000\nLANGUAGE=de\n")
    monkeypatch.setenv("PORT", "5000")

    found = load_settings()

    assert (found.port, found.language) == (5000, "de")


def test_another_file_can_be_named(monkeypatch: pytest.MonkeyPatch, nowhere: Path) -> None:
    (nowhere / "other.env").write_text("PORT=4001\n")
    monkeypatch.setenv("ENV_FILE", "other.env")

    assert load_settings().port == 4001


def test_an_empty_setting_is_none_at_all(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PORT", "")
    monkeypatch.setenv("SLACK_APP_TOKEN", "")

    found = load_settings()

    assert (found.port, found.slack_app_token) == (3000, None)


def test_what_belongs_to_others_is_left_alone(nowhere: Path) -> None:
    (nowhere / ".env").write_text("COMPOSE_PROJECT_NAME=bot\n")

    assert load_settings().port == 3000


def test_small_slips_are_put_right() -> None:
    found = settings(slack_api_url="https://slack.example/api", kudos_emoji=":tada:")

    assert found.slack_api_url == "https://slack.example/api/"
    assert found.kudos_emoji == "tada"


def test_an_app_token_means_socket_mode() -> None:
    assert settings(slack_app_token="xapp-1").transport is Transport.SOCKET
    assert settings(slack_signing_secret="s").transport is Transport.HTTP


@pytest.mark.parametrize(
    ("given", "names"),
    [
        ({}, ["SLACK_BOT_TOKEN", "SLACK_APP_TOKEN", "make play"]),
        ({"slack_app_token": "xapp-1"}, ["SLACK_BOT_TOKEN is missing"]),
        ({"slack_signing_secret": "s"}, ["SLACK_BOT_TOKEN is missing"]),
        ({"slack_bot_token": "xapp-1", "slack_app_token": "xapp-1"}, ["xoxb-"]),
        ({"slack_bot_token": "xoxp-1", "slack_signing_secret": "s"}, ["xoxb-"]),
        ({"slack_bot_token": "xoxb-1", "slack_app_token": "xoxb-1"}, ["xapp-"]),
        ({"slack_bot_token": "xoxb-1"}, ["SLACK_APP_TOKEN", "SLACK_SIGNING_SECRET"]),
        ({"slack_bot_token": "  ", "slack_signing_secret": "s"}, ["SLACK_BOT_TOKEN is missing"]),
    ],
)
def test_missing_and_exchanged_tokens_are_told_apart(
    given: dict[str, str], names: list[str]
) -> None:
    with pytest.raises(StartError) as raised:
        check_tokens(settings(**given))

    assert all(name in str(raised.value) for name in names)


@pytest.mark.parametrize(
    "given",
    [
        {"slack_bot_token": "xoxb-1", "slack_app_token": "xapp-1"},
        {"slack_bot_token": " xoxb-1 ", "slack_signing_secret": "s"},
        {"slack_bot_token": "xoxb-1", "slack_app_token": "xapp-1", "slack_signing_secret": "s"},
    ],
)
def test_tokens_that_fit_are_taken(given: dict[str, str]) -> None:
    check_tokens(settings(**given))
