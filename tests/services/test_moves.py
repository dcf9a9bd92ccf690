"""Ideas move, and whatever happens in whatever order, their history tells how they stand."""

from collections.abc import Callable, Iterable
from contextlib import suppress
from datetime import datetime, timedelta

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, invariant, rule

from bot.domain.combining import Consent
from bot.domain.errors import (
    AlreadyTestedError,
    BotError,
    IdeaTestOverError,
    MoveNotOpenError,
    MoveSenselessError,
)
from bot.domain.idea_tests import Outcome
from bot.domain.ideas import Idea, Part, Stage
from bot.domain.moves import Move, State, replay
from bot.domain.outgoing import IdeaCard, IdeaParked, Outgoing, OwnerAsked
from bot.domain.people import Person
from bot.services.combining import answer_request, combine_ideas
from bot.services.due import run_due
from bot.services.idea_tests import branch_test, end_test, open_test
from bot.services.ideas import edit_idea, share_idea, take_back_idea, toggle_support
from bot.services.intake import hear, unhear
from bot.services.moves import adopt_idea, park_idea, reopen_idea
from bot.services.privacy import forget_person
from bot.storage import Store
from tests.services.world import (
    DAY,
    HOUR,
    MARKS,
    NOW,
    TOWN,
    a_message,
    an_idea,
    known,
    led,
    said,
)

ANA, BEN, CHLOE, LEA = (Person("T1", id, id) for id in ("UANA", "UBEN", "UCHLOE", "ULEA"))
ADMIN = Person("T1", "UADA", "Ada", is_admin=True)


def stage(store: Store, idea: Idea) -> Stage:
    with store.read() as tx:
        found = tx.ideas.by_id("T1", idea.id)
    assert found
    return found.stage


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


def test_who_asks_for_a_test_owns_it(store: Store) -> None:
    idea = an_idea(store)

    test = open_test(store, idea.id, BEN, "is it quieter?", NOW)

    assert (test.owner, test.round, test.ends_at) == ("UBEN", 1, NOW + 7 * DAY)
    assert stage(store, idea) is Stage.TESTING


def test_of_two_who_want_to_test_one_does(store: Store) -> None:
    idea = an_idea(store)
    open_test(store, idea.id, BEN, "is it quieter?", NOW)

    with pytest.raises(AlreadyTestedError):
        open_test(store, idea.id, CHLOE, "is it?", NOW)


def test_a_test_that_worked_is_an_adopted_idea(store: Store) -> None:
    idea = an_idea(store)
    test = open_test(store, idea.id, BEN, "is it quieter?", NOW)

    end_test(store, test.id, BEN, Move.KEEP, "much", NOW + DAY)

    assert stage(store, idea) is Stage.ADOPTED


def test_a_changed_test_goes_another_round(store: Store) -> None:
    idea = an_idea(store)
    test = open_test(store, idea.id, BEN, "is it quieter?", NOW)

    end_test(store, test.id, BEN, Move.CHANGE, "mornings only", NOW + DAY)

    with store.read() as tx:
        first, second = tx.tests.of("T1", [idea.id])[idea.id]
    assert (first.outcome, first.learned) == (Outcome.CHANGED, "mornings only")
    assert (second.round, second.owner, second.is_open) == (2, "UBEN", True)


def test_what_was_learned_can_become_an_idea_of_its_own(store: Store) -> None:
    idea = an_idea(store)
    test = open_test(store, idea.id, BEN, "is it quieter?", NOW)
    grown = Idea("T1", "UBEN", "quiet mornings", NOW + DAY, "branch", "C1")

    child = branch_test(store, test.id, BEN, "mornings are what counts", grown)

    assert child is not None
    assert child.parents == (idea.id,)
    assert stage(store, idea) is Stage.SHARED


def test_a_test_ends_once_and_by_its_owner_alone(store: Store) -> None:
    idea = an_idea(store)
    test = open_test(store, idea.id, BEN, "is it quieter?", NOW)

    with pytest.raises(MoveNotOpenError):
        end_test(store, test.id, ANA, Move.KEEP, "yes", NOW)
    end_test(store, test.id, BEN, Move.STOP, "no", NOW)
    with pytest.raises(IdeaTestOverError):
        end_test(store, test.id, BEN, Move.KEEP, "yes", NOW)


def test_the_author_of_a_parked_idea_reads_why_before_the_card_says_it(store: Store) -> None:
    led(store)
    idea = an_idea(store)
    said(store)

    park_idea(store, idea.id, LEA, NOW, reason="no budget", change="next year's")

    told, card = said(store)
    assert isinstance(told, IdeaParked)
    assert (told.by, told.reason, told.change) == ("ULEA", "no budget", "next year's")
    assert isinstance(card, IdeaCard)
    assert card.idea.stage is Stage.PARKED


