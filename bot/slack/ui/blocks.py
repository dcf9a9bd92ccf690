"""Block Kit's pieces, as small as we use them. Imported as `bk`.

What a button or a form carries is JSON: `Call.value` and `Call.meta` read it again.
"""

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any, Literal

from bot.i18n import Words
from bot.kit.mrkdwn import shorten

TEXT_LIMIT = 3_000  # characters of a section or of a part of a context

Block = dict[str, Any]
Blocks = list[Block]
View = dict[str, Any]

_EACH_CHARACTER = {"trigger_actions_on": ["on_character_entered"]}
_ANY_CHANNEL = {"include": ["public", "private"], "exclude_bot_users": True}


# Blocks


def section(text: str, *, accessory: Block | None = None, block_id: str | None = None) -> Block:
    return _block("section", text=_mrkdwn(text), accessory=accessory, block_id=block_id)


def header(text: str) -> Block:
    return _block("header", text=plain(text))


def context(*texts: str, block_id: str | None = None) -> Block:
    return _block("context", elements=[_mrkdwn(text) for text in texts], block_id=block_id)


def divider() -> Block:
    return _block("divider")


def actions(*elements: Block | None, block_id: str | None = None) -> Block:
    return _block("actions", elements=present(elements), block_id=block_id)


def field(
    label: str,
    element: Block,
    *,
    block_id: str | None = None,
    hint: str | None = None,
    optional: bool = False,
    tells: bool = False,
) -> Block:
    """An input with its label. Errors are shown under the block of that id, its element's if none
    is given.

    `tells`: Slack lets us know what stands in it while it is filled in, of a text each character.
    """
    if tells and element["type"].endswith("text_input"):
        element = {**element, "dispatch_action_config": _EACH_CHARACTER}
    return _block(
        "input",
        block_id=block_id or element["action_id"],
        label=plain(label),
        element=element,
        hint=plain(hint) if hint else None,
        optional=optional,
        dispatch_action=tells or None,
    )


# Elements


def button(
    text: str,
    action_id: str,
    value: object = None,
    style: Literal["primary", "danger"] | None = None,
    sure: Sequence[str] = (),
    url: str | None = None,
) -> Block:
    """`sure`: what is asked before it is done: title, text, yes and no.

    `url`: a page that it opens in the browser; Slack tells of it, and waits for no answer.
    """
    asked = dict(zip(("title", "text", "confirm", "deny"), map(plain, sure), strict=False))
    return _block(
        "button",
        text=plain(text),
        action_id=action_id,
        value=None if value is None else json.dumps(value),
        style=style,
        confirm=asked or None,
        url=url,
    )


def text_input(
    action_id: str, most: int, *, initial: str | None = None, multiline: bool = True
) -> Block:
    """For `most` characters."""
    return _block(
        "plain_text_input",
        action_id=action_id,
        initial_value=initial or None,
        multiline=multiline,
        max_length=most,
    )


def link_input(action_id: str, *, initial: str | None = None) -> Block:
    """Slack itself takes nothing but a web address here."""
    return _block("url_text_input", action_id=action_id, initial_value=initial or None)


def people_input(action_id: str, placeholder: str, *, initial: Sequence[str] = ()) -> Block:
    return _block(
        "multi_users_select",
        action_id=action_id,
        initial_users=list(initial) or None,
        placeholder=plain(placeholder),
    )


def channels_input(action_id: str, placeholder: str, *, initial: Sequence[str] = ()) -> Block:
    return _block(
        "multi_conversations_select",
        action_id=action_id,
        initial_conversations=list(initial) or None,
        placeholder=plain(placeholder),
        filter=_ANY_CHANNEL,
    )


def channel_input(action_id: str, placeholder: str, *, initial: str | None = None) -> Block:
    return _block(
        "conversations_select",
        action_id=action_id,
        initial_conversation=initial,
        placeholder=plain(placeholder),
        filter=_ANY_CHANNEL,
    )


def select(
    action_id: str,
    labels: Mapping[str, str],
    *,
    initial: str | None = None,
    placeholder: str | None = None,
    kind: Literal["static_select", "multi_static_select", "radio_buttons"] = "static_select",
) -> Block:
    """One or several of those values, each with its label; `initial` may be none of them."""
    options = _options(labels)
    return _block(
        kind,
        action_id=action_id,
        options=list(options.values()),
        initial_option=options.get(initial or ""),
        placeholder=plain(placeholder) if placeholder else None,
    )


def checkboxes(action_id: str, labels: Mapping[str, str], *, initial: Sequence[str]) -> Block:
    options = _options(labels)
    return _block(
        "checkboxes",
        action_id=action_id,
        options=list(options.values()),
        initial_options=[options[value] for value in initial] or None,
    )


def time_input(action_id: str, initial: str) -> Block:
    return _block("timepicker", action_id=action_id, initial_time=initial)


# Views


def modal(
    callback_id: str,
    title: str,
    blocks: Iterable[Block | None],
    words: Words,
    *,
    submit: str | None = None,
    close: str | None = None,
    meta: object = None,
) -> View:
    """A form; without `submit` a window to read. Blocks that are None are left out."""
    default = words.say("Cancel") if submit else words.say("Close")
    return _block(
        "modal",
        callback_id=callback_id,
        title=plain(title),
        submit=plain(submit) if submit else None,
        close=plain(close or default),
        private_metadata="" if meta is None else json.dumps(meta),
        blocks=present(blocks),
    )


def notice(title: str, text: str, words: Words) -> View:
    """A window that asks nothing more: it says what became of the form before."""
    return modal("notice", title, [section(text)], words)


# Texts


def plain(text: str) -> Block:
    return _block("plain_text", text=text, emoji=True)


def quoted(text: str) -> str:
    """Every line as a quotation."""
    return "\n".join(f">{line}" for line in text.splitlines())


def replaced(blocks: Blocks, ids: Collection[str], sentence: str) -> Blocks:
    """A message once its buttons were used: the blocks of these ids give way to that sentence."""
    found = [block for block in blocks if block.get("block_id") in ids]
    shown = [context(sentence) if block in found[:1] else block for block in blocks]
    return [block for block in shown if block not in found]


def present(blocks: Iterable[Block | None]) -> Blocks:
    return [block for block in blocks if block]


def _mrkdwn(text: str) -> Block:
    """Text with markup. Verbatim: Slack shall find no names, channels or links of its own in it."""
    return _block("mrkdwn", text=shorten(text, TEXT_LIMIT), verbatim=True)


def _options(labels: Mapping[str, str]) -> dict[str, Block]:
    return {value: {"text": plain(label), "value": value} for value, label in labels.items()}


def _block(kind: str, **values: Any) -> Block:
    """What is None is left out."""
    return {"type": kind, **{name: value for name, value in values.items() if value is not None}}
