"""A first idea is thanked once ever, and told to who leads its author, once a day each."""

from datetime import datetime

from bot.domain.outgoing import FirstIdeaThanked, FirstIdeaTold
from bot.domain.sending import Parcel
from bot.kit.clock import fixed_clock
from bot.services.captures import capture_idea
from bot.services.delivery import send_due
from bot.services.privacy import choose, drop_what_is_old
from bot.services.teams import pause_digest
from bot.storage import Store
from tests.services.world import (
    DAY,
    HOUR,
    MARKS,
    NOW,
    TOWN,
    WEEK,
    Said,
    a_message,
    an_idea,
    erase,
    known,
    led,
    say,
)


def sent(store: Store, at: datetime = NOW) -> list[Parcel]:
    sender = Said()
    send_due(store, sender, fixed_clock(at))
    return sender.parcels


def thanked(store: Store, at: datetime = NOW) -> list[str]:
    return [each.to for each in sent(store, at) if isinstance(each.message, FirstIdeaThanked)]


def told(store: Store, at: datetime = NOW) -> list[tuple[str, str]]:
    parcels = sent(store, at)
    return [
        (each.to, each.message.author)
        for each in parcels
        if isinstance(each.message, FirstIdeaTold)
    ]


def test_the_first_idea_alone_is_thanked_though_two_wait_to_be_shown(store: Store) -> None:
    an_idea(store, "UANA")
    an_idea(store, "UANA", NOW)
    an_idea(store, "UBEN", NOW, ts="2.0")

    assert sorted(thanked(store)) == ["UANA", "UBEN"]
    an_idea(store, "UANA", NOW + HOUR)
    assert thanked(store, NOW + HOUR) == []


def test_once_ever_however_long_the_outbox_remembers(store: Store) -> None:
    say(store, "idea: a quieter office")
    first = thanked(store)
    erase(store)
    drop_what_is_old(store, NOW + 20 * WEEK, 395)

    an_idea(store, "UANA", NOW + 20 * WEEK)

    assert first == ["UANA"]
    assert thanked(store, NOW + 20 * WEEK) == []


def test_an_idea_taken_back_before_it_was_seen_is_no_first(store: Store) -> None:
    say(store, "idea: a quieter office")
    erase(store)
    say(store, "idea: a louder office", ts="2.0")

    assert thanked(store) == ["UANA"]


def test_what_others_saved_is_no_first_and_takes_none_away(store: Store) -> None:
    message = a_message("half of our meetings could be letters")
    capture_idea(store, TOWN, message, MARKS, NOW, by="UBEN")
    before = thanked(store)

    an_idea(store, "UANA")

    assert before == []
    assert thanked(store) == ["UANA"]


def test_each_leader_hears_of_one_a_day(store: Store) -> None:
    led(store)
    led(store, leader="UMIA", members=frozenset({"UANA"}))
    led(store, leader="UZOE", members=frozenset({"UEVA"}))
    an_idea(store, "UANA")
    an_idea(store, "UBEN", NOW)
    today = told(store)
    an_idea(store, "UCHLOE", NOW + DAY)
    an_idea(store, "UEVA", NOW + DAY, ts="2.0")

    assert today == [("ULEA", "UANA"), ("UMIA", "UANA")]
    assert told(store, NOW + DAY) == [("UZOE", "UEVA")]


def test_of_who_hides_nobody_hears(store: Store) -> None:
    led(store)
    choose(store, "T1", "UANA", hidden=True)
    an_idea(store, "UANA")

    assert told(store) == []


def test_of_a_private_channel_hears_who_named_it(store: Store) -> None:
    led(store)
    led(store, leader="UMIA", members=frozenset({"UANA"}), channels=frozenset({"C1"}))
    an_idea(store, "UANA", is_private=True)

    assert told(store) == [("UMIA", "UANA")]


def test_who_paused_or_left_hears_nothing(store: Store) -> None:
    led(store)
    led(store, leader="UMIA", members=frozenset({"UANA"}))
    pause_digest(store, "T1", "ULEA", WEEK, NOW)
    known(store, "UMIA", is_deactivated=True)
    an_idea(store, "UANA")

    assert told(store) == []
