"""How well the detector does, and what nudges bring, asked of all that is kept of them."""

from datetime import datetime
from itertools import chain

from bot.domain.effects import Reports, reports_of
from bot.domain.reports import Report, report_of
from bot.storage import Store


def detector_report(store: Store, since: datetime | None) -> Report:
    """Of all workspaces here; without names, texts and messages."""
    with store.read() as tx:
        seen = chain(tx.feedback.observed(since), tx.feedback.stayed(since))
        return report_of(seen, tx.channels.shifted())


def nudges_report(store: Store) -> Reports:
    """By workspace, of each kind: counts alone, and none that could tell what one leader did."""
    with store.read() as tx:
        found = sorted(tx.nudges.outcomes().items())
        return {workspace: reports_of(outcomes) for workspace, outcomes in found}
