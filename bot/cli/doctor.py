"""`python app.py doctor`: check settings, database, token, scopes and clock; say what to do."""

import argparse
from collections.abc import Callable

SUMMARY = "check settings, database, token, scopes and clock"


def run(arguments: argparse.Namespace) -> int:  # noqa: ARG001 - as every command
    from bot.config import StartError, check_tokens, load_settings

    settings = load_settings()
    from bot.bootstrap import client_of, prepare_database
    from bot.slack.manifest import check_clock, check_scopes

    slack = client_of(settings)
    checks: dict[str, Callable[[], object]] = {
        "settings": lambda: check_tokens(settings),
        "database": lambda: prepare_database(settings),
        "token": slack.identity,
        "scopes": lambda: check_scopes(slack),
        "clock": lambda: check_clock(slack),
    }
    failed = 0
    for name, check in checks.items():
        try:
            check()
            print(f"ok    {name}")
        except StartError as error:
            failed += 1
            print(f"wrong {name}: {error}")
    return 2 if failed else 0
