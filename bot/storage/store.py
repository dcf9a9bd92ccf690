"""The database as the services see it: transactions, and the questions asked within them."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from threading import Lock
from typing import Generic, TypeVar

from sqlalchemy import Connection

from bot.storage.boards import BoardRepository
from bot.storage.channels import ChannelRepository
from bot.storage.combining import CombiningRepository
from bot.storage.deeds import DeedRepository
from bot.storage.engines import address, beginning, is_sqlite, make_engine, reaching, working
from bot.storage.families import FamilyRepository
from bot.storage.feedback import FeedbackRepository
from bot.storage.homes import HomeRepository
from bot.storage.idea_tests import IdeaTestRepository
from bot.storage.ideas import IdeaRepository
from bot.storage.in_person import InPersonRepository
from bot.storage.kudos import KudosRepository
from bot.storage.measures import MeasureRepository
from bot.storage.messages import MessageRepository
from bot.storage.moves import MoveRepository
from bot.storage.notices import NoticeRepository
from bot.storage.nudges import NudgeRepository
from bot.storage.outbox import OutboxRepository
from bot.storage.people import PeopleRepository
from bot.storage.places import PlaceRepository
from bot.storage.promises import PromiseRepository
from bot.storage.questions import QuestionRepository
from bot.storage.replies import ReplyRepository
from bot.storage.rows import Repository
from bot.storage.similar import SimilarRepository
from bot.storage.teams import TeamRepository

Kind = TypeVar("Kind", bound=Repository)
Due = TypeVar("Due")


class _Made(Generic[Kind]):
    """A repository that is made when it is first asked for: most transactions need a few."""

    def __init__(self, kind: type[Kind]) -> None:
        self._kind = kind

    def __set_name__(self, _owner: type, name: str) -> None:
        self._name = name

    def __get__(self, transaction: "Transaction", _owner: type) -> Kind:
        made = vars(transaction)[self._name] = self._kind(transaction._connection)
        return made


class Transaction:
    """One transaction, with a repository for each subject."""

    boards = _Made(BoardRepository)
    channels = _Made(ChannelRepository)
    combining = _Made(CombiningRepository)
    families = _Made(FamilyRepository)
    deeds = _Made(DeedRepository)
    feedback = _Made(FeedbackRepository)
    homes = _Made(HomeRepository)
    ideas = _Made(IdeaRepository)
    in_person = _Made(InPersonRepository)
    kudos = _Made(KudosRepository)
    measures = _Made(MeasureRepository)
    messages = _Made(MessageRepository)
    moves = _Made(MoveRepository)
    notices = _Made(NoticeRepository)
    nudges = _Made(NudgeRepository)
    outbox = _Made(OutboxRepository)
    people = _Made(PeopleRepository)
    places = _Made(PlaceRepository)
    promises = _Made(PromiseRepository)
    questions = _Made(QuestionRepository)
    replies = _Made(ReplyRepository)
    similar = _Made(SimilarRepository)
    teams = _Made(TeamRepository)
    tests = _Made(IdeaTestRepository)

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def repositories(self) -> Sequence[Repository]:
        """All of them, for what concerns them all: forgetting somebody, or a workspace."""
        names = [name for name, each in vars(Transaction).items() if isinstance(each, _Made)]
        return [getattr(self, name) for name in names]


class Store:
    """Gives out transactions, to any number of threads. Nothing is connected until the first."""

    def __init__(self, url: str, *, pool_size: int = 16, synchronous: str = "NORMAL") -> None:
        self._where = address(url)
        self._engine = make_engine(url, pool_size=pool_size, synchronous=synchronous)
        # SQLite has one writer at a time and makes the others sleep and try again. Our own
        # threads queue here instead, and each goes on the moment the one before it is done.
        self._turn: AbstractContextManager[object] = (
            Lock() if is_sqlite(self._where) else nullcontext()
        )

    @contextmanager
    def begin(self) -> Iterator[Transaction]:
        """For writing: kept when the `with` ends, undone when it raises. Never within another.

        Raises `DatabaseUnreachableError`.
        """
        with self._turn, self._begun() as transaction:
            yield transaction

    @contextmanager
    def read(self) -> Iterator[Transaction]:
        """For reading only: on SQLite it waits for no writer.

        Raises `DatabaseUnreachableError`.
        """
        with self._begun(reading=True) as transaction:
            yield transaction

    def do_all(
        self,
        take: Callable[[Transaction], Sequence[Due]],
        do: Callable[[Transaction, Due], int | None],
    ) -> int:
        """Do what `take` finds, some in each transaction, until it finds nothing.

        Answers how many were done, or the sum of what `do` answers.
        """
        done = 0
        while True:
            with self.begin() as tx:
                due = take(tx)
                answers = [do(tx, each) for each in due]
            if not due:
                return done
            done += sum(1 if answer is None else answer for answer in answers)

    def close(self) -> None:
        self._engine.dispose()

    @contextmanager
    def _begun(self, *, reading: bool = False) -> Iterator[Transaction]:
        with reaching(self._where):
            connection = self._engine.connect()
        with connection, working(self._where), beginning(connection, reading=reading):
            yield Transaction(connection)
