"""While an idea is written in a form, those that say nearly the same are shown under it."""

import json
from typing import Any

import structlog
from slack_bolt import App

from bot.config import Settings
from bot.domain.sending import SendError
from bot.kit.mrkdwn import escape
from bot.services.similar import ideas_like
from bot.slack.hints import show_hint
from bot.slack.listeners import Ack, Call
from bot.slack.needs import Needs
from bot.slack.payloads import form_values
from bot.slack.ui.similar import AFTER, hinted
from bot.storage import StorageError

NEEDS = Needs()

log = structlog.get_logger()


def register(app: App, settings: Settings) -> None:  # noqa: ARG001 - as all are registered
    app.action(AFTER)(idea_typed)


def idea_typed(ack: Ack, body: dict[str, Any], action: dict[str, Any], call: Call) -> None:
    ack()
    view = body.get("view") or {}
    try:
        if view and call.person.is_member:
            _hint(call, view, escape(action.get("value") or ""))
    except (SendError, StorageError) as error:
        log.info("hint_not_shown", why=type(error).__name__)


def _hint(call: Call, view: dict[str, Any], text: str) -> None:
    meta = json.loads(view["private_metadata"])
    similar = ideas_like(
        call.store,
        call.workspace,
        text,
        channel=meta.get("channel") or form_values(view).get("channel"),
        without=[meta["parent"]] if meta.get("parent") else (),
        only_there=call.is_guest,
    )
    if shown := hinted(view, similar, call.reader):
        show_hint(call, view, shown)
