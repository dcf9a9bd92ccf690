"""Whatever people do, in any order: the history tells how ideas stand, and nobody is lost."""

from collections.abc import Callable, Iterable
from contextlib import suppress

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, invariant, rule

from bot.domain.combining import Consent
from bot.domain.errors import (
    BotError,
)
from bot.domain.ideas import Idea, Part
from bot.domain.messages import MessageRef
from bot.domain.moves import Move
from bot.domain.people import Person
from bot.services.combining import answer_request, combine_ideas
from bot.services.idea_tests import end_test, open_test
from bot.services.ideas import edit_idea, share_idea, take_back_idea, toggle_support
from bot.services.intake import hear, unhear
from bot.services.moves import decide_idea
from bot.storage import Store
from tests.services.replaying import State, replay
from tests.services.world import (
    HOUR,
    MARKS,
    NOW,
    TOWN,
    a_message,
)

ANA, BEN, CHLOE, LEA = (Person("T1", id, id) for id in ("UANA", "UBEN", "UCHLOE", "ULEA"))
ADMIN = Person("T1", "UADA", "Ada", is_admin=True)


def state(store: Store, id_: int) -> State:
    """As its rows say it."""
    with store.read() as tx:
        idea = tx.ideas.by_id("T1", id_)
        parts = tx.ideas.parts("T1", [id_]).get(id_, ())
        rounds = len(tx.tests.of("T1", [id_]).get(id_, ()))
    assert idea
    return State(
        idea.stage,
        rounds,
        parts=frozenset((each.person, each.part) for each in parts),
        parents=frozenset(idea.parents),
    )


PEOPLE = st.sampled_from([ANA, BEN, CHLOE, LEA])


