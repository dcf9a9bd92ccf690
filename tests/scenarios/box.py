"""The bot, whole, beside a pretend Slack, in the process of the test."""

import json
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path
from socketserver import ThreadingMixIn
from threading import Event, Thread
from typing import Any
from urllib.parse import urlencode
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

from sqlalchemy import Engine, bindparam, create_engine, select
from structlog.testing import capture_logs
from structlog.typing import EventDict

from bot.bootstrap import Bot, Ready, build_bot, client_of
from bot.config import Settings, Transport
from bot.playground.clock import BoxClock
from bot.playground.model import Message, Notification, Reply
from bot.playground.person import Person
from bot.playground.server import PretendSlack
from bot.playground.small_team import small_team
from bot.playground.transport import signed
from bot.playground.workspace import Workspace
from bot.services.due import run_due
from bot.slack.directory import SlackDirectory
from bot.slack.http import wsgi_application
from bot.slack.manifest import manifest
from bot.slack.socket import SocketConnection
from bot.storage.engines import address
from bot.storage.rows import METADATA
from bot.web import with_health
from bot.web.families import with_families
from tests.endings import Ending
from tests.statements import STATEMENTS

MONDAY = datetime(2030, 1, 7, 9, 0, tzinfo=UTC)  # winter, a work day, far from any clock change
PATIENCE = 10.0  # seconds until a test gives up waiting; none is expected to wait so long
SYNCED_WITHIN = 60.0  # seconds: of hundreds of people, on a busy machine
HURRY = 100  # the bot keeps to Slack's limits a hundred times as fast: the box has none by default
OUTBOX = METADATA.tables["outbox"]
UNSAID = select(OUTBOX.c.id).where(
    (OUTBOX.c.state == "sending")
    | (OUTBOX.c.due_at <= bindparam("now", type_=OUTBOX.c.due_at.type))
)


def wait_until(true: Callable[[], object], what: str, timeout: float = PATIENCE) -> None:
    ends = time.monotonic() + timeout
    while not true():
        assert time.monotonic() < ends, f"waited in vain: {what}"
        time.sleep(0.002)


class WatchedSlack(PretendSlack):
    """A pretend Slack that asks its box whether the bot is done, instead of waiting for silence."""

    at_rest: Callable[[], None]

    def settle(self, timeout: float = PATIENCE) -> None:  # noqa: ARG002 - the box has its own
        self.at_rest()


