"""What each listener needs of Slack. The manifest and the help are summed from it."""

from collections.abc import Iterable
from dataclasses import dataclass

from bot.config import Settings
from bot.domain.errors import Subject


@dataclass(frozen=True, slots=True)
class Command:
    """A slash command. Its name is a setting, because workspaces have clashes."""

    subject: Subject
    description: str
    usage: str

    def name(self, settings: Settings) -> str:
        return command_name(settings, self.subject)


@dataclass(frozen=True, slots=True)
class Shortcut:
    callback_id: str
    name: str
    description: str
    on_message: bool = True


@dataclass(frozen=True, slots=True)
class Needs:
    commands: tuple[Command, ...] = ()
    shortcuts: tuple[Shortcut, ...] = ()
    events: tuple[str, ...] = ()
    scopes: tuple[str, ...] = ()


def command_name(settings: Settings, subject: Subject) -> str:
    return str(getattr(settings, f"command_{subject}"))


def sum_of(needs: Iterable[Needs]) -> Needs:
    """All needs as one: each scope and event once, in alphabetical order."""
    needs = tuple(needs)
    return Needs(
        commands=tuple(command for need in needs for command in need.commands),
        shortcuts=tuple(shortcut for need in needs for shortcut in need.shortcuts),
        events=tuple(sorted({event for need in needs for event in need.events})),
        scopes=tuple(sorted({scope for need in needs for scope in need.scopes})),
    )
