"""Through whatever happens to ideas, boards say what counting the ideas would say."""

from contextlib import suppress
from datetime import timedelta
from itertools import count

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.domain.combining import Consent
from bot.domain.errors import BotError
from bot.domain.ideas import Idea
from bot.domain.leaderboards import Period, today
from bot.domain.moves import Move
from bot.domain.people import Channel, Person
from bot.services.authors import withdraw_idea
from bot.services.channels import learn_channels, move_channel
from bot.services.combining import answer_request, combine_ideas
from bot.services.idea_tests import end_test, open_test
from bot.services.ideas import share_idea
from bot.services.moves import decide_idea
from bot.services.privacy import forget_person
from bot.storage import Store
from tests.services.world import DAY, MARKS, NOW
from tests.storage.counted import counted

PEOPLE = ("UANA", "UBEN", "UCHLOE")
CHANNELS = ("C1", "C2", "G9")
EXAMPLES = count()
ANY = st.integers(0, 99)  # one of the ideas that there are then
DAYS = st.sampled_from((0, 1, 3, 7, 8, 29, 31, 60, 91, 92, 400))
STEP = st.one_of(
    st.tuples(
        st.just("share"),
        st.sampled_from(PEOPLE),
        st.sampled_from(CHANNELS),
        DAYS,
        st.lists(ANY, max_size=3),
    ),
    st.tuples(st.just("combine"), st.sampled_from(PEOPLE), st.lists(ANY, min_size=2, max_size=3)),
    st.tuples(st.just("withdraw"), ANY),
    st.tuples(st.just("test"), ANY, st.sampled_from(PEOPLE)),
    st.tuples(st.just("end"), ANY, st.sampled_from((Move.KEEP, Move.CHANGE, Move.STOP))),
    st.tuples(st.just("adopt"), ANY),
    st.tuples(st.just("forget"), st.sampled_from(PEOPLE)),
    st.tuples(st.just("move"), st.permutations(CHANNELS)),
    st.tuples(st.just("turn"), st.sampled_from(CHANNELS), st.booleans()),
)


class History:
    """What happens to ideas in a workspace of its own. What makes no sense then is refused."""

    def __init__(self, store: Store) -> None:
        self.store, self.workspace, self.numbers = store, f"T{next(EXAMPLES)}", count()
        self.admin = Person(self.workspace, "UADA", "Ada", is_admin=True)
        self.turn("G9", is_private=True)

    def happen(self, what: str, *how: object) -> None:
        with suppress(BotError):
            getattr(self, what)(*how)

    def share(self, author: str, channel: str, days: int, parents: list[int]) -> None:
        found = tuple(idea.id for each in parents for idea in self.one(each))
        share_idea(self.store, self.said(author, channel, days, parents=found))

    def combine(self, author: str, which: list[int]) -> None:
        """And everybody who is asked says yes."""
        parts = {idea.id: idea for each in which for idea in self.one(each)}
        child = combine_ideas(self.store, self.said(author, "C1", 0), list(parts))
        for part in parts.values():
            if child and part.author != author:
                answered = (part.author, Consent.YES, NOW)
                answer_request(self.store, self.workspace, child.id, part.id, *answered)

    def withdraw(self, which: int) -> None:
        for idea in self.one(which):
            withdraw_idea(self.store, idea.id, self.admin, MARKS, NOW)

    def test(self, which: int, person: str) -> None:
        for idea in self.one(which):
            open_test(self.store, idea.id, self.person(person), "does it help?", NOW)

    def end(self, which: int, move: Move) -> None:
        for idea in self.one(which):
            with self.store.read() as tx:
                test = tx.tests.open_of(self.workspace, idea.id)
            if test:
                end_test(self.store, test.id, self.person(test.owner), move, "it does", NOW)

    def adopt(self, which: int) -> None:
        for idea in self.one(which):
            decide_idea(self.store, idea.id, self.admin, Move.ADOPT, NOW)

    def forget(self, person: str) -> None:
        forget_person(self.store, self.workspace, person, MARKS, NOW)

    def move(self, channels: list[str]) -> None:
        move_channel(self.store, self.workspace, old=channels[0], new=channels[1])

    def turn(self, channel: str, is_private: bool) -> None:
        learn_channels(self.store, [Channel(self.workspace, channel, is_private=is_private)], NOW)

    def said(self, author: str, channel: str, days: int, parents: tuple[int, ...] = ()) -> Idea:
        source, at = f"s{next(self.numbers)}", NOW - days * DAY
        return Idea(self.workspace, author, "x", at, source, channel, parents=parents)

    def person(self, id: str) -> Person:
        return Person(self.workspace, id, id.title())

    def one(self, which: int) -> list[Idea]:
        """That one of the ideas there are, if there are any."""
        with self.store.read() as tx:
            ideas = [idea for each in PEOPLE for idea in tx.ideas.mine(self.workspace, each)]
        ordered = sorted(ideas, key=lambda idea: idea.id)
        return [ordered[which % len(ordered)]] if ordered else []


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(STEP, min_size=1, max_size=14))
def test_boards_agree_with_the_ideas_whatever_happened(
    store: Store, steps: list[tuple[object, ...]]
) -> None:
    history = History(store)
    for step in steps:
        history.happen(*step)  # type: ignore[arg-type] # as they are named

    tomorrow = today(NOW) + timedelta(days=1)
    with store.read() as tx:
        for channel in CHANNELS:
            for period in Period:
                asked = (history.workspace, channel, period.since(NOW), tomorrow)
                assert tx.boards.of(*asked) == counted(tx, *asked)
