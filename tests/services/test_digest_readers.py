"""Who and what stands in a digest: nothing private to others, nobody who hides or left."""

from zoneinfo import ZoneInfo

from bot.services.ideas import idea_seen_by_leader
from bot.services.privacy import choose
from bot.services.teams import leave_channel
from bot.storage import Store
from tests.services.world import (
    DAY,
    NOW,
    WEEK,
    an_idea,
    digest,
    digests,
    known,
    led,
)

BERLIN = ZoneInfo("Europe/Berlin")
NEXT = NOW + WEEK


def test_a_private_idea_is_seen_by_a_leader_whose_team_names_its_channel(store: Store) -> None:
    led(store, channels=frozenset({"C1"}))
    led(store, leader="UMIA", members=frozenset({"UANA"}))
    idea = an_idea(store, is_private=True)

    assert [each.ideas.by_team for each in digests(store, NOW)] == [1]
    assert idea_seen_by_leader(store, "T1", idea.id, "ULEA") is not None
    assert idea_seen_by_leader(store, "T1", idea.id, "UMIA") is None
    assert idea_seen_by_leader(store, "T1", idea.id + 99, "ULEA") is None


def test_a_leader_who_left_a_private_channel_reads_it_no_longer(store: Store) -> None:
    led(store, channels=frozenset({"C1"}))
    led(store, leader="UMIA", members=frozenset({"UANA"}), channels=frozenset({"C1"}))
    idea = an_idea(store, is_private=True)

    leave_channel(store, "T1", "ULEA", "C1", NOW)

    assert idea_seen_by_leader(store, "T1", idea.id, "ULEA") is None
    assert idea_seen_by_leader(store, "T1", idea.id, "UMIA") is not None


def test_who_hides_is_named_nowhere_and_nobody_is_nudged_about_them(store: Store) -> None:
    led(store)
    an_idea(store, author="UANA")
    choose(store, "T1", "UANA", hidden=True)

    found = digest(store, NOW)

    assert (found.best, found.waiting) == (None, ())
    assert found.nudge is None or found.nudge.person == ""
    assert found.ideas.by_team == 1


def test_who_left_is_in_no_digest(store: Store) -> None:
    led(store)
    an_idea(store, author="UANA")
    an_idea(store, author="UBEN", at=NOW - 2 * DAY)
    known(store, "UANA", is_deactivated=True)

    found = digest(store, NOW)

    assert "UANA" not in str(found)
    assert found.ideas.by_team == 1


def test_a_leader_who_left_gets_no_digest_until_they_are_back(store: Store) -> None:
    led(store)
    an_idea(store)
    known(store, "ULEA", is_deactivated=True)

    away = digests(store, NOW)
    known(store, "ULEA")
    an_idea(store, at=NOW + DAY)

    assert away == []
    assert len(digests(store, NOW + WEEK)) == 1