@dataclass
class Box:
    """One workspace, one bot. `settle` returns when everything that is due has been said."""

    slack: PretendSlack
    bot: Bot
    engine: Engine
    logs: list[EventDict]

    @property
    def workspace(self) -> Workspace:
        return self.slack.workspace

    @property
    def now(self) -> datetime:
        return self.workspace.clock.now()

    def person(self, name: str) -> Person:
        return self.slack.person(name)

    def settle(self) -> None:
        wait_until(self._is_quiet, "the bot did not come to rest")
        # One worker, so that what was put in before this is done then.
        self.bot.app.afterwards.submit(int).result(PATIENCE)

    def say(self, name: str, channel: str, text: str, *, thread: Message | None = None) -> Message:
        """Somebody says something, and the bot has had its time for it."""
        said = self.person(name).say(channel, text, thread_ts=thread.ts if thread else None)
        self.settle()
        return self.look(said)

    def edit(self, name: str, message: Message, text: str) -> Message:
        self.person(name).edit(message, text)
        self.settle()
        return self.look(message)

    def delete(self, name: str, message: Message) -> None:
        self.person(name).delete(self.look(message))
        self.settle()

    def react(self, name: str, message: Message, emoji: str) -> None:
        self.person(name).react(message, emoji)
        self.settle()

    def unreact(self, name: str, message: Message, emoji: str) -> None:
        self.person(name).unreact(message, emoji)
        self.settle()

    def command(self, name: str, channel: str, line: str) -> Reply:
        reply = self.person(name).command(channel, line)
        self.settle()
        return reply

    def press(self, name: str, where: Any, action_id: str, *, value: object = None) -> Reply:
        reply = self.person(name).press(where, action_id, value=value)
        self.settle()
        return reply

    def look(self, message: Message) -> Message:
        """The message as it stands now."""
        found = self.workspace.message(message.channel, message.ts)
        assert found is not None, "the message is gone"
        return found

    def marks(self, message: Message) -> dict[str, int]:
        """The bot's own reactions on a message."""
        bot = self.workspace.app.user
        return {each.name: each.users.count(bot) for each in self.look(message).reactions
                if bot in each.users}  # fmt: skip

    def posts(self, channel: str) -> list[Message]:
        """What the bot posted there for everybody, in order."""
        said = self.workspace.messages(self.workspace.channel(channel).id)
        app = self.workspace.app
        return [each for each in said if each.user == app.user and each.ephemeral_for is None
                and each.subtype is None]  # fmt: skip

    def whispers(self, name: str, channel: str) -> list[Message]:
        """What the bot told that person alone in a channel."""
        person = self.person(name)
        return [each for each in person.sees(channel) if each.ephemeral_for == person.id]

    def told(self, name: str) -> list[Message]:
        """What the bot wrote to that person directly, but of first ideas, and cards: see below."""
        beside = (is_of_a_first, is_a_nudge)
        return [each for each in self._direct(name) if not any(of(each) for of in beside)]

    def firsts(self, name: str) -> list[Message]:
        """What the bot wrote to that person of somebody's first idea, theirs too."""
        return [each for each in self._direct(name) if is_of_a_first(each)]

    def cards(self, name: str) -> list[Message]:
        """The nudges that came to that leader by themselves."""
        return [each for each in self._direct(name) if is_a_nudge(each)]

    def pinged(self, name: str) -> list[Notification]:
        """What rang for that person, but for what is told of first ideas, and cards."""
        rung = [each for each in self.person(name).notifications if not is_a_nudge(each.message)]
        return [each for each in rung if not is_of_a_first(each.message)]

    def kept_nothing(self) -> bool:
        return not (self.rows("kudos") or self.rows("ideas") or self.rows("outbox"))

    def rows(self, table: str) -> list[dict[str, Any]]:
        """Every row of a table, in the order of its key."""
        known = METADATA.tables[table]
        with self.engine.connect() as connection:
            found = connection.execute(select(known).order_by(*known.primary_key))
            return [dict(row._mapping) for row in found]

    def receivers(self) -> list[str]:
        return [row["person"] for row in sorted(self.rows("kudos_receivers"), key=_by_place)]

    def dispatch(self, body: Mapping[str, Any], *, form: bool = False) -> int:
        """Bring something to the bot past all of Slack's doors. Answers the HTTP status."""
        text = (urlencode(body) if form else json.dumps(body)).encode()
        said = signed(self.slack.signing_secret, text)
        environ: dict[str, Any] = {
            f"HTTP_{name.upper().replace('-', '_')}": value for name, value in said.items()
        }
        environ |= {
            "REQUEST_METHOD": "POST",
            "PATH_INFO": "/slack/events",
            "SERVER_PROTOCOL": "HTTP/1.1",
            "CONTENT_TYPE": "application/x-www-form-urlencoded" if form else "application/json",
            "CONTENT_LENGTH": str(len(text)),
            "wsgi.input": BytesIO(text),
        }
        answers: list[str] = []

        def start(status: str, headers: object, error: object = None, /) -> Callable[..., Any]:
            answers.append(status)
            return print

        list(wsgi_application(self.bot.app)(environ, start))
        return int(answers[0].split()[0])

    # time
    def ring(self) -> None:
        """The scheduler rings: what is due now is done."""
        run_due(self.bot.kit.store, self.bot.kit.clock())
        self.bot.bell.set()
        self.settle()

    def at(self, instant: datetime) -> None:
        """The clock moves on to that instant, and rings there."""
        self.workspace.clock.move_to(instant)
        self.ring()

    def later(self, **step: float) -> None:
        self.workspace.clock.move_by(timedelta(**step))
        self.ring()

    def _direct(self, name: str) -> list[Message]:
        user = self.workspace.app.user
        said = self.person(name).direct_messages()
        return [each for each in said if each.user == user and not each.ephemeral_for]

    def _is_quiet(self) -> bool:
        if self.slack.courier.under_way or self.slack.gateway.under_way:
            return False
        # The bot's clock may be read after ours: what it puts in then is due a moment later.
        soon = self.now + timedelta(seconds=0.5)
        with self.engine.connect() as connection:
            return connection.execute(UNSAID, {"now": soon}).first() is None


def is_of_a_first(message: Message) -> bool:
    """The thanks for a first idea, or the word to a leader: they come beside much else."""
    return _key(message).startswith("first-idea")


