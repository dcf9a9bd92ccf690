"""Thanks are given, seconded and taken back, with everything that was said of them."""

from dataclasses import replace

import pytest

from bot.domain.errors import NothingToUndoError, TooLongError
from bot.domain.kudos import Kudos
from bot.domain.messages import MessageRef
from bot.domain.outgoing import KudosPosted, KudosReceived, PostRemoved, ReactionRemoved
from bot.services.kudos import give_kudos, second_kudos, undo_kudos
from bot.storage import Store
from tests.services.world import HOUR, NOW, edit, kept_kudos, said, say

GIVEN = Kudos("T1", "UANA", ("UBEN", "UCHLOE"), "the release", NOW, "command:1", "C1")


def undo(store: Store, hours: float = 0) -> Kudos:
    return undo_kudos(store, "T1", "UANA", NOW + hours * HOUR, "raised_hands")


def test_thanks_in_a_channel_are_posted_there(store: Store) -> None:
    kept = give_kudos(store, GIVEN, tell_privately=False)

    assert kept is not None
    assert said(store) == [KudosPosted(kept.id, "UANA", ("UBEN", "UCHLOE"), "the release")]


def test_private_thanks_are_told_to_each_alone(store: Store) -> None:
    give_kudos(store, replace(GIVEN, channel=None), tell_privately=False)

    assert said(store) == [KudosReceived("UANA", "the release")] * 2


def test_thanks_are_told_privately_where_the_bot_cannot_speak(store: Store) -> None:
    give_kudos(store, GIVEN, tell_privately=True)

    assert {type(each) for each in said(store)} == {KudosReceived}


def test_the_same_thanks_twice_are_said_once(store: Store) -> None:
    give_kudos(store, GIVEN, tell_privately=False)

    assert give_kudos(store, GIVEN, tell_privately=False) is None
    assert len(said(store)) == 1


def test_a_reason_that_is_too_long_keeps_nothing(store: Store) -> None:
    with pytest.raises(TooLongError):
        give_kudos(store, replace(GIVEN, reason="x" * 2_001), tell_privately=False)

    assert said(store) == []


def test_undone_before_it_was_said_nothing_is_said(store: Store) -> None:
    give_kudos(store, GIVEN, tell_privately=False)

    undone = undo(store)

    assert undone.receivers == ("UBEN", "UCHLOE")
    assert said(store) == []


def test_undone_after_it_was_said_the_post_is_removed(store: Store) -> None:
    give_kudos(store, GIVEN, tell_privately=False)
    said(store)

    undo(store)

    (removed,) = said(store)
    assert isinstance(removed, PostRemoved)


def test_the_latest_thanks_are_undone_and_then_the_ones_before(store: Store) -> None:
    give_kudos(store, GIVEN, tell_privately=True)
    later = replace(GIVEN, source="command:2", given_at=NOW + HOUR / 2, reason="later")
    give_kudos(store, later, tell_privately=True)

    assert undo(store, 0.9).reason == "later"
    assert undo(store, 0.9).reason == "the release"
    with pytest.raises(NothingToUndoError):
        undo(store, 0.9)


def test_after_an_hour_nothing_can_be_undone(store: Store) -> None:
    give_kudos(store, GIVEN, tell_privately=False)

    with pytest.raises(NothingToUndoError):
        undo(store, 1.01)


def test_nobody_undoes_the_thanks_of_others(store: Store) -> None:
    give_kudos(store, replace(GIVEN, giver="UBEN"), tell_privately=False)

    with pytest.raises(NothingToUndoError):
        undo(store)


def test_thanks_in_a_message_stay_undone_when_it_is_edited(store: Store) -> None:
    say(store, "thanks <@UBEN> for the release")
    said(store)

    undo(store)
    edit(store, "thanks <@UBEN> for the release!")

    assert kept_kudos(store) is None
    assert said(store) == [ReactionRemoved("C1", "1.0", "raised_hands")]


def test_others_second_thanks_and_take_that_back(store: Store) -> None:
    say(store, "thanks <@UBEN> for the release")

    assert second_kudos(store, MessageRef("T1", "C1", "1.0"), "UCHLOE", NOW, present=True)
    assert second_kudos(store, MessageRef("T1", "C1", "1.0"), "UCHLOE", NOW + HOUR, present=False)


def test_the_giver_seconds_nothing_and_nobody_seconds_what_is_no_kudos(store: Store) -> None:
    say(store, "thanks <@UBEN> for the release")

    assert not second_kudos(store, MessageRef("T1", "C1", "1.0"), "UANA", NOW, present=True)
    assert not second_kudos(store, MessageRef("T1", "C1", "7.0"), "UBEN", NOW, present=True)


def test_thanks_by_command_are_seconded_where_they_were_posted(store: Store) -> None:
    give_kudos(store, GIVEN, tell_privately=False)
    said(store)

    assert second_kudos(store, MessageRef("T1", "C1", "100.0"), "UDAN", NOW, present=True)
