"""Whoever had a part in an idea hears of its moves, in one message a day at most."""

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from threading import Barrier

from bot.domain.ideas import Idea, Part
from bot.domain.moves import Move
from bot.domain.outgoing import MovesTold
from bot.domain.people import Channel, Person
from bot.domain.sending import Parcel
from bot.kit.clock import fixed_clock
from bot.services.channels import learn_channels
from bot.services.delivery import send_due
from bot.services.due import run_due
from bot.services.idea_tests import end_test, open_test
from bot.services.ideas import take_back_idea, toggle_support
from bot.services.moves import decide_idea
from bot.services.notices import send_due_notices, stop_notices_of
from bot.services.privacy import choose
from bot.storage import Store
from tests.services.world import DAY, HOUR, NOW, Said, an_idea, known, led

LEADING = Person("T1", "UADA", "Ada", is_admin=True)
ANA, BEN, LEA = (Person("T1", id, id) for id in ("UANA", "UBEN", "ULEA"))


def told(store: Store, at: datetime) -> dict[str, list[Move]]:
    """Who is told of what when the clock rings then."""
    found = messages(store, at).items()
    return {person: [move for moves in each for move in moves] for person, each in found}


def _moves(parcel: Parcel) -> list[Move]:
    message = parcel.message
    return [each.what for each in message.moves] if isinstance(message, MovesTold) else []


def messages(store: Store, at: datetime) -> dict[str, list[list[Move]]]:
    """What each message to each person tells when the clock rings then."""
    run_due(store, at)
    sender, found = Said(), dict[str, list[list[Move]]]()
    send_due(store, sender, fixed_clock(at))
    for parcel in sender.parcels:
        if moves := _moves(parcel):
            found.setdefault(parcel.to, []).append(moves)
    return found


def supported(store: Store, *people: str) -> Idea:
    idea = an_idea(store)
    for person in people:
        toggle_support(store, "T1", idea.id, person, NOW)
    return idea


def test_everybody_but_who_did_it_hears_of_a_move(store: Store) -> None:
    idea = supported(store, "UBEN", "UCHLOE")

    open_test(store, idea.id, BEN, "is it quieter?", NOW)

    assert told(store, NOW) == {"UANA": [Move.TEST], "UCHLOE": [Move.TEST]}


def test_several_moves_of_a_day_come_in_one_message(store: Store) -> None:
    idea = supported(store, "UCHLOE")
    test = open_test(store, idea.id, BEN, "is it quieter?", NOW)
    assert told(store, NOW)["UCHLOE"] == [Move.TEST]

    end_test(store, test.id, BEN, Move.CHANGE, "mornings", NOW + HOUR)
    decide_idea(store, idea.id, ANA, Move.ADOPT, NOW + 2 * HOUR)

    assert "UCHLOE" not in told(store, NOW + 3 * HOUR)
    assert told(store, NOW + DAY)["UCHLOE"] == [Move.CHANGE, Move.ADOPT]
    assert told(store, NOW + 2 * DAY) == {}


def test_of_however_many_are_told_each_hears_of_all_at_once(store: Store) -> None:
    idea = an_idea(store)
    with store.begin() as tx:
        for number in range(150):
            tx.ideas.add_part("T1", idea.id, f"U{number:03}", Part.SUPPORT, NOW)

    open_test(store, idea.id, BEN, "is it quieter?", NOW)
    decide_idea(store, idea.id, LEADING, Move.ADOPT, NOW + HOUR)

    by_person = messages(store, NOW + HOUR)
    assert set(by_person) == {"UANA", "UBEN", *(f"U{number:03}" for number in range(150))}
    assert by_person["U149"] == [[Move.TEST, Move.ADOPT]]
    assert {len(each) for each in by_person.values()} == {1}


def test_what_came_while_somebody_was_being_told_waits_for_a_day(store: Store) -> None:
    idea = supported(store, "UCHLOE")
    open_test(store, idea.id, BEN, "is it quieter?", NOW)
    decide_idea(store, idea.id, BEN, Move.ADOPT, NOW)
    with store.begin() as tx:
        tx.people.note_told("T1", ["UCHLOE"], NOW - HOUR, unless_since=NOW)

    at_once, in_time = told(store, NOW), told(store, NOW + DAY - HOUR)

    assert list(at_once) == ["UANA"]
    assert in_time == {"UCHLOE": [Move.TEST, Move.ADOPT]}


