"""How well the detector does, asked of all that is kept of its work."""

from datetime import datetime
from itertools import chain

from bot.domain.reports import Report, report_of
from bot.storage import Store


def detector_report(store: Store, since: datetime | None) -> Report:
    """Of all workspaces here; without names, texts and messages."""
    with store.read() as tx:
        kept = (tx.feedback, tx.kudos, tx.ideas)
        observed = chain.from_iterable(each.observed(since) for each in kept)
        return report_of(observed, tx.channels.shifted())
