"""Interactive elements, one file per kind. Each file lists what it draws in `DRAWS`."""

from collections.abc import Callable

from nicegui import ui

from bot.playground.page.elements import buttons, choices, images, pickers, selects, texts
from bot.playground.page.surface import Field

DRAWS: dict[str, Callable[[Field], None]] = {
    **buttons.DRAWS,
    **choices.DRAWS,
    **images.DRAWS,
    **pickers.DRAWS,
    **selects.DRAWS,
    **texts.DRAWS,
}


def draw(field: Field) -> None:
    kind = str(field.element.get("type"))
    if writer := DRAWS.get(kind):
        writer(field)
    else:
        ui.label(f"[{kind}]").classes("unknown")
