"""A list on the page that changes only where something changed."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from nicegui import ui


class Scroller(ui.element, component="scroller.js"):
    """Stays at its end while new rows come, unless somebody scrolled up."""


@dataclass(frozen=True, slots=True)
class Row:
    key: str
    look: object  # drawn again when this is no longer equal
    draw: Callable[[], None]


class Rows:
    def __init__(self, container: ui.element) -> None:
        self._container = container
        self._shown: dict[str, tuple[ui.element, object]] = {}

    def clear(self) -> None:
        self._container.clear()
        self._shown.clear()

    def show(self, rows: Sequence[Row]) -> None:
        wanted = {row.key for row in rows}
        for key in [key for key in self._shown if key not in wanted]:
            self._shown.pop(key)[0].delete()
        for at, row in enumerate(rows):
            self._place(row, at)

    def _place(self, row: Row, at: int) -> None:
        known = self._shown.get(row.key)
        if known is None:
            self._add(row, at)
        elif known[1] != row.look:
            known[0].clear()
            self._fill(known[0], row)

    def _add(self, row: Row, at: int) -> None:
        with self._container:
            frame = ui.element("div").classes("row-frame")
        if at < len(self._shown):
            frame.move(self._container, target_index=at)
        self._fill(frame, row)

    def _fill(self, frame: ui.element, row: Row) -> None:
        with frame:
            row.draw()
        self._shown[row.key] = (frame, row.look)
