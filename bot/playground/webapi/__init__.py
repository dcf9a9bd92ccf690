"""The Web API: one file per family of methods; a method is a function that reads a Call."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from bot.playground.model import Channel, Json
from bot.playground.state import State

if TYPE_CHECKING:
    from bot.playground.triggers import Triggers


class SlackError(Exception):
    """An answer with `ok: false`."""

    def __init__(self, error: str, *messages: str, **more: Any) -> None:
        super().__init__(error)
        self.answer: Json = {"ok": False, "error": error, **more}
        if messages:
            self.answer["response_metadata"] = {"messages": list(messages)}


@dataclass(slots=True)
class Call:
    """One call: the arguments as given, read with Slack's own complaints."""

    state: State
    triggers: "Triggers"
    arguments: Mapping[str, Any]
    url: str  # of the pretend Slack, for links
    charts: bool = True
    open_connection: Callable[[], str] = field(default=lambda: "")

    def text(self, name: str) -> str:
        value = self.arguments.get(name)
        if value in (None, ""):
            raise SlackError("invalid_arguments", f"[ERROR] missing required field: {name}")
        return str(value)

    def optional(self, name: str) -> str | None:
        value = self.arguments.get(name)
        return None if value in (None, "") else str(value)

    def flag(self, name: str, *, default: bool = False) -> bool:
        value = self.arguments.get(name)
        if value is None:
            return default
        return value in (True, 1, "1", "true", "True")

    def number(self, name: str, default: int, most: int = 1000) -> int:
        try:
            value = int(self.arguments.get(name) or default)
        except ValueError:
            raise SlackError("invalid_arguments", f"[ERROR] must be a number: {name}") from None
        return max(1, min(value, most))

    def need(self, scope: str) -> None:
        scopes = self.state.scopes
        if scopes is not None and scope not in scopes:
            raise SlackError("missing_scope", needed=scope, provided=",".join(scopes))

    def channel(self, name: str = "channel", *, use: str = "read") -> Channel:
        """A channel the bot may know of; a private one without it does not exist."""
        try:
            found = self.state.channels_by_id[self.text(name)]
        except KeyError:
            raise SlackError("channel_not_found") from None
        if found.type != "channel" and self.state.app.user not in found.members:
            raise SlackError("channel_not_found")
        self.need(f"{scope_family(found)}:{use}")
        return found

    def page(self, rows: list[Any], default: int = 100, most: int = 1000) -> tuple[list[Any], Json]:
        """One page of the rows, and the response_metadata that leads to the next."""
        start = self._start()
        limit = self.number("limit", default, most)
        after = start + limit
        cursor = f"box:{after}" if after < len(rows) else ""
        return rows[start:after], {"next_cursor": cursor}

    def _start(self) -> int:
        cursor = self.optional("cursor") or "box:0"
        number = cursor.removeprefix("box:")
        if not number.isdigit():
            raise SlackError("invalid_cursor")
        return int(number)


@dataclass(frozen=True, slots=True)
class Method:
    name: str
    run: Callable[[Call], Json]
    scopes: tuple[str, ...]  # any one of them opens the door; the method may ask for more
    tier: int  # calls a minute, roughly
    token: str = "bot"  # noqa: S105 - a kind of token


METHODS: dict[str, Method] = {}
TIERS = {0: 600, 1: 1, 2: 20, 3: 50, 4: 100}


def method(
    name: str,
    *scopes: str,
    tier: int = 3,
    token: str = "bot",  # noqa: S107 - a kind of token
) -> Callable[[Callable[[Call], Json]], Callable[[Call], Json]]:
    def register(run: Callable[[Call], Json]) -> Callable[[Call], Json]:
        METHODS[name] = Method(name, run, scopes, TIERS[tier], token)
        return run

    return register


def scope_family(channel: Channel) -> str:
    return {"channel": "channels", "group": "groups", "im": "im"}[channel.type]
