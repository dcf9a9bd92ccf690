"""What the bot did: its last calls, and what was delivered to it."""

import json
from collections.abc import Callable

from nicegui import ui

from bot.playground.model import ApiCall, Delivery
from bot.playground.page.desk import Desk
from bot.playground.page.inline import escape
from bot.playground.page.texts import markup

SHOWN = 40


class Developer:
    """Closed until asked for, and drawn only while open."""

    def __init__(self, desk: Desk, health: Callable[[], str]) -> None:
        self._desk = desk
        self._health = health
        self._look: object = None
        self._open = False
        self._drawer = ui.element("section").classes("developer")
        self._drawer.props["data-testid"] = "developer"
        self._drawer.set_visibility(False)

    def toggle(self) -> None:
        self._open = not self._open
        self._drawer.set_visibility(self._open)
        self.update()

    def update(self) -> None:
        slack = self._desk.slack
        look = (len(slack.calls), len(slack.deliveries), self._health())
        if not self._open or look == self._look:
            return
        self._look = look
        calls = "".join(_call(each) for each in reversed(slack.calls[-SHOWN:]))
        sent = "".join(_delivery(each) for each in reversed(slack.deliveries[-SHOWN:]))
        self._drawer.clear()
        with self._drawer:
            markup(f"<h3>The bot</h3><p>{escape(look[2])}</p>")
            markup(f"<h3>Its calls</h3>{calls or '<p>none yet</p>'}")
            markup(f"<h3>Events brought to it</h3>{sent or '<p>none yet</p>'}")


def _call(call: ApiCall) -> str:
    result = "ok" if call.ok else escape(str(call.answer.get("error", call.status)))
    body = escape(json.dumps(dict(call.arguments), ensure_ascii=False, default=str)[:2000])
    kind = "good" if call.ok else "bad"
    line = f"<b>{escape(call.method)}</b><span class='{kind}'>{result}</span>"
    return f"<details><summary>{line}</summary><pre>{body}</pre></details>"


def _delivery(delivery: Delivery) -> str:
    kind = "good" if delivery.status == 200 else "bad"
    name = escape(str(delivery.event.get("type", "")))
    body = escape(json.dumps(dict(delivery.event), ensure_ascii=False, default=str)[:2000])
    took = f"{delivery.took * 1000:.0f} ms"
    line = f"<b>{name}</b><span class='{kind}'>{delivery.status or 'no answer'}</span>{took}"
    return f"<details><summary>{line}</summary><pre>{body}</pre></details>"
