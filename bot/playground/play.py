"""Open the box: the pretend Slack and its page, with the unchanged bot as a process beside them."""

import argparse
import contextlib
import json
import os
import secrets
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
import webbrowser
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bot.playground import story
from bot.playground.bot_process import BotProcess
from bot.playground.clock import BoxClock
from bot.playground.keep import Keep
from bot.playground.page import mount
from bot.playground.ports import free_port, is_free
from bot.playground.server import PretendSlack
from bot.playground.small_team import small_team
from bot.playground.workspace import Workspace

PROJECT = Path(__file__).parents[2]
FAVOURITE_PORT = 8877
READY_WITHIN = 60  # seconds for the bot to come up, a slow machine included
SAVE_EVERY = 10  # seconds
# what a program needs of its surroundings; nothing of the person's own Slack or database
KEPT_ENVIRONMENT = ("PATH", "HOME", "LANG", "LC_ALL", "TMPDIR", "TZ", "SYSTEMROOT", "VIRTUAL_ENV")


class BoxError(Exception):
    """The box cannot open: a sentence on why, and the bot's own words where there are any."""

    def __str__(self) -> str:
        return "\n".join(str(each) for each in self.args)


def play(arguments: argparse.Namespace) -> int:
    """Open the box as the command's arguments say, until Ctrl-C. Answers the exit code."""
    keep = Keep(arguments.data.resolve())
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, _end)
    try:
        keep.folder.mkdir(parents=True, exist_ok=True)
        _refuse_a_second_one(keep)
        _open(keep, _port(arguments.port), arguments)
    except KeyboardInterrupt:
        print("\nThe box is closed. It goes on from here next time.")
        return 0
    except (BoxError, OSError) as error:
        print(error, file=sys.stderr)
        return 2
    return 0


def _end(number: int, frame: object) -> None:
    """Once is enough: what follows is the orderly end, which nothing should cut short."""
    del number, frame
    for each in (signal.SIGINT, signal.SIGTERM):
        signal.signal(each, signal.SIG_IGN)
    raise KeyboardInterrupt


def _open(keep: Keep, port: int, arguments: argparse.Namespace) -> None:
    fresh = arguments.fresh or not keep.workspace.exists()
    slack = _pretend_slack(keep, port, fresh=fresh)
    slack.workspace.install_app(_manifest(arguments.transport))
    bot_port = free_port()
    environment = _bot_environment(slack, keep, bot_port)
    if arguments.transport == "http":
        environment |= {"SLACK_APP_TOKEN": ""}
        slack.request_url = f"http://127.0.0.1:{bot_port}/slack/events"
    bot = BotProcess([sys.executable, str(PROJECT / "app.py")], environment, keep.log)
    box = mount(slack, health=bot.health)
    with slack, bot, _known_address(keep, slack.url):
        _wait_until_ready(slack, bot)
        if fresh:
            _tell_the_story(slack)
        box.begin()
        _welcome(port, keep, browser=not arguments.no_browser)
        _watch(slack, bot, keep)


def _refuse_a_second_one(keep: Keep) -> None:
    """Two boxes on one folder would overwrite each other."""
    if keep.address.exists():
        address = keep.address.read_text().strip()
        if _answers(f"{address}api/api.test"):
            raise BoxError("The box is open already:", address)


@contextlib.contextmanager
def _known_address(keep: Keep, address: str) -> Iterator[None]:
    keep.address.write_text(f"{address}\n")
    try:
        yield
    finally:
        keep.address.unlink(missing_ok=True)


def _port(wanted: int | None) -> int:
    if wanted and not is_free(wanted):
        raise BoxError("This port is in use; choose another one with --port.")
    return wanted or (FAVOURITE_PORT if is_free(FAVOURITE_PORT) else free_port())


def _pretend_slack(keep: Keep, port: int, *, fresh: bool) -> PretendSlack:
    if fresh:
        keep.empty()
        behind = story.beginning(datetime.now(UTC)) - datetime.now(UTC)
        keep.clock.write_text(f"{behind.total_seconds()}\n")
    clock = BoxClock(keep.clock)
    workspace = small_team(clock) if fresh else Workspace.load(keep.workspace, clock)
    # new keys each time: a bot that a crash left behind is locked out
    workspace.app = replace(
        workspace.app,
        bot_token=f"xoxb-box-{secrets.token_hex(12)}",
        app_token=f"xapp-1-{workspace.app.id}-{secrets.token_hex(12)}",
        signing_secret=secrets.token_hex(16),
    )
    return PretendSlack(workspace, port=port)


