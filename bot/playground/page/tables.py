"""Slack's table and data_table blocks, as an HTML table."""

from collections.abc import Mapping, Sequence
from typing import Any

from bot.playground.page import rich_text
from bot.playground.page.inline import escape
from bot.playground.page.reader import Reader

Cell = Mapping[str, Any]


def to_html(block: Mapping[str, Any], reader: Reader) -> str:
    rows: Sequence[Sequence[Cell]] = block.get("rows", [])
    if not rows:
        return ""
    settings = block.get("column_settings", [])
    body = "".join(_row(row, "td", settings, reader) for row in rows[1:])
    head = _row(rows[0], "th", settings, reader)
    return f'<div class="table-scroll"><table>{head}{body}</table></div>'


def _row(
    row: Sequence[Cell], tag: str, settings: Sequence[Mapping[str, Any] | None], reader: Reader
) -> str:
    cells = "".join(
        f'<{tag} class="{_align(settings, at)}">{_cell(cell, reader)}</{tag}>'
        for at, cell in enumerate(row)
    )
    return f"<tr>{cells}</tr>"


def _align(settings: Sequence[Mapping[str, Any] | None], at: int) -> str:
    chosen = settings[at] if at < len(settings) else None
    align = str((chosen or {}).get("align", "left"))
    return align if align in ("left", "center", "right") else "left"


def _cell(cell: Cell, reader: Reader) -> str:
    if cell.get("type") == "rich_text":
        return rich_text.to_html(cell, reader)
    return escape(str(cell.get("text", cell.get("value", ""))))
