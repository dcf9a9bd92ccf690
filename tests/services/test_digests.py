"""When a leader's digest comes: at their own hour, once a week, on work days, not when empty."""

from dataclasses import replace
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.domain.digests import NOTHING_MEASURED
from bot.domain.kudos import Kudos
from bot.domain.leading_errors import NotYourTeamError
from bot.domain.moves import Move
from bot.domain.people import Person
from bot.services.digests import digest_so_far
from bot.services.idea_tests import end_test, open_test
from bot.services.kudos import give_kudos
from bot.services.people import learn_people
from bot.services.teams import lead_team, pause_digest, stop_leading
from bot.storage import Store
from tests.services.world import (
    DAY,
    HOUR,
    MINUTE,
    NOW,
    WEEK,
    a_team,
    an_idea,
    digest,
    digests,
    known,
    led,
)

BERLIN = ZoneInfo("Europe/Berlin")
NEXT = NOW + WEEK


def test_it_comes_at_the_leaders_hour_and_not_before(store: Store) -> None:
    led(store)
    an_idea(store)

    assert digests(store, NOW - timedelta(seconds=1)) == []
    assert len(digests(store, NOW)) == 1


def test_however_often_the_clock_rings_it_comes_once(store: Store) -> None:
    led(store)
    an_idea(store)

    found = [len(digests(store, NOW + n * HOUR)) for n in range(30)]

    assert sum(found) == 1


def test_it_comes_again_the_next_week(store: Store) -> None:
    led(store)
    an_idea(store)
    an_idea(store, at=NEXT - DAY)

    assert [each.week for each in (digest(store, NOW), digest(store, NEXT))] == [
        "2026-W48",
        "2026-W49",
    ]


def test_it_tells_the_week_up_to_its_hour_also_when_it_comes_late(store: Store) -> None:
    led(store)
    an_idea(store)
    an_idea(store, author="UBEN", at=NOW + HOUR)

    found = digest(store, NOW + 5 * HOUR)

    assert (found.until, found.ideas.by_team) == (NOW, 1)


def test_after_weeks_away_only_the_latest_is_sent(store: Store) -> None:
    led(store)
    an_idea(store, at=NOW + 3 * WEEK - DAY)

    assert [each.until for each in digests(store, NOW + 3 * WEEK + HOUR)] == [NOW + 3 * WEEK]


def test_what_is_due_on_a_weekend_waits_for_monday(store: Store) -> None:
    led(store, weekday=4)
    friday = datetime(2026, 11, 27, 10, tzinfo=BERLIN)
    an_idea(store, at=friday - DAY)

    assert digests(store, friday + DAY) == []
    assert digests(store, friday + 2 * DAY) == []
    assert digest(store, friday + 3 * DAY).until == friday
    assert digests(store, friday + 3 * DAY + HOUR) == []


def test_after_a_weekend_it_comes_again_on_its_own_day(store: Store) -> None:
    led(store, weekday=4)
    friday = datetime(2026, 11, 27, 10, tzinfo=BERLIN)
    an_idea(store, at=friday - DAY)
    digests(store, friday + DAY)
    digests(store, friday + 3 * DAY)
    an_idea(store, at=friday + 6 * DAY)

    assert digest(store, friday + WEEK).week == "2026-W49"


@pytest.mark.parametrize("summer", ["2026-03-31T10:00", "2026-10-27T10:00"])
def test_it_keeps_its_hour_and_its_week_when_clocks_change(store: Store, summer: str) -> None:
    due = datetime.fromisoformat(summer).replace(tzinfo=BERLIN)
    led(store, at=due - WEEK - DAY)
    an_idea(store, at=due - WEEK - HOUR)
    an_idea(store, at=due - HOUR)

    before = digest(store, due - WEEK)
    assert digests(store, due - MINUTE) == []
    found = digest(store, due)

    assert (before.until, found.until) == (due - WEEK, due)
    assert found.ideas.by_team == 1


def test_an_empty_one_is_not_sent(store: Store) -> None:
    led(store)

    assert digests(store, NOW) == []


def test_each_leader_has_their_own_hour(store: Store) -> None:
    led(store)
    led(store, leader="UMIA", zone="Asia/Kolkata", members=frozenset({"UANA"}))
    an_idea(store, at=NOW - 2 * DAY)

    in_kolkata = NOW - 4.5 * HOUR

    assert [each.until for each in digests(store, in_kolkata)] == [in_kolkata]
    assert [each.until for each in digests(store, NOW)] == [NOW]


def test_workspaces_do_not_see_each_other(store: Store) -> None:
    led(store)
    led(store, workspace="T2")
    an_idea(store)

    assert len(digests(store, NOW)) == 1


