"""What Slack tells us: one file per subject.

A listener reads the payload, calls a service, and returns the answer (see `slack/listening.py`).
The middleware in `slack/app.py` gives it a `Call`, with everything that a listener may need.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any

from slack_bolt import Respond

from bot.config import Settings
from bot.domain.errors import IdeaGoneError, NotInChannelError, StrangerError
from bot.domain.ideas import Idea
from bot.domain.people import Channel, Person, zone_named
from bot.domain.sources import Source
from bot.i18n import Words, words_for
from bot.kit.clock import Clock
from bot.kit.mrkdwn import escape
from bot.services.marks import Marks
from bot.slack.client import Identity, RefusedError, SlackClient
from bot.slack.directory import SlackDirectory
from bot.slack.listening import on as on  # every listener needs it beside its `Call`
from bot.slack.payloads import fields_of, form_values, marked
from bot.slack.ui import Reader
from bot.slack.ui.blocks import notice
from bot.storage import Store

Body = Mapping[str, Any]


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
        is_channel = id[:1] not in "UW"
        if is_channel:
            words, zone = words_for(self.settings.language), zone_named(self.settings.time_zone)
        else:
            person = self.directory.person(workspace, id)
            words, zone = words_for(person.locale), person.time_zone
        return Reader(
            words=words,
            zone=zone,
            name_of=partial(self.name_of, words, workspace),
            permalink=self.identity.permalink,
            settings=self.settings,
            is_nameless=partial(self._is_nameless, workspace),
            is_external=is_channel and self._is_external(workspace, id),
            id=id,
        )

    def name_of(self, words: Words, workspace: str, id: str) -> str:
        """What somebody is called, or that they left, where their name is not shown then."""
        if self._is_nameless(workspace, id):
            return words.say("a former member")
        return self.directory.person(workspace, id).name

    def _is_nameless(self, workspace: str, id: str) -> bool:
        is_hidden = self.settings.hides_former_members
        return is_hidden and self.directory.person(workspace, id).has_left

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
    def text(self) -> str:
        """What was typed after a command."""
        return str(self.body.get("text") or "").strip()

    @property
    def action(self) -> dict[str, Any]:
        """The button that was pressed, or the field in which something was chosen or typed."""
        return dict(self.body["actions"][0])

    @property
    def value(self) -> Any:
        """What the button carries, as `blocks.button` was given it."""
        return json.loads(self.action["value"])

    @property
    def chosen(self) -> str:
        """Return the value of the selected option."""
        return str(self.action["selected_option"]["value"])

    @property
    def view(self) -> dict[str, Any]:
        """The form or Home tab that was sent, or in which something was pressed; else nothing."""
        return self.body.get("view") or {}

    @property
    def meta(self) -> Any:
        """What the form carries, as `blocks.modal` was given it."""
        return json.loads(self.view["private_metadata"])

    @property
    def target(self) -> int:
        """The id that the pressed button carries, or the form that was sent."""
        is_pressed = "actions" in self.body
        return int(self.action["value"] if is_pressed else self.view["private_metadata"])

    @property
    def values(self) -> dict[str, Any]:
        """What was filled in, by action id."""
        return form_values(self.view)

    def typed(self, name: str) -> str:
        """What was typed in that field of the form, as Slack's text: a form's is plain."""
        return escape(self.values.get(name) or "")

    @property
    def form(self) -> str:
        """What an idea or kudos has for its source that was shared by this form."""
        return Source.FORM.of(self.view["id"])

    @property
    def is_from_view(self) -> bool:
        """Pressed in a form or on the Home tab, not in a message."""
        return (self.body.get("container") or {}).get("type") == "view"

    @property
    def reader(self) -> Reader:
        return self.kit.reader(self.workspace, self.user)

    def say(self, sentence: str, **values: object) -> str:
        """The sentence in the language of whoever did it."""
        return self.reader.say(sentence, **values)

    def replace_message(self, **message: Any) -> None:
        """Show this in place of the message in which a button was pressed."""
        self.respond(**message, replace_original=True)

    def whisper(self, text: str, **more: Any) -> None:
        """Say it to whoever did it, under the message or command."""
        self.respond(text=text, **more, response_type="ephemeral", replace_original=False)

    def respond(self, **answer: Any) -> None:
        """Answer with a message of its own: five times at most, within half an hour."""
        Respond(response_url=self.body.get("response_url"))(**answer)

    @property
    def person(self) -> Person:
        """Whoever did it."""
        return self.person_called(self.user)

    def person_called(self, id: str) -> Person:
        return self.kit.directory.person(self.workspace, id)

    def people(self, ids: Iterable[str]) -> list[Person]:
        return self.kit.directory.people(self.workspace, ids)

    @property
    def pressed_in(self) -> str | None:
        """The channel of the message in which a button was pressed; none in forms and on Home."""
        channel = self.body.get("channel")
        return str(channel["id"]) if isinstance(channel, dict) and channel.get("id") else None

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

    def if_can_post(self, channel: str) -> str | None:
        """That channel, if the bot can post there."""
        return channel if self.channel(channel).can_post else None

    def is_in(self, channel: str) -> bool | None:
        """Whether whoever did it is in there; None when Slack does not show us that channel."""
        pages = self.kit.slack.pages("conversations.members", "members", channel=channel)
        try:
            return any(self.user in members for members in pages)
        except RefusedError:
            return None

    def has_left(self, idea: Idea) -> bool:
        """Whether it is of a private channel that they are not in: Home shows what was theirs."""
        is_there = self.pressed_in == idea.channel
        return idea.is_private and not is_there and not self.is_in(idea.channel)

    def check_not_left(self, idea: Idea) -> None:
        """Raises `IdeaGoneError` to who left its private channel."""
        if self.has_left(idea):
            raise IdeaGoneError

    def check_member(self) -> None:
        """Raises `StrangerError` for somebody from another organisation in a shared channel."""
        if not self.person.is_member:
            raise StrangerError

    def open_view(self, view: Mapping[str, Any]) -> None:
        """Open a form for whoever asked; Slack lets us for three seconds.

        Pressed in a form, it takes that one's place; where something is filled in, it comes on top.
        """
        is_in_form = self.is_from_view and self.view.get("type") == "modal"
        if is_in_form and not fields_of(self.view):
            self.change_view(view)
            return
        method, form = "views.push" if is_in_form else "views.open", marked(view, self.body)
        self.kit.slack.call(method, trigger_id=self.body["trigger_id"], view=form)

    def show_notice(self, title: str, text: str) -> None:
        """Open a view with a text and a button to close it."""
        self.open_view(notice(title, text, self.reader.words))

    def change_view(self, view: Mapping[str, Any]) -> None:
        """The form in which it was pressed, as it is now; what fields hold stays with their ids."""
        form = marked(view, self.body)
        self.kit.slack.call("views.update", view_id=self.view["id"], view=form)


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
