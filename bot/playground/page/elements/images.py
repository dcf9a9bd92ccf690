"""Images. The box works offline, so an address elsewhere becomes a frame with its description."""

from collections.abc import Callable

from nicegui import ui

from bot.playground.page.surface import Field


def image(field: Field) -> None:
    placeholder(str(field.element.get("alt_text", "image")), small=True)


def placeholder(words: str, *, small: bool = False) -> None:
    with ui.element("div").classes("picture small" if small else "picture") as frame:
        frame.props["title"] = words
        ui.icon("image")
        if not small:
            ui.label(words)


DRAWS: dict[str, Callable[[Field], None]] = {"image": image}
