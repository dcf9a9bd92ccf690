"""Answers to a command or a press: in the acknowledgement, or through the response_url."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from bot.playground.checks.blocks import check_message_blocks
from bot.playground.model import Json, Message
from bot.playground.state import State
from bot.playground.talk import change, delete, post
from bot.playground.triggers import Answering, Triggers
from bot.playground.webapi import SlackError
from bot.playground.webapi.chat import with_ids


def answer_by_url(
    state: State, triggers: Triggers, key: str, body: Mapping[str, Any], *, charts: bool
) -> None:
    """POST to a response_url; SlackError when the URL or the message is no good."""
    answering = triggers.answer(key)
    with state.lock:
        answer(state, answering, body, charts=charts)


def answer(
    state: State, answering: Answering, body: Mapping[str, Any], *, charts: bool = True
) -> Message | None:
    """Post, replace or delete as the body says; None when nothing is left to show."""
    source = answering.message
    if body.get("delete_original") and source is not None:
        _delete(state, source)
        return None
    content = _content(body, charts=charts)
    if body.get("replace_original") and source is not None:
        return _replace(state, source, content)
    if not content["text"] and not content["blocks"] and not content["attachments"]:
        raise SlackError("no_text")
    in_channel = body.get("response_type") == "in_channel"
    message = Message(
        channel=answering.channel,
        ts=state.next_ts(),
        user=state.app.user,
        bot_id=state.app.bot_id,
        app_id=state.app.id,
        thread_ts=body.get("thread_ts"),
        ephemeral_for=None if in_channel else answering.user,
        **content,
    )
    return post(state, message)


def _content(body: Mapping[str, Any], *, charts: bool) -> Json:
    blocks = body.get("blocks") or []
    if problems := check_message_blocks(blocks, charts=charts):
        raise SlackError("invalid_blocks", *problems)
    return {
        "text": str(body.get("text") or ""),
        "blocks": tuple(with_ids(blocks)),
        "attachments": tuple(body.get("attachments") or ()),
    }


def _replace(state: State, source: Message, content: Json) -> Message:
    """An ephemeral message stays where it is, and stays ephemeral."""
    now = state.message(source.channel, source.ts) or source
    fresh = replace(now, **content)
    return state.keep(fresh) if now.ephemeral_for else change(state, now, fresh)


def _delete(state: State, source: Message) -> None:
    now = state.message(source.channel, source.ts)
    if now is None:
        return
    if now.ephemeral_for:
        state.drop(now)
    else:
        delete(state, now)