class Histories(RuleBasedStateMachine):
    """People do what they like, in any order. What is not open to them changes nothing."""

    ideas = Bundle("ideas")
    store: Store

    def __init__(self) -> None:
        super().__init__()
        self.now = NOW
        self.kept: dict[int, Idea] = {}
        self.gone: set[int] = set()
        self.versions = 0
        self.credited: dict[int, set[str]] = {}
        with self.store.begin() as tx:
            for repository in tx.repositories():
                repository.forget_workspace("T1")

    def later(self) -> None:
        self.now += HOUR

    @rule(target=ideas, by=PEOPLE)
    def share(self, by: Person) -> int:
        return self._share(by, ())

    @rule(target=ideas, by=PEOPLE, parents=st.lists(ideas, min_size=1, max_size=3, unique=True))
    def build(self, by: Person, parents: list[int]) -> int:
        try:
            return self._share(by, tuple(parents))
        except BotError:
            return parents[0]

    @rule(target=ideas, by=PEOPLE, parts=st.lists(ideas, min_size=2, max_size=3, unique=True))
    def combine(self, by: Person, parts: list[int]) -> int:
        self.later()
        idea = Idea("T1", by.id, "together", self.now, f"{len(self.kept)}", "C1")
        try:
            kept = combine_ideas(self.store, idea, parts)
        except BotError:
            return parts[0]
        assert kept
        self.kept[kept.id] = kept
        self.credited[kept.id] = self._above(kept.parents)
        return kept.id

    @rule(child=ideas, parent=ideas, consent=st.sampled_from(Consent))
    def answer(self, child: int, parent: int, consent: Consent) -> None:
        """It joins what came before, and so does all that was built on it meanwhile."""
        self.later()
        author = self.kept[parent].author
        with suppress(BotError):
            answer_request(self.store, "T1", child, parent, author, consent, self.now)
            if consent is Consent.YES:
                joined = self._above([parent])
                for each in self._below(child):
                    self.credited[each] |= joined

    @rule(idea=ideas, by=PEOPLE)
    def support(self, idea: int, by: Person) -> None:
        self._try(lambda: toggle_support(self.store, "T1", idea, by.id, self.now))

    @rule(idea=ideas, by=PEOPLE)
    def test(self, idea: int, by: Person) -> None:
        self._try(lambda: open_test(self.store, idea, by, "does it help?", self.now))

    @rule(idea=ideas, by=PEOPLE, how=st.sampled_from([Move.KEEP, Move.CHANGE, Move.STOP]))
    def end(self, idea: int, by: Person, how: Move) -> None:
        with self.store.read() as tx:
            test = tx.tests.open_of("T1", idea)
        self._try(lambda: test and end_test(self.store, test.id, by, how, "so", self.now))

    @rule(idea=ideas, by=PEOPLE)
    def park(self, idea: int, by: Person) -> None:
        self._try(
            lambda: decide_idea(
                self.store, idea, by, Move.PARK, self.now, reason="no", change="a yes"
            )
        )

    @rule(idea=ideas, by=PEOPLE)
    def reopen(self, idea: int, by: Person) -> None:
        self._try(lambda: decide_idea(self.store, idea, by, Move.REOPEN, self.now))

    @rule(idea=ideas, by=PEOPLE)
    def adopt(self, idea: int, by: Person) -> None:
        self._try(lambda: decide_idea(self.store, idea, by, Move.ADOPT, self.now))

    @rule(idea=ideas, by=PEOPLE, asked=st.sampled_from(["who?", "fine"]), nth=st.integers(1, 3))
    def reply(self, idea: int, by: Person, asked: str, nth: int) -> None:
        """Said, or edited into it."""
        self.later()
        self.versions += 1
        ts = f"{idea}.{nth}{by.id}"
        message = a_message(
            asked, author=by.id, ts=ts, version=f"{ts}{self.versions:06}", thread_ts=f"{idea}.0"
        )
        hear(self.store, TOWN, message, MARKS, self.now)

    @rule(idea=ideas, by=PEOPLE, nth=st.integers(1, 3))
    def delete_reply(self, idea: int, by: Person, nth: int) -> None:
        unhear(self.store, MessageRef("T1", "C1", f"{idea}.{nth}{by.id}"), MARKS, self.now)

    @rule(idea=ideas, words=st.sampled_from(["in other words", "an idea"]))
    def edit(self, idea: int, words: str) -> None:
        self.later()
        with self.store.begin() as tx:
            if found := tx.ideas.by_id("T1", idea):
                edit_idea(tx, found, words, self.now)

    @rule(idea=ideas)
    def withdraw(self, idea: int) -> None:
        self.later()
        with self.store.begin() as tx:
            if found := tx.ideas.by_id("T1", idea):
                take_back_idea(tx, found, self.now, "bulb")
        self.gone.add(idea)

    @invariant()
    def history_tells_how_each_stands(self) -> None:
        for id_ in self.kept.keys() - self.gone:
            with self.store.read() as tx:
                told = replay(tx.moves.of("T1", id_))
            assert told == state(self.store, id_)

    @invariant()
    def nobody_is_lost_from_a_lineage(self) -> None:
        """Whoever had an idea above one that stands is still found above it."""
        with self.store.read() as tx:
            for id_, authors in self.credited.items():
                if id_ in self.gone:
                    continue
                above = tx.families.ancestors(self.kept[id_])
                found = {
                    part.person
                    for parts in tx.ideas.parts("T1", above).values()
                    for part in parts
                    if part.part is Part.AUTHOR
                }
                assert authors <= found
                assert id_ not in above

    def _share(self, by: Person, parents: tuple[int, ...]) -> int:
        self.later()
        source = f"{len(self.kept)}"
        idea = share_idea(
            self.store, Idea("T1", by.id, "an idea", self.now, source, "C1", parents=parents)
        )
        assert idea
        with self.store.begin() as tx:  # as when it is posted
            tx.ideas.change("T1", idea.id, card_channel="C1", card_ts=f"{idea.id}.0")
        self.kept[idea.id] = idea
        self.credited[idea.id] = self._above(parents)
        return idea.id

    def _above(self, parents: Iterable[int]) -> set[str]:
        authors = {self.kept[parent].author for parent in parents}
        return authors.union(*(self.credited[parent] for parent in parents))

    def _below(self, idea: int) -> set[int]:
        with self.store.read() as tx:
            kept = self.kept.items()
            return {id_ for id_, each in kept if idea in tx.families.ancestors(each)} | {idea}

    def _try(self, act: Callable[[], object]) -> None:
        self.later()
        with suppress(BotError):  # it is not open to them
            act()


def test_any_history_replayed_is_how_its_ideas_stand(store: Store) -> None:
    class OnThis(Histories):
        pass

    OnThis.store = store
    case = OnThis.TestCase
    case.settings = settings(
        max_examples=12,
        stateful_step_count=25,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
    case("runTest").runTest()
