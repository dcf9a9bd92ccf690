"""Settings: read once from the environment or `.env`, then passed down."""

import os
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Literal, Self, get_args
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, Field, SecretStr, ValidationError, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from bot.domain.errors import Subject
from bot.i18n import languages


class StartError(Exception):
    """The bot cannot start. The message is one sentence on what to do; exit code 2."""


class Transport(StrEnum):
    SOCKET = "socket"
    HTTP = "http"


def _known_zone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        raise ValueError(f"there is no time zone {name!r}; write it like Europe/Lisbon") from None
    return name


def _web_address(url: str) -> str:
    if not url.startswith(("https://", "http://")):
        raise ValueError(f"{url!r} is no web address; write it like https://example.com")
    return url


def _ending_in_slash(url: str) -> str:
    return url if url.endswith("/") else f"{url}/"


def _known_language(language: str) -> str:
    if language not in (known := languages()):
        raise ValueError(f"there is no catalogue for {language!r}; known are {', '.join(known)}")
    return language


def _without_colons(emoji: str) -> str:
    return emoji.strip(":")


Zone = Annotated[str, AfterValidator(_known_zone)]
WebAddress = Annotated[str, AfterValidator(_web_address)]
ApiUrl = Annotated[WebAddress, AfterValidator(_ending_in_slash)]
Language = Annotated[str, AfterValidator(_known_language)]
Emoji = Annotated[str, AfterValidator(_without_colons), Field(pattern=r"^[a-z0-9_+'-]{1,100}$")]
CommandName = Annotated[str, Field(pattern=r"^/[a-z0-9_-]{1,31}$")]


class Settings(BaseSettings):
    """Every setting. A field's description is its line in `.env.example`."""

    model_config = SettingsConfigDict(extra="ignore", frozen=True, env_ignore_empty=True)

    slack_bot_token: SecretStr | None = Field(
        None, description="The bot's token, xoxb-…: OAuth & Permissions in your app's pages"
    )
    slack_app_token: SecretStr | None = Field(
        None, description="The app-level token, xapp-…: with it the bot uses Socket Mode"
    )
    slack_signing_secret: SecretStr | None = Field(
        None, description="The signing secret: needed over HTTP, that is, without an app token"
    )
    slack_api_url: ApiUrl = Field(
        "https://slack.com/api/", description="Slack's Web API, unless a proxy or GovSlack is used"
    )
    public_url: WebAddress | None = Field(
        None,
        description="Where the bot is reached over HTTP, https://…; for the manifest and pictures",
    )
    port: int = Field(
        3000, ge=1, le=65535, description="Port of /slack/events, /family, /healthz and /readyz"
    )
    host: str = Field("0.0.0.0", description="Address to listen on")  # noqa: S104 - in a container
    database_url: str = Field(
        "sqlite:///groundswell.sqlite3",
        description="An SQLite file, or postgresql://user:password@host/name",
    )
    sqlite_synchronous: Literal["NORMAL", "FULL"] = Field(
        "NORMAL", description="FULL also survives a power cut without losing the last moments"
    )
    kudos_emoji: Emoji = Field(
        "raised_hands", description="The bot's mark on thanks it kept; from others it seconds them"
    )
    idea_emoji: Emoji = Field(
        "bulb", description="The bot's mark on ideas; from others it offers to keep a message"
    )
    helpful_emoji: Emoji = Field(
        "white_check_mark", description="On a reply under an idea: this answer helped"
    )
    command_kudos: CommandName = Field("/kudos", description="Name of the command to thank")
    command_idea: CommandName = Field("/idea", description="Name of the command to share an idea")
    command_leaderboard: CommandName = Field(
        "/leaderboard", description="Name of the command for the channel's leaderboard"
    )
    command_lead: CommandName = Field("/lead", description="Name of the command for leaders")
    command_groundswell: CommandName = Field(
        "/groundswell", description="Name of the command for help, privacy and settings"
    )
    language: Language = Field("en", description="Language of posts that a whole channel reads")
    time_zone: Zone = Field("UTC", description="For people whose time zone Slack does not tell")
    former_members: Literal["name", "anonymous"] = Field(
        "name", description="Who left is shown by name, or as “a former member” (anonymous)"
    )
    text_retention_days: int = Field(
        395, ge=1, le=36_500, description="Days after which the text of kudos and ideas is deleted"
    )
    ring_seconds: float = Field(
        15, gt=0, le=3600, description="Seconds between two looks at what is due"
    )
    clock_offset_file: Path | None = Field(
        None, description="A file with seconds to add to the clock; the workspace in a box uses it"
    )
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = Field(
        "INFO", description="How much is logged"
    )
    log_format: Literal["text", "json"] = Field("text", description="How log lines look")

    @model_validator(mode="after")
    def _commands_differ(self) -> Self:
        names = [self.command(subject) for subject in get_args(Subject)]
        twice = sorted({name for name in names if names.count(name) > 1})
        if twice:
            raise ValueError(f"two commands are called {twice[0]}")
        return self

    def command(self, subject: str) -> str:
        """What the command of that subject is called, with its slash."""
        return str(getattr(self, f"command_{subject}"))

    @property
    def hides_former_members(self) -> bool:
        return self.former_members == "anonymous"

    @property
    def shared_secret(self) -> str:
        """What Slack and all our processes know, and nobody else: the secret of the transport."""
        return _value(self.slack_signing_secret) or _value(self.slack_app_token)

    @property
    def transport(self) -> Transport:
        return Transport.SOCKET if self.slack_app_token else Transport.HTTP


def load_settings() -> Settings:
    """The settings of this process: its environment, then the file named by ENV_FILE (`.env`).

    Raises `StartError` with one sentence on the first setting that cannot be used.
    """
    env_file = os.environ.get("ENV_FILE", ".env")
    try:
        return Settings(_env_file=env_file or None)
    except ValidationError as error:
        first = error.errors()[0]
        name = str(first["loc"][0]).upper() if first["loc"] else "The settings"
        reason = first["msg"].removeprefix("Value error, ")
        raise StartError(f"{name} cannot be used: {reason}.") from None


def check_tokens(settings: Settings) -> None:
    """Raises `StartError` where tokens are missing, or stand in each other's place."""
    bot, app = _value(settings.slack_bot_token), _value(settings.slack_app_token)
    secret = _value(settings.slack_signing_secret)
    if not bot and not app and not secret:
        raise StartError(
            "There are no Slack tokens yet: put SLACK_BOT_TOKEN and SLACK_APP_TOKEN into .env as"
            " the README tells, or try the bot without Slack with `make play`."
        )
    if not bot:
        raise StartError("SLACK_BOT_TOKEN is missing: copy it from OAuth & Permissions (xoxb-…).")
    if not bot.startswith("xoxb-"):
        raise StartError("SLACK_BOT_TOKEN should begin with xoxb-: this looks like another token.")
    if app and not app.startswith("xapp-"):
        raise StartError("SLACK_APP_TOKEN should begin with xapp-: this looks like another token.")
    if not app and not secret:
        raise StartError(
            "One of two is missing: SLACK_APP_TOKEN (xapp-…) for Socket Mode,"
            " or SLACK_SIGNING_SECRET for HTTP."
        )


def _value(secret: SecretStr | None) -> str:
    return secret.get_secret_value().strip() if secret else ""
