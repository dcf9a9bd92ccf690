"""`python app.py play`: the workspace in a box, in the browser."""

import argparse
from pathlib import Path

SUMMARY = "opens a workspace in a box in the browser: no Slack account needed"

PROJECT = Path(__file__).parents[2]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--fresh", action="store_true", help="forget everything and start anew")
    parser.add_argument("--port", type=int, help="port of the page (8877 if free)")
    parser.add_argument("--transport", choices=("socket", "http"), default="socket")
    parser.add_argument("--data", type=Path, default=PROJECT / ".play", help="where it is kept")
    parser.add_argument("--no-browser", action="store_true", help="only print the address")


def run(arguments: argparse.Namespace) -> int:
    from bot.playground.play import play

    return play(arguments)
