"""The only place where the parts are put together."""

import logging
import sys
from dataclasses import dataclass, field
from datetime import datetime
from threading import Event, Thread
from typing import TYPE_CHECKING

import structlog

from bot.config import Settings, StartError, check_tokens, load_settings
from bot.domain.detector.tokens import trie
from bot.domain.detector.weights import WeightsError, weights
from bot.jobs import Work, start_jobs
from bot.kit.clock import Clock, fixed_clock, shifted_clock, system_clock
from bot.services.delivery import keep_sending, send_due
from bot.services.due import run_due
from bot.slack.app import BotApp, build_app
from bot.slack.client import Identity, SlackClient
from bot.slack.directory import SlackDirectory
from bot.slack.listeners import Kit
from bot.slack.pace import Pace
from bot.slack.post import SlackSender
from bot.slack.ui.ideas import stage_label
from bot.storage import StorageError, Store
from bot.storage.schema import upgrade
from bot.web.families import Gallery

if TYPE_CHECKING:
    from apscheduler.schedulers.background import BackgroundScheduler
    from structlog.typing import Processor

log = structlog.get_logger()


@dataclass
class Bot:
    """The bot, put together. `start` begins the work that nobody asks for: jobs and sending."""

    kit: Kit
    app: BotApp
    sender: SlackSender
    bell: Event
    stop: Event = field(default_factory=Event)
    _scheduler: "BackgroundScheduler | None" = None
    _courier: Thread | None = None

    def start(self) -> None:
        kit = self.kit
        work = Work(
            store=kit.store,
            clock=kit.clock,
            settings=kit.settings,
            sync=lambda: kit.directory.sync_quietly(kit.identity.workspace),
            bell=self.bell,
        )
        self._scheduler = start_jobs(work)
        self._courier = Thread(target=self._send, name="courier", daemon=True)
        self._courier.start()

    def _send(self) -> None:
        keep_sending(self.kit.store, self.sender, self.kit.clock, bell=self.bell, stop=self.stop)

    def trouble(self) -> str | None:
        """What keeps the bot from working, if anything does."""
        try:
            with self.kit.store.read() as tx:
                tx.outbox.next_due()
        except StorageError as error:
            return str(error)
        if self._courier is None or not self._courier.is_alive():
            return "nothing is being sent"
        return None

    @property
    def gallery(self) -> Gallery:
        """What the pages of families need to be drawn."""
        kit = self.kit
        return Gallery(
            store=kit.store,
            clock=kit.clock,
            directory=kit.directory,
            name_of=kit.name_of,
            permalink=kit.identity.permalink,
            stage_label=stage_label,
            language=kit.settings.language,
            secret=kit.settings.shared_secret,
        )

    def close(self) -> None:
        """End what was started. A message on its way is waited for."""
        self.stop.set()
        self.bell.set()
        if self._scheduler:
            self._scheduler.shutdown(wait=True)
        if self._courier:
            self._courier.join()
        self.app.close()
        self.kit.store.close()


@dataclass(frozen=True, slots=True)
class Ready:
    """What is found out before anything is started: settings that work, and who we are."""

    settings: Settings
    identity: Identity


def get_ready() -> Ready:
    """Read settings, check tokens and files, bring the database up to date. Raises `StartError`."""
    settings = load_settings()
    start_logging(settings)
    check_tokens(settings)
    check_detector()
    prepare_database(settings)
    return Ready(settings, client_of(settings).identity())


def prepare_database(settings: Settings) -> None:
    """Bring the schema up to date. Raises `StartError`."""
    try:
        upgrade(settings.database_url)
    except StorageError as error:
        raise StartError(str(error)) from None


def check_detector() -> None:
    """Load what the detector learned before the first message needs it. Raises `StartError`."""
    try:
        trie()
        weights()
    except WeightsError as error:
        raise StartError(str(error)) from None


def build_bot(ready: Ready, clock: Clock | None = None) -> Bot:
    settings, identity = ready.settings, ready.identity
    now, store, slack = clock or clock_of(settings), store_of(settings), client_of(settings)
    directory = SlackDirectory(
        store, slack, now, settings.time_zone, hides_former_members=settings.hides_former_members
    )
    kit = Kit(store, now, settings, slack, identity, directory)
    bell = Event()
    return Bot(
        kit=kit,
        app=build_app(kit, bell),
        sender=SlackSender(slack, Pace(now=now), kit.reader),
        bell=bell,
    )


def tick(ready: Ready, at: datetime) -> tuple[int, int]:
    """Do all that is due at that instant. Answers what became due, and what was sent or tried."""
    bot = build_bot(ready, fixed_clock(at))
    try:
        due = run_due(bot.kit.store, at)
        return due, send_due(bot.kit.store, bot.sender, bot.kit.clock)
    finally:
        bot.kit.store.close()


def clock_of(settings: Settings) -> Clock:
    file = settings.clock_offset_file
    return shifted_clock(file) if file else system_clock


def store_of(settings: Settings) -> Store:
    return Store(settings.database_url, synchronous=settings.sqlite_synchronous)


def client_of(settings: Settings) -> SlackClient:
    token = settings.slack_bot_token
    return SlackClient(token.get_secret_value().strip() if token else "", settings.slack_api_url)


def start_logging(settings: Settings) -> None:
    """Log events to standard error. Slack's own packages may log payloads: only warnings."""
    level = logging.getLevelNamesMapping()[settings.log_level]
    rendering: Processor = (
        structlog.processors.JSONRenderer()
        if settings.log_format == "json"
        else structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty())
    )
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso"),
            structlog.processors.format_exc_info,
            rendering,
        ],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
    )
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(name)s %(message)s")
    # It logs every call that fails before it raises, and what is raised we log ourselves.
    logging.getLogger("slack_sdk.web.base_client").setLevel(logging.CRITICAL)
