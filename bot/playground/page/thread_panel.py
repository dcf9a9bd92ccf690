"""A thread, at the right."""

from functools import partial

from nicegui import ui

from bot.playground.page import conversation
from bot.playground.page.composer import Composer
from bot.playground.page.desk import APP, HOME, Desk
from bot.playground.page.rows import Row, Rows, Scroller


class ThreadPanel:
    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        with ui.element("aside").classes("thread") as self._panel:
            self._panel.props["data-testid"] = "thread"
            with ui.element("header").classes("place-title"):
                self._name = ui.label("Thread").classes("thread-name")
                close = ui.element("button").classes("close").on("click", self._close)
                close.props.update({"title": "Close", "data-testid": "close-thread"})
                with close:
                    ui.icon("close")
            with Scroller().classes("messages") as self._scroller:
                self._rows = Rows(ui.element("div"))
            self._composer = Composer(desk, self._send, mark="thread-composer", in_thread=True)
        self._panel.set_visibility(False)

    def _close(self) -> None:
        self._desk.go(self._desk.place)

    async def _send(self, text: str, broadcast: bool) -> bool:
        thread = self._desk.thread
        return await conversation.send(self._desk, text, thread=thread, broadcast=broadcast)

    def update(self) -> None:
        desk, thread = self._desk, self._desk.thread
        self._panel.set_visibility(thread is not None and desk.place != HOME)
        if thread is None or desk.place == HOME:
            self._rows.show([])
            return
        key = f"{desk.me}-{thread}"
        if self._scroller.props.get("place") != key:
            self._rows.clear()
            self._scroller.props["place"] = key
        shown = [e for e in desk.sees(desk.channel_id) if thread in (e.ts, e.thread_ts)]
        rows = conversation.rows(desk, shown, in_thread=True, acts=True)
        if len(rows) > 1:
            rows.insert(1, _count(len(rows) - 1))
        self._rows.show(rows)
        self._name.set_text(f"Thread · {self._where()}")
        self._composer.at(key, "Reply…")
        self._composer.know(desk)

    def _where(self) -> str:
        desk = self._desk
        if desk.place == APP:
            return desk.workspace.user(desk.workspace.app.user).shown_name
        return f"#{desk.workspace.channel(desk.place).name}"


def _count(replies: int) -> Row:
    words = f"{replies} repl{'y' if replies == 1 else 'ies'}"
    return Row("count", words, partial(_line, words))


def _line(words: str) -> None:
    with ui.element("div").classes("reply-line"):
        ui.label(words)
