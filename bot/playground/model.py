"""What a workspace is made of: people, channels, messages, views. Frozen; a change is a new one."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal
from zoneinfo import ZoneInfo

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class User:
    id: str
    name: str  # the handle, as in @ana
    real_name: str
    tz: str = "Europe/London"
    locale: str = "en-US"
    display_name: str = ""
    is_bot: bool = False
    is_restricted: bool = False
    is_ultra_restricted: bool = False
    is_stranger: bool = False
    is_admin: bool = False
    is_owner: bool = False
    deleted: bool = False
    bot_id: str | None = None
    app_id: str | None = None
    email: str = ""
    colour: str = "4bbe2e"
    updated: int = 0

    @property
    def shown_name(self) -> str:
        return self.display_name or self.real_name

    def tz_offset(self, now: datetime) -> int:
        offset = now.astimezone(ZoneInfo(self.tz)).utcoffset()
        return int(offset.total_seconds()) if offset else 0


@dataclass(frozen=True, slots=True)
class Channel:
    id: str
    name: str
    members: tuple[str, ...] = ()
    is_private: bool = False
    is_im: bool = False
    is_archived: bool = False
    is_general: bool = False
    is_ext_shared: bool = False
    creator: str = ""
    created: int = 0
    topic: str = ""
    purpose: str = ""
    previous_names: tuple[str, ...] = ()

    @property
    def type(self) -> Literal["im", "group", "channel"]:
        if self.is_im:
            return "im"
        return "group" if self.is_private else "channel"


@dataclass(frozen=True, slots=True)
class Usergroup:
    id: str
    handle: str
    name: str
    users: tuple[str, ...] = ()
    disabled: bool = False


@dataclass(frozen=True, slots=True)
class Reaction:
    name: str
    users: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Message:
    """A message as it stands now. `ephemeral_for` names the one person who sees it."""

    channel: str
    ts: str
    user: str
    text: str
    blocks: tuple[Json, ...] = ()
    attachments: tuple[Json, ...] = ()
    thread_ts: str | None = None
    subtype: str | None = None  # me_message, channel_join, bot_message, file_share, tombstone …
    broadcast: bool = False  # a thread reply also sent to the channel
    bot_id: str | None = None
    app_id: str | None = None
    username: str | None = None
    edited_by: str | None = None
    edited_ts: str | None = None
    reactions: tuple[Reaction, ...] = ()
    replies: tuple[str, ...] = ()  # ts of each reply, on the parent
    repliers: tuple[str, ...] = ()
    files: tuple[Json, ...] = ()
    metadata: Mapping[str, Any] | None = None
    ephemeral_for: str | None = None

    @property
    def is_reply(self) -> bool:
        return self.thread_ts is not None and self.thread_ts != self.ts

    def reacted_with(self, name: str) -> tuple[str, ...]:
        return next((each.users for each in self.reactions if each.name == name), ())


@dataclass(frozen=True, slots=True)
class View:
    """An open modal or an App Home, as its owner sees it."""

    id: str
    user: str
    content: Json  # what the app sent: type, title, blocks, submit, close, private_metadata …
    hash: str
    root_view_id: str
    previous_view_id: str | None = None
    values: Json = field(
        default_factory=dict
    )  # state.values: block_id → action_id → what is filled in

    @property
    def type(self) -> str:
        return str(self.content.get("type", "modal"))

    @property
    def title(self) -> str:
        return str((self.content.get("title") or {}).get("text", ""))

    @property
    def callback_id(self) -> str:
        return str(self.content.get("callback_id", ""))

    @property
    def blocks(self) -> list[Json]:
        return list(self.content.get("blocks", []))


@dataclass(frozen=True, slots=True)
class Notification:
    message: Message
    reason: Literal["mention", "group", "channel", "here", "everyone", "direct"]


@dataclass(frozen=True, slots=True)
class Command:
    """A slash command of the installed app, for completion in the composer."""

    name: str
    description: str
    usage_hint: str = ""
    should_escape: bool = False


@dataclass(frozen=True, slots=True)
class Shortcut:
    name: str
    callback_id: str
    description: str
    type: Literal["message", "global"]


@dataclass(frozen=True, slots=True)
class Reply:
    """What a person sees at once after a command, a press or a shortcut."""

    ok: bool
    error: str | None = (
        None  # operation_timeout, dispatch_failed, no_command …, None when all is well
    )
    text: str = ""
    blocks: tuple[Json, ...] = ()
    message: Message | None = None  # the answer that came in the acknowledgement itself
    took: float = 0.0
    explanation: str = ""  # the sentence Slack shows for the error


@dataclass(frozen=True, slots=True)
class SubmitResult:
    """What became of a form: errors by block_id, or closed, updated, another one pushed on top."""

    errors: Mapping[str, str] = field(default_factory=dict)
    closed: bool = False
    updated: View | None = None
    pushed: View | None = None
    error: str | None = None  # operation_timeout, dispatch_failed
    took: float = 0.0


@dataclass(frozen=True, slots=True)
class ApiCall:
    """One call of the Web API by the bot, and the answer it got."""

    method: str
    arguments: Mapping[str, Any]
    answer: Mapping[str, Any]
    status: int
    at: datetime

    @property
    def ok(self) -> bool:
        return bool(self.answer.get("ok"))


@dataclass(frozen=True, slots=True)
class Delivery:
    """One attempt to bring one event to the bot."""

    event_id: str
    attempt: int  # 0 for the first, 1 to 3 for the retries
    event: Mapping[str, Any]
    status: int  # HTTP status, or 200 for an acknowledged envelope, 0 for no answer
    took: float
    reason: str | None = None  # why it was tried again
    transport: Literal["http", "socket"] = "http"
    event_time: int = 0


@dataclass(frozen=True, slots=True)
class InstalledApp:
    """Our bot's place in the workspace. Without a manifest everything is allowed."""

    id: str
    user: str
    bot_id: str
    bot_token: str
    app_token: str
    signing_secret: str
    verification_token: str
    manifest: Json | None = None
    installed: bool = True
