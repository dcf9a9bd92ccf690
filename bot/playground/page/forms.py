"""Forms that the app opens: a dialog over the page, the top of Slack's stack of views."""

import json
from functools import partial

from nicegui import ui

from bot.playground.model import SubmitResult, View
from bot.playground.page import blocks
from bot.playground.page.desk import Desk
from bot.playground.page.surface import Json, Spot, Surface
from bot.playground.page.texts import label, markup

AROUND = ("title", "submit", "close")


class Forms:
    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._look: object = None
        self._view: View | None = None
        self._filled: dict[str, dict[Spot, object]] = {}
        self._errors: dict[str, str] = {}
        self._frame: object = None  # what stands around the blocks
        self._parts: list[tuple[str, ui.element]] = []  # each block, as it was drawn
        # as in Slack, a form lives in the window that opened it: not in one that comes later
        self._elsewhere = {
            view.id for user in desk.workspace.users for view in desk.workspace.open_views(user.id)
        }
        with ui.dialog().props("persistent no-refocus") as self._dialog:
            self._sheet = ui.element("div").classes("sheet")
            self._sheet.props["data-testid"] = "form"
        self._dialog.on("escape-key", self._close)

    def update(self) -> None:
        every = self._desk.workspace.open_views(self._desk.me)
        views = [view for view in every if view.id not in self._elsewhere]
        top = views[-1] if views else None
        look = (top and (top.id, top.hash, top.content), tuple(self._errors.items()), self._desk.me)
        if look == self._look:
            return
        if self._view is None or top is None or top.id != self._view.id:
            self._errors = {}
        self._look, self._view = look, top
        self._filled = {view.id: self._filled.get(view.id, {}) for view in views}
        frame = top and (top.id, *(label(top.content.get(name)) for name in AROUND))
        if top and frame == self._frame:
            self._draw_blocks(top)
        else:
            self._sheet.clear()
            self._parts = []
            if top:
                with self._sheet:
                    self._draw(top)
        self._frame = frame
        self._dialog.set_value(top is not None)

    def _draw(self, view: View) -> None:
        content = view.content
        with ui.element("div").classes("sheet-title"):
            markup("<span class='avatar bot small'>🌊</span>")
            ui.label(label(content.get("title"))).classes("sheet-name")
            close = ui.element("button").classes("close").on("click", self._close)
            close.props.update({"title": "Close", "data-testid": "form-close"})
            with close:
                ui.icon("close")
        self._body = ui.element("div").classes("sheet-body")
        self._draw_blocks(view)
        if content.get("submit") or content.get("close"):
            self._foot(content)

    def _draw_blocks(self, view: View) -> None:
        """Those that are as they were stay, as in Slack: somebody may be typing in one of them."""
        surface, drawn = self._surface(view), self._parts
        self._parts = []
        for block in view.blocks:
            said = json.dumps([block, self._errors.get(str(block.get("block_id")))], sort_keys=True)
            same = next((part for part in drawn if part[0] == said), None)
            if same:
                drawn.remove(same)
            else:
                with self._body, ui.element("div") as element:
                    blocks.draw([block], surface)
                same = (said, element)
            self._parts.append(same)
        for _, element in drawn:
            element.delete()
        for place, (_, element) in enumerate(self._parts):
            if self._body.default_slot.children[place] is not element:
                element.move(target_index=place)

    def _foot(self, content: Json) -> None:
        with ui.element("div").classes("sheet-foot"):
            cancel = ui.element("button").classes("slack-button").on("click", self._close)
            cancel.props["data-testid"] = "form-cancel"
            with cancel:
                ui.label(label(content.get("close")) or "Cancel")
            if content.get("submit"):
                submit = ui.element("button").classes("slack-button primary")
                submit.props["data-testid"] = "form-submit"
                submit.on("click", partial(self._submit, submit))
                with submit:
                    ui.label(label(content["submit"]))

    def _surface(self, view: View) -> Surface:
        desk = self._desk

        async def press(element: Json, block_id: str, value: object) -> None:
            action = str(element.get("action_id", ""))
            await desk.do(
                partial(desk.person.press, view, action, value=value, block_id=block_id or None)
            )

        filled = self._filled.setdefault(view.id, {})
        return Surface("modal", desk.reader(), desk.workspace, press, filled, self._errors)

    async def _submit(self, button: ui.element) -> None:
        view = self._view
        if view is None:
            return
        button.classes("busy")
        values = {
            (block or action): value for (block, action), value in self._filled[view.id].items()
        }
        result = await self._desk.do(partial(self._desk.person.submit, values, view=view))
        if not button.is_deleted:
            button.classes(remove="busy")
        if isinstance(result, SubmitResult):
            self._errors = dict(result.errors)
            if result.closed:
                self._desk.tour.sent_form()
            if result.error:
                self._desk.tell("We had some trouble connecting. Try again?", "negative")
        self.update()

    async def _close(self) -> None:
        if self._view:
            await self._desk.do(partial(self._desk.person.close, self._view))
