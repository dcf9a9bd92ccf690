"""The unchanged bot in a process of its own, with a pretend Slack to talk to."""

import asyncio
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager

from starlette.types import ASGIApp, Receive, Scope, Send

from bench.processes import Running, running
from bot.config import Settings, Transport
from bot.playground.ports import free_port
from bot.playground.server import PretendSlack
from bot.playground.small_team import small_team
from bot.slack.manifest import manifest


class _FarAway:
    """Slack is not next door: each call of the Web API takes its time."""

    def __init__(self, app: ASGIApp, seconds: float) -> None:
        self._app = app
        self._seconds = seconds

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            await asyncio.sleep(self._seconds)
        await self._app(scope, receive, send)


@contextmanager
def pretend_slack(
    transport: Transport = Transport.HTTP, *, away: float = 0.0
) -> Iterator[PretendSlack]:
    """A small workspace with the bot installed; `away` seconds pass before each answer."""
    workspace = small_team()
    settings = Settings(_env_file=None, public_url="https://groundswell.example")
    workspace.install_app(manifest(settings, transport))
    slack = PretendSlack(workspace)
    if away:
        slack.asgi.add_middleware(_FarAway, seconds=away)
    with slack:
        yield slack


def bot(
    slack: PretendSlack, database: str, transport: Transport = Transport.HTTP
) -> AbstractContextManager[Running]:
    port = free_port()
    environment = {
        "ENV_FILE": "",
        "SLACK_API_URL": slack.api_url,
        "SLACK_BOT_TOKEN": slack.bot_token,
        "SLACK_SIGNING_SECRET": slack.signing_secret,
        "DATABASE_URL": database,
        "PORT": str(port),
        "HOST": "127.0.0.1",
    }
    if transport is Transport.SOCKET:
        environment["SLACK_APP_TOKEN"] = slack.app_token
    return running(["app.py"], port, "/readyz", environment)


def noop(slack: PretendSlack, kind: str = "sync") -> AbstractContextManager[Running]:
    port = free_port()
    arguments = ["-m", "bench.noop", kind, str(port), slack.signing_secret]
    return running(arguments, port, "/none")
