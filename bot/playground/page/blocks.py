"""Block Kit's layout blocks, drawn as Slack draws them."""

from collections.abc import Callable, Sequence

from nicegui import ui

from bot.playground.page import charts, elements, markdown, rich_text, tables
from bot.playground.page.elements.images import placeholder
from bot.playground.page.surface import Field, Json, Surface, plain
from bot.playground.page.texts import as_html, markup


def draw(blocks: Sequence[Json], surface: Surface) -> None:
    for block in blocks:
        kind = str(block.get("type"))
        with ui.element("div").classes(f"kit kit-{kind}") as frame:
            frame.props["data-block"] = str(block.get("block_id", ""))
            DRAWS.get(kind, _unknown)(block, surface)


def _field(block: Json, element: Json, surface: Surface) -> Field:
    return Field(surface, str(block.get("block_id", "")), element)


def _header(block: Json, surface: Surface) -> None:
    markup(as_html(block["text"], surface.reader), "header")


def _section(block: Json, surface: Surface) -> None:
    with ui.element("div").classes("section"):
        with ui.element("div").classes("section-text"):
            if block.get("text"):
                markup(as_html(block["text"], surface.reader), "text")
            if block.get("fields"):
                fields = (as_html(each, surface.reader) for each in block["fields"])
                cells = "".join(f"<div>{each}</div>" for each in fields)
                markup(cells, "fields text")
        if block.get("accessory"):
            with ui.element("div").classes("accessory"):
                elements.draw(_field(block, block["accessory"], surface))


def _context(block: Json, surface: Surface) -> None:
    for element in block.get("elements", []):
        if element.get("type") == "image":
            elements.draw(_field(block, element, surface))
        else:
            markup(as_html(element, surface.reader), "text")


def _actions(block: Json, surface: Surface) -> None:
    for element in block.get("elements", []):
        elements.draw(_field(block, element, surface))


def _input(block: Json, surface: Surface) -> None:
    block_id, element = str(block.get("block_id", "")), block["element"]
    with ui.element("div").classes("field"):
        optional = "<i>(optional)</i>" if block.get("optional") else ""
        markup(f"{as_html(block['label'], surface.reader)} {optional}", "label")
        elements.draw(Field(surface, block_id, element, asks=bool(block.get("dispatch_action"))))
        if error := surface.errors.get(block_id):
            problem = ui.label(error).classes("problem")
            problem.props["data-testid"] = f"error-{block_id}"
        if block.get("hint"):
            markup(as_html(block["hint"], surface.reader), "hint")


def _alert(block: Json, surface: Surface) -> None:
    level = str(block.get("level", "default"))
    markup(as_html(block["text"], surface.reader), f"alert alert-{level}")


def _image(block: Json, surface: Surface) -> None:
    if block.get("title"):
        markup(as_html(block["title"], surface.reader), "caption")
    placeholder(str(block.get("alt_text", "image")))


def _rich(block: Json, surface: Surface) -> None:
    markup(rich_text.to_html(block, surface.reader), "text")


def _markdown(block: Json, surface: Surface) -> None:
    markup(markdown.to_html(str(block.get("text", "")), surface.reader), "text")


def _table(block: Json, surface: Surface) -> None:
    markup(tables.to_html(block, surface.reader), "text")


def _chart(block: Json, surface: Surface) -> None:
    del surface  # a chart looks the same to everybody
    markup(charts.to_svg(block))


def _divider(block: Json, surface: Surface) -> None:
    del block, surface
    ui.element("hr")


def _unknown(block: Json, surface: Surface) -> None:
    """A video, a file, a block younger than this page: its words, so that nothing is hidden."""
    del surface
    words = plain(block.get("title")) or plain(block.get("text")) or str(block.get("alt_text", ""))
    ui.label(f"{str(block.get('type')).replace('_', ' ')}: {words}").classes("unknown")


DRAWS: dict[str, Callable[[Json, Surface], None]] = {
    "header": _header,
    "section": _section,
    "context": _context,
    "actions": _actions,
    "context_actions": _actions,
    "input": _input,
    "divider": _divider,
    "image": _image,
    "alert": _alert,
    "rich_text": _rich,
    "markdown": _markdown,
    "table": _table,
    "data_table": _table,
    "data_visualization": _chart,
}
