"""Digests of many teams at once: each comes once, and one that fails holds up no other."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import replace
from datetime import datetime, time
from zoneinfo import ZoneInfo

import pytest
from structlog.testing import capture_logs

from bot.domain.digests import Digest, compose
from bot.domain.outgoing import BoardPosted, DigestReady
from bot.domain.people import BoardSchedule, Channel, Team
from bot.domain.waiting import Facts
from bot.services.digest_facts import digests_of, gather_facts
from bot.services.digests import send_due_digests
from bot.services.due import run_due
from bot.services.leaderboards import schedule_board
from bot.services.teams import lead_team
from bot.storage import Store, Transaction
from bot.storage.errors import DatabaseUnreachableError
from tests.services.world import (
    DAY,
    HOUR,
    MINUTE,
    NOW,
    WEEK,
    an_idea,
    led,
    said,
)

BERLIN = ZoneInfo("Europe/Berlin")
NEXT = NOW + WEEK


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
