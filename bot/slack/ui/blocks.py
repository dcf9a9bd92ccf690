"""Block Kit's pieces, as small as we use them."""

from collections.abc import Mapping, Sequence
from typing import Any, Literal

from bot.kit.mrkdwn import shorten

TEXT_LIMIT = 3_000  # characters of a section or of a part of a context

Block = dict[str, Any]
Blocks = list[Block]
View = dict[str, Any]

_AT_ONCE = {"trigger_actions_on": ["on_character_entered"]}
ANY_CHANNEL = {"include": ["public", "private"], "exclude_bot_users": True}


def section(text: str, *, accessory: Block | None = None, block_id: str | None = None) -> Block:
    return _without_none(
        type="section",
        text=_mrkdwn(text),
        accessory=accessory,
        block_id=block_id,
    )


def header(text: str) -> Block:
    return {"type": "header", "text": plain(text)}


def context(*texts: str, block_id: str | None = None) -> Block:
    elements = [_mrkdwn(text) for text in texts]
    return _without_none(type="context", elements=elements, block_id=block_id)


def divider() -> Block:
    return {"type": "divider"}


def actions(*elements: Block, block_id: str | None = None) -> Block:
    return _without_none(type="actions", elements=list(elements), block_id=block_id)


def button(
    text: str,
    action_id: str,
    value: str = "",
    style: Literal["primary", "danger"] | None = None,
    confirm: Block | None = None,
) -> Block:
    return _without_none(
        type="button",
        text=plain(text),
        action_id=action_id,
        value=value or None,
        style=style,
        confirm=confirm,
    )


def link_button(text: str, action_id: str, url: str) -> Block:
    """Opens a page in the browser; Slack tells of it, and waits for no answer."""
    return {**button(text, action_id), "url": url}


def confirm(title: str, text: str, yes: str, no: str) -> Block:
    return {
        "title": plain(title),
        "text": plain(text),
        "confirm": plain(yes),
        "deny": plain(no),
    }


def plain(text: str) -> Block:
    return {"type": "plain_text", "text": text, "emoji": True}


def field(
    label: str,
    element: Block,
    *,
    block_id: str,
    hint: str | None = None,
    optional: bool = False,
    tells: bool = False,
) -> Block:
    """An input with its label. Errors are shown under the block of that id.

    `tells`: Slack lets us know what stands in it while it is filled in.
    """
    return _without_none(
        type="input",
        block_id=block_id,
        label=plain(label),
        element=element,
        hint=plain(hint) if hint else None,
        optional=optional,
        dispatch_action=True if tells else None,
    )


def text_input(
    action_id: str,
    *,
    initial: str | None = None,
    placeholder: str | None = None,
    multiline: bool = False,
    most: int | None = None,
    tells: bool = False,
) -> Block:
    """`tells`: of each character, in a field that tells; else only of Enter."""
    return _without_none(
        type="plain_text_input",
        action_id=action_id,
        initial_value=initial or None,
        placeholder=plain(placeholder) if placeholder else None,
        multiline=multiline,
        max_length=most,
        dispatch_action_config=_AT_ONCE if tells else None,
    )


def link_input(action_id: str, *, initial: str | None = None, tells: bool = False) -> Block:
    """Slack itself takes nothing but a web address here. `tells` as in a text."""
    return _without_none(
        type="url_text_input",
        action_id=action_id,
        initial_value=initial or None,
        dispatch_action_config=_AT_ONCE if tells else None,
    )


def people_input(action_id: str, *, initial: Sequence[str] = (), placeholder: str) -> Block:
    return _without_none(
        type="multi_users_select",
        action_id=action_id,
        initial_users=list(initial) or None,
        placeholder=plain(placeholder),
    )


def channels_input(action_id: str, *, initial: Sequence[str] = (), placeholder: str) -> Block:
    return _without_none(
        type="multi_conversations_select",
        action_id=action_id,
        initial_conversations=list(initial) or None,
        placeholder=plain(placeholder),
        filter=ANY_CHANNEL,
    )


def channel_input(action_id: str, *, placeholder: str, initial: str | None = None) -> Block:
    return _without_none(
        type="conversations_select",
        action_id=action_id,
        initial_conversation=initial,
        placeholder=plain(placeholder),
        filter=ANY_CHANNEL,
    )


def choice(
    action_id: str,
    options: Mapping[str, str],
    *,
    initial: str,
    kind: Literal["static_select", "radio_buttons"] = "static_select",
) -> Block:
    """One of several: `options` are values with their labels."""
    shown = {value: option(value, label) for value, label in options.items()}
    return {
        "type": kind,
        "action_id": action_id,
        "options": list(shown.values()),
        "initial_option": shown[initial],
    }


def menu(
    action_id: str, options: Mapping[str, str], *, initial: str | None, placeholder: str
) -> Block:
    """One of several, where nothing may be chosen yet, or what was is not among them any more."""
    shown = {value: option(value, label) for value, label in options.items()}
    return _without_none(
        type="static_select",
        action_id=action_id,
        options=list(shown.values()),
        initial_option=shown.get(initial or ""),
        placeholder=plain(placeholder),
    )


def choices(action_id: str, options: Mapping[str, str], *, placeholder: str) -> Block:
    """Several of many: `options` are values with their labels."""
    return {
        "type": "multi_static_select",
        "action_id": action_id,
        "options": [option(value, label) for value, label in options.items()],
        "placeholder": plain(placeholder),
    }


def checkboxes(action_id: str, options: Mapping[str, str], *, initial: Sequence[str]) -> Block:
    shown = {value: option(value, label) for value, label in options.items()}
    return _without_none(
        type="checkboxes",
        action_id=action_id,
        options=list(shown.values()),
        initial_options=[shown[value] for value in initial] or None,
    )


def time_input(action_id: str, initial: str) -> Block:
    return {"type": "timepicker", "action_id": action_id, "initial_time": initial}


def quoted(text: str) -> str:
    """Every line as a quotation."""
    return "\n".join(f">{line}" for line in text.splitlines())


def option(value: str, label: str) -> Block:
    return {"text": plain(label), "value": value}


def modal(
    callback_id: str,
    title: str,
    blocks: Blocks,
    *,
    submit: str | None,
    close: str,
    private_metadata: str = "",
) -> View:
    return _without_none(
        type="modal",
        callback_id=callback_id,
        title=plain(title),
        submit=plain(submit) if submit else None,
        close=plain(close),
        private_metadata=private_metadata,
        blocks=blocks,
    )


def notice(title: str, text: str, close: str) -> View:
    """A form that asks nothing more: it says what became of the one before."""
    return modal("notice", title, [section(text)], submit=None, close=close)


def _mrkdwn(text: str) -> Block:
    """Text with markup. Verbatim: Slack shall find no names, channels or links of its own in it."""
    return {"type": "mrkdwn", "text": shorten(text, TEXT_LIMIT), "verbatim": True}


def _without_none(**values: Any) -> Block:
    return {name: value for name, value in values.items() if value is not None}
