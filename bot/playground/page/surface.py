"""What blocks are drawn on: a message, a form or the App Home, and what a click there does."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any, Literal

from bot.playground.page.reader import Reader
from bot.playground.workspace import Workspace

Json = dict[str, Any]
Spot = tuple[str, str]  # block_id and action_id: where a value belongs
Press = Callable[[Json, str, object], Awaitable[None]]


@dataclass(slots=True)
class Surface:
    kind: Literal["message", "modal", "home"]
    reader: Reader
    workspace: Workspace
    press: Press
    filled: dict[Spot, object] = field(default_factory=dict)
    errors: dict[str, str] = field(default_factory=dict)

    def value(self, block_id: str, element: Json, initial: object) -> Any:
        """What is in a field: what the person put there, else what the app proposed."""
        return self.filled.setdefault((block_id, str(element.get("action_id", ""))), initial)


@dataclass(frozen=True, slots=True)
class Field:
    """One element in its block. `asks` is true where Slack tells the app of each change."""

    surface: Surface
    block_id: str
    element: Json
    asks: bool = True

    @property
    def action_id(self) -> str:
        return str(self.element.get("action_id", ""))

    def value(self, initial: object) -> Any:
        return self.surface.value(self.block_id, self.element, initial)

    def keep(self, value: object) -> None:
        self.surface.filled[self.block_id, self.action_id] = value

    async def change(self, value: object) -> None:
        self.keep(value)
        if self.asks:
            await self.press(value)

    async def press(self, value: object = None) -> None:
        await self.surface.press(self.element, self.block_id, value)


def plain(text: object) -> str:
    """The words of a text object, wherever Slack allows one to be missing."""
    return str(text.get("text", "")) if isinstance(text, dict) else ""
