"""Composition objects: texts, options, confirmations, and what filters a list."""

from typing import Any

from bot.playground.checks.rules import (
    Problems,
    Rule,
    anything,
    both,
    fields,
    flag,
    listing,
    one_of,
    problem,
    text,
    typed,
)

TYPE = {"type": anything}


def plain(most: int) -> Rule:
    return typed("text", {"plain_text": _plain(most)})


def mrkdwn(most: int) -> Rule:
    return typed("text", {"mrkdwn": _mrkdwn(most)})


def any_text(most: int) -> Rule:
    return typed("text", {"plain_text": _plain(most), "mrkdwn": _mrkdwn(most)})


def options(most: int, *, rich: bool = False) -> Rule:
    """`rich`: radio buttons and checkboxes take mrkdwn labels."""
    label = any_text(75) if rich else plain(75)
    option = fields(
        ("text", "value"),
        text=label,
        value=text(150),
        description=any_text(75) if rich else plain(75),
        url=text(3000),
    )
    return both(listing(option, most), _no_twins)


def option(*, rich: bool = False) -> Rule:
    label = any_text(75) if rich else plain(75)
    shown = any_text(75) if rich else plain(75)
    return fields(("text", "value"), text=label, value=text(150), description=shown)


def _plain(most: int) -> Rule:
    return fields(("text",), **TYPE, text=text(most), emoji=flag)


def _mrkdwn(most: int) -> Rule:
    return fields(("text",), **TYPE, text=text(most), verbatim=flag)


def _no_twins(value: Any, at: str) -> Problems:
    """Two options with one value cannot be told apart."""
    if not isinstance(value, list):
        return
    values = [each.get("value") for each in value if isinstance(each, dict)]
    if len(values) != len(set(map(str, values))):
        yield problem("option values must be unique", at)


OPTION_GROUPS = listing(fields(("label", "options"), label=plain(75), options=options(100)), 100)
CONFIRM = fields(
    ("title", "text", "confirm", "deny"),
    title=plain(100),
    text=any_text(300),
    confirm=plain(30),
    deny=plain(30),
    style=one_of("primary", "danger"),
)
FILTER = fields(
    include=listing(one_of("im", "mpim", "private", "public"), 4),
    exclude_external_shared_channels=flag,
    exclude_bot_users=flag,
)
DISPATCH = fields(trigger_actions_on=listing(one_of("on_enter_pressed", "on_character_entered"), 2))
SLACK_FILE = fields(id=text(255), url=text(3000))
IMAGE = fields(
    ("alt_text",), **TYPE, alt_text=text(2000), image_url=text(3000), slack_file=SLACK_FILE
)
