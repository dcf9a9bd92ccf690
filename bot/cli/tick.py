"""`python app.py tick`: do all that is due, once, and end. For cron, and for tests."""

import argparse
from datetime import UTC, datetime

SUMMARY = "do all that is due at an instant, once, and end"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--at", metavar="TIME", help="the instant, ISO 8601 with its offset; now when not given"
    )


def run(arguments: argparse.Namespace) -> int:
    from bot.bootstrap import get_ready, tick

    at = instant(arguments.at) if arguments.at is not None else datetime.now(UTC)
    due, sent = tick(get_ready(), at)
    print(f"{at.isoformat(timespec='seconds')}: {due} became due, {sent} sent")
    return 0


def instant(text: str) -> datetime:
    """Raises `StartError` for what is no instant: a time without an offset is none."""
    from bot.config import StartError

    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        found = None
    if found is None or found.tzinfo is None:
        raise StartError(
            f"{text!r} is no instant: write it like 2026-11-24T10:00+01:00, with its offset."
        )
    return found.astimezone(UTC)