def test_of_several_who_tell_at_the_same_time_one_does(store: Store) -> None:
    people = [f"U{number}" for number in range(30)]
    idea = supported(store, *people)
    open_test(store, idea.id, BEN, "is it quieter?", NOW)
    decide_idea(store, idea.id, BEN, Move.ADOPT, NOW)
    together = Barrier(4)

    def tell(_: int) -> int:
        together.wait(5)
        return send_due_notices(store, NOW)

    with ThreadPoolExecutor(4) as threads:
        sent = sum(threads.map(tell, range(4)))

    assert sent == len(people) + 1
    assert messages(store, NOW) == {
        person: [[Move.TEST, Move.ADOPT]] for person in ("UANA", *people)
    }


def test_who_was_told_of_the_parking_is_not_told_again(store: Store) -> None:
    led(store)
    idea = supported(store, "UBEN")

    decide_idea(store, idea.id, LEA, Move.PARK, NOW, reason="no budget", change="next year's")

    assert told(store, NOW) == {"UBEN": [Move.PARK]}


def test_no_more_of_this_idea_is_of_this_idea_alone(store: Store) -> None:
    idea, other = supported(store, "UCHLOE"), an_idea(store, at=NOW)
    toggle_support(store, "T1", other.id, "UCHLOE", NOW)
    stop_notices_of(store, "T1", "UCHLOE", idea.id)

    decide_idea(store, idea.id, ANA, Move.ADOPT, NOW)
    decide_idea(store, other.id, ANA, Move.ADOPT, NOW)

    with store.read() as tx:
        assert [each.idea for each in tx.notices.due(NOW, 10)] == [other.id]


def test_who_wants_no_notices_is_told_nothing_also_of_what_waits(store: Store) -> None:
    idea = supported(store, "UCHLOE")
    decide_idea(store, idea.id, ANA, Move.ADOPT, NOW)

    choose(store, "T1", "UCHLOE", notices=False)

    assert told(store, NOW) == {}


def test_who_left_is_told_nothing(store: Store) -> None:
    known(store, "UCHLOE", is_deactivated=True)
    idea = supported(store, "UCHLOE")

    decide_idea(store, idea.id, ANA, Move.ADOPT, NOW)

    assert told(store, NOW) == {}


def test_who_had_a_part_above_hears_what_came_of_it(store: Store) -> None:
    above = supported(store, "UCHLOE")
    idea = an_idea(store, "UBEN", NOW, parents=(above.id,))

    decide_idea(store, idea.id, BEN, Move.ADOPT, NOW)

    assert told(store, NOW) == {"UANA": [Move.ADOPT], "UCHLOE": [Move.ADOPT]}


def test_of_a_private_idea_only_those_of_its_channel_hear(store: Store) -> None:
    elsewhere = supported(store, "UCHLOE")
    home = an_idea(store, "UEVA", channel="G9", is_private=True)
    above = (elsewhere.id, home.id)
    secret = an_idea(store, "UBEN", NOW, channel="G9", is_private=True, parents=above)
    toggle_support(store, "T1", secret.id, "UDAN", NOW)

    decide_idea(store, secret.id, BEN, Move.ADOPT, NOW)

    assert told(store, NOW) == {"UDAN": [Move.ADOPT], "UEVA": [Move.ADOPT]}


def test_also_through_what_was_withdrawn_and_past_nothing_that_is_private_elsewhere(
    store: Store,
) -> None:
    first = an_idea(store)
    gone = an_idea(store, "UCHLOE", NOW - 3 * HOUR, parents=(first.id,))
    turned = an_idea(store, "UEVA", NOW - 2 * HOUR, channel="C2")
    idea = an_idea(store, "UBEN", NOW, parents=(gone.id, turned.id))
    learn_channels(store, [Channel("T1", "C2", is_private=True)], NOW)
    with store.begin() as tx:
        take_back_idea(tx, gone, NOW, "bulb")

    decide_idea(store, idea.id, BEN, Move.ADOPT, NOW)

    assert told(store, NOW) == {"UANA": [Move.ADOPT], "UCHLOE": [Move.ADOPT]}


def test_nothing_is_told_of_what_was_withdrawn_meanwhile(store: Store) -> None:
    idea = supported(store, "UCHLOE")
    open_test(store, idea.id, BEN, "is it quieter?", NOW)

    with store.begin() as tx:
        take_back_idea(tx, idea, NOW, "bulb")

    assert told(store, NOW) == {}
