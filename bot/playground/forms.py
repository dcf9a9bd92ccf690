"""What stands in a form: the initial values, what a person fills in, and Slack's own checks."""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from bot.playground.model import Json
from bot.playground.state import State

TEXTS = ("plain_text_input", "email_text_input", "url_text_input", "number_input")
MANY = {
    "multi_users_select": ("selected_users", "initial_users"),
    "multi_conversations_select": ("selected_conversations", "initial_conversations"),
    "multi_channels_select": ("selected_channels", "initial_channels"),
}
ONE = {
    "users_select": ("selected_user", "initial_user"),
    "conversations_select": ("selected_conversation", "initial_conversation"),
    "channels_select": ("selected_channel", "initial_channel"),
    "datepicker": ("selected_date", "initial_date"),
    "timepicker": ("selected_time", "initial_time"),
    "datetimepicker": ("selected_date_time", "initial_date_time"),
}
OPTION = ("static_select", "radio_buttons", "external_select", "overflow")
OPTIONS = ("multi_static_select", "checkboxes", "multi_external_select")
STATEFUL = {*TEXTS, *MANY, *ONE, *OPTION, *OPTIONS, "rich_text_input"} - {"overflow"}
REQUIRED = "Please complete this required field."


class NoSuchFieldError(LookupError):
    """The form has no field of that name; the message lists those it has."""


def elements(blocks: list[Json]) -> Iterator[tuple[str, Json, Json]]:
    """(block_id, element, its block) for everything interactive."""
    for block in blocks:
        inside = [block.get("element"), block.get("accessory")]
        inside += (
            block.get("elements", []) if block.get("type") in ("actions", "context_actions") else []
        )
        for each in inside:
            if isinstance(each, dict) and "type" in each:
                yield str(block.get("block_id", "")), each, block


def initial_values(blocks: list[Json]) -> Json:
    """state.values as the form opens."""
    values: Json = {}
    for block_id, element, _ in elements(blocks):
        if element["type"] in STATEFUL:
            action_id = str(element.get("action_id", ""))
            values.setdefault(block_id, {})[action_id] = _initial(element)
    return values


def filled(state: State, blocks: list[Json], values: Json, wanted: Mapping[str, object]) -> Json:
    """state.values with what the person entered, by action_id or block_id."""
    fresh = {block_id: dict(actions) for block_id, actions in values.items()}
    for name, value in wanted.items():
        block_id, element = _field(blocks, name)
        fresh.setdefault(block_id, {})[element["action_id"]] = entered(state, element, value)
    return fresh


def entered(state: State, element: Json, value: object) -> Json:
    """One element's entry in state.values."""
    kind = element["type"]
    if kind in TEXTS:
        return {"type": kind, "value": None if value in (None, "") else str(value)}
    if kind == "rich_text_input":
        return {"type": kind, "rich_text_value": value}
    if kind in MANY:
        return {"type": kind, MANY[kind][0]: [_id(state, kind, each) for each in _as_list(value)]}
    if kind in ONE:
        return {"type": kind, ONE[kind][0]: None if value is None else _id(state, kind, value)}
    if kind in OPTIONS:
        picked = [option(element, each) for each in _as_list(value)]
        return {"type": kind, "selected_options": picked}
    return {"type": kind, "selected_option": None if value is None else option(element, value)}


def option(element: Json, wanted: object) -> Json:
    """The option with that value or that label."""
    groups = [group.get("options", []) for group in element.get("option_groups", [])]
    every = [*element.get("options", []), *(each for group in groups for each in group)]
    if element["type"] in ("external_select", "multi_external_select"):
        if isinstance(wanted, dict):
            return dict(wanted)
        raise NoSuchFieldError("Choose one of the suggestions: give the option itself.")
    for each in every:
        if wanted == each.get("value") or wanted == each["text"]["text"]:
            return dict(each)
    names = ", ".join(str(each.get("value")) for each in every)
    msg = f"{element.get('action_id')} has no option {wanted!r}; it has: {names}"
    raise NoSuchFieldError(msg)


