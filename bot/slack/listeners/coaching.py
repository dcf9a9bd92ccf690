"""While thanks are written in the form, a line under it says what would make them worth more."""

from typing import Any

from slack_bolt import App

from bot.config import Settings
from bot.domain.coaching import missing
from bot.kit.mrkdwn import escape
from bot.slack.hints import show_hint
from bot.slack.listeners import Ack, Call
from bot.slack.needs import Needs
from bot.slack.payloads import form_values
from bot.slack.ui.coaching import coached

NEEDS = Needs()
FIELDS = ("reason", "effect", "link")  # of the form; those that tell what is typed


def register(app: App, settings: Settings) -> None:  # noqa: ARG001 - as all are registered
    for name in FIELDS:
        app.action(name)(thanks_typed)


def thanks_typed(ack: Ack, body: dict[str, Any], call: Call) -> None:
    """It never keeps anybody from sending; an empty form is left as it was."""
    ack()
    view = body.get("view") or {}
    if not view:
        return
    values = form_values(view)
    written = [escape(values.get(name) or "").strip() for name in FIELDS]
    lacks = missing(*written) if any(written[:2]) else ()
    if shown := coached(view, lacks, call.reader):
        show_hint(call, view, shown)
