"""The commands of `python app.py`, one file each. Heavy imports wait until a command runs."""

import argparse
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

import bot.cli
from bot.config import StartError
from bot.kit.registry import modules_in

if TYPE_CHECKING:
    from bot.storage import Store

DEFAULT = "run"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; the exit code is 2 when something must be put right first."""
    parser = argparse.ArgumentParser(
        prog="python app.py", description="Groundswell: a bot that helps leaders lead from behind."
    )
    commands = parser.add_subparsers(dest="command", metavar="COMMAND")
    for module in modules_in(bot.cli):
        name = module.__name__.rpartition(".")[2]
        command = commands.add_parser(name, help=module.SUMMARY, description=module.SUMMARY)
        if hasattr(module, "add_arguments"):
            module.add_arguments(command)
        command.set_defaults(run=module.run)
    given = list(sys.argv[1:] if arguments is None else arguments)
    chosen = parser.parse_args(given or [DEFAULT])
    try:
        return int(chosen.run(chosen))
    except StartError as error:
        print(error, file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        return 130


def add_report(parser: argparse.ArgumentParser, summary: str) -> argparse.ArgumentParser:
    """The one thing that a command with figures does so far: its report."""
    what = parser.add_subparsers(dest="what", metavar="WHAT", required=True)
    return what.add_parser("report", help=summary, description=summary)


@contextmanager
def open_store() -> Iterator["Store"]:
    """The bot's database, to read from. Raises `StartError` where it is not up to date."""
    from bot.bootstrap import store_of
    from bot.config import load_settings
    from bot.storage import StorageError, schema

    settings = load_settings()
    store = store_of(settings)
    try:
        schema.check(settings.database_url)
        yield store
    except StorageError as error:
        raise StartError(str(error)) from None
    finally:
        store.close()


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """Each row as a line, its cells under one another."""
    widths = [max(map(len, column)) for column in zip(head, *rows, strict=True)]
    for row in (head, *rows):
        cells = (cell.ljust(width) for cell, width in zip(row, widths, strict=True))
        yield "  ".join(cells).rstrip()
