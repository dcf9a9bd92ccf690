"""Radio buttons and checkboxes."""

from collections.abc import Callable

from nicegui import ui
from nicegui.events import GenericEventArguments

from bot.playground.page.surface import Field, Json
from bot.playground.page.texts import as_html, markup


def radio(field: Field) -> None:
    initial = (field.element.get("initial_option") or {}).get("value")
    chosen = field.value(initial)

    async def choose(value: str, checked: object) -> None:
        del checked  # a radio button only ever becomes the chosen one
        await field.change(value)

    for option in field.element.get("options", []):
        _choice(field, "radio", option, checked=option["value"] == chosen, choose=choose)


def checkboxes(field: Field) -> None:
    initial = [option["value"] for option in field.element.get("initial_options", [])]
    chosen = list(field.value(initial))

    async def choose(value: str, checked: object) -> None:
        if checked and value not in chosen:
            chosen.append(value)
        elif not checked and value in chosen:
            chosen.remove(value)
        await field.change(list(chosen))

    for option in field.element.get("options", []):
        _choice(field, "checkbox", option, checked=option["value"] in chosen, choose=choose)


def _choice(
    field: Field, kind: str, option: Json, *, checked: bool, choose: Callable[..., object]
) -> None:
    reader = field.surface.reader
    with ui.element("label").classes("choice"):
        box = ui.element("input").props(f'type="{kind}"')
        box.props["name"] = f"{field.block_id}-{field.action_id}"
        box.props["data-testid"] = f"choice-{option['value']}"
        if checked:
            box.props["checked"] = True

        async def changed(event: GenericEventArguments) -> None:
            answer = choose(option["value"], event.args)
            if hasattr(answer, "__await__"):
                await answer

        box.on("change", changed, js_handler="(event) => emit(event.target.checked)")
        text = as_html(option["text"], reader)
        if option.get("description"):
            text += f"<small>{as_html(option['description'], reader)}</small>"
        markup(text)


DRAWS: dict[str, Callable[[Field], None]] = {"radio_buttons": radio, "checkboxes": checkboxes}
