"""`python app.py manifest`: the app's manifest, to paste at api.slack.com/apps."""

import argparse
import json

SUMMARY = "print the Slack app manifest for these settings"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--transport",
        choices=["socket", "http"],
        help="socket (needs no public address) or http; by default as the settings tell",
    )


def run(arguments: argparse.Namespace) -> int:
    from bot.config import Transport, load_settings
    from bot.slack.manifest import manifest

    settings = load_settings()
    # Before there is any token, what needs no address.
    default = settings.transport if settings.public_url else Transport.SOCKET
    transport = Transport(arguments.transport) if arguments.transport else default
    print(json.dumps(manifest(settings, transport), indent=2))
    return 0
