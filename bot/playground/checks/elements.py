"""Block elements: buttons, selects, inputs, and their limits."""

import re
from typing import Any

from bot.playground.checks.objects import (
    CONFIRM,
    DISPATCH,
    FILTER,
    IMAGE,
    OPTION_GROUPS,
    TYPE,
    option,
    options,
    plain,
)
from bot.playground.checks.rules import (
    Problems,
    Rule,
    anything,
    both,
    fields,
    flag,
    listing,
    number,
    one_of,
    problem,
    text,
)

ACTION_ID = text(255)
COMMON: dict[str, Rule] = {**TYPE, "action_id": ACTION_ID, "confirm": CONFIRM}
FOCUS: dict[str, Rule] = {"focus_on_load": flag}
SELECT: dict[str, Rule] = {**COMMON, **FOCUS, "placeholder": plain(150)}
MANY: dict[str, Rule] = {**SELECT, "max_selected_items": number(1)}
INPUT: dict[str, Rule] = {
    **TYPE,
    **FOCUS,
    "action_id": ACTION_ID,
    "placeholder": plain(150),
    "dispatch_action_config": DISPATCH,
}
ID_LIST = listing(text(255), 100, 0)


def pattern(expression: str, says: str) -> Rule:
    def rule(value: Any, at: str) -> Problems:
        if not isinstance(value, str) or not re.fullmatch(expression, value):
            yield problem(says, at)

    return rule


DATE = pattern(r"\d{4}-\d{2}-\d{2}", "must be a date: YYYY-MM-DD")
TIME = pattern(r"([01]\d|2[0-3]):[0-5]\d", "must be a time: HH:mm")


def some_options(value: Any, at: str) -> Problems:
    """Either options or option_groups, not both and not neither."""
    if ("options" in value) == ("option_groups" in value):
        yield problem("must have either options or option_groups", at)


def initial_among_options(value: Any, at: str) -> Problems:
    """What is chosen at first must be one of the options, to the letter."""
    every = list(value.get("options") or [])
    for group in value.get("option_groups") or []:
        every += group.get("options") or []
    chosen = list(value.get("initial_options") or [])
    if value.get("initial_option") is not None:
        chosen.append(value["initial_option"])
    for each in chosen:
        if each not in every:
            yield problem("initial option must match one of the options", at)


BUTTON = fields(
    ("text", "action_id"),
    **COMMON,
    text=plain(75),
    url=text(3000),
    value=text(2000, 0),
    style=one_of("primary", "danger"),
    accessibility_label=text(75),
)
STATIC = both(
    fields(
        ("action_id",),
        **SELECT,
        options=options(100),
        option_groups=OPTION_GROUPS,
        initial_option=option(),
    ),
    some_options,
    initial_among_options,
)
MULTI_STATIC = both(
    fields(
        ("action_id",),
        **MANY,
        options=options(100),
        option_groups=OPTION_GROUPS,
        initial_options=listing(option(), 100),
    ),
    some_options,
    initial_among_options,
)
EXTERNAL = fields(("action_id",), **SELECT, initial_option=option(), min_query_length=number(0))
MULTI_EXTERNAL = fields(
    ("action_id",),
    **MANY,
    initial_options=listing(option(), 100),
    min_query_length=number(0),
)
CONVERSATIONS: dict[str, Rule] = {
    "default_to_current_conversation": flag,
    "filter": FILTER,
}
RADIO = both(
    fields(
        ("action_id", "options"),
        **COMMON,
        **FOCUS,
        options=options(10, rich=True),
        initial_option=option(rich=True),
    ),
    initial_among_options,
)
CHECKBOXES = both(
    fields(
        ("action_id", "options"),
        **COMMON,
        **FOCUS,
        options=options(10, rich=True),
        initial_options=listing(option(rich=True), 10),
    ),
    initial_among_options,
)


def lengths_in_order(value: Any, at: str) -> Problems:
    shortest, longest = value.get("min_length"), value.get("max_length")
    if isinstance(shortest, int) and isinstance(longest, int) and shortest > longest:
        yield problem("min_length must not exceed max_length", at)
    initial = value.get("initial_value")
    if isinstance(initial, str) and isinstance(longest, int) and len(initial) > longest:
        yield problem("initial_value must not exceed max_length", f"{at}/initial_value")


