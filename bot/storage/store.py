"""The database as the services see it: transactions, and the questions asked within them."""

from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from functools import cached_property
from threading import Lock

from sqlalchemy import Connection

from bot.storage.addresses import address, is_sqlite
from bot.storage.boards import BoardRepository
from bot.storage.channels import ChannelRepository
from bot.storage.engines import beginning, make_engine, reaching, working
from bot.storage.feedback import FeedbackRepository
from bot.storage.ideas import IdeaRepository
from bot.storage.kudos import KudosRepository
from bot.storage.messages import MessageRepository
from bot.storage.nudges import NudgeRepository
from bot.storage.outbox import OutboxRepository
from bot.storage.people import PeopleRepository
from bot.storage.rows import Repository
from bot.storage.teams import TeamRepository


class Transaction:
    """One transaction. Its repositories are made when they are first asked for."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    @cached_property
    def boards(self) -> BoardRepository:
        return BoardRepository(self._connection)

    @cached_property
    def channels(self) -> ChannelRepository:
        return ChannelRepository(self._connection)

    @cached_property
    def feedback(self) -> FeedbackRepository:
        return FeedbackRepository(self._connection)

    @cached_property
    def ideas(self) -> IdeaRepository:
        return IdeaRepository(self._connection)

    @cached_property
    def kudos(self) -> KudosRepository:
        return KudosRepository(self._connection)

    @cached_property
    def messages(self) -> MessageRepository:
        return MessageRepository(self._connection)

    @cached_property
    def nudges(self) -> NudgeRepository:
        return NudgeRepository(self._connection)

    @cached_property
    def outbox(self) -> OutboxRepository:
        return OutboxRepository(self._connection)

    @cached_property
    def people(self) -> PeopleRepository:
        return PeopleRepository(self._connection)

    @cached_property
    def teams(self) -> TeamRepository:
        return TeamRepository(self._connection)

    def repositories(self) -> Sequence[Repository]:
        """All of them, for what concerns them all: forgetting somebody, or a workspace."""
        names = [
            name for name, made in vars(Transaction).items() if isinstance(made, cached_property)
        ]
        return [getattr(self, name) for name in names]


class Store:
    """Gives out transactions, to any number of threads. Nothing is connected until the first."""

    def __init__(self, url: str, *, pool_size: int = 16, synchronous: str = "NORMAL") -> None:
        self._where = address(url)
        self._engine = make_engine(url, pool_size=pool_size, synchronous=synchronous)
        # SQLite has one writer at a time and makes the others sleep and try again. Our own
        # threads queue here instead, and each goes on the moment the one before it is done.
        self._is_sqlite = is_sqlite(self._where)
        self._turn: AbstractContextManager[object] = Lock() if self._is_sqlite else nullcontext()
        self._writer: Connection | None = None

    @contextmanager
    def begin(self) -> Iterator[Transaction]:
        """For writing: kept when the `with` ends, undone when it raises. Never within another.

        Raises `DatabaseUnreachableError`.
        """
        with (
            self._turn,
            self._writing() as connection,
            working(self._where),
            beginning(connection),
        ):
            yield Transaction(connection)

    @contextmanager
    def read(self) -> Iterator[Transaction]:
        """For reading only: on SQLite it waits for no writer.

        Raises `DatabaseUnreachableError`.
        """
        with (
            self._connect() as connection,
            working(self._where),
            beginning(connection, reading=True),
        ):
            yield Transaction(connection)

    def close(self) -> None:
        if self._writer:
            self._writer.close()
        self._engine.dispose()

    def _connect(self) -> Connection:
        with reaching(self._where):
            return self._engine.connect()

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        """A connection of its own; on SQLite, whose turn it is gets the one that is kept."""
        if not self._is_sqlite:
            with self._connect() as connection:
                yield connection
            return
        if self._writer is None:
            self._writer = self._connect()
        yield self._writer