def complaints(blocks: list[Json], values: Json) -> dict[str, str]:
    """What Slack itself finds wrong before it asks the app: block_id → sentence."""
    found: dict[str, str] = {}
    for block_id, element, block in elements(blocks):
        if block.get("type") != "input":
            continue
        entry = values.get(block_id, {}).get(element.get("action_id"), {})
        value = _value(entry)
        sentence = _complaint(element, value, optional=bool(block.get("optional")))
        if sentence:
            found[block_id] = sentence
    return found


def _complaint(element: Json, value: Any, *, optional: bool) -> str | None:
    if value in (None, "", []):
        return None if optional else REQUIRED
    check = CHECKS.get(element["type"])
    return check(element, value) if check else None


def _text_complaint(element: Json, value: str) -> str | None:
    shortest, longest = element.get("min_length", 0), element.get("max_length", 3000)
    if len(value) < shortest:
        return f"This must be at least {shortest} characters long."
    if len(value) > longest:
        return f"This must be at most {longest} characters long."
    return None


def _email_complaint(element: Json, value: str) -> str | None:
    del element
    ok = re.fullmatch(r"[^@\s]+@[^@\s]+\.[^@\s]+", value)
    return None if ok else "Please enter a valid email address."


def _url_complaint(element: Json, value: str) -> str | None:
    del element
    return None if re.match(r"[a-z][a-z0-9+.-]*://\S+$", value) else "Please enter a valid URL."


def _number_complaint(element: Json, value: str) -> str | None:
    try:
        number = float(value)
    except ValueError:
        return "Please enter a number."
    if not element.get("is_decimal_allowed") and number != int(number):
        return "Please enter a whole number."
    if "min_value" in element and number < float(element["min_value"]):
        return f"Please enter a number of at least {element['min_value']}."
    if "max_value" in element and number > float(element["max_value"]):
        return f"Please enter a number of at most {element['max_value']}."
    return None


def _many_complaint(element: Json, value: list[Any]) -> str | None:
    most = element.get("max_selected_items")
    return f"You can select up to {most} items." if most and len(value) > most else None


CHECKS: dict[str, Callable[[Json, Any], str | None]] = {
    "plain_text_input": _text_complaint,
    "email_text_input": _email_complaint,
    "url_text_input": _url_complaint,
    "number_input": _number_complaint,
    "multi_users_select": _many_complaint,
    "multi_conversations_select": _many_complaint,
    "multi_channels_select": _many_complaint,
    "multi_static_select": _many_complaint,
    "multi_external_select": _many_complaint,
}


def _value(entry: Json) -> Any:
    return next((value for key, value in entry.items() if key != "type"), None)


def _initial(element: Json) -> Json:
    kind = element["type"]
    if kind in TEXTS:
        return {"type": kind, "value": element.get("initial_value")}
    if kind == "rich_text_input":
        return {"type": kind, "rich_text_value": element.get("initial_value")}
    if kind in MANY:
        selected, initial = MANY[kind]
        return {"type": kind, selected: list(element.get(initial, []))}
    if kind in ONE:
        selected, initial = ONE[kind]
        return {"type": kind, selected: element.get(initial)}
    if kind in OPTIONS:
        return {"type": kind, "selected_options": list(element.get("initial_options", []))}
    return {"type": kind, "selected_option": element.get("initial_option")}


def _field(blocks: list[Json], name: str) -> tuple[str, Json]:
    names: list[str] = []
    for block_id, element, _ in elements(blocks):
        if element["type"] not in STATEFUL:
            continue
        if name in (element.get("action_id"), block_id):
            return block_id, element
        names.append(str(element.get("action_id")))
    msg = f"This form has no field {name!r}; it has: {', '.join(names)}"
    raise NoSuchFieldError(msg)


def _as_list(value: object) -> list[object]:
    if value is None:
        return []
    return list(value) if isinstance(value, list | tuple | set | frozenset) else [value]


def _id(state: State, kind: str, value: object) -> object:
    """People and channels by name, as one would pick them from the list."""
    if "users" in kind:
        return state.user(str(value)).id
    if "channels" in kind:
        return state.channel(str(value)).id
    if "conversations" in kind:
        try:
            return state.channel(str(value)).id
        except LookupError:
            return state.open_direct_channel(str(value)).id
    return value
