"""What Slack tells us: one file per subject, each with its NEEDS and its `register`.

A listener reads the payload, calls a service, and answers. Bolt fills its arguments by name; the
middleware in `slack/app.py` lends ours: a `Call`, with everything a listener may want.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any, Protocol
from zoneinfo import ZoneInfo

from bot.config import Settings
from bot.domain.errors import IdeaGoneError, NotInChannelError, StrangerError
from bot.domain.ideas import Idea
from bot.domain.people import Channel, Person, zone_named
from bot.i18n import Words, words_for
from bot.kit.clock import Clock
from bot.services.marks import Marks
from bot.slack.client import Identity, RefusedError, SlackClient
from bot.slack.directory import SlackDirectory
from bot.slack.homeward import marked
from bot.slack.payloads import fields_of
from bot.slack.ui import Reader
from bot.storage import Store

Body = Mapping[str, Any]


class Ack(Protocol):
    """Bolt's acknowledgement, as far as we use it."""

    def __call__(self, text: str = "", **answer: Any) -> Any: ...


@dataclass(frozen=True, slots=True)
class Kit:
    """The parts that listeners work with, put together once."""

    store: Store
    clock: Clock
    settings: Settings
    slack: SlackClient
    identity: Identity
    directory: SlackDirectory

    @property
    def marks(self) -> Marks:
        return Marks(kudos=self.settings.kudos_emoji, idea=self.settings.idea_emoji)

    def reader(self, workspace: str, id: str) -> Reader:
        """For whom something is rendered: a person by id, or a channel in the set language."""
        if id[:1] not in "UW":
            words, zone = words_for(self.settings.language), zone_named(self.settings.time_zone)
            is_external = self._is_external(workspace, id)
            return self._reader(words, zone, workspace, id, is_external=is_external)
        person = self.directory.person(workspace, id)
        return self._reader(words_for(person.locale), person.time_zone, workspace, id)

    def name_of(self, words: Words, workspace: str, id: str) -> str:
        """What somebody is called, or that they left, where their name is not shown then."""
        if self._is_nameless(workspace, id):
            return words.gettext("a former member")
        return self.directory.person(workspace, id).name

    def _is_nameless(self, workspace: str, id: str) -> bool:
        is_hidden = self.settings.hides_former_members
        return is_hidden and self.directory.person(workspace, id).has_left

    def _reader(
        self, words: Words, zone: ZoneInfo, workspace: str, id: str, *, is_external: bool = False
    ) -> Reader:
        return Reader(
            words=words,
            zone=zone,
            name_of=partial(self.name_of, words, workspace),
            permalink=self.identity.permalink,
            settings=self.settings,
            is_nameless=partial(self._is_nameless, workspace),
            is_external=is_external,
            id=id,
        )

    def _is_external(self, workspace: str, channel: str) -> bool:
        with self.store.read() as tx:
            known = tx.channels.get(workspace, channel)
        return known is not None and known.is_external


@dataclass(frozen=True, slots=True)
class Call:
    """One payload from Slack: in which workspace, by whom, and when we heard of it."""

    kit: Kit
    body: Body
    workspace: str
    user: str
    now: datetime

    @property
    def store(self) -> Store:
        return self.kit.store

    @property
    def is_from_view(self) -> bool:
        """Pressed in a form or on the Home tab, not in a message."""
        return (self.body.get("container") or {}).get("type") == "view"

    @property
    def reader(self) -> Reader:
        return self.kit.reader(self.workspace, self.user)

    @property
    def person(self) -> Person:
        """Whoever did it."""
        return self.kit.directory.person(self.workspace, self.user)

    def channel(self, id: str) -> Channel:
        """What is known of a channel; one we were never in is asked about."""
        with self.store.read() as tx:
            known = tx.channels.get(self.workspace, id)
        if known and known.has_bot:
            return known
        if id[:1] == "D":
            return Channel(self.workspace, id, is_private=True, has_bot=False)
        return self.kit.directory.channel(self.workspace, id)

    def channel_to_post_in(self, id: str) -> Channel:
        """Raises `NotInChannelError`."""
        found = self.channel(id)
        if not found.can_post:
            raise NotInChannelError(bot=self.kit.identity.name)
        return found

    def is_in(self, channel: str) -> bool | None:
        """Whether whoever did it is in there; None when Slack does not show us that channel."""
        pages = self.kit.slack.pages("conversations.members", "members", channel=channel)
        try:
            return any(self.user in members for members in pages)
        except RefusedError:
            return None

    def has_left(self, idea: Idea) -> bool:
        """Whether it is of a private channel that they are not in: Home shows what was theirs."""
        told = self.body.get("channel")
        is_there = isinstance(told, dict) and told.get("id") == idea.channel
        return idea.is_private and not is_there and not self.is_in(idea.channel)

    def check_not_left(self, idea: Idea) -> None:
        """Raises `IdeaGoneError` to who left its private channel."""
        if self.has_left(idea):
            raise IdeaGoneError

    @property
    def is_guest(self) -> bool:
        """Whether whoever did it sees only the channels that they were let into."""
        return self.person.is_guest

    def check_member(self) -> None:
        """Raises `StrangerError` for somebody from another organisation in a shared channel."""
        if not self.person.is_member:
            raise StrangerError

    def open_view(self, view: Mapping[str, Any]) -> None:
        """Open a form for whoever asked; Slack lets us for three seconds.

        Pressed in a form, it takes that one's place; where something is filled in, it comes on top.
        """
        shown = self.body.get("view") or {}
        is_in_form = self.is_from_view and shown.get("type") == "modal"
        if is_in_form and not fields_of(shown):
            self.change_view(view)
            return
        method, form = "views.push" if is_in_form else "views.open", marked(view, self.body)
        self.kit.slack.call(method, trigger_id=self.body["trigger_id"], view=form)

    def change_view(self, view: Mapping[str, Any]) -> None:
        """The form in which it was pressed, as it is now; what fields hold stays with their ids."""
        form = marked(view, self.body)
        self.kit.slack.call("views.update", view_id=self.body["view"]["id"], view=form)


def new_idea(
    call: Call, channel: str, text: str, source: str, parents: tuple[int, ...] = ()
) -> Idea:
    """An idea of whoever did it. Raises `NotInChannelError` where its card cannot be shown."""
    place = call.channel_to_post_in(channel)
    return Idea(
        workspace=call.workspace,
        author=call.user,
        text=text,
        shared_at=call.now,
        source=source,
        channel=place.id,
        is_private=place.is_private,
        parents=parents,
    )
