"""The pretend workspace: its state, its administration, the installed app, and its memory."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any, Self

from bot.playground.admin import Administration
from bot.playground.checks.manifest import check_manifest
from bot.playground.clock import BoxClock
from bot.playground.model import Json, Message
from bot.playground.snapshot import restore, snapshot
from bot.playground.talk import post
from bot.playground.typed import typed


class Workspace(Administration):
    """One team. Thread-safe; reads give frozen snapshots, changes emit Slack's events."""

    def install_app(self, manifest: Mapping[str, Any]) -> None:
        """ManifestError (a ValueError with .problems) when Slack would refuse it."""
        check_manifest(manifest)
        kept: Json = dict(manifest)
        self.app = replace(self.app, manifest=kept, installed=True)
        name = ((kept.get("features") or {}).get("bot_user") or {}).get("display_name")
        if name and self.app.user in self.users_by_id:
            self.keep_user(replace(self.user(self.app.user), real_name=name))
        self.changed()

    def uninstall(self) -> None:
        """app_uninstalled and tokens_revoked; every token is dead from now on."""
        self.emit({"type": "app_uninstalled"})
        self.emit({"type": "tokens_revoked", "tokens": {"oauth": [], "bot": [self.app.user]}})
        self.app = replace(self.app, installed=False)
        self.changed()

    def say_as_app(
        self, app_user: str, channel: str, text: str, *, thread_ts: str | None = None
    ) -> Message:
        """Another app's bot speaks; one without an app id is a classic `bot_message`."""
        bot, place = self.user(app_user), self.channel(channel)
        message = Message(
            channel=place.id,
            ts=self.next_ts(),
            user=bot.id,
            text=text,
            bot_id=bot.bot_id,
            app_id=bot.app_id,
            subtype=None if bot.app_id else "bot_message",
            username=None if bot.app_id else bot.real_name,
            thread_ts=thread_ts,
        )
        return post(self, message)

    def past(self, user: str, channel: str, text: str, at: datetime, **more: Any) -> Message:
        """Put a message into the past, silently (no event): for stories and imports."""
        person, place = self.user(user), self.channel(channel)
        said, blocks = typed(self, text)
        micros = int(at.timestamp() * 1_000_000)
        while self.message(place.id, _ts(micros)):
            micros += 1
        sender = {"bot_id": person.bot_id, "app_id": person.app_id} if person.is_bot else {}
        message = Message(
            channel=place.id,
            ts=_ts(micros),
            user=person.id,
            text=said,
            blocks=blocks,
            **(sender | more),
        )
        return post(self, message, quietly=True)

    def save(self, path: Path) -> None:
        snapshot(self, path)

    @classmethod
    def load(cls, path: Path, clock: BoxClock | None = None) -> Self:
        workspace = cls(clock)
        restore(workspace, path)
        return workspace


def _ts(micros: int) -> str:
    return f"{micros // 1_000_000}.{micros % 1_000_000:06d}"
