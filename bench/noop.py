"""What Bolt alone costs: an async app on uvicorn that checks signatures and does nothing.

`python -m bench.noop PORT SECRET`; a process of its own.
"""

import sys

import uvicorn
from slack_bolt.adapter.asgi.async_handler import AsyncSlackRequestHandler
from slack_bolt.app.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult


async def authorize(team_id: str | None, enterprise_id: str | None) -> AuthorizeResult:
    return AuthorizeResult(
        enterprise_id=enterprise_id, team_id=team_id, bot_user_id="U0GROUND01", bot_id="B0GROUND01"
    )


def application(secret: str) -> AsyncSlackRequestHandler:
    app = AsyncApp(signing_secret=secret, authorize=authorize, process_before_response=True)

    @app.event("message")
    async def nothing() -> None:
        """Heard, and let go."""

    return AsyncSlackRequestHandler(app)


if __name__ == "__main__":
    port, secret = sys.argv[1:]
    uvicorn.run(
        application(secret), host="127.0.0.1", port=int(port), loop="uvloop", log_level="critical"
    )
