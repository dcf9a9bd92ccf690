"""Publish somebody's Home tab as it is now."""

from typing import Any

import structlog

from bot.domain.errors import StrangerError
from bot.domain.homes import Pages
from bot.domain.outgoing import SendError
from bot.services.homes import home_of
from bot.slack.client import RefusedError
from bot.slack.homeward import is_in_form_of_home, pages_of
from bot.slack.listeners import Call
from bot.slack.ui.blocks import View
from bot.slack.ui.home import closed_view, home_view
from bot.storage import StorageError

CONFLICT = "hash_conflict"

log = structlog.get_logger()


def publish_home(call: Call, pages: Pages | None = None) -> None:
    """The Home of whoever did it, with these pages, or those that they look at.

    When another one was published since theirs was shown, this one may be the older of the two:
    it is made once more, and the last word is as things are.
    """
    wanted = pages or pages_of(call.body) or Pages()
    try:
        _publish(call, _view(call, wanted), hash=_seen(call))
    except RefusedError as error:
        if error.code != CONFLICT:
            raise
        _publish(call, _view(call, wanted), hash=None)


def follow_home(call: object) -> None:
    """After a payload: what was done in a form that was opened on Home shows there."""
    if not isinstance(call, Call) or not is_in_form_of_home(call.body):
        return
    try:
        publish_home(call)
    except (SendError, StorageError) as error:
        log.warning("home_left_as_it_was", why=type(error).__name__)


def _view(call: Call, pages: Pages) -> View:
    reader = call.reader
    if not call.person.is_member:
        return closed_view(reader.words.error(StrangerError()))
    return home_view(home_of(call.store, call.workspace, call.user, pages, call.now), reader)


def _publish(call: Call, view: View, *, hash: str | None) -> None:  # noqa: A002 - Slack's own word
    call.kit.slack.call("views.publish", user_id=call.user, view=view, hash=hash)


def _seen(call: Call) -> str | None:
    """Which Home they have before them, if they have one."""
    event: dict[str, Any] = call.body.get("event") or {}
    view = event.get("view") or call.body.get("view") or {}
    return view.get("hash") if view.get("type") == "home" else None
