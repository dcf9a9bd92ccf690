"""`python app.py run`: the bot, over Socket Mode or HTTP, whichever the tokens are for."""

import argparse
import signal
from threading import Event
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from wsgiref.types import WSGIApplication

    from bot.bootstrap import Bot, Ready

SUMMARY = "run the bot (also without any command)"


def run(arguments: argparse.Namespace) -> int:  # noqa: ARG001 - as every command
    from bot.bootstrap import get_ready
    from bot.config import Transport
    from bot.web.servers import check_port

    ready = get_ready()
    check_port(ready.settings.host, ready.settings.port)
    if ready.settings.transport is Transport.SOCKET:
        _over_socket_mode(ready)
    else:
        _over_http(ready)
    return 0


def _over_http(ready: "Ready") -> None:
    from bot.web.servers import at_end, serve

    def load() -> "WSGIApplication":
        from bot.bootstrap import build_bot
        from bot.slack.http import wsgi_application
        from bot.web import with_health
        from bot.web.families import with_families

        bot = build_bot(ready)
        at_end(bot.close)
        bot.start()
        _announce(bot, "http")
        pages = with_families(wsgi_application(bot.app), bot.gallery)
        return with_health(pages, bot.trouble)

    serve(ready.settings.host, ready.settings.port, load)


def _over_socket_mode(ready: "Ready") -> None:
    from bot.bootstrap import build_bot
    from bot.slack.socket import SocketConnection
    from bot.web import not_found, with_health
    from bot.web.families import with_families
    from bot.web.servers import serve_beside

    bot, stop = build_bot(ready), Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stop.set())
    connection = SocketConnection(bot.app, ready.settings.slack_app_token)
    connection.open()
    bot.start()

    def trouble() -> str | None:
        return bot.trouble() or (None if connection.is_open else "no connection to Slack")

    pages = with_health(with_families(not_found, bot.gallery), trouble)
    server = serve_beside(ready.settings.host, ready.settings.port, pages)
    _announce(bot, "socket")
    connection.watch(stop)
    connection.close()
    server.shutdown()
    bot.close()


def _announce(bot: "Bot", transport: str) -> None:
    import structlog

    identity, settings = bot.kit.identity, bot.kit.settings
    structlog.get_logger().info(
        "ready",
        transport=transport,
        workspace=identity.workspace,
        bot=identity.name,
        port=settings.port,
        database=settings.database_url.split(":", 1)[0],
    )
