"""The state of the pretend workspace, and what an administrator can do to it."""

from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from bot.playground.clock import BoxClock
from bot.playground.model import (
    Channel,
    Command,
    InstalledApp,
    Json,
    Message,
    Notification,
    Shortcut,
    User,
    Usergroup,
    View,
)


class Workspace:
    """One team. Thread-safe; reads give frozen snapshots, changes emit Slack's events."""

    id: str
    name: str
    domain: str
    clock: BoxClock
    app: InstalledApp

    def __init__(self, clock: BoxClock | None = None, *, name: str = "Box") -> None: ...

    # what is there
    @property
    def users(self) -> list[User]:
        """Everybody, bots and deactivated people too."""

    @property
    def channels(self) -> list[Channel]:
        """Public and private channels and direct messages with the bot (`is_im`)."""

    @property
    def usergroups(self) -> list[Usergroup]: ...

    def user(self, name_or_id: str) -> User:
        """By id, handle ("ana"), display or real name, or first name; LookupError otherwise."""

    def channel(self, name_or_id: str) -> Channel:
        """By id or name with or without "#"; LookupError otherwise."""

    def usergroup(self, handle_or_id: str) -> Usergroup: ...

    def messages(self, channel: str) -> list[Message]:
        """All messages of a channel in order, replies and ephemerals included."""

    def message(self, channel: str, ts: str) -> Message | None: ...

    def direct_channel(self, user: str) -> Channel | None:
        """The person's direct messages with our bot, once there are any."""

    def open_views(self, user: str) -> list[View]: ...

    def home(self, user: str) -> View | None: ...

    def notifications(self, user: str) -> list[Notification]: ...

    @property
    def commands(self) -> list[Command]: ...

    @property
    def shortcuts(self) -> list[Shortcut]: ...

    @property
    def manifest(self) -> Json | None: ...

    def subscribe(self, callback: Callable[[], None]) -> Callable[[], None]:
        """Calls back after any change, from any thread; the answer unsubscribes."""

    # what an administrator does
    def install_app(self, manifest: Mapping[str, Any]) -> None:
        """ManifestError (a ValueError with .problems) when Slack would refuse it."""

    def uninstall(self) -> None:
        """app_uninstalled and tokens_revoked; every token is dead from now on."""

    def add_user(self, name: str, real_name: str, **details: Any) -> User: ...

    def add_channel(
        self, name: str, *, members: tuple[str, ...] = (), is_private: bool = False
    ) -> Channel: ...

    def add_usergroup(self, handle: str, name: str, users: tuple[str, ...]) -> Usergroup: ...

    def set_usergroup_members(self, handle: str, users: tuple[str, ...]) -> Usergroup: ...

    def deactivate(self, user: str) -> None: ...

    def reactivate(self, user: str) -> None: ...

    def set_timezone(self, user: str, tz: str) -> None: ...

    def set_locale(self, user: str, locale: str) -> None: ...

    def rename_channel(self, channel: str, name: str) -> None: ...

    def archive(self, channel: str) -> None: ...

    def unarchive(self, channel: str) -> None: ...

    def make_private(self, channel: str) -> None: ...

    def delete_channel(self, channel: str) -> None: ...

    def join(self, channel: str, user: str, *, inviter: str | None = None) -> None: ...

    def leave(self, channel: str, user: str, *, kicked: bool = False) -> None: ...

    def say_as_app(self, app_user: str, channel: str, text: str) -> Message:
        """Another bot (Deploy Bot) speaks."""

    def past(self, user: str, channel: str, text: str, at: datetime, **more: Any) -> Message:
        """Put a message into the past, silently (no event): for stories and imports."""

    # keeping it
    def save(self, path: Path) -> None: ...

    @classmethod
    def load(cls, path: Path, clock: BoxClock | None = None) -> "Workspace": ...


def small_team(clock: BoxClock | None = None) -> Workspace:
    """Lives in bot.playground.small_team: Ana, Ben, Chloé, Daniel, Emi, Farid, Grace and others."""
    raise NotImplementedError
