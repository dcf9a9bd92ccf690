"""The clock of the box at the top: what time it is there, and buttons to move it forward."""

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial
from zoneinfo import ZoneInfo

from nicegui import ui
from nicegui.events import GenericEventArguments

from bot.playground.page.desk import Desk
from bot.playground.page.elements.text_box import TextBox
from bot.playground.page.times import full_stamp

DIGEST_WEEKDAY, DIGEST_HOUR = 1, 10  # Tuesday 10:00, which /lead proposes


def next_digest(now: datetime, zone: ZoneInfo) -> datetime:
    """The next Tuesday 10:00 by that wall clock, whatever the season does to it."""
    local = now.astimezone(zone)
    days = (DIGEST_WEEKDAY - local.weekday()) % 7
    found = local.replace(hour=DIGEST_HOUR, minute=0, second=0, microsecond=0) + timedelta(days)
    return found if found > local else found + timedelta(days=7)


def city(zone: str) -> str:
    return zone.rpartition("/")[2].replace("_", " ")


class ClockBar:
    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        with ui.element("div").classes("clock-bar"):
            ui.icon("schedule")
            self._face = ui.label().classes("clock-face")
            self._face.props["data-testid"] = "clock"
            step = self._button("Next digest", "next-digest", self._to_digest, "strong")
            step.props["title"] = "Move on to your next Tuesday 10:00, when digests are sent"
            self._button("+1 hour", "plus-hour", partial(self._by, timedelta(hours=1)))
            self._button("+1 day", "plus-day", partial(self._by, timedelta(days=1)))
            self._exact()

    def _button(
        self, words: str, mark: str, act: Callable[[], object], style: str = ""
    ) -> ui.element:
        button = ui.element("button").classes(f"clock-button {style}").on("click", act)
        button.props["data-testid"] = mark
        with button:
            ui.label(words)
        return button

    def _exact(self) -> None:
        button = ui.element("button").classes("clock-button icon")
        button.props.update({"title": "Move on to an exact time", "data-testid": "exact-time"})
        with button:
            ui.icon("edit_calendar")
            with ui.menu() as menu, ui.element("div").classes("exact-time"):
                ui.label("Move on to (your time)")
                box = TextBox("")
                box.props.update({"type": "datetime-local", "data-testid": "exact-time-field"})
                box.on("settled", partial(self._to_exact, menu))

    async def _to_exact(self, menu: ui.menu, event: GenericEventArguments) -> None:
        if event.args:
            menu.close()
            zone = ZoneInfo(self._desk.user.tz)
            await self._move(datetime.fromisoformat(str(event.args)).replace(tzinfo=zone))

    async def _to_digest(self) -> None:
        now = self._desk.workspace.clock.now()
        self._desk.tour.moved = True
        await self._move(next_digest(now, ZoneInfo(self._desk.user.tz)))
        bot = self._desk.workspace.user(self._desk.workspace.app.user).shown_name
        self._desk.tell(f"It is {self._face.text}. Who leads a team hears from {bot} now.", "info")

    async def _by(self, step: timedelta) -> None:
        await self._move(self._desk.workspace.clock.now() + step)

    async def _move(self, moment: datetime) -> None:
        await self._desk.do(partial(self._desk.workspace.clock.move_to, moment))

    def update(self) -> None:
        user = self._desk.user
        local = self._desk.workspace.clock.now().astimezone(ZoneInfo(user.tz))
        face = f"{local:%a} {local.day} {local:%b, %H:%M} · {city(user.tz)}"
        if self._face.text != face:
            self._face.set_text(face)
            self._face.props["title"] = full_stamp(local)
