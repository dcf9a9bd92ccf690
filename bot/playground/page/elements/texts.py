"""Fields to type in: lines, longer texts, numbers, addresses."""

from collections.abc import Callable

from nicegui.events import GenericEventArguments

from bot.playground.page.elements.text_box import TextBox
from bot.playground.page.surface import Field, Json
from bot.playground.page.texts import label

_KINDS = {"email_text_input": "email", "url_text_input": "url", "number_input": "number"}


def _start(element: Json) -> str:
    initial = element.get("initial_value", "")
    if isinstance(initial, dict):  # rich_text_input: its words are enough here
        return "".join(
            str(piece.get("text", ""))
            for part in initial.get("elements", [])
            for piece in part.get("elements", [])
        )
    return str(initial)


def text(field: Field) -> None:
    element = field.element
    long = bool(element.get("multiline")) or element.get("type") == "rich_text_input"
    box = TextBox(str(field.value(_start(element) or None) or ""), long=long)
    box.props.update(_attributes(field, long=long))

    def typed(event: GenericEventArguments) -> None:
        field.keep(str(event.args) or None)

    box.on("typed", typed)
    if field.asks:
        _tell_the_app(box, field)


def _attributes(field: Field, *, long: bool) -> Json:
    element = field.element
    attributes: Json = {
        "placeholder": label(element.get("placeholder")),
        "data-testid": f"field-{field.action_id}",
        "autocomplete": "off",
        "focused": bool(element.get("focus_on_load")),
    }
    if not long:
        attributes["type"] = _KINDS.get(str(element.get("type")), "text")
    if element.get("max_length"):
        attributes["maxlength"] = element["max_length"]
    return attributes


def _tell_the_app(box: TextBox, field: Field) -> None:
    """Slack tells the app on Enter, or on each character where the app asked for it."""
    when = (field.element.get("dispatch_action_config") or {}).get("trigger_actions_on")
    event = "typed" if "on_character_entered" in (when or []) else "entered"

    async def tell(event: GenericEventArguments) -> None:
        await field.change(str(event.args) or None)

    box.on(event, tell)


DRAWS: dict[str, Callable[[Field], None]] = dict.fromkeys(
    ("plain_text_input", "rich_text_input", *_KINDS), text
)
