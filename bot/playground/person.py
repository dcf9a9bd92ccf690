"""A human in the workspace: what they do and what they see. Every call blocks until it is done."""

from collections.abc import Mapping
from typing import Any

from bot.playground.model import Message, Notification, Reply, SubmitResult, View


class NotInChannelError(Exception):
    """A private channel of others: it cannot be seen or written in."""


class Person:
    id: str
    name: str

    def say(
        self, channel: str, text: str, *, thread_ts: str | None = None, broadcast: bool = False
    ) -> Message:
        """Typed text: "@Ana", "@designers", "@channel", "#general", ":bulb:", `code`, > quotes.

        `channel` is a name, "#name" or an id; "@Groundswell" is the direct message with the bot.
        """

    def say_me(self, channel: str, text: str) -> Message: ...

    def share_file(self, channel: str, name: str, text: str = "") -> Message: ...

    def edit(self, message: Message, text: str) -> Message: ...

    def delete(self, message: Message) -> None: ...

    def react(self, message: Message, emoji: str) -> Message: ...

    def unreact(self, message: Message, emoji: str) -> Message: ...

    def command(self, channel: str, line: str) -> Reply: ...

    def press(
        self,
        where: Message | View,
        action_id: str,
        *,
        value: object = None,
        block_id: str | None = None,
    ) -> Reply:
        """A button (`value` picks one of several with the same action_id), an overflow or select
        (`value` is the option's value, or ids), a checkbox group, a date: in a message or a view."""

    def views(self) -> list[View]:
        """The open forms, the one on top last."""

    def submit(
        self, values: Mapping[str, object] | None = None, *, view: View | None = None
    ) -> SubmitResult:
        """Fill in by action_id or block_id and press the form's button."""

    def close(self, view: View | None = None) -> None: ...

    def shortcut(self, callback_id: str, message: Message | None = None) -> Reply: ...

    def open_home(self) -> View | None: ...

    def home(self) -> View | None: ...

    def open_app_messages(self) -> None: ...

    def sees(self, channel: str) -> list[Message]: ...

    def direct_messages(self) -> list[Message]: ...

    def join(self, channel: str) -> None: ...

    def leave(self, channel: str) -> None: ...

    def invite(self, channel: str, user: str) -> None:
        """`user` may be the bot: "groundswell"."""

    @property
    def notifications(self) -> list[Notification]: ...

    def _unused(self) -> Any: ...
