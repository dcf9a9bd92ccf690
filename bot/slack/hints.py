"""Showing a hint in a form that somebody is writing in. It is never worth an error."""

from typing import Any

import structlog

from bot.domain.sending import SendError
from bot.slack.listeners import Call

log = structlog.get_logger()


def show_hint(call: Call, view: dict[str, Any], shown: dict[str, Any]) -> None:
    """Unless the form is closed, or was changed since: Slack knows that by the hash.

    What fails, the next character tries again.
    """
    try:
        call.kit.slack.brief().call(
            "views.update", view_id=view["id"], hash=view["hash"], view=shown
        )
    except SendError as error:
        log.info("hint_not_shown", why=type(error).__name__)
