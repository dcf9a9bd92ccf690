"""What Bolt alone costs: an app that checks signatures and does nothing.

`python -m bench.noop sync|async PORT SECRET`; a process of its own. The sync one has the bot's own
server, so that the difference is the bot's work. The async one, on uvicorn with uvloop, is what
targets are given in.
"""

import sys
from typing import TYPE_CHECKING

import uvicorn
from slack_bolt import App
from slack_bolt.adapter.asgi.async_handler import AsyncSlackRequestHandler
from slack_bolt.adapter.wsgi import SlackRequestHandler
from slack_bolt.app.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult

from bot.web.servers import serve

if TYPE_CHECKING:
    from wsgiref.types import WSGIApplication


def authorize(team_id: str | None, enterprise_id: str | None) -> AuthorizeResult:
    return AuthorizeResult(
        enterprise_id=enterprise_id, team_id=team_id, bot_user_id="U0GROUND01", bot_id="B0GROUND01"
    )


def application(secret: str) -> "WSGIApplication":
    app = App(signing_secret=secret, authorize=authorize, process_before_response=True)

    @app.event("message")
    def nothing() -> None:
        """Heard, and let go."""

    return SlackRequestHandler(app)


async def authorize_soon(team_id: str | None, enterprise_id: str | None) -> AuthorizeResult:
    return authorize(team_id, enterprise_id)


def async_application(secret: str) -> AsyncSlackRequestHandler:
    app = AsyncApp(signing_secret=secret, authorize=authorize_soon, process_before_response=True)

    @app.event("message")
    async def nothing() -> None:
        """Heard, and let go."""

    return AsyncSlackRequestHandler(app)


if __name__ == "__main__":
    kind, port, secret = sys.argv[1:]
    if kind == "async":
        uvicorn.run(
            async_application(secret),
            host="127.0.0.1",
            port=int(port),
            loop="uvloop",
            log_level="critical",
        )
    else:
        serve("127.0.0.1", int(port), lambda: application(secret))