def is_a_nudge(message: Message) -> bool:
    """A card to a leader: it comes beside much else too."""
    return _key(message).startswith("nudge:")


def _key(message: Message) -> str:
    payload = (message.metadata or {}).get("event_payload") or {}
    return str(payload.get("key"))


def _by_place(row: Mapping[str, Any]) -> tuple[int, int]:
    return row["kudos"], row["place"]


def speaking_english(workspace: Workspace) -> Workspace:
    """Everybody, so that the sentences of the scenarios are those of the code."""
    for user in workspace.users:
        workspace.keep_user(replace(user, locale="en-US"))
    return workspace


def settings_for(slack: PretendSlack, transport: str, url: str, **more: Any) -> Settings:
    values: dict[str, Any] = {
        "slack_bot_token": slack.bot_token,
        "slack_api_url": slack.api_url,
        "public_url": "https://bot.example.com",
        "database_url": url,
        "ring_seconds": 3600,  # tests ring themselves
        **more,
    }
    if transport == "socket":
        values["slack_app_token"] = slack.app_token
    else:
        values["slack_signing_secret"] = slack.signing_secret
    return Settings(_env_file=None, **values)


@contextmanager
def open_box(transport: str, url: str, folder: Path, end: Ending, **more: Any) -> Iterator[Box]:
    """A small team with the bot among them, connected and at work. `more` are settings."""
    offset = folder / "clock-offset"
    workspace = speaking_english(small_team(BoxClock(offset, MONDAY)))
    with ExitStack() as stack:
        logs = stack.enter_context(capture_logs())
        slack = WatchedSlack(workspace).start()
        stack.callback(end, slack)
        slack.retry_delays = (0.0, 0.05, 0.2)
        # Slack gives three seconds. A machine that is busy with other tests may need more.
        slack.ack_timeout = slack.triggers.life = PATIENCE
        settings = settings_for(slack, transport, url, clock_offset_file=offset, **more)
        workspace.install_app(json.loads(json.dumps(manifest(settings, Transport(transport)))))
        engine = STATEMENTS.share(create_engine(address(url)))
        stack.callback(engine.dispose)
        bot = stack.enter_context(running(slack, settings))
        box = Box(slack, bot, engine, logs)
        slack.at_rest = box.settle
        box.settle()
        yield box


@contextmanager
def running(slack: PretendSlack, settings: Settings) -> Iterator[Bot]:
    """The bot, put together as `python app.py` does, over the transport of its settings."""
    bot = build_bot(Ready(settings, client_of(settings).identity()))
    pace = bot.sender.pace
    pace.clock = lambda: time.monotonic() * HURRY
    pace.sleep = lambda seconds: time.sleep(seconds / HURRY)
    connected = over_socket if settings.transport is Transport.SOCKET else over_http
    synced = _first_sync_of(bot.kit.directory)
    bot.start()
    try:
        with connected(slack, bot):
            assert synced.wait(SYNCED_WITHIN), "it did not learn of people and channels"
            yield bot
    finally:
        bot.close()


def _first_sync_of(directory: SlackDirectory) -> Event:
    """Set when the job of the start has learned all people and channels."""
    synced, sync = Event(), directory.sync

    def syncing(workspace: str) -> None:
        sync(workspace)
        synced.set()

    vars(directory)["sync"] = syncing
    return synced


@contextmanager
def over_socket(slack: PretendSlack, bot: Bot) -> Iterator[None]:
    connection = SocketConnection(bot.app, bot.kit.settings.slack_app_token)
    connection.open()
    slack.wait_for_bot()
    try:
        yield
    finally:
        connection.close()


class _Server(ThreadingMixIn, WSGIServer):
    daemon_threads = True
    request_queue_size = 128


class _Quiet(WSGIRequestHandler):
    disable_nagle_algorithm = True

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - as it is inherited
        """Requests are no news."""


@contextmanager
def over_http(slack: PretendSlack, bot: Bot) -> Iterator[None]:
    application = with_health(with_families(wsgi_application(bot.app), bot.gallery), bot.trouble)
    server = make_server("127.0.0.1", 0, application, _Server, _Quiet)
    thread = Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    slack.request_url = f"http://127.0.0.1:{server.server_port}/slack/events"
    try:
        yield
    finally:
        slack.request_url = None
        server.shutdown()
        server.server_close()
        thread.join(5)
