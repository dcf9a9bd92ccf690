"""Publish somebody's Home tab as it is now."""

from functools import partial
from threading import Lock
from typing import Any

import structlog

from bot.domain.errors import StrangerError
from bot.domain.homes import Pages
from bot.domain.sending import SendError
from bot.services.homes import home_of
from bot.slack.client import RefusedError, SlackClient
from bot.slack.listeners import Call
from bot.slack.payloads import pages_of
from bot.slack.ui.blocks import View
from bot.slack.ui.home import closed_view, home_view
from bot.storage import StorageError

CONFLICT = "hash_conflict"
# Of two that are made of one Home, the later one shows the later state. A few people share a lock.
_one_at_a_time = tuple(Lock() for _ in range(64))

log = structlog.get_logger()


def publish_home(
    call: Call, pages: Pages | None = None, *, slack: SlackClient | None = None
) -> None:
    """The Home of whoever did it, with these pages, or those that they look at.

    When another one was published since theirs was shown, this one may be the older of the two:
    it is made once more, and the last word is as things are.
    """
    wanted, shown = pages or pages_of(call.body) or Pages(), slack or call.kit.slack
    publish = partial(shown.call, "views.publish", user_id=call.user)
    with _one_at_a_time[hash((call.workspace, call.user)) % len(_one_at_a_time)]:
        try:
            publish(view=_view(call, wanted), hash=_seen(call))
        except RefusedError as error:
            if error.code != CONFLICT:
                raise
            publish(view=_view(call, wanted))


def follow_home(call: Call) -> None:
    """What was done in a form that was opened on Home shows there. It is done, whatever fails."""
    try:
        publish_home(call, slack=call.kit.slack.brief())
    except (SendError, StorageError) as error:
        log.warning("home_left_as_it_was", why=type(error).__name__)
    except Exception:
        log.exception("home_left_as_it_was")


def _view(call: Call, pages: Pages) -> View:
    reader = call.reader
    if not call.person.is_member:
        return closed_view(reader.words.error(StrangerError()))
    return home_view(home_of(call.store, call.workspace, call.user, pages, call.now), reader)


def _seen(call: Call) -> str | None:
    """Which Home they have before them, if they have one."""
    event: dict[str, Any] = call.body.get("event") or {}
    view = event.get("view") or call.body.get("view") or {}
    return view.get("hash") if view.get("type") == "home" else None
