"""`python -m bench [FIGURE …]`: measure, and print the table."""

import argparse
import importlib
import logging
import sys
from pathlib import Path

from bench.bots import CHECKOUTS
from bench.cores import CAN_PIN, pin_load
from bench.databases import databases
from bench.figures import Figure, table

OF_PROCESSES = ("latency", "ceiling", "ingest", "startup", "memory")
FIGURES = (*OF_PROCESSES, "kills", "home", "ideas", "boards", "measures")


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("figure", nargs="*", help=f"of {', '.join(FIGURES)}; all by default")
    parser.add_argument(
        "--beside",
        action="append",
        type=Path,
        default=[],
        metavar="CHECKOUT",
        help=f"measure the bot of another checkout in the same run: {', '.join(OF_PROCESSES)}",
    )
    asked = parser.parse_args()
    if unknown := set(asked.figure) - set(FIGURES):
        parser.error(f"there is no figure {', '.join(sorted(unknown))}")
    CHECKOUTS.extend(each.resolve() for each in asked.beside)
    pin_load()
    if not CAN_PIN:
        print("There is one core only: load and server share it, and the figures are worse.")
    # A bot that is ended hangs up in the middle of a call; the pretend Slack need not tell.
    logging.getLogger("uvicorn.error").setLevel(logging.CRITICAL)
    found: list[Figure] = []
    for name in asked.figure or FIGURES:
        print(f"measuring {name} …", file=sys.stderr, flush=True)
        with databases() as made:
            found.extend(importlib.import_module(f"bench.{name}").figures(made))
    print(table(found))
    return 0


if __name__ == "__main__":
    sys.exit(main())
