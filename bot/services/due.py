"""What is due at one instant. The scheduler only rings; this looks and does."""

from collections.abc import Callable
from datetime import datetime

import structlog

from bot.services.combining import close_silent_requests
from bot.services.digests import send_due_digests
from bot.services.idea_tests import ask_due_owners
from bot.services.kept_promises import send_due_promises
from bot.services.leaderboards import send_due_boards
from bot.services.notices import send_due_notices
from bot.services.nudges import settle_due
from bot.storage import Store

log = structlog.get_logger()


def run_due(store: Store, now: datetime) -> int:
    """Put into the outbox all that is due at `now`. Answers how much; twice does no harm.

    What fails is raised when the others are done, for they do not wait for it.
    """
    parts = (
        send_due_promises,
        send_due_digests,
        send_due_boards,
        ask_due_owners,
        close_silent_requests,
        send_due_notices,
        settle_due,
    )
    done = [_tried(part, store, now) for part in parts]
    for each in done:
        if isinstance(each, Exception):
            raise each
    return sum(each for each in done if isinstance(each, int))


def _tried(part: Callable[[Store, datetime], int], store: Store, now: datetime) -> int | Exception:
    try:
        return part(store, now)
    except Exception as error:
        log.exception("due_failed", part=part.__name__)
        return error
