"""One window of the box: who sits there, what they look at, and how they act."""

from collections.abc import Callable
from dataclasses import replace
from typing import Literal
from zoneinfo import ZoneInfo

from nicegui import run, ui

from bot.playground.model import Message, Reply, User
from bot.playground.page.reader import Reader
from bot.playground.page.tour import Tour
from bot.playground.person import NotInChannelError, Person
from bot.playground.server import PretendSlack
from bot.playground.workspace import Workspace

HOME, APP = "home", "app"  # the two tabs of our bot; every other place is a channel's id


class Seen:
    """How far each person has read. Shared by all windows."""

    def __init__(self) -> None:
        self.since = 0.0
        self._read: dict[tuple[str, str], float] = {}

    def unread(self, user: str, channel: str, messages: list[Message]) -> list[Message]:
        line = self._read.get((user, channel), self.since)
        return [each for each in messages if float(each.ts) > line and each.user != user]

    def read(self, user: str, channel: str, messages: list[Message]) -> None:
        if messages:
            self._read[user, channel] = float(messages[-1].ts)


class Desk:
    def __init__(self, slack: PretendSlack, seen: Seen, tour: Tour, me: str, place: str) -> None:
        self.slack = slack
        self.seen = seen
        self.tour = tour
        self.me = me
        self.place = place
        self.thread: str | None = None
        self.editing: str | None = None
        self.redraw: Callable[[], None] = lambda: None
        self.frame: ui.element | None = None

    @property
    def workspace(self) -> Workspace:
        return self.slack.workspace

    @property
    def person(self) -> Person:
        return self.slack.person(self.me)

    @property
    def user(self) -> User:
        return self.workspace.user(self.me)

    @property
    def channel_id(self) -> str | None:
        """The conversation in view; the bot's Messages tab has none until somebody writes."""
        if self.place == HOME:
            return None
        if self.place == APP:
            found = self.workspace.direct_channel(self.me)
            return found.id if found else None
        return self.place

    def reader(self) -> Reader:
        space = self.workspace
        groups = space.usergroups
        return Reader(
            me=self.me,
            now=space.clock.now().replace(second=0, microsecond=0),
            zone=ZoneInfo(self.user.tz),
            people={user.id: user.shown_name for user in space.users},
            channels={each.id: each.name for each in space.channels if self._may_name(each.id)},
            groups={each.id: each.handle for each in groups},
            my_groups=frozenset(each.id for each in groups if self.me in each.users),
        )

    def _may_name(self, channel: str) -> bool:
        found = self.workspace.channel(channel)
        return not found.is_im and (not found.is_private or self.me in found.members)

    def may_see(self, channel: str) -> bool:
        try:
            found = self.workspace.channel(channel)
        except LookupError:
            return False
        return self.me in found.members or not (found.is_im or found.is_private)

    def sees(self, channel: str | None) -> list[Message]:
        if channel is None:
            return []
        try:
            return self.person.sees(channel)
        except (NotInChannelError, LookupError):
            return []

    def unread_direct(self, user: str) -> int:
        """How many of the bot's direct messages somebody, perhaps another person, has not read."""
        channel = self.workspace.direct_channel(user)
        if channel is None:
            return 0
        return len(self.seen.unread(user, channel.id, self.workspace.messages(channel.id)))

    def go(self, place: str, thread: str | None = None) -> None:
        self.place, self.thread, self.editing = place, thread, None
        self.redraw()

    def tell(self, words: str, kind: Literal["warning", "negative", "info"] = "warning") -> None:
        """In the frame of the page: the place that was clicked may be gone by now."""
        if self.frame is not None and words:
            with self.frame:
                ui.notify(words, type=kind, multi_line=True, position="top")

    async def do(self, call: Callable[[], object]) -> object:
        """What a person does runs beside the page's loop; refusals are told as Slack would."""
        try:
            answer = await run.io_bound(call)
        except (LookupError, ValueError, NotInChannelError, PermissionError) as refusal:
            self.tell(str(refusal) or "That is not possible here.")
            return None
        if isinstance(answer, Reply) and not answer.ok:
            self.tell(answer.explanation or answer.error or "", "negative")
        self.redraw()
        return answer


def calm(reader: Reader) -> Reader:
    """The same reader without the minute: for deciding whether a row looks different."""
    return replace(reader, now=reader.now.replace(hour=0, minute=0))
