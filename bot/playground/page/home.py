"""The bot's Home tab."""

from functools import partial

from nicegui import background_tasks, ui

from bot.playground.page import blocks
from bot.playground.page.desk import HOME, Desk, calm
from bot.playground.page.surface import Json, Surface


class Home:
    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._opened_by: str | None = None
        self._look: object = None
        self._page = ui.element("div").classes("home")
        self._page.props["data-testid"] = "home"

    def show(self, visible: bool) -> None:
        self._page.set_visibility(visible)
        if not visible:
            self._opened_by = None
            return
        if self._opened_by != self._desk.me:
            self._opened_by = self._desk.me
            background_tasks.create(self._open())
        self._draw()

    async def _open(self) -> None:
        with self._page:
            await self._desk.do(self._desk.person.open_home)

    def _draw(self) -> None:
        view = self._desk.workspace.home(self._desk.me)
        look = (view and (view.id, view.hash), calm(self._desk.reader()))
        if look == self._look:
            return
        self._look = look
        self._page.clear()
        with self._page:
            if view is None:
                ui.label("Nothing here yet.").classes("empty")
                return
            with ui.element("div").classes("home-sheet"):
                blocks.draw(view.blocks, self._surface())

    def _surface(self) -> Surface:
        desk = self._desk

        async def press(element: Json, block_id: str, value: object) -> None:
            view = desk.workspace.home(desk.me)
            action = str(element.get("action_id", ""))
            if view and desk.place == HOME:
                await desk.do(
                    partial(desk.person.press, view, action, value=value, block_id=block_id or None)
                )

        return Surface("home", desk.reader(), desk.workspace, press)
