"""`python app.py health`: whether the bot on this machine is well. For a container's check."""

import argparse
import sys
from http.client import HTTPException
from urllib.error import URLError
from urllib.request import urlopen

SUMMARY = "ask the bot that runs here whether it is well (exit code 0 or 1)"


def run(arguments: argparse.Namespace) -> int:  # noqa: ARG001 - as every command
    from bot.config import load_settings

    url = f"http://127.0.0.1:{load_settings().port}/readyz"
    try:
        with urlopen(url, timeout=5) as answer:
            print(answer.read().decode())
            return 0
    except (URLError, HTTPException, OSError) as error:
        print(f"not well: {error}", file=sys.stderr)
        return 1
