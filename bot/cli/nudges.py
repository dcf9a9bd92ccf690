"""`python app.py nudges report`: what each kind of nudge brings, beside those held back."""

import argparse
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from bot.cli import add_report, open_store, table

if TYPE_CHECKING:
    from bot.domain.effects import Effect, KindReport, Reports

SUMMARY = "say what each kind of nudge brings: followed, against followed anyway when held back"

NOTHING = "No nudge was shown yet."
HOW = (
    "Followed is what events show, of those whose time is over. The difference to those held back"
    " at random has its 95 % interval (Newcombe's hybrid score)."
)
HEAD = (
    "kind", "shown", "over", "followed", "rate", "held back", "followed anyway", "rate",
    "difference", "said in person", "state",
)  # fmt: skip
TOO_FEW = "too few leaders to tell"
OFF = {
    "unwanted": "off: over 10 % said stop or fewer",
    "unfollowed": "off: under 5 % followed",
}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    add_report(parser, SUMMARY)


def run(arguments: argparse.Namespace) -> int:  # noqa: ARG001 - there is one thing to do
    from bot.services.reports import nudges_report

    with open_store() as store:
        found = nudges_report(store)
    print("\n".join(_written(found)))
    return 0


def _written(found: "Reports") -> Iterator[str]:
    if not found:
        yield NOTHING
        return
    yield HOW
    for workspace, kinds in found.items():
        yield ""
        yield f"In {workspace}"
        yield from table(HEAD, [_row(each) for each in kinds])


def _row(report: "KindReport") -> Sequence[str]:
    if report.outcome is None:
        return (report.kind, *["-"] * (len(HEAD) - 2), TOO_FEW)
    one = report.outcome
    return (
        report.kind,
        *map(str, (one.shown, one.settled, one.followed)),
        _rate(one.followed, one.settled),
        *map(str, (one.held, one.held_followed)),
        _rate(one.held_followed, one.held),
        _difference(report.effect),
        str(one.in_person),
        OFF[report.why_off] if report.why_off else "on",
    )


def _rate(some: int, all_: int) -> str:
    return f"{some / all_:.2f}" if all_ else "-"


def _difference(effect: "Effect | None") -> str:
    if effect is None:
        return "not enough yet"
    interval = f"({effect.interval.low:+.2f} to {effect.interval.high:+.2f})"
    if not effect.is_sure:
        return f"not enough yet {interval}"
    return f"{effect.difference:+.2f} {interval}"
