"""What the listeners register, noted instead of Bolt's app."""

from collections import defaultdict
from collections.abc import Callable
from typing import Any

from bot.config import Settings
from bot.slack.app import listeners

Listener = Callable[..., Any]


class Registered:
    """Stands where Bolt's app does: `app.command("/kudos")(listener)`."""

    def __init__(self) -> None:
        self.by_kind: defaultdict[str, dict[str, Listener]] = defaultdict(dict)

    def __getattr__(self, kind: str) -> Callable[[str], Callable[[Listener], None]]:
        def register(name: str) -> Callable[[Listener], None]:
            def note(listener: Listener) -> None:
                assert name not in self.by_kind[kind], f"{kind} {name} is registered twice"
                self.by_kind[kind][name] = listener

            return note

        return register


def registered(settings: Settings) -> Registered:
    app: Any = Registered()
    listeners().register(app, settings)
    found: Registered = app
    return found
