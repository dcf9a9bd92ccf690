"""The unchanged bot in a process of its own, with a pretend Slack to talk to."""

from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from bench.databases import KINDS, Databases
from bench.processes import PROJECT, Running, running
from bot.config import Settings, Transport
from bot.playground.ports import free_port
from bot.playground.server import PretendSlack
from bot.playground.small_team import small_team
from bot.slack.manifest import manifest

CHECKOUTS = [PROJECT]  # whose bots are measured side by side: `--beside` adds some


@dataclass(frozen=True, slots=True)
class Bot:
    """`name` says which database it has, and which checkout it is of where there are several."""

    name: str
    kind: str
    url: str
    folder: Path

    def started(
        self, slack: PretendSlack, transport: Transport = Transport.HTTP
    ) -> AbstractContextManager[Running]:
        port = free_port()
        environment = {
            "ENV_FILE": "",
            "SLACK_API_URL": slack.api_url,
            "SLACK_BOT_TOKEN": slack.bot_token,
            "SLACK_SIGNING_SECRET": slack.signing_secret,
            "DATABASE_URL": self.url,
            "PORT": str(port),
            "HOST": "127.0.0.1",
        }
        if transport is Transport.SOCKET:
            environment["SLACK_APP_TOKEN"] = slack.app_token
        return running(["app.py"], port, "/readyz", environment, folder=self.folder)


def bots(databases: Databases, kinds: Sequence[str] = KINDS) -> Sequence[Bot]:
    """Of each checkout one with each kind of database, which is new. None is started."""
    return [
        Bot(_name(kind, folder), kind, databases.empty(kind), folder)
        for kind in kinds
        for folder in CHECKOUTS
    ]


def _name(kind: str, folder: Path) -> str:
    return kind if folder == PROJECT else f"{kind} of {folder.name}"


@contextmanager
def pretend_slack(transport: Transport = Transport.HTTP) -> Iterator[PretendSlack]:
    """A small workspace with the bot installed."""
    workspace = small_team()
    settings = Settings(_env_file=None, public_url="https://groundswell.example")
    workspace.install_app(manifest(settings, transport))
    with PretendSlack(workspace) as slack:
        yield slack


def noop(slack: PretendSlack) -> AbstractContextManager[Running]:
    port = free_port()
    return running(["-m", "bench.noop", str(port), slack.signing_secret], port, "/none")


@contextmanager
def side_by_side(slack: PretendSlack, several: Sequence[Bot]) -> Iterator[dict[str, Running]]:
    """These bots by their names, and Bolt's no-op, all of them started."""
    with ExitStack() as stack:
        started = {each.name: stack.enter_context(each.started(slack)) for each in several}
        yield {**started, NOOP: stack.enter_context(noop(slack))}


NOOP = "Bolt's no-op"
