"""What is in the workspace now: one lock, lookups by any name, and word of every change."""

import itertools
import secrets
import threading
from collections.abc import Callable
from dataclasses import replace

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

SLACKBOT = "USLACKBOT"


class State:
    """One team. Thread-safe; reads give frozen snapshots."""

    def __init__(self, clock: BoxClock | None = None, *, name: str = "Box") -> None:
        self.id = "T0BOX00001"
        self.name = name
        self.domain = name.lower().replace(" ", "-")
        self.clock = clock or BoxClock()
        self.lock = threading.RLock()
        self.app = _new_app()
        self.default_channels: tuple[str, ...] = ()
        self.users_by_id: dict[str, User] = {}
        self.channels_by_id: dict[str, Channel] = {}
        self.usergroups_by_id: dict[str, Usergroup] = {}
        self.messages_by_channel: dict[str, dict[str, Message]] = {}
        self.views_by_user: dict[str, tuple[View, ...]] = {}
        self.homes_by_user: dict[str, View] = {}
        self.notifications_by_user: dict[str, list[Notification]] = {}
        self.outlets: list[Callable[[Json], None]] = []
        self._watchers: list[Callable[[], None]] = []
        self._last_ts = 0
        self._numbers = itertools.count(1)

    # what is there
    @property
    def users(self) -> list[User]:
        """Everybody, bots and deactivated people too."""
        with self.lock:
            return list(self.users_by_id.values())

    @property
    def channels(self) -> list[Channel]:
        """Public and private channels and direct messages with the bot (`is_im`)."""
        with self.lock:
            return list(self.channels_by_id.values())

    @property
    def usergroups(self) -> list[Usergroup]:
        with self.lock:
            return list(self.usergroups_by_id.values())

    def user(self, name_or_id: str) -> User:
        """By id, handle ("ana"), display or real name, or first name; LookupError otherwise."""
        wanted = name_or_id.removeprefix("@")
        if wanted in self.users_by_id:
            return self.users_by_id[wanted]
        for names in (_handle, _shown_name, _real_name, _first_name):
            for each in self.users:
                if names(each) == wanted.casefold():
                    return each
        msg = f"Nobody here is called {name_or_id!r}."
        raise LookupError(msg)

    def channel(self, name_or_id: str) -> Channel:
        """By id or name with or without "#"; LookupError otherwise."""
        wanted = name_or_id.removeprefix("#")
        if wanted in self.channels_by_id:
            return self.channels_by_id[wanted]
        for each in self.channels:
            if not each.is_im and each.name == wanted:
                return each
        msg = f"There is no channel {name_or_id!r}."
        raise LookupError(msg)

    def usergroup(self, handle_or_id: str) -> Usergroup:
        wanted = handle_or_id.removeprefix("@")
        for each in self.usergroups:
            if wanted in (each.id, each.handle):
                return each
        msg = f"There is no user group {handle_or_id!r}."
        raise LookupError(msg)

    def messages(self, channel: str) -> list[Message]:
        """All messages of a channel in order, replies and ephemerals included."""
        with self.lock:
            kept = self.messages_by_channel.get(self.channel(channel).id, {})
            return sorted(kept.values(), key=lambda each: each.ts)

    def message(self, channel: str, ts: str) -> Message | None:
        with self.lock:
            return self.messages_by_channel.get(channel, {}).get(ts)

    def direct_channel(self, user: str) -> Channel | None:
        """The person's direct messages with our bot, once there are any."""
        person = self.user(user).id
        pair = {person, self.app.user}
        return next(
            (each for each in self.channels if each.is_im and set(each.members) == pair), None
        )

    def open_direct_channel(self, user: str) -> Channel:
        with self.lock:
            there = self.direct_channel(user)
            if there is not None:
                return there
            person = self.user(user).id
            channel = Channel(
                id=f"D0{person[1:]}",
                name="directmessage",
                members=(person, self.app.user),
                is_im=True,
                created=int(self.clock.now().timestamp()),
            )
            self.channels_by_id[channel.id] = channel
            return channel

    def open_views(self, user: str) -> list[View]:
        with self.lock:
            return list(self.views_by_user.get(self.user(user).id, ()))

    def home(self, user: str) -> View | None:
        return self.homes_by_user.get(self.user(user).id)

    def notifications(self, user: str) -> list[Notification]:
        with self.lock:
            return list(self.notifications_by_user.get(self.user(user).id, ()))

    # what the installed app asks for
    @property
    def manifest(self) -> Json | None:
        return self.app.manifest

    @property
    def features(self) -> Json:
        return (self.manifest or {}).get("features") or {}

    @property
    def commands(self) -> list[Command]:
        return [
            Command(
                each["command"],
                each["description"],
                each.get("usage_hint", ""),
                bool(each.get("should_escape")),
            )
            for each in self.features.get("slash_commands", ())
        ]

    @property
    def shortcuts(self) -> list[Shortcut]:
        return [
            Shortcut(each["name"], each["callback_id"], each["description"], each["type"])
            for each in self.features.get("shortcuts", ())
        ]

    @property
    def scopes(self) -> list[str] | None:
        """The bot's scopes; None while no manifest is installed: everything is allowed."""
        if self.manifest is None:
            return None
        scopes = (self.manifest.get("oauth_config") or {}).get("scopes") or {}
        return list(scopes.get("bot", ())) + list(scopes.get("bot_optional", ()))

    def tab_is_on(self, tab: str) -> bool:
        if self.manifest is None:
            return True
        return bool((self.features.get("app_home") or {}).get(f"{tab}_tab_enabled", False))

    # change
    def subscribe(self, callback: Callable[[], None]) -> Callable[[], None]:
        """Calls back after any change, from any thread; the answer unsubscribes."""
        self._watchers.append(callback)
        return lambda: self._watchers.remove(callback)

    def changed(self) -> None:
        for each in list(self._watchers):
            each()

    def emit(self, event: Json) -> None:
        """Offer an event to whoever carries events to the bot."""
        event.setdefault("event_ts", self.next_ts())
        for each in list(self.outlets):
            each(event)

    def keep(self, message: Message) -> Message:
        with self.lock:
            self.messages_by_channel.setdefault(message.channel, {})[message.ts] = message
            self._last_ts = max(self._last_ts, _micros(message.ts))
        self.changed()
        return message

    def drop(self, message: Message) -> None:
        with self.lock:
            self.messages_by_channel.get(message.channel, {}).pop(message.ts, None)
        self.changed()

    def keep_user(self, user: User) -> User:
        with self.lock:
            kept = replace(user, updated=int(self.clock.now().timestamp()))
            self.users_by_id[user.id] = kept
        self.changed()
        return kept

    def keep_channel(self, channel: Channel) -> Channel:
        with self.lock:
            self.channels_by_id[channel.id] = channel
        self.changed()
        return channel

    def next_ts(self) -> str:
        """By the box's clock; never twice the same."""
        with self.lock:
            now = int(self.clock.now().timestamp() * 1_000_000)
            self._last_ts = max(now, self._last_ts + 1)
            return f"{self._last_ts // 1_000_000}.{self._last_ts % 1_000_000:06d}"

    def new_id(self, prefix: str) -> str:
        return f"{prefix}0{next(self._numbers):04d}{secrets.token_hex(3).upper()}"


def _new_app() -> InstalledApp:
    return InstalledApp(
        id="A0GROUND01",
        user="U0GROUND01",
        bot_id="B0GROUND01",
        bot_token=f"xoxb-box-{secrets.token_hex(12)}",
        app_token=f"xapp-1-A0GROUND01-{secrets.token_hex(12)}",
        signing_secret=secrets.token_hex(16),
        verification_token=secrets.token_hex(12),
    )


def _micros(ts: str) -> int:
    seconds, _, micros = ts.partition(".")
    return int(seconds) * 1_000_000 + int(micros or 0)


def _handle(user: User) -> str:
    return user.name.casefold()


def _shown_name(user: User) -> str:
    return user.shown_name.casefold()


def _real_name(user: User) -> str:
    return user.real_name.casefold()


def _first_name(user: User) -> str:
    return user.real_name.casefold().split()[0]
