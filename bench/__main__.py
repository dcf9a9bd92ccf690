"""`python -m bench [FIGURE …]`: measure, and print the table."""

import argparse
import importlib
import logging
import sys

from bench.cores import CAN_PIN, pin_load
from bench.figures import Figure, table

FIGURES = (
    "detector",
    "startup",
    "memory",
    "commands",
    "latency",
    "home",
    "similar",
    "boards",
    "nudges",
    "measures",
    "ingest",
)


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("figure", nargs="*", help=f"of {', '.join(FIGURES)}; all by default")
    chosen = parser.parse_args().figure or FIGURES
    if unknown := set(chosen) - set(FIGURES):
        parser.error(f"there is no figure {', '.join(sorted(unknown))}")
    pin_load()
    if not CAN_PIN:
        print("There is one core only: load and server share it, and the figures are worse.")
    # A bot that is ended hangs up in the middle of a call; the pretend Slack need not tell.
    logging.getLogger("uvicorn.error").setLevel(logging.CRITICAL)
    found: list[Figure] = []
    for name in chosen:
        print(f"measuring {name} …", file=sys.stderr, flush=True)
        found.extend(importlib.import_module(f"bench.{name}").figures())
    print(table(found))
    return 0


if __name__ == "__main__":
    sys.exit(main())
