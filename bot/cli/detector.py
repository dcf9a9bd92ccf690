"""`python app.py detector report`: how well the detector does here, as plain tables."""

import argparse
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from bot.cli import add_report, open_store, table

if TYPE_CHECKING:
    from bot.domain.reports import Report

SUMMARY = "say how well the detector does: counts, precision by band, drift"

NOTHING = "Nothing was noticed yet: no kudos, no ideas, no questions{since}."
AS_TESTED = "No channel is stricter than tested."
COUNTS = (
    "label", "band", "asked", "yes", "no", "stop asking", "no answer",
    "kept at once", "undone", "deleted later", "precision",
)  # fmt: skip
COUNTED = (
    "asked", "keep", "not_this", "stop_asking", "unanswered", "kept", "undone", "deleted",
)  # fmt: skip
WEEKS = ("label", "week of", "noticed", "mean score", "change", "asked", "change", "weights")
CHANNELS = ("workspace", "channel", "kudos", "idea")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    add_report(parser, SUMMARY).add_argument(
        "--since", metavar="TIME", help="from then on: a date, or an instant with its offset"
    )


def run(arguments: argparse.Namespace) -> int:
    from bot.services.reports import detector_report

    since = _since(arguments.since)
    with open_store() as store:
        found = detector_report(store, since)
    print("\n".join(_written(found, arguments.since)))
    return 0


def _since(text: str | None) -> datetime | None:
    """A date begins at midnight UTC. Raises `StartError`."""
    from bot.cli.tick import instant

    if text is None:
        return None
    try:
        on = date.fromisoformat(text)
    except ValueError:
        return instant(text)
    return datetime(on.year, on.month, on.day, tzinfo=UTC)


def _written(report: "Report", since: str | None) -> Iterator[str]:
    if not report:
        yield NOTHING.format(since=f" since {since}" if since else "")
        return
    yield f"What was noticed since {since}" if since else "What was noticed"
    yield "Precision is (yes + kept at once and not undone) of those and no and undone."
    yield from table(COUNTS, list(_count_rows(report)))
    yield ""
    yield "By week: mean score, share of asked, and how they differ from all weeks before"
    yield from table(WEEKS, list(_week_rows(report)))
    yield _versions(report.versions)
    yield ""
    yield from _channels(report)


def _count_rows(report: "Report") -> Iterator[Sequence[str]]:
    for (label, band), one in report.counts.items():
        right = f"{one.precision:.2f} of {one.judged}" if one.precision is not None else "-"
        numbers = [one[name] for name in COUNTED]
        yield label, band or "unknown", *map(str, numbers), right


def _week_rows(report: "Report") -> Iterator[Sequence[str]]:
    for one in report.drifts:
        week = one.week
        yield (
            one.label,
            week.begins_on.isoformat(),
            str(week.noticed),
            f"{week.mean_score:.3f}",
            _change(one.score_change),
            f"{week.share_asked:.2f}",
            _change(one.asked_change),
            " ".join(sorted(week.versions)),
        )


def _change(change: float | None) -> str:
    return "-" if change is None else f"{change:+.3f}"


def _versions(versions: Sequence[str]) -> str:
    if len(versions) < 2:
        return "The weights did not change."
    return f"The weights changed: {' -> '.join(versions)}. Scores across them do not compare."


def _channels(report: "Report") -> Iterator[str]:
    if not report.stricter:
        yield AS_TESTED
        return
    yield "Channels stricter than tested: how far their edges were moved, in logits"
    rows = [
        (workspace, channel, f"+{shifts.kudos:.2f}", f"+{shifts.idea:.2f}")
        for workspace, channel, shifts in report.stricter
    ]
    yield from table(CHANNELS, rows)
