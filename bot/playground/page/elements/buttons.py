"""Buttons, the overflow menu, feedback and icon buttons."""

from collections.abc import Callable
from functools import partial

from nicegui import ui

from bot.playground.page.confirm import confirmed
from bot.playground.page.surface import Field, Json
from bot.playground.page.texts import label

ICONS = {"trash": "delete_outline", "thumbs_up": "thumb_up", "thumbs_down": "thumb_down"}


async def press(field: Field, value: object, question: Json | None = None) -> None:
    asked = question or field.element.get("confirm")
    if await confirmed(asked, field.surface.reader):
        await field.press(value)


def button(field: Field) -> None:
    element = field.element
    tag = ui.element("a" if element.get("url") else "button")
    tag.classes(f"slack-button {element.get('style', '')}")
    tag.props["data-testid"] = f"button-{field.action_id}"
    tag.props["title"] = element.get("accessibility_label", "")
    if element.get("url"):
        tag.props.update(href=element["url"], target="_blank", rel="noopener noreferrer")
    tag.on("click", partial(press, field, element.get("value")))
    with tag:
        ui.label(label(element.get("text")))


def overflow(field: Field) -> None:
    tag = ui.element("button").classes("slack-button icon")
    tag.props["data-testid"] = f"overflow-{field.action_id}"
    with tag:
        ui.icon("more_horiz")
        with ui.menu():
            for option in field.element.get("options", []):
                _menu_item(field, option)


def _menu_item(field: Field, option: Json) -> None:
    entry = ui.menu_item(label(option["text"]), partial(press, field, option.get("value")))
    entry.props["data-testid"] = f"option-{option.get('value')}"


def feedback(field: Field) -> None:
    for side, icon in (("positive_button", "thumb_up"), ("negative_button", "thumb_down")):
        choice = field.element.get(side, {})
        _icon_button(field, icon, label(choice.get("text")), choice.get("value"))


def icon_button(field: Field) -> None:
    element = field.element
    icon = ICONS.get(str(element.get("icon")), "radio_button_unchecked")
    _icon_button(field, icon, label(element.get("text")), element.get("value"))


def _icon_button(field: Field, icon: str, title: str, value: object) -> None:
    tag = ui.element("button").classes("slack-button icon quiet")
    tag.props.update({"title": title, "data-testid": f"button-{field.action_id}"})
    tag.on("click", partial(press, field, value))
    with tag:
        ui.icon(icon)


DRAWS: dict[str, Callable[[Field], None]] = {
    "button": button,
    "workflow_button": button,
    "overflow": overflow,
    "feedback_buttons": feedback,
    "icon_button": icon_button,
}
