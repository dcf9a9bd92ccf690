"""How well the detector does, asked of all that is kept of its work."""

from datetime import datetime
from itertools import chain

from bot.domain.reports import Report, report_of
from bot.storage import Store


def detector_report(store: Store, since: datetime | None) -> Report:
    """Of all workspaces here; without names, texts and messages."""
    with store.read() as tx:
        seen = chain(tx.feedback.observed(since), tx.feedback.stayed(since))
        return report_of(seen, tx.channels.shifted())
