"""Register listeners for payloads of Slack; manifest and help are built from what they register.

A listener stands under its decorator: `@on.action("ideas.support")`. Those of events are called
with the `event` and our `call`; all others with the `call` alone, and what they return is what
Slack is answered: nothing, a text, or the fields of an answer. Those that are `members_only` raise
`StrangerError` to who is of another organisation.
"""

from bisect import insort
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial, wraps
from typing import Any

from slack_bolt import Ack, App

from bot.config import Settings
from bot.domain.errors import Subject

Listener = Callable[..., Any]
Decorator = Callable[[Listener], Listener]


@dataclass(frozen=True, slots=True, order=True)
class Command:
    """A slash command. Its name is a setting, because workspaces have clashes."""

    subject: Subject
    description: str
    usage: str


@dataclass(frozen=True, slots=True, order=True)
class Shortcut:
    """An entry in the menu of a message."""

    callback_id: str
    name: str
    description: str


class Listeners:
    """Collect listeners as decorators register them, with what they listen to."""

    def __init__(self) -> None:
        self.commands: list[Command] = []  # in order, as are the shortcuts
        self.shortcuts: list[Shortcut] = []
        self.events: set[str] = set()
        self.found: list[tuple[str, str, Listener]] = []  # kind, name, listener

    def command(self, subject: Subject, description: str, usage: str, guide: str = "") -> Decorator:
        """`guide` is the answer to `help` after the command; without it the listener answers."""
        insort(self.commands, Command(subject, description, usage))

        def answer(listener: Listener, call: Any) -> Any:
            if guide and call.text.lower() == "help":
                return call.say(guide, command=call.reader.command(subject))
            return listener(call)

        return self._note("command", subject, around=answer)

    def shortcut(self, callback_id: str, name: str, description: str) -> Decorator:
        insort(self.shortcuts, Shortcut(callback_id, name, description))
        return self._note("shortcut", callback_id)

    def event(self, *types: str) -> Decorator:
        """`types` as the manifest names them: Bolt knows "message.channels" as "message"."""
        self.events.update(types)
        return self._note("event", *dict.fromkeys(each.split(".")[0] for each in types))

    def action(self, *action_ids: str, members_only: bool = False) -> Decorator:
        return self._note("action", *action_ids, around=_for_members if members_only else None)

    def view(self, callback_id: str, *, members_only: bool = False) -> Decorator:
        return self._note("view", callback_id, around=_for_members if members_only else None)

    def _note(self, kind: str, *names: str, around: Listener | None = None) -> Decorator:
        """`around` is called with the listener and the call, in its place."""

        def note(listener: Listener) -> Listener:
            called = wraps(listener)(partial(around, listener)) if around else listener
            self.found += [(kind, name, called) for name in names]
            return listener

        return note

    def register(self, app: App, settings: Settings) -> None:
        """Register all listeners, messages first: Bolt tries them in order, 10 µs each."""
        for kind, name, listener in sorted(self.found, key=lambda each: each[1] != "message"):
            called = settings.command(name) if kind == "command" else name
            getattr(app, kind)(called)(listener if kind == "event" else _acknowledging(listener))


def _for_members(listener: Listener, call: Any) -> Any:
    call.check_member()
    return listener(call)


def _acknowledging(listener: Listener) -> Listener:
    def listen(ack: Ack, call: Any) -> None:
        answer = listener(call)
        ack(**answer) if isinstance(answer, Mapping) else ack(answer or "")

    return listen


on = Listeners()
