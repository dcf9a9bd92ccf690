"""Everybody who had a part is named when an idea is adopted, as each likes it."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest

from bot.domain.credits import Did
from bot.domain.errors import NotAdoptedError, RollNotYoursError, RollPostedError
from bot.domain.ideas import Idea
from bot.domain.moves import Move
from bot.domain.outgoing import (
    KudosReceived,
    KudosUnposted,
    Outgoing,
    PostRemoved,
    RollAnswered,
    RollPosted,
    RollProposed,
)
from bot.domain.people import Person, Recognition
from bot.domain.sending import Parcel, UndeliverableError
from bot.kit.clock import fixed_clock
from bot.services.credits import leave_roll, post_roll, roll_of
from bot.services.delivery import send_due
from bot.services.idea_tests import end_test, open_test
from bot.services.ideas import share_idea, toggle_support
from bot.services.kudos import undo_kudos
from bot.services.moves import decide_idea
from bot.services.privacy import choose
from bot.storage import Store
from tests.services.world import HOUR, NOW, Said, an_idea, led, said

ANA, BEN, CHLOE, DAN, LEA = (
    Person("T1", id, id) for id in ("UANA", "UBEN", "UCHLOE", "UDAN", "ULEA")
)


def a_family(store: Store) -> Idea:
    """Ana's idea, which Ben built on; Chloé supports Ben's, and Dan tests it. Lea leads Ben."""
    led(store, members=frozenset({"UANA", "UBEN"}))
    first = an_idea(store)
    idea = share_idea(store, Idea("T1", "UBEN", "plants", NOW, "b", "C1", parents=(first.id,)))
    assert idea
    toggle_support(store, "T1", idea.id, "UCHLOE", NOW)
    test = open_test(store, idea.id, DAN, "do they grow?", NOW)
    end_test(store, test.id, DAN, Move.KEEP, "they do", NOW)
    return idea


def posted(store: Store) -> list[RollPosted]:
    return [each for each in said(store) if isinstance(each, RollPosted)]


def post(store: Store, idea: Idea, by: Person, *people: Person) -> None:
    post_roll(store, idea.id, by, people, "", NOW)


def refusing(kind: type[Outgoing]) -> Callable[[Parcel], None]:
    """As a channel that is archived."""

    def answer(parcel: Parcel) -> None:
        if isinstance(parcel.message, kind):
            raise UndeliverableError("is_archived")

    return answer


def test_whoever_ended_the_test_is_shown_everybody_of_the_family(store: Store) -> None:
    a_family(store)

    [proposed] = [each for each in said(store) if isinstance(each, RollProposed)]

    assert {entry.person: entry.did for entry in proposed.credits} == {
        "UBEN": (Did.AUTHOR,),
        "UDAN": (Did.TEST,),
        "UCHLOE": (Did.SUPPORT,),
        "UANA": (Did.ANCESTOR,),
    }


def test_the_roll_is_posted_once_and_is_kudos_from_who_posts_it(store: Store) -> None:
    idea = a_family(store)

    post(store, idea, LEA, ANA, BEN, CHLOE, DAN)
    with pytest.raises(RollPostedError):
        post(store, idea, DAN, ANA)

    [roll] = posted(store)
    assert [entry.person for entry in roll.credits] == ["UBEN", "UDAN", "UCHLOE", "UANA"]
    with store.read() as tx:
        [kudos] = tx.kudos.all_by("T1", "ULEA")
    assert set(kudos.receivers) == {"UANA", "UBEN", "UCHLOE", "UDAN"}


def test_who_was_asked_to_post_it_is_asked_no_more_once_it_is_posted(store: Store) -> None:
    idea = a_family(store)
    said(store)

    post(store, idea, LEA, ANA, BEN)

    [answered] = [each for each in said(store) if isinstance(each, RollAnswered)]
    assert answered.by == "ULEA"


def test_of_two_who_post_at_once_one_does(store: Store) -> None:
    idea = a_family(store)

    def try_it(by: Person) -> bool:
        try:
            post(store, idea, by, ANA, BEN)
        except RollPostedError:
            return False
        return True

    with ThreadPoolExecutor(4) as threads:
        done = list(threads.map(try_it, [LEA, DAN, LEA, BEN]))

    assert done.count(True) == 1
    assert len(posted(store)) == 1


def test_each_is_thanked_as_they_like_it(store: Store) -> None:
    idea = a_family(store)
    said(store)
    choose(store, "T1", "UANA", recognition=Recognition.PRIVATE)
    choose(store, "T1", "UCHLOE", recognition=Recognition.NONE)
    choose(store, "T1", "UDAN", hidden=True)

    post(store, idea, LEA, ANA, BEN, CHLOE, DAN)

    told = said(store)
    [roll] = [each for each in told if isinstance(each, RollPosted)]
    assert [entry.person for entry in roll.credits] == ["UBEN"]
    assert len([each for each in told if isinstance(each, KudosReceived)]) == 2
    with store.read() as tx:
        [kudos] = tx.kudos.all_by("T1", "ULEA")
    assert set(kudos.receivers) == {"UANA", "UBEN", "UDAN"}


def test_who_built_in_a_private_channel_elsewhere_is_not_named(store: Store) -> None:
    first = an_idea(store)
    idea = an_idea(store, "UBEN", NOW, parents=(first.id,))
    for above in (first, idea):
        source = {"channel": "G9", "is_private": True, "parents": (above.id,)}
        an_idea(store, "UEVA", NOW - above.id * HOUR, **source)
    own = an_idea(store, "UDAN", NOW + HOUR, channel="G9", is_private=True, parents=(first.id,))
    decide_idea(store, idea.id, BEN, Move.ADOPT, NOW)
    decide_idea(store, own.id, DAN, Move.ADOPT, NOW)

    here, there = roll_of(store, idea.id, BEN), roll_of(store, own.id, DAN)

    assert [entry.person for entry in here.credits] == ["UBEN", "UANA"]
    assert {entry.person for entry in there.credits} == {"UDAN", "UANA", "UBEN", "UEVA"}


def test_who_is_thanked_privately_for_a_private_idea_reads_none_of_it(store: Store) -> None:
    first = an_idea(store)
    idea = an_idea(store, "UBEN", NOW, channel="G9", is_private=True, parents=(first.id,))
    decide_idea(store, idea.id, BEN, Move.ADOPT, NOW)
    choose(store, "T1", "UANA", recognition=Recognition.PRIVATE)
    said(store)

    post(store, idea, BEN, ANA)

    assert [each for each in said(store) if isinstance(each, KudosReceived)] == [
        KudosReceived("UBEN", "")
    ]


def test_it_is_for_those_who_answer_for_the_idea(store: Store) -> None:
    idea = a_family(store)

    with pytest.raises(RollNotYoursError):
        roll_of(store, idea.id, CHLOE)
    with pytest.raises(NotAdoptedError):
        roll_of(store, an_idea(store, at=NOW).id, ANA)


def test_it_can_be_left_to_the_owner_of_the_test(store: Store) -> None:
    idea = a_family(store)
    said(store)

    assert leave_roll(store, idea.id, LEA, NOW) == "UDAN"


def test_an_adopter_who_tested_nothing_may_leave_it_to_nobody(store: Store) -> None:
    idea = an_idea(store)
    decide_idea(store, idea.id, ANA, Move.ADOPT, NOW)

    [proposed] = [each for each in said(store) if isinstance(each, RollProposed)]

    assert proposed.owner is None
    with pytest.raises(RollNotYoursError):
        leave_roll(store, idea.id, ANA, NOW)


def test_undoing_the_kudos_takes_the_roll_back_once_and_the_private_thanks(store: Store) -> None:
    idea = a_family(store)
    choose(store, "T1", "UANA", recognition=Recognition.PRIVATE)
    post(store, idea, LEA, ANA, BEN)
    said(store)

    undo_kudos(store, "T1", "ULEA", NOW, "raised_hands")

    assert said(store) == [PostRemoved("kudos:1:post"), PostRemoved("kudos:1:told:UANA")]
    with store.read() as tx:
        assert tx.kudos.all_by("T1", "ULEA") == []


def test_what_still_waits_of_an_undone_roll_is_never_said(store: Store) -> None:
    idea = a_family(store)
    said(store)
    choose(store, "T1", "UANA", recognition=Recognition.PRIVATE)
    post(store, idea, LEA, ANA, BEN)

    undo_kudos(store, "T1", "ULEA", NOW, "raised_hands")

    assert {type(each) for each in said(store)} == {RollAnswered}


def test_after_an_undo_it_can_be_posted_anew(store: Store) -> None:
    idea = a_family(store)
    post(store, idea, LEA, ANA)
    said(store)
    undo_kudos(store, "T1", "ULEA", NOW, "raised_hands")

    post(store, idea, LEA, ANA, BEN)

    [roll] = posted(store)
    assert [entry.person for entry in roll.credits] == ["UBEN", "UANA"]


@pytest.mark.parametrize("people", [(ANA, BEN, LEA), (LEA,)])
def test_who_posts_a_roll_that_its_channel_refuses_hears_of_it(
    store: Store, people: tuple[Person, ...]
) -> None:
    idea = a_family(store)
    said(store)
    post(store, idea, LEA, *people)
    sender = Said(answer=refusing(RollPosted))

    send_due(store, sender, fixed_clock(NOW))

    told = [(each.to, each.message) for each in sender.parcels]
    named = ("UBEN", "UANA") if len(people) > 1 else ("ULEA",)
    assert ("ULEA", KudosUnposted(named, "C1")) in told


def test_a_roll_that_thanks_nobody_else_is_posted_once(store: Store) -> None:
    idea = an_idea(store)
    decide_idea(store, idea.id, ANA, Move.ADOPT, NOW)

    post(store, idea, ANA, ANA)
    with pytest.raises(RollPostedError):
        post(store, idea, ANA, ANA)

    [roll] = posted(store)
    assert roll.kudos is None
