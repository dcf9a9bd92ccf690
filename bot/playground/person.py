"""A human in the workspace: what they do and what they see. Every call blocks until it is done."""

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from bot.playground import talk
from bot.playground.desk import Desk
from bot.playground.model import (
    Channel,
    Json,
    Message,
    Notification,
    Reply,
    SubmitResult,
    User,
    View,
)
from bot.playground.typed import typed

if TYPE_CHECKING:
    from bot.playground.server import PretendSlack


class NotInChannelError(Exception):
    """A channel of others: it cannot be written in, nor a private one be seen."""


class NotYoursError(Exception):
    """Only the author edits a message; only the author or an admin deletes it."""


class Person:
    """`channel` is a name, "#name", an id, or "@Groundswell" for the messages with the bot."""

    def __init__(self, slack: "PretendSlack", user: User) -> None:
        self._slack = slack
        self._state = slack.workspace
        self._desk = Desk(slack, user.id)
        self.id = user.id

    @property
    def user(self) -> User:
        return self._state.user(self.id)

    @property
    def name(self) -> str:
        return self.user.real_name

    # saying
    def say(
        self, channel: str, text: str, *, thread_ts: str | None = None, broadcast: bool = False
    ) -> Message:
        """Typed text: "@Ana", "@designers", "@channel", "#general", ":bulb:", `code`, > quotes."""
        said, blocks = typed(self._state, text)
        subtype = "thread_broadcast" if broadcast and thread_ts else None
        message = self._message(channel, said, thread_ts=thread_ts, subtype=subtype)
        return talk.post(self._state, replace(message, blocks=blocks, broadcast=bool(subtype)))

    def say_me(self, channel: str, text: str) -> Message:
        """/me is thinking."""
        said, _ = typed(self._state, text)
        return talk.post(self._state, self._message(channel, said, subtype="me_message"))

    def share_file(self, channel: str, name: str, text: str = "") -> Message:
        """Slack leaves the blocks out of a message that shares a file."""
        said, _ = typed(self._state, text)
        file = {
            "id": self._state.new_id("F"),
            "name": name,
            "title": name,
            "mimetype": "image/png",
            "filetype": name.rpartition(".")[2],
            "user": self.id,
            "mode": "hosted",
            "size": 1024,
        }
        message = self._message(channel, said, subtype="file_share")
        return talk.post(self._state, replace(message, files=(file,)))

    def edit(self, message: Message, text: str) -> Message:
        said, blocks = typed(self._state, text)
        with self._state.lock:  # a reaction that comes meanwhile is not lost
            now = self._now(message)
            if now.user != self.id:
                raise NotYoursError("Only the author edits a message.")
            blocks = blocks if now.blocks or not now.files else ()
            return talk.edit(self._state, now, replace(now, text=said, blocks=blocks), by=self.id)

    def delete(self, message: Message) -> None:
        now = self._now(message)
        if now.ephemeral_for == self.id:
            self._state.drop(now)
            return
        if now.user != self.id and not self.user.is_admin:
            raise NotYoursError("Only the author or an admin deletes a message.")
        talk.delete(self._state, now)

    def react(self, message: Message, emoji: str) -> Message:
        self._place(message.channel)
        return talk.react(self._state, message, emoji.strip(":"), self.id)

    def unreact(self, message: Message, emoji: str) -> Message:
        return talk.unreact(self._state, message, emoji.strip(":"), self.id)

    # the app
    def command(self, channel: str, line: str) -> Reply:
        return self._desk.command(self._place(channel), line)

    def press(
        self,
        where: Message | View,
        action_id: str,
        *,
        value: object = None,
        block_id: str | None = None,
    ) -> Reply:
        """A button (`value` picks one of several with the same action_id), an overflow or select
        (`value` is the option's value or label, or names), a checkbox group, a date: in a message
        or a view."""
        return self._desk.press(where, action_id, value, block_id)

    def suggestions(self, where: Message | View, action_id: str, typed: str) -> list[Json]:
        """The options that an external select offers for what is typed."""
        return self._desk.suggest(where, action_id, typed)

    def views(self) -> list[View]:
        """The open forms, the one on top last."""
        return self._state.open_views(self.id)

    def fill(self, values: Mapping[str, object], *, view: View | None = None) -> View:
        """Fill fields in without pressing the form's button."""
        return self._desk.fill(values, view)

    def submit(
        self, values: Mapping[str, object] | None = None, *, view: View | None = None
    ) -> SubmitResult:
        """Fill in by action_id or block_id and press the form's button."""
        return self._desk.submit(values or {}, view)

    def close(self, view: View | None = None) -> None:
        self._desk.close(view)

    def shortcut(self, callback_id: str, message: Message | None = None) -> Reply:
        return self._desk.shortcut(callback_id, message)

    def open_home(self) -> View | None:
        self._open("home")
        self._slack.settle()
        return self.home()

    def home(self) -> View | None:
        return self._state.home(self.id)

    def open_app_messages(self) -> None:
        self._open("messages")

    # seeing
    def sees(self, channel: str) -> list[Message]:
        """In order, thread replies included, with the ephemerals that are meant for them."""
        place = self._find(channel)
        if place.type != "channel" and self.id not in place.members:
            msg = f"{self.name} is not in {place.name}."
            raise NotInChannelError(msg)
        said = self._state.messages(place.id)
        return [each for each in said if each.ephemeral_for in (None, self.id)]

    def direct_messages(self) -> list[Message]:
        """With the bot."""
        channel = self._state.direct_channel(self.id)
        return self.sees(channel.id) if channel else []

    @property
    def notifications(self) -> list[Notification]:
        return self._state.notifications(self.id)

    # coming and going
    def join(self, channel: str) -> None:
        place = self._state.channel(channel)
        if place.is_private:
            raise NotInChannelError("A private channel is joined by invitation.")
        self._state.join(place.id, self.id)

    def leave(self, channel: str) -> None:
        self._state.leave(channel, self.id)

    def invite(self, channel: str, user: str) -> None:
        """`user` may be the bot: "groundswell"."""
        self._state.join(self._place(channel).id, user, inviter=self.id)

    def kick(self, channel: str, user: str) -> None:
        self._state.leave(self._place(channel).id, user, kicked=True)

    def _open(self, tab: str) -> None:
        channel = self._state.open_direct_channel(self.id)
        self._desk.opened(tab, channel.id)

    def _message(
        self, channel: str, text: str, *, thread_ts: str | None = None, subtype: str | None = None
    ) -> Message:
        place = self._place(channel)
        if place.is_archived:
            msg = f"#{place.name} is archived."
            raise NotInChannelError(msg)
        parent = self._state.message(place.id, thread_ts) if thread_ts else None
        if parent is not None and parent.is_reply:
            thread_ts = parent.thread_ts
        return Message(
            channel=place.id,
            ts=self._state.next_ts(),
            user=self.id,
            text=text,
            thread_ts=thread_ts,
            subtype=subtype,
        )

    def _find(self, channel: str) -> Channel:
        if channel.startswith("@"):
            return self._state.open_direct_channel(self.id)
        return self._state.channel(channel)

    def _place(self, channel: str) -> Channel:
        place = self._find(channel)
        if self.id not in place.members:
            msg = f"{self.name} is not in {place.name}."
            raise NotInChannelError(msg)
        return place

    def _now(self, message: Message) -> Message:
        now = self._state.message(message.channel, message.ts)
        if now is None:
            raise LookupError("This message is not there any more.")
        return now
