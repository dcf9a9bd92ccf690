"""What is due at one instant. The scheduler only rings; this looks and does."""

from datetime import datetime

from bot.services.combining import close_silent_requests
from bot.services.digests import send_due_digests
from bot.services.idea_tests import ask_due_owners
from bot.services.leaderboards import send_due_boards
from bot.services.notices import send_due_notices
from bot.storage import Store


def run_due(store: Store, now: datetime) -> int:
    """Put into the outbox all that is due at `now`. Answers how much; twice does no harm."""
    try:
        digests = send_due_digests(store, now)
    finally:  # the others do not wait for digests that fail
        boards = send_due_boards(store, now)
        asked = ask_due_owners(store, now)
        asked += close_silent_requests(store, now)
        told = send_due_notices(store, now)
    return digests + boards + asked + told
