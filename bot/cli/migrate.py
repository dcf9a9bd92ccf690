"""`python app.py migrate`: bring the tables of the database up to date."""

import argparse

SUMMARY = "bring the database up to date (the bot does so itself when it starts)"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--check", action="store_true", help="change nothing; exit code 2 when there is work to do"
    )


def run(arguments: argparse.Namespace) -> int:
    from bot.config import StartError, load_settings
    from bot.storage import StorageError, schema

    url = load_settings().database_url
    try:
        if arguments.check:
            schema.check(url)
            changed = False
        else:
            changed = schema.upgrade(url)
    except StorageError as error:
        raise StartError(str(error)) from None
    print("The database is up to date now." if changed else "The database was up to date.")
    return 0
