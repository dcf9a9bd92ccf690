"""What Bolt alone costs: the same server, an app that checks signatures and does nothing.

`python -m bench.noop PORT SECRET`; a process of its own.
"""

import sys
from typing import TYPE_CHECKING

from slack_bolt import App
from slack_bolt.adapter.wsgi import SlackRequestHandler
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


if __name__ == "__main__":
    port, secret = sys.argv[1:]
    serve("127.0.0.1", int(port), lambda: application(secret))