def test_it_is_up_to_author_leader_and_admin(store: Store) -> None:
    led(store)
    for by in (ANA, LEA, ADMIN):
        idea = an_idea(store, at=NOW - timedelta(minutes=hash(by.id) % 1_000))
        adopt_idea(store, idea.id, by, NOW)
        assert stage(store, idea) is Stage.ADOPTED

    other = an_idea(store, at=NOW - 2 * DAY)
    with pytest.raises(MoveNotOpenError):
        adopt_idea(store, other.id, CHLOE, NOW)


def test_a_parked_idea_is_taken_up_again(store: Store) -> None:
    idea = an_idea(store)
    park_idea(store, idea.id, ANA, NOW, reason="not now", change="in spring")

    reopen_idea(store, idea.id, ANA, NOW)

    assert stage(store, idea) is Stage.SHARED
    with pytest.raises(MoveSenselessError):
        reopen_idea(store, idea.id, ANA, NOW)


def test_the_owner_is_asked_reminded_once_and_left_in_peace(store: Store) -> None:
    idea = an_idea(store)
    open_test(store, idea.id, BEN, "is it quieter?", NOW)
    said(store)

    asked = [
        [each for each in said_at(store, NOW + days * DAY) if isinstance(each, OwnerAsked)]
        for days in (6, 7, 8, 9, 10, 11, 12, 20)
    ]

    assert [len(each) for each in asked] == [0, 1, 0, 1, 0, 0, 0, 0]
    assert [each.is_again for told in asked for each in told] == [False, True]


def said_at(store: Store, at: datetime) -> list[Outgoing]:
    run_due(store, at)
    return said(store, at)


def test_the_test_of_somebody_who_left_ends_by_itself(store: Store) -> None:
    idea = an_idea(store)
    open_test(store, idea.id, BEN, "is it quieter?", NOW)
    known(store, "UBEN", is_deactivated=True)

    run_due(store, NOW + 7 * DAY)

    assert stage(store, idea) is Stage.SHARED


def test_a_withdrawn_idea_leaves_its_contributors_to_what_was_built_on_it(store: Store) -> None:
    first = an_idea(store)
    toggle_support(store, "T1", first.id, "UCHLOE", NOW)
    child = share_idea(
        store, Idea("T1", "UBEN", "and plants", NOW, "child", "C1", parents=(first.id,))
    )
    assert child

    with store.begin() as tx:
        take_back_idea(tx, first, NOW, "bulb")

    with store.read() as tx:
        assert tx.ideas.by_id("T1", first.id) is None
        assert tx.ideas.ancestors("T1", child.id) == {first.id}
        parts = {(each.person, each.part) for each in tx.ideas.parts("T1", [first.id])[first.id]}
    assert parts == {
        ("UANA", Part.AUTHOR),
        ("UBEN", Part.BUILD),
        ("UCHLOE", Part.SUPPORT),
    }


def test_a_withdrawn_idea_goes_for_good_with_the_last_that_builds_on_it(store: Store) -> None:
    first = an_idea(store)
    child = share_idea(
        store, Idea("T1", "UBEN", "and plants", NOW, "child", "C1", parents=(first.id,))
    )
    assert child

    with store.begin() as tx:
        take_back_idea(tx, first, NOW, "bulb")
        take_back_idea(tx, child, NOW, "bulb")

    with store.read() as tx:
        assert tx.moves.of("T1", first.id) == []
        assert tx.ideas.parts("T1", [first.id]) == {}


def test_who_is_forgotten_leaves_no_test_open(store: Store) -> None:
    idea = an_idea(store)
    open_test(store, idea.id, BEN, "is it quieter?", NOW)

    forget_person(store, "T1", "UBEN", MARKS, NOW)

    assert stage(store, idea) is Stage.SHARED
    with store.read() as tx:
        history = replay(tx.moves.of("T1", idea.id))
    assert history.parts == {("UANA", Part.AUTHOR)}


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
        self._try(lambda: park_idea(self.store, idea, by, self.now, reason="no", change="a yes"))

    @rule(idea=ideas, by=PEOPLE)
    def reopen(self, idea: int, by: Person) -> None:
        self._try(lambda: reopen_idea(self.store, idea, by, self.now))

    @rule(idea=ideas, by=PEOPLE)
    def adopt(self, idea: int, by: Person) -> None:
        self._try(lambda: adopt_idea(self.store, idea, by, self.now))

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
        unhear(self.store, "T1", "C1", f"{idea}.{nth}{by.id}", MARKS, self.now)

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
                above = tx.ideas.ancestors("T1", id_)
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
            tx.ideas.note_card("T1", idea.id, "C1", f"{idea.id}.0")
        self.kept[idea.id] = idea
        self.credited[idea.id] = self._above(parents)
        return idea.id

    def _above(self, parents: Iterable[int]) -> set[str]:
        authors = {self.kept[parent].author for parent in parents}
        return authors.union(*(self.credited[parent] for parent in parents))

    def _below(self, idea: int) -> set[int]:
        with self.store.read() as tx:
            return {id_ for id_ in self.kept if idea in tx.ideas.ancestors("T1", id_)} | {idea}

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