PLAIN_INPUT = both(
    fields(
        ("action_id",),
        **INPUT,
        initial_value=text(3000, 0),
        multiline=flag,
        min_length=number(0, 3000),
        max_length=number(1, 3000),
    ),
    lengths_in_order,
)
NUMBER_TEXT = pattern(r"-?\d+(\.\d+)?", "must be a number as text")
ELEMENTS: dict[str, Rule] = {
    "button": BUTTON,
    "overflow": fields(("action_id", "options"), **COMMON, options=options(5)),
    "static_select": STATIC,
    "multi_static_select": MULTI_STATIC,
    "external_select": EXTERNAL,
    "multi_external_select": MULTI_EXTERNAL,
    "users_select": fields(("action_id",), **SELECT, initial_user=text(255)),
    "multi_users_select": fields(("action_id",), **MANY, initial_users=ID_LIST),
    "conversations_select": fields(
        ("action_id",),
        **SELECT,
        **CONVERSATIONS,
        initial_conversation=text(255),
        response_url_enabled=flag,
    ),
    "multi_conversations_select": fields(
        ("action_id",), **MANY, **CONVERSATIONS, initial_conversations=ID_LIST
    ),
    "channels_select": fields(
        ("action_id",), **SELECT, initial_channel=text(255), response_url_enabled=flag
    ),
    "multi_channels_select": fields(("action_id",), **MANY, initial_channels=ID_LIST),
    "datepicker": fields(("action_id",), **SELECT, initial_date=DATE),
    "timepicker": fields(("action_id",), **SELECT, initial_time=TIME, timezone=text(255)),
    "datetimepicker": fields(
        ("action_id",), **COMMON, **FOCUS, initial_date_time=number(1_000_000_000, 9_999_999_999)
    ),
    "radio_buttons": RADIO,
    "checkboxes": CHECKBOXES,
    "plain_text_input": PLAIN_INPUT,
    "email_text_input": fields(("action_id",), **INPUT, initial_value=text(3000)),
    "url_text_input": fields(("action_id",), **INPUT, initial_value=text(3000)),
    "number_input": fields(
        ("action_id", "is_decimal_allowed"),
        **INPUT,
        is_decimal_allowed=flag,
        initial_value=NUMBER_TEXT,
        min_value=NUMBER_TEXT,
        max_value=NUMBER_TEXT,
    ),
    "rich_text_input": fields(("action_id",), **INPUT, initial_value=anything),
    "file_input": fields(
        ("action_id",),
        **TYPE,
        action_id=ACTION_ID,
        filetypes=ID_LIST,
        max_files=number(1, 10),
    ),
    "image": IMAGE,
    "icon_button": fields(
        ("icon", "text", "action_id"),
        **COMMON,
        icon=one_of("trash"),
        text=plain(75),
        value=text(2000),
        accessibility_label=text(75),
        visible_to_user_ids=ID_LIST,
    ),
    "feedback_buttons": fields(
        ("positive_button", "negative_button"),
        **TYPE,
        action_id=ACTION_ID,
        positive_button=fields(
            ("text", "value"), text=plain(75), value=text(2000), accessibility_label=text(75)
        ),
        negative_button=fields(
            ("text", "value"), text=plain(75), value=text(2000), accessibility_label=text(75)
        ),
    ),
}
TEXT_INPUTS = (
    "plain_text_input",
    "email_text_input",
    "url_text_input",
    "number_input",
    "rich_text_input",
    "file_input",
)
CHOICES = tuple(
    each
    for each in ELEMENTS
    if each not in TEXT_INPUTS and each not in ("image", "icon_button", "feedback_buttons")
)
IN_ACTIONS = CHOICES
IN_SECTION = (*CHOICES, "image")
IN_INPUT = tuple(each for each in (*CHOICES, *TEXT_INPUTS) if each not in ("button", "overflow"))


def allowed(*kinds: str) -> dict[str, Rule]:
    return {each: ELEMENTS[each] for each in kinds}
