"""When a leader's digest comes: at their own hour, once a week, on work days, not when empty."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import replace
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from structlog.testing import capture_logs

from bot.domain.digests import NOTHING_MEASURED, Digest, compose
from bot.domain.kudos import Kudos
from bot.domain.leading_errors import NotYourTeamError
from bot.domain.moves import Move
from bot.domain.outgoing import BoardPosted, DigestReady
from bot.domain.people import BoardSchedule, Channel, Person, Team
from bot.domain.waiting import Facts
from bot.services.digest_facts import digests_of, gather_facts
from bot.services.digests import digest_so_far, send_due_digests
from bot.services.due import run_due
from bot.services.idea_tests import end_test, open_test
from bot.services.ideas import idea_seen_by_leader
from bot.services.kudos import give_kudos
from bot.services.leaderboards import schedule_board
from bot.services.people import learn_people
from bot.services.privacy import choose
from bot.services.teams import lead_team, leave_channel, pause_digest, stop_leading
from bot.storage import Store, Transaction
from bot.storage.errors import DatabaseUnreachableError
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
    said,
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


def test_very_many_leaders_are_all_served(sqlite_store: Store) -> None:
    for number in range(120):
        led(sqlite_store, leader=f"ULEA{number}")
    an_idea(sqlite_store)

    assert send_due_digests(sqlite_store, NOW) == 120


def test_several_processes_that_send_at_once_send_each_once(postgresql_url: str) -> None:
    with closing(Store(postgresql_url, pool_size=4)) as store:
        for number in range(40):
            led(store, leader=f"ULEA{number}")
        an_idea(store)

        with ThreadPoolExecutor(3) as processes:
            sent = list(processes.map(send_due_digests, [store] * 3, [NOW] * 3))

        assert sum(sent) == len([each for each in said(store) if isinstance(each, DigestReady)])
        with store.read() as tx:
            assert sum(each.shown for each in tx.nudges.outcomes_in("T1").values()) == 40
        assert sum(sent) == 40


def test_what_is_changed_while_a_digest_is_composed_waits_for_the_next_look(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    team = led(store)
    an_idea(store)

    def changing(tx: Transaction, due: Sequence[tuple[Team, datetime]]) -> dict[int, Digest]:
        lead_team(store, replace(team, members=frozenset({"UANA"})), NOW - MINUTE)
        return digests_of(tx, due)

    with monkeypatch.context() as patch:
        patch.setattr("bot.services.digests.digests_of", changing)
        meanwhile = send_due_digests(store, NOW)
    # What it was changed to is due at its own hour: set it back to this one.
    with store.begin() as tx:
        tx.teams.set_next_digests("T1", {team.id: NOW})

    assert (meanwhile, send_due_digests(store, NOW)) == (0, 1)


def test_a_team_that_fails_is_put_off_and_the_others_are_served(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    led(store)
    for number in range(3):
        led(store, leader=f"ULEA{number}")
    an_idea(store)
    an_idea(store, at=NEXT - DAY)

    def failing_for_one(team: Team, facts: Facts, until: datetime) -> Digest:
        if team.leader == "ULEA1" and until == NOW:
            raise ValueError("poison")
        return compose(team, facts, until)

    monkeypatch.setattr("bot.services.digest_facts.compose", failing_for_one)
    with capture_logs() as logs:
        found = [send_due_digests(store, at) for at in (NOW, NOW + HOUR, NEXT)]

    assert found == [3, 0, 4]
    assert [len(each["teams"]) for each in logs if each["event"] == "digests_failed"] == [4, 1]


def test_digests_that_fail_hold_up_no_board(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    def away(store: Store, now: datetime) -> int:
        raise DatabaseUnreachableError("away")

    an_idea(store)
    schedule_board(store, Channel("T1", "C1"), BoardSchedule(1, time(10), "UTC"), NOW - DAY)
    monkeypatch.setattr("bot.services.due.send_due_digests", away)

    with pytest.raises(DatabaseUnreachableError):
        run_due(store, NOW + 2 * HOUR)

    assert any(isinstance(each, BoardPosted) for each in said(store, NOW + 2 * HOUR))


def test_a_team_of_seventy_thousand_is_served(store: Store) -> None:
    everyone = frozenset({"UANA", *(f"U{number}" for number in range(70_000))})
    team = led(store)
    an_idea(store)

    with store.read() as tx:
        found = gather_facts(tx, [(replace(team, members=everyone), NOW)])

    assert [part.person for part, _ in found.work] == ["UANA"]


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