def _manifest(transport: str) -> dict[str, Any]:
    """The bot's own, as somebody would paste it into Slack's pages."""
    command = [sys.executable, str(PROJECT / "app.py"), "manifest", "--transport", transport]
    environment = _own_environment() | {"PUBLIC_URL": "https://groundswell.example"}
    answer = subprocess.run(  # noqa: S603 - our own program, no shell
        command, env=environment, capture_output=True, text=True, check=False, timeout=60
    )
    if answer.returncode:
        raise BoxError("The bot could not print its manifest:", answer.stderr.strip())
    return dict(json.loads(answer.stdout))


def _own_environment() -> dict[str, str]:
    kept = {name: os.environ[name] for name in KEPT_ENVIRONMENT if name in os.environ}
    return kept | {"ENV_FILE": ""}


def _bot_environment(slack: PretendSlack, keep: Keep, port: int) -> dict[str, str]:
    return _own_environment() | {
        "SLACK_API_URL": slack.api_url,
        "SLACK_BOT_TOKEN": slack.bot_token,
        "SLACK_APP_TOKEN": slack.app_token,
        "SLACK_SIGNING_SECRET": slack.signing_secret,
        "DATABASE_URL": f"sqlite:///{keep.database}",
        "CLOCK_OFFSET_FILE": str(keep.clock),
        "HOST": "127.0.0.1",
        "PORT": str(port),
        "PUBLIC_URL": f"http://127.0.0.1:{port}",  # pictures of families open in the browser
        "RING_SECONDS": "1",
        "PYTHONUNBUFFERED": "1",
    }


def _wait_until_ready(slack: PretendSlack, bot: BotProcess) -> None:
    print("The bot is starting …", flush=True)
    until = time.monotonic() + READY_WITHIN
    while not _is_ready(slack):
        if bot.fell or time.monotonic() > until:
            raise BoxError("The bot did not come up. Its last words:", bot.last_words())
        time.sleep(0.1)


def _is_ready(slack: PretendSlack) -> bool:
    if slack.request_url is None:
        return slack.bot_is_connected
    return _answers(slack.request_url.replace("/slack/events", "/readyz"))


def _answers(address: str) -> bool:
    try:
        with urllib.request.urlopen(address, timeout=1) as answer:  # noqa: S310 - our own address
            return bool(answer.status == 200)
    except (urllib.error.URLError, OSError):
        return False


def _tell_the_story(slack: PretendSlack) -> None:
    def said(number: int, of: int) -> None:
        if sys.stdout.isatty():
            print(f"\rThree weeks go by … {number * 100 // of} %", end="", flush=True)

    print("Three weeks go by …", end="", flush=True)
    story.play(slack, story.today(datetime.now(UTC)), said)
    print()


def _welcome(port: int, keep: Keep, *, browser: bool) -> None:
    address = f"http://localhost:{port}"
    print(
        f"\n  The workspace in a box is open:  {address}\n"
        f"  It keeps what happens in          {keep.folder}\n"
        "  To start anew                     make play FRESH=1\n"
        "  To close it                       Ctrl-C\n",
        flush=True,
    )
    if browser and _has_a_screen():
        with contextlib.suppress(webbrowser.Error, OSError):
            webbrowser.open(address)


def _has_a_screen() -> bool:
    if sys.platform in ("darwin", "win32"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def _watch(slack: PretendSlack, bot: BotProcess, keep: Keep) -> None:
    slack.workspace.save(keep.workspace)
    saved = time.monotonic()
    try:
        while True:
            time.sleep(0.5)
            if told := bot.restart_if_fallen():
                print(told, file=sys.stderr, flush=True)
            if time.monotonic() - saved > SAVE_EVERY:
                slack.workspace.save(keep.workspace)
                saved = time.monotonic()
    finally:
        slack.workspace.save(keep.workspace)
