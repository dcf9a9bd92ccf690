"""What a form shows under its fields while somebody writes in it. It is never worth an error."""

import structlog

from bot.domain.coaching import missing
from bot.domain.sending import SendError
from bot.kit.mrkdwn import escape
from bot.services.similar import ideas_like
from bot.slack.listeners import Call, on
from bot.slack.ui.blocks import View
from bot.slack.ui.hints import coached, hinted
from bot.storage import StorageError

OF_THANKS = ("reason", "effect", "link")  # fields of that form, each of which tells what is typed

log = structlog.get_logger()


@on.action(*OF_THANKS)
def thanks_typed(call: Call) -> None:
    """What would make the thanks worth more; an empty form is left as it was."""
    if not call.view:
        return
    written = [call.typed(name).strip() for name in OF_THANKS]
    lacks = missing(*written) if any(written[:2]) else ()
    _show(call, coached(call.view, lacks, call.reader))


@on.action("text")
def idea_typed(call: Call) -> None:
    """Ideas that say nearly the same."""
    try:
        if call.view and call.person.is_member:
            _show_similar(call)
    except (SendError, StorageError) as error:
        log.info("hint_not_shown", why=type(error).__name__)


def _show_similar(call: Call) -> None:
    channel, parent = call.meta["channel"], call.meta["parent"]
    similar = ideas_like(
        call.store,
        call.workspace,
        escape(call.action.get("value") or ""),
        channel=channel or call.values.get("channel"),
        without=[parent] if parent else (),
        only_there=call.person.is_guest,
    )
    _show(call, hinted(call.view, similar, call.reader))


def _show(call: Call, changed: View | None) -> None:
    """Unless the form is closed, or was changed since: Slack knows that by the hash.

    What fails, the next character tries again.
    """
    if changed is None:
        return
    id, hash = call.view["id"], call.view["hash"]  # noqa: A001 - Slack's own words
    try:
        call.kit.slack.brief().call("views.update", view_id=id, hash=hash, view=changed)
    except SendError as error:
        log.info("hint_not_shown", why=type(error).__name__)