def test_while_it_is_paused_it_does_not_come_and_then_it_does(store: Store) -> None:
    led(store)
    an_idea(store)
    an_idea(store, at=NEXT - DAY)

    until = pause_digest(store, "T1", "ULEA", timedelta(days=6), NOW - HOUR)

    assert until == NOW - HOUR + 6 * DAY
    assert digests(store, NOW) == []
    assert len(digests(store, NEXT)) == 1


def test_a_team_that_changes_keeps_its_pause_and_how_often_it_is_nudged(store: Store) -> None:
    first = led(store)
    an_idea(store)
    until = pause_digest(store, "T1", "ULEA", timedelta(days=60), NOW - DAY)
    with store.begin() as tx:
        tx.teams.fewer_nudges("T1", "ULEA")

    changed = lead_team(store, a_team(id=first.id, members=frozenset({"UANA"})), NOW - HOUR)

    assert (changed.id, changed.paused_until, changed.fewer_nudges) == (first.id, until, 1)
    assert digests(store, NOW) == []


def test_a_pause_of_no_days_ends_the_one_before(store: Store) -> None:
    led(store)
    an_idea(store)
    pause_digest(store, "T1", "ULEA", timedelta(days=60), NOW - DAY)

    pause_digest(store, "T1", "ULEA", timedelta(0), NOW - HOUR)

    assert len(digests(store, NOW)) == 1


def test_who_leads_no_longer_hears_no_longer(store: Store) -> None:
    led(store)
    an_idea(store)

    stop_leading(store, "T1", "ULEA")

    assert digests(store, NOW) == []
    with pytest.raises(NotYourTeamError):
        stop_leading(store, "T1", "ULEA")
    with pytest.raises(NotYourTeamError):
        pause_digest(store, "T1", "ULEA", WEEK, NOW)


def test_another_day_in_the_same_week_brings_no_second_one(store: Store) -> None:
    team = led(store)
    an_idea(store)
    digest(store, NOW)

    lead_team(store, replace(team, weekday=3), NOW + HOUR)
    an_idea(store, at=NOW + DAY)

    assert digests(store, NOW + 2 * DAY) == []
    assert len(digests(store, NOW + 9 * DAY)) == 1


def test_a_team_ended_and_set_up_again_brings_no_second_one(store: Store) -> None:
    led(store)
    an_idea(store)
    digest(store, NOW)

    stop_leading(store, "T1", "ULEA")
    lead_team(store, a_team(at=time(12)), NOW + HOUR)

    assert digests(store, NOW + 2 * HOUR) == []


def test_a_leader_who_travels_hears_at_the_hour_of_the_new_place(store: Store) -> None:
    known(store, "ULEA", zone="Europe/Berlin")
    led(store)
    an_idea(store)

    known(store, "ULEA", zone="Europe/London")

    assert digests(store, NOW) == []
    assert len(digests(store, NOW + HOUR)) == 1


def test_an_hour_that_the_new_place_has_passed_is_due_at_once_and_once(store: Store) -> None:
    known(store, "ULEA", zone="Europe/Berlin")
    led(store)
    an_idea(store, at=NOW - 2 * DAY)

    known(store, "ULEA", zone="Asia/Tokyo")

    assert len(digests(store, NOW - HOUR)) == 1
    assert digests(store, NOW) == []


def test_so_far_it_is_shown_at_any_time_and_changes_nothing(store: Store) -> None:
    led(store)
    an_idea(store)

    shown = digest_so_far(store, "T1", "ULEA", NOW - HOUR)

    assert (shown.ideas.by_team, shown.nudge) == (1, None)
    assert len(digests(store, NOW)) == 1
    with pytest.raises(NotYourTeamError):
        digest_so_far(store, "T1", "UANA", NOW)


def test_nobody_moves_who_is_not_known_to_lead(store: Store) -> None:
    led(store)
    learn_people(store, [], NOW)
    known(store, "UANA", zone="Asia/Tokyo")
    an_idea(store)

    assert len(digests(store, NOW)) == 1


def test_a_test_that_was_stopped_for_what_it_taught_stands_beside_what_was_adopted(
    store: Store,
) -> None:
    led(store)
    idea = an_idea(store)
    ben = Person("T1", "UBEN", "Ben")
    test = open_test(store, idea.id, ben, "is it quieter?", NOW - HOUR)
    end_test(store, test.id, ben, Move.STOP, "only in the mornings", NOW - MINUTE)

    assert digest(store, NOW).ideas.stopped == 1


def test_of_a_team_of_two_no_figure_is_told(store: Store) -> None:
    led(store, members=frozenset({"UANA", "UBEN"}))
    for number in range(3):
        given = NOW - DAY + number * HOUR
        thanks = Kudos("T1", "ULEA", ("UANA",), "for the map of who waits", given, f"k:{number}")
        give_kudos(store, thanks, tell_privately=True)

    assert digest(store, NOW).measures == NOTHING_MEASURED
