"""The bot as its own process, `python app.py`, beside a pretend Slack."""

import json
import os
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy import Engine, create_engine

from bot.config import Settings, Transport
from bot.playground.clock import BoxClock
from bot.playground.ports import free_port
from bot.playground.server import PretendSlack
from bot.playground.small_team import small_team
from bot.slack.manifest import manifest
from tests.scenarios.box import MONDAY, wait_until

PROJECT = Path(__file__).parents[2]
APP = (str(PROJECT / "app.py"),)
READY_WITHIN = 60.0  # seconds; a start takes one or two, and more where others work


def bare_environment(**settings: str) -> dict[str, str]:
    """This machine's environment without anybody's settings, and with these."""
    ours = {name.upper() for name in Settings.model_fields}
    kept = {name: value for name, value in os.environ.items() if name not in ours}
    return {**kept, "ENV_FILE": "", "HOST": "127.0.0.1", **settings}


def run_app(*arguments: str, env: Mapping[str, str], cwd: Path) -> subprocess.CompletedProcess[str]:
    """`python app.py …` to its end."""
    return subprocess.run(
        [sys.executable, *APP, *arguments],
        env=dict(env),
        cwd=cwd,
        capture_output=True,
        text=True,
        timeout=READY_WITHIN,
        check=False,
    )


@dataclass
class Process:
    """A bot that can be started, ended and killed, again and again."""

    slack: PretendSlack
    transport: str
    engine: Engine
    env: dict[str, str]
    folder: Path
    command: Sequence[str] = APP
    _running: subprocess.Popen[bytes] | None = field(default=None)

    def start(self) -> None:
        with (self.folder / "bot.log").open("ab") as log:
            self._running = subprocess.Popen(
                [sys.executable, *self.command],
                env=self.env,
                cwd=self.folder,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        wait_until(self._is_ready, "the bot did not get ready", READY_WITHIN)

    def kill(self) -> None:
        """`kill -9`, for all of its processes."""
        assert self._running
        os.killpg(self._running.pid, signal.SIGKILL)
        self._running.wait()

    def end(self) -> int:
        """As a service manager does. Answers the exit code."""
        assert self._running
        self._running.terminate()
        return self._running.wait(READY_WITHIN)

    def close(self) -> None:
        if self._running and self._running.poll() is None:
            self.kill()

    @property
    def log(self) -> str:
        return (self.folder / "bot.log").read_text(encoding="utf-8")

    def _is_ready(self) -> bool:
        assert self._running
        assert self._running.poll() is None, f"the bot ended: {self.log[-2000:]}"
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{self.env['PORT']}/readyz").close()
        except (urllib.error.URLError, OSError):
            time.sleep(0.02)
            return False
        return True


@contextmanager
def open_process(
    transport: str, url: str, folder: Path, *, command: Sequence[str] = APP
) -> Iterator[Process]:
    """A small team, and a bot that is not started yet."""
    offset = folder / "clock-offset"
    workspace = small_team(BoxClock(offset, MONDAY))
    with ExitStack() as stack:
        slack = stack.enter_context(PretendSlack(workspace))
        settings = Settings(_env_file=None, public_url="https://bot.example.com")
        workspace.install_app(json.loads(json.dumps(manifest(settings, Transport(transport)))))
        port = str(free_port())
        env = bare_environment(
            SLACK_BOT_TOKEN=slack.bot_token,
            SLACK_API_URL=slack.api_url,
            DATABASE_URL=url,
            CLOCK_OFFSET_FILE=str(offset),
            RING_SECONDS="0.5",
            PORT=port,
        )
        if transport == "socket":
            env["SLACK_APP_TOKEN"] = slack.app_token
        else:
            env["SLACK_SIGNING_SECRET"] = slack.signing_secret
            slack.request_url = f"http://127.0.0.1:{port}/slack/events"
        engine = create_engine(url.replace("postgresql://", "postgresql+psycopg://", 1))
        stack.callback(engine.dispose)
        process = Process(slack, transport, engine, env, folder, command)
        stack.callback(process.close)
        yield process
